import type { RandomStream } from "../base/random.ts";
import { pinyinHomophones } from "../lexicons/pinyin-homophones.ts";
import { countAtRate, drawnPlaces } from "./drawn-places.ts";

const listedWord = new RegExp([...pinyinHomophones.keys()].join("|"), "g");

/**
 * The text with some of the listed words misspelled by a character of the same sound. `rate` is the share of the listed
 * words found (0 to 1), rounded, at least one where there is one; words not listed never change. A text without a listed
 * word comes back as it is.
 */
export function misspellHomophones(text: string, random: RandomStream, rate: number): string {
  const found = [...text.matchAll(listedWord)];
  if (found.length === 0) {
    return text;
  }
  let out = "";
  let end = 0;
  for (const index of drawnPlaces(found.length, countAtRate(found.length, rate), random)) {
    const match = found[index];
    if (match !== undefined) {
      out += text.slice(end, match.index) + (pinyinHomophones.get(match[0]) ?? match[0]);
      end = match.index + match[0].length;
    }
  }
  return out + text.slice(end);
}
