import { singleLine } from "../figures/printable-text.ts";
import type { Answer } from "../records/answer.ts";
import { readJournal } from "../runs/journal.ts";
import { parseCompletionLine } from "../runs/journal-entry.ts";
import { runFile } from "../runs/run-files.ts";
import { placeOf } from "../runs/walk.ts";

/** Characters of a reply shown around the answer: enough for a sentence on either side. */
const excerptCharacters = 240;

/**
 * What was written around the answer in some replies, by call id; a call without a reply in the journal has none.
 * Only these replies are read from the journal.
 */
export async function replyExcerpts(folder: string, answers: readonly Answer[]): Promise<ReadonlyMap<string, string>> {
  if (answers.length === 0) {
    return new Map();
  }
  const path = runFile(folder, "completions");
  const journal = readJournal(path, new Set(answers.map((answer) => placeOf(answer))));
  try {
    return new Map(
      answers.flatMap((answer) => {
        const entry = journal.index.find(placeOf(answer));
        return entry === null
          ? []
          : [[answer.callId, excerptOf(parseCompletionLine(journal.read(entry), path).text, answer.span)] as const];
      }),
    );
  } finally {
    await journal.close();
  }
}

/**
 * A stretch of a reply on one line, with "…" where it goes on: around the span that was read, else from the beginning. A
 * character is never cut in two, and what would move a cursor or reorder a line is made visible.
 *
 * @example excerptOf("A long answer. So the answer is B.", [28, 33], 12) → "…swer is B."
 */
export function excerptOf(
  text: string,
  span: readonly [number, number] | null,
  characters: number = excerptCharacters,
): string {
  if (text.length <= characters) {
    return singleLine(text);
  }
  const [start, end] = span ?? [0, 0];
  // What leads to the answer says more than what follows it.
  const after = Math.min(text.length, Math.max(end + Math.floor(characters / 4), characters));
  const from = Math.max(0, Math.min(start, after - characters));
  const to = Math.min(text.length, from + characters);
  const cut = singleLine(text.slice(from, to).replace(/^[\udc00-\udfff]|[\ud800-\udbff]$/u, ""));
  return `${from > 0 ? "…" : ""}${cut}${to < text.length ? "…" : ""}`;
}
