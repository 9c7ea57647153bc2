import { appendFileSync, existsSync, truncateSync } from "node:fs";
import { z } from "zod";
import { DataError, UsageError, writeError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { type ExamSplit, type MergeJudge, type MergeTask, requireScores } from "./merge-judge.ts";
import { recipeHash } from "./weights-recipe.ts";

const headLine = z.strictObject({ campaign: z.string() });
const evaluationLine = z.strictObject({
  recipe: z.string(),
  task: z.string(),
  split: z.enum(["validation", "test"]),
  /** Places of the items the scores are of; absent: all of the task's. */
  items: z.array(z.int().min(0)).optional(),
  scores: z.array(z.number()),
});

/** A judge that asks for no evaluation twice. */
export interface CachedJudge {
  readonly judge: MergeJudge;
  /** Evaluations that were made, and that were known already, so far. */
  counts(): { readonly made: number; readonly known: number };
}

/**
 * Keep every evaluation: in memory and, where a file is given, as a line of it, so that a search that was stopped goes on
 * without repeating one. `campaign` identifies what scores depend on beside the recipe: models, exams, way of asking.
 * Where some items are asked for, only those are put to the model that it was not put to before. A torn last line is cut off.
 *
 * Throws MERGE_RESUME_MISMATCH when the file is another campaign's, MERGE_SCORES_INVALID for scores that do not fit or a
 * line that is none, FILE_WRITE_FAILED.
 */
export function createCachedJudge(
  judge: MergeJudge,
  tasks: readonly MergeTask[],
  { campaign, file }: { readonly campaign: string; readonly file?: string },
): CachedJudge {
  const known = new Map<string, KnownScores>();
  const taskOf = new Map(tasks.map((task) => [task.name, task]));
  const knownOf = (recipe: string, task: string, split: ExamSplit): KnownScores => {
    const key = `${recipe} ${split} ${task}`;
    const found = known.get(key) ?? { scores: new Map(), settled: Promise.resolve() };
    known.set(key, found);
    return found;
  };
  const append = (line: object): void => {
    if (file === undefined) {
      return;
    }
    try {
      appendFileSync(file, `${JSON.stringify(line)}\n`);
    } catch (cause) {
      throw writeError(file, cause);
    }
  };
  const lines = file === undefined || !existsSync(file) ? [] : wholeLines(file);
  for (const [index, text] of lines.entries()) {
    const place = { place: { file: file ?? "", line: index + 1 } };
    const value: unknown = parsed(text);
    if (index === 0) {
      if (headLine.safeParse(value).data?.campaign !== campaign) {
        throw new UsageError("MERGE_RESUME_MISMATCH", "holds evaluations of other models or exams", place);
      }
      continue;
    }
    const line = evaluationLine.safeParse(value).data;
    const task = line === undefined ? undefined : taskOf.get(line.task);
    if (line === undefined || task === undefined) {
      throw new DataError("MERGE_SCORES_INVALID", "is no evaluation of one of the tasks", place);
    }
    const { recipe, split, scores, items } = line;
    keepScores(knownOf(recipe, line.task, split), task, split, { scores, items: items ?? placesOf(task, split) });
  }
  if (lines.length === 0) {
    append({ campaign });
  }
  let made = 0;
  let reused = 0;
  return {
    judge: (recipe, index, split, items) => {
      const task = tasks[index];
      if (task === undefined) {
        throw new RangeError(`there is no task ${index}`);
      }
      const hash = recipeHash(recipe);
      const all = placesOf(task, split);
      const wanted = items ?? all;
      const before = knownOf(hash, task.name, split);
      const answer = before.settled.then(async () => {
        const missing = wanted.filter((item) => !before.scores.has(item)).toSorted((a, b) => a - b);
        if (missing.length === 0) {
          reused += 1;
        } else {
          const some = missing.length < all.length;
          const scores = await judge(recipe, index, split, ...(some ? [missing] : []));
          // A judge that does not examine some alone gives scores of all.
          const given = some && scores.length !== all.length ? missing : all;
          keepScores(before, task, split, { scores, items: given });
          append({
            ...{ recipe: hash, task: task.name, split },
            ...(given.length === all.length ? {} : { items: given }),
            scores,
          });
          made += 1;
        }
        return wanted.map((item) => before.scores.get(item) ?? Number.NaN);
      });
      // What failed is asked again.
      before.settled = answer.catch(() => undefined);
      return answer;
    },
    counts: () => ({ made, known: reused }),
  };
}

interface KnownScores {
  /** By the item's place. */
  readonly scores: Map<number, number>;
  /** When what was asked before is answered. */
  settled: Promise<unknown>;
}

const placesOf = ({ items }: MergeTask, split: ExamSplit): readonly number[] => [...items[split].keys()];

function keepScores(
  known: KnownScores,
  task: MergeTask,
  split: ExamSplit,
  { scores, items }: { readonly scores: readonly number[]; readonly items: readonly number[] },
): void {
  const listed = items.map((item) => task.items[split][item]).filter((item) => item !== undefined);
  requireScores(scores, { ...task, items: { ...task.items, [split]: listed } }, split);
  for (const [at, item] of items.entries()) {
    known.scores.set(item, scores[at] ?? Number.NaN);
  }
}

/** The lines of a file that end; what a crash tore off is cut from the file. */
function wholeLines(file: string): string[] {
  const text = readWhole(file);
  const end = text.lastIndexOf("\n") + 1;
  if (end < text.length) {
    truncateSync(file, Buffer.byteLength(text.slice(0, end)));
  }
  return text.slice(0, end).split("\n").slice(0, -1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
