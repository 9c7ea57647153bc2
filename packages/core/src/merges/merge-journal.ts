import { appendFileSync, existsSync } from "node:fs";
import { writeError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";

/** What is known to be done: SHA-256 of the bytes of each tensor that is on the disk, and of each input. */
export interface MergeProgress {
  readonly tensors: Map<string, string>;
  readonly inputs: Map<string, string>;
}

/** One line of the journal. */
export type JournalLine =
  | { readonly plan: string }
  | { readonly tensor: string; readonly sha256: string }
  | { readonly input: string; readonly sha256: string };

/** Add lines to a journal. Throws FILE_WRITE_FAILED or DISK_FULL. */
export function appendJournal(file: string, lines: readonly JournalLine[]): void {
  try {
    appendFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  } catch (cause) {
    throw writeError(file, cause);
  }
}

/**
 * What a journal holds; null where there is none or nothing whole in it. A line that a break or a full disk tore is passed
 * over, with what was written behind it: its tensor is merged again.
 */
export function readJournal(file: string): ({ readonly plan: string } & MergeProgress) | null {
  if (!existsSync(file)) {
    return null;
  }
  let plan: string | undefined;
  const tensors = new Map<string, string>();
  const inputs = new Map<string, string>();
  for (const text of readWhole(file).split("\n").slice(0, -1)) {
    const line = lineOf(text);
    plan ??= line?.plan;
    if (line === null) {
      continue;
    }
    if (line.sha256 !== undefined && line.tensor !== undefined) {
      tensors.set(line.tensor, line.sha256);
    } else if (line.sha256 !== undefined && line.input !== undefined) {
      inputs.set(line.input, line.sha256);
    }
  }
  return plan === undefined ? null : { plan, tensors, inputs };
}

interface WrittenLine {
  readonly plan?: string;
  readonly tensor?: string;
  readonly input?: string;
  readonly sha256?: string;
}

/** A line's object; null for a torn one. */
function lineOf(text: string): WrittenLine | null {
  try {
    return JSON.parse(text) as WrittenLine;
  } catch {
    return null;
  }
}
