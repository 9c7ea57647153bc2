import type { ReportWords } from "./report-words.ts";
import type { TextKey } from "./texts.en.ts";

/** What a line of a contamination panel says: a few words in the table, a sentence with its limits below. */
export type Reading = TextKey extends infer Key
  ? Key extends `contamination.reading.${infer Name}`
    ? Name
    : never
  : never;

/** The words in the table. */
export function readingText(reading: Reading | undefined, words: ReportWords): string {
  return reading === undefined ? "" : words.text(`contamination.reading.${reading}`);
}

/** One sentence for every reading that occurs, in the order in which they do. */
export function readingNotes(readings: readonly Reading[], words: ReportWords): readonly string[] {
  return [...new Set(readings)].map((reading) => words.text(`contamination.says.${reading}`));
}
