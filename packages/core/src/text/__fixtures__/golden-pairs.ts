import { readFileSync } from "node:fs";
import type { TextPair } from "../token-pairs.ts";

/** Reads a file of golden values; parsed at run time, because their literal types would be as large as they are. */
export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../__golden__/${name}.json`, import.meta.url), "utf8")) as T;
}

/** A made-up pair of explanations. */
export interface GoldenPair extends TextPair {
  readonly language: "zh" | "en" | "es";
}

/** All pairs that the golden values were computed from. */
export const goldenPairs = readGolden<{ readonly pairs: readonly GoldenPair[] }>("text-pairs").pairs;

/** The pairs of one language. */
export function pairsIn(language: string): readonly GoldenPair[] {
  return goldenPairs.filter((pair) => pair.language === language);
}
