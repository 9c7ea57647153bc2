import { identityHash } from "../base/hash.ts";
import type { Reading } from "../records/answer.ts";
import { nameInReply, type PromptLabel } from "../records/prompt.ts";

/** Columns of an audit sheet, in order. A person fills `correct_reading` and, where there is something to say, `note`. */
export const sheetColumns = ["row", "stem", "options", "reply", "read_as", "correct_reading", "note"] as const;

/** One of them. */
export type SheetColumn = (typeof sheetColumns)[number];

/** The options of a question as the sheet lists them, one a line: behind their labels, or behind a dash without any. */
export function optionLines(labels: readonly PromptLabel[]): string {
  return labels.map(({ label, text }) => (label === "" ? `- ${text}` : `${label}) ${text}`)).join("\n");
}

/** What a sheet calls the options that were chosen: their labels, or their texts where the prompt showed no labels. */
export function chosenNames(reading: Pick<Reading, "optionIds">, labels: readonly PromptLabel[]): readonly string[] {
  return labels.filter(({ optionId }) => reading.optionIds.includes(optionId)).map(nameInReply);
}

/** What Viva read, as the sheet says it: the labels, "A, C", the texts, "Gout; Rash", or the status. */
export function readAsText(reading: Pick<Reading, "status" | "optionIds">, labels: readonly PromptLabel[]): string {
  const joint = labels.some(({ label }) => label === "") ? "; " : ", ";
  return reading.status === "chosen" ? chosenNames(reading, labels).join(joint) : reading.status;
}

/** The letters and digits of a cell: what a spreadsheet that opened and saved it leaves as it was. */
export function cellCore(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Hash that tells whether question and reply still stand in their row. */
export function shownHash(stem: string, reply: string): string {
  return identityHash(`${cellCore(stem)}\u0000${cellCore(reply)}`).slice(0, 16);
}
