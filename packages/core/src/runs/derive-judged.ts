import { rmSync } from "node:fs";
import { journaledReplies } from "./ask-judges.ts";
import type { JudgeWalk } from "./finished-replies.ts";
import type { Journal } from "./journal.ts";
import { createJudgedCalls, type JudgedCalls } from "./judged-calls.ts";
import { runFile } from "./run-files.ts";
import { scorersAsk } from "./study-judges.ts";
import { writePreferences } from "./write-preferences.ts";

/** What deriving with judges needs. */
export interface DeriveJudgedOptions {
  readonly walk: Omit<JudgeWalk, "replyAt">;
  readonly journal: Journal;
  readonly journalPath: string;
}

/**
 * Derive with what judges replied: writes judgements.jsonl beside what `derive` writes where some scorer asks, and
 * preferences.jsonl where replies are held against each other; a file of an earlier study that this one has no use for is
 * taken away. Throws what `derive` throws.
 */
export async function deriveJudged<Derived>(
  { walk, journal, journalPath }: DeriveJudgedOptions,
  derive: (judges: JudgedCalls | null) => Promise<Derived>,
): Promise<Derived> {
  const { study, folder } = walk;
  const judges = scorersAsk(study) ? createJudgedCalls(walk, journal, folder) : null;
  try {
    const derived = await derive(judges);
    judges?.finish();
    if (judges === null) {
      rmSync(runFile(folder, "judgements"), { force: true });
    }
    if (study.pairwise === null) {
      rmSync(runFile(folder, "preferences"), { force: true });
    } else {
      await writePreferences({ ...walk, replyAt: journaledReplies(journal, journalPath) });
    }
    return derived;
  } finally {
    judges?.discard();
  }
}
