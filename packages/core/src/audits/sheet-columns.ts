import type { Reading } from "../records/answer.ts";
import { nameInReply, type PromptLabel } from "../records/prompt.ts";

/** Columns of an audit sheet, in order. A person fills `correct_reading` and, where there is something to say, `note`. */
export const sheetColumns = ["row", "stem", "options", "reply", "read_as", "correct_reading", "note"] as const;

/** One of them. */
export type SheetColumn = (typeof sheetColumns)[number];

/** What a sheet calls the options that were chosen: their labels, or their texts where the prompt showed no labels. */
export function chosenNames(reading: Pick<Reading, "optionIds">, labels: readonly PromptLabel[]): readonly string[] {
  return labels.filter(({ optionId }) => reading.optionIds.includes(optionId)).map(nameInReply);
}

/** What Viva read, as the sheet says it: the labels, "A, C", the texts, "Gout; Rash", or the status. */
export function readAsText(reading: Pick<Reading, "status" | "optionIds">, labels: readonly PromptLabel[]): string {
  const joint = labels.some(({ label }) => label === "") ? "; " : ", ";
  return reading.status === "chosen" ? chosenNames(reading, labels).join(joint) : reading.status;
}
