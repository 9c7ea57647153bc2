import { identityHash } from "../base/hash.ts";
import type { Reading } from "../records/answer.ts";

/** Columns of an audit sheet, in order. A person fills `correct_reading` and, where there is something to say, `note`. */
export const sheetColumns = ["row", "stem", "options", "reply", "read_as", "correct_reading", "note"] as const;

/** One of them. */
export type SheetColumn = (typeof sheetColumns)[number];

/** What Viva read, as the sheet says it: the labels, "A, C", or the status. */
export function readAsText({ status, labels }: Pick<Reading, "status" | "labels">): string {
  return status === "chosen" ? labels.join(", ") : status;
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
