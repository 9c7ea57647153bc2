import type { RandomStream } from "../base/random.ts";
import { drugNames, nationalDrugNames } from "../lexicons/drug-names.ts";
import {
  drugNameEndings,
  drugsWithoutStem,
  lookalikes,
  untouchedBeginnings,
  untouchedWords,
} from "../lexicons/typo-safety.ts";
import { countAtRate, drawnPlaces } from "./drawn-places.ts";

/** Words of letters only, with nothing joined to them: no code, no unit, no part of an address. */
const word = /(?<![\p{L}\p{M}\p{N}\-/_.'’])[\p{L}\p{M}]{4,}(?![\p{N}\-/_'’])/gu;
const lettersThatMayFall = /^.?[a-zà-öø-ÿœ]+$/;
const latin = /[a-z]/;

/** Words that stay, and that no typo may make. */
const exact: ReadonlySet<string> = new Set([
  ...untouchedWords,
  ...lookalikes,
  ...drugsWithoutStem,
  ...[...Object.values(drugNames), nationalDrugNames]
    .flat()
    .flatMap(({ brand, generic }) => [brand.toLowerCase(), generic.toLowerCase()]),
]);
const longestEnding = Math.max(...drugNameEndings.map((ending) => ending.length));
const shortestEnding = Math.min(...drugNameEndings.map((ending) => ending.length));
const endings = new Set(drugNameEndings);
const beginnings = new Set(untouchedBeginnings);
const accents = /\p{M}/gu;

/**
 * Whether a word may be mistyped: at least five letters, none of them a capital except the first, no negation, number
 * word, side or direction, no beginning that a letter turns into its opposite (hyper-, hypo-), and no name of a drug by
 * list or by its ending (INN stems): a drug may never become another.
 *
 * @example mayBeMistyped("metoprolol") → false
 */
export function mayBeMistyped(candidate: string): boolean {
  if (candidate.length < 5 || !lettersThatMayFall.test(candidate)) {
    return false;
  }
  const lower = candidate.toLowerCase();
  if (exact.has(lower) || (lower.endsWith("s") && (exact.has(lower.slice(0, -1)) || exact.has(lower.slice(0, -2))))) {
    return false;
  }
  for (let length = 3; length <= 5; length++) {
    if (beginnings.has(lower.slice(0, length))) {
      return false;
    }
  }
  const bare = /[^a-z]/.test(lower) ? lower.normalize("NFD").replace(accents, "") : lower;
  for (const base of bare.endsWith("s") ? [bare, bare.slice(0, -1)] : [bare]) {
    for (let length = shortestEnding; length <= longestEnding && length <= base.length; length++) {
      if (endings.has(base.slice(-length))) {
        return false;
      }
    }
  }
  return true;
}

/**
 * The text with a letter of some words replaced by one on a neighbouring key. `rate` is the share of the words that may
 * be mistyped (0 to 1), rounded, at least one where there is one. The first letter stays, as do all numbers, units,
 * abbreviations and the words `mayBeMistyped` spares. A text without such words comes back as it is.
 */
export function mistype(
  text: string,
  random: RandomStream,
  rate: number,
  neighbours: ReadonlyMap<string, string>,
): string {
  const places: { readonly at: number; readonly found: string }[] = [];
  for (const match of text.matchAll(word)) {
    if (mayBeMistyped(match[0])) {
      places.push({ at: match.index, found: match[0] });
    }
  }
  if (places.length === 0) {
    return text;
  }
  const drawn = drawnPlaces(places.length, countAtRate(places.length, rate), random);
  let out = "";
  let end = 0;
  for (const index of drawn) {
    const place = places[index];
    if (place !== undefined) {
      out += text.slice(end, place.at) + mistyped(place.found, random, neighbours);
      end = place.at + place.found.length;
    }
  }
  return out + text.slice(end);
}

function mistyped(original: string, random: RandomStream, neighbours: ReadonlyMap<string, string>): string {
  const start = 1 + random.integer(original.length - 1);
  // From the drawn letter on, the first whose neighbour makes no word that must not arise.
  for (let step = 0; step < original.length - 1; step++) {
    const at = 1 + ((start - 1 + step) % (original.length - 1));
    const keys = latin.test(original[at] ?? "") ? (neighbours.get(original[at] ?? "") ?? "") : "";
    const key = keys[random.integer(Math.max(1, keys.length))];
    if (key !== undefined) {
      const typo = original.slice(0, at) + key + original.slice(at + 1);
      if (!exact.has(typo.toLowerCase())) {
        return typo;
      }
    }
  }
  return original;
}
