import type { OpenBackend } from "../backends/define.ts";
import { type AskedJudges, askJudges, judgesToAsk } from "./ask-judges.ts";
import type { BackendPool } from "./backend-pool.ts";
import { deriveJudged } from "./derive-judged.ts";
import type { FailureLine, ModelProgress } from "./execute.ts";
import type { JudgeWalk } from "./finished-replies.ts";
import type { Journal } from "./journal.ts";
import { drawJudgeSample } from "./judge-sample.ts";
import type { JudgedCalls } from "./judged-calls.ts";
import type { Materialised } from "./materialise.ts";
import { runFile } from "./run-files.ts";
import type { RunOptions } from "./run-options.ts";
import { keptFailures, writeFailures } from "./session-files.ts";
import type { Study, StudyModel } from "./study.ts";
import { judgesOfStudy } from "./study-judges.ts";

/** What the judges' part of a session works with. */
export interface JudgeSessionParts {
  readonly study: Study;
  readonly folder: string;
  /** Folder that holds the items before they are the run folder's. */
  readonly staging: string;
  readonly journal: Journal;
  readonly materialised: Materialised;
  readonly backends: BackendPool;
  readonly options: RunOptions;
  /** What failed in this session so far; what fails here is added. */
  readonly failures: FailureLine[];
  readonly onProgress: (planned: number, progress: readonly ModelProgress[]) => void;
}

/** The judges' part of a session: nothing to do for a study without any. */
export interface JudgeSession {
  /** Throws RUN_CONFLICT where a finished question would be put otherwise now. Before the items are the run folder's. */
  refuseConflicts(): Promise<void>;
  /** Ask what has no reply yet, and tell in failures.jsonl what failed. */
  ask(): Promise<AskedJudges>;
  /** Derive with what the judges have replied. */
  derive<Derived>(derive: (judges: JudgedCalls | null) => Promise<Derived>): Promise<Derived>;
}

/** Start the judges' part of a session: draws the questions whose replies are judged. */
export async function openJudgeSession(parts: JudgeSessionParts): Promise<JudgeSession> {
  const { study, folder, staging, journal, materialised, backends, options } = parts;
  const sample = await drawJudgeSample(study, staging);
  const journalPath = runFile(folder, "completions");
  const { exemplars, sources } = materialised;
  const poseOf = (model: StudyModel): ReturnType<JudgeWalk["poseOf"]> => backends.get(model.id) ?? {};
  const over = (itemsIn: string) => {
    const walk = { study, folder: itemsIn, exemplars, sources, poseOf, sample };
    return { walk, journal, journalPath };
  };
  return {
    refuseConflicts: async () => {
      await judgesToAsk(over(staging));
    },
    ask: async () => {
      if (judgesOfStudy(study).length === 0) {
        return { missing: 0, stopped: [], operations: [] };
      }
      const { signal, rescoreOnly, offline } = options;
      const breakOff = (): void => void backends.close();
      signal.addEventListener("abort", breakOff, { once: true });
      try {
        const asked = await askJudges({
          ...over(folder),
          open: offline === true ? null : (judge) => openedBackend(backends, judge),
          signal,
          onFailure: (failure) => parts.failures.push(failure),
          onProgress: parts.onProgress,
        });
        const before = rescoreOnly === true ? keptFailures(folder, study) : [];
        writeFailures(folder, [...before, ...parts.failures]);
        return asked;
      } finally {
        signal.removeEventListener("abort", breakOff);
      }
    },
    derive: async (derive) => await deriveJudged(over(folder), derive),
  };
}

/** A model's backend, opened where it is not open yet. Throws what opening it throws. */
export async function openedBackend(backends: BackendPool, model: StudyModel): Promise<OpenBackend> {
  return backends.get(model.id) ?? (await backends.open(model));
}
