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
 * A torn last line is cut off.
 *
 * Throws MERGE_RESUME_MISMATCH when the file is another campaign's, MERGE_SCORES_INVALID for scores that do not fit or a
 * line that is none, FILE_WRITE_FAILED.
 */
export function createCachedJudge(
  judge: MergeJudge,
  tasks: readonly MergeTask[],
  { campaign, file }: { readonly campaign: string; readonly file?: string },
): CachedJudge {
  const known = new Map<string, Promise<readonly number[]>>();
  const taskOf = new Map(tasks.map((task) => [task.name, task]));
  const keyOf = (recipe: string, task: string, split: ExamSplit): string => `${recipe} ${split} ${task}`;
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
    known.set(keyOf(line.recipe, line.task, line.split), Promise.resolve(requireScores(line.scores, task, line.split)));
  }
  if (lines.length === 0) {
    append({ campaign });
  }
  let made = 0;
  let reused = 0;
  return {
    judge: (recipe, index, split) => {
      const task = tasks[index];
      if (task === undefined) {
        throw new RangeError(`there is no task ${index}`);
      }
      const hash = recipeHash(recipe);
      const key = keyOf(hash, task.name, split);
      const before = known.get(key);
      if (before !== undefined) {
        reused += 1;
        return before;
      }
      const asked = judge(recipe, index, split).then((scores) => {
        requireScores(scores, task, split);
        append({ recipe: hash, task: task.name, split, scores });
        made += 1;
        return scores;
      });
      known.set(key, asked);
      // What failed is asked again.
      asked.catch(() => known.delete(key));
      return asked;
    },
    counts: () => ({ made, known: reused }),
  };
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
