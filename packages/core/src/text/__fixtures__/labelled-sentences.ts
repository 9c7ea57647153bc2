import { readFileSync } from "node:fs";
import type { FindingPolarity } from "../finding-polarity.ts";
import type { NameLanguage } from "../name-variants.ts";

/** A sentence with what stands in it, labelled by a person. */
export interface LabelledSentence {
  readonly text: string;
  readonly mentions: readonly {
    readonly id: string;
    readonly start: number;
    readonly end: number;
    readonly polarity: FindingPolarity;
  }[];
}

/** The labelled sentences of a language, from `__golden__/entity-sentences-*.txt`. */
export function labelledSentences(language: NameLanguage): readonly LabelledSentence[] {
  const path = new URL(`../__golden__/entity-sentences-${language}.txt`, import.meta.url);
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      let text = "";
      let at = 0;
      const mentions: LabelledSentence["mentions"][number][] = [];
      for (const match of line.matchAll(/\[([^\]]+)\]\(([-?]?)([a-z0-9-]+)\)/gu)) {
        const [whole, words = "", mark = "", id = ""] = match;
        text += line.slice(at, match.index);
        const polarity = mark === "-" ? "negated" : mark === "?" ? "uncertain" : "affirmed";
        mentions.push({ id, start: text.length, end: text.length + words.length, polarity });
        text += words;
        at = match.index + whole.length;
      }
      return { text: text + line.slice(at), mentions };
    });
}

/** How a finder's mentions compare with the labels: spans and ids must be equal; polarity is counted where they are. */
export function compareWithLabels(
  sentences: readonly LabelledSentence[],
  find: (text: string) => LabelledSentence["mentions"],
): { readonly labels: number; readonly found: number; readonly right: number; readonly rightPolarity: number } {
  const count = { labels: 0, found: 0, right: 0, rightPolarity: 0 };
  for (const { text, mentions } of sentences) {
    const found = find(text);
    count.labels += mentions.length;
    count.found += found.length;
    for (const { id, start, end, polarity } of found) {
      const label = mentions.find((one) => one.id === id && one.start === start && one.end === end);
      count.right += label === undefined ? 0 : 1;
      count.rightPolarity += label?.polarity === polarity ? 1 : 0;
    }
  }
  return count;
}
