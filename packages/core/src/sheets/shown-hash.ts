import { identityHash } from "../base/hash.ts";

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
