import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DataError } from "../base/errors.ts";
import type { RunSurroundings } from "../runs/run-record.ts";
import { runStudy } from "../runs/run-study.ts";
import type { Study } from "../runs/study.ts";
import type { TaskItem } from "./merge-judge.ts";

/** How a study of one model is put to it. */
export interface ExamineOptions {
  /** Items that are posed, no others are; in the order in which their scores are wanted. */
  readonly items: readonly TaskItem[];
  /** What is examined, for messages. */
  readonly what: string;
  /** Run folder; it is removed when every score was read, and kept to be looked at when one lacks. */
  readonly out: string;
  readonly surroundings: RunSurroundings;
  readonly signal: AbortSignal;
}

interface ScoreLine {
  readonly itemId: string;
  readonly points: number | null;
  readonly min?: number;
  readonly max?: number;
}

/** Points as a share of what can be earned. */
const shareOf = ({ points, min = 0, max = 1 }: ScoreLine): number =>
  points === null ? Number.NaN : (points - min) / (max - min);

/**
 * Put a study of one model, one exam and one way of asking to its model: a score from 0 to 1 for each item by the study's
 * first scorer, NaN for an item without one.
 *
 * Throws MERGE_SCORES_INVALID when the run did not come to its end, the signal's reason, and what running throws.
 */
export async function examineStudy(study: Study, options: ExamineOptions): Promise<readonly number[]> {
  const { items, what, out, surroundings, signal } = options;
  rmSync(out, { recursive: true, force: true });
  const posed = withItems(study, new Set(items.map(({ id }) => id)));
  const { status, failures, stopped } = await runStudy(posed, out, { surroundings, signal });
  signal.throwIfAborted();
  if (status !== "complete") {
    const [first] = [...stopped, ...failures];
    const why = first === undefined ? "" : `; ${first.code}: ${first.message}`;
    throw new DataError("MERGE_SCORES_INVALID", `${what}: the run ended ${status}${why}`, {
      place: { file: out },
      ...(first === undefined ? {} : { remedy: first.remedy }),
    });
  }
  const scores = new Map<string, number>();
  for (const text of readFileSync(join(out, "scores.jsonl"), "utf8").trimEnd().split("\n")) {
    const line = JSON.parse(text) as ScoreLine;
    // The first scorer is the headline.
    scores.set(line.itemId, scores.get(line.itemId) ?? shareOf(line));
  }
  rmSync(out, { recursive: true, force: true });
  return items.map(({ id }) => scores.get(id) ?? Number.NaN);
}

/** The study with these items of its exam and no others, which have passed its filters already. */
function withItems(study: Study, ids: ReadonlySet<string>): Study {
  const exams = study.exams.map((exam) => {
    const { load } = exam.configured;
    async function* some(): ReturnType<typeof load> {
      for await (const row of load()) {
        if (row.item !== undefined && ids.has(row.item.id)) {
          yield row;
        }
      }
    }
    return { ...exam, configured: { ...exam.configured, load: some } };
  });
  return { ...study, exams, filters: {} };
}

/** The items at some places, all of them where none are given. */
export function itemsAt(items: readonly TaskItem[], places: readonly number[] | undefined): readonly TaskItem[] {
  return places === undefined ? items : places.map((at) => items[at]).filter((item) => item !== undefined);
}
