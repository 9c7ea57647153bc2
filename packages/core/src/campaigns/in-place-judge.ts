import type { ExamSplit, MergeJudge } from "./merge-judge.ts";
import { createNearestFirst } from "./nearest-first.ts";
import type { WeightsRecipe } from "./weights-recipe.ts";
import { type OverwriteCounts, openWorkingCopy, removeWorkingCopy, type WorkingCopy } from "./working-copy.ts";
import type { WorkingModels } from "./working-layout.ts";

/** A judge with one model on the disk that becomes each of those it examines. Disposed of, the copy stays on the disk. */
export interface InPlaceJudge extends AsyncDisposable {
  readonly judge: MergeJudge;
  /** What overwriting came to so far. */
  counts(): OverwriteCounts;
  /** Take the copy off the disk: nothing is to be examined any more, and nobody holds its files. */
  discard(): void;
}

/** What is to be examined. */
export interface WantedScores {
  readonly task: number;
  readonly split: ExamSplit;
  /** Places of items; undefined: all. */
  readonly items: readonly number[] | undefined;
}

/** How a judge examines what its copy has become. */
export interface InPlaceExamination {
  /** Folder the copy lies in; one left by an earlier search is gone on with. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Scores of the copy, a number for each item of the task's split, or for those whose places are given. */
  examine(copy: WorkingCopy, wanted: WantedScores): Promise<readonly number[]>;
  /** Called before the copy's bytes change and at the end: whoever holds the files open lets go of them. */
  release?(): Promise<void>;
}

/**
 * Judge merges with one working copy, which is opened for the first of them. Evaluations are one at a time; of those that
 * wait the one goes first for which the fewest bytes must be overwritten, so that whoever asks for many at once saves most.
 *
 * A judgement rejects with what `openWorkingCopy`, merging, converting and examining throw, or the signal's reason, and so
 * do all that wait then.
 */
export function createInPlaceJudge(models: WorkingModels, options: InPlaceExamination): InPlaceJudge {
  const { folder, signal, examine, release = async () => {} } = options;
  let copy: WorkingCopy | null = null;
  const serve = createNearestFirst<WantedScores & { readonly recipe: WeightsRecipe }, readonly number[]>(
    ({ recipe }) => copy?.bytesTo(recipe) ?? 0,
    async ({ recipe, ...wanted }) => {
      signal.throwIfAborted();
      copy ??= await openWorkingCopy(models, folder);
      if (copy.bytesTo(recipe) > 0) {
        await release();
        await copy.become(recipe, signal);
      }
      return await examine(copy, wanted);
    },
  );
  return {
    judge: (recipe, task, split, items) => serve({ recipe, task, split, items }),
    counts: () => copy?.counts() ?? { models: 0, writtenBytes: 0, wholeBytes: 0 },
    discard: () => {
      copy?.[Symbol.dispose]();
      removeWorkingCopy(folder);
    },
    [Symbol.asyncDispose]: async () => {
      await release();
      copy?.[Symbol.dispose]();
    },
  };
}
