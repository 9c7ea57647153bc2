import { identityHash } from "../base/hash.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import type { CompletionLine } from "../runs/journal-entry.ts";
import { runFile } from "../runs/run-files.ts";
import type { RunRecord } from "../runs/specification.ts";
import { statedConfidence } from "../text/stated-confidence.ts";

/** What the replies of a run say of their own confidence. */
export interface StatedConfidences {
  /** 0–1, by call id; calls whose reply says nothing are absent. */
  readonly byCall: ReadonlyMap<string, number>;
  /**
   * Hash of all of them, whatever the order of the replies; null for a run that asks for none. They are read from the journal,
   * which no derived file stands for.
   */
  readonly hash: string | null;
}

/**
 * Read them out of completions.jsonl, once; nothing is read for a run whose ways of asking do not ask for a confidence.
 * Throws DATASET_NOT_FOUND where the file is gone.
 */
export async function readStatedConfidences(folder: string, { specification }: RunRecord): Promise<StatedConfidences> {
  const recorded = specification["arms"] as readonly { readonly name: string; readonly instruction?: unknown }[];
  const arms = new Set(recorded.filter(({ instruction }) => asksConfidence(instruction)).map(({ name }) => name));
  const byCall = new Map<string, number>();
  if (arms.size === 0) {
    return { byCall, hash: null };
  }
  const path = runFile(folder, "completions");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const reply = parseJsonLine(line, path) as Pick<CompletionLine, "callId" | "arm" | "role" | "text">;
      const confidence = reply.role === "examinee" && arms.has(reply.arm) ? statedConfidence(reply.text) : null;
      if (confidence !== null) {
        byCall.set(reply.callId, confidence);
      }
    }
  }
  const sorted = [...byCall].map(([callId, confidence]) => `${callId} ${confidence}`).sort();
  return { byCall, hash: identityHash(sorted.join("\n")) };
}

/** The instruction by which replies state a confidence. */
function asksConfidence(instruction: unknown): boolean {
  return (instruction as { readonly use?: string } | undefined)?.use === "stated-confidence";
}
