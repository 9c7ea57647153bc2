import { DataError } from "../base/errors.ts";
import type { Answer } from "../records/answer.ts";
import type { Estimate } from "../records/estimate.ts";
import type { Score } from "../records/score.ts";
import { openLineCursor } from "../runs/line-cursor.ts";
import { runFile } from "../runs/run-files.ts";
import type { AuditKey } from "./audit-key.ts";
import { answersOf, stratumName } from "./draw-sample.ts";

/** Place of a table of results: exam × model × arm × perturbation × scorer. */
export type BlockPlace = Pick<Estimate, "exam" | "model" | "arm" | "perturbation" | "scorer">;

/** Marked replies of one place by stratum of the sample. */
export interface RunTally {
  /** Replies with points, by stratum; empty for a place without any. */
  sizesOf(place: BlockPlace): ReadonlyMap<number, number>;
  /** 0–1; null when unscored. */
  pointsOf(callId: string, scorer: string): number | null;
  /** Readings of the sample's rows. */
  readonly answers: ReadonlyMap<string, Answer>;
}

/** The name of a place, to find it by. */
export function placeName({ exam, model, arm, perturbation, scorer }: BlockPlace): string {
  return JSON.stringify([exam, model, arm, perturbation, scorer]);
}

/**
 * Count a run's marked replies by place and stratum, and keep reading and points of those on the sheet. Reads
 * answers.jsonl and scores.jsonl side by side. Throws RUN_FILES_DISAGREE when they do not fit together.
 */
export async function tallyRun(folder: string, key: AuditKey, scorers: readonly string[]): Promise<RunTally> {
  const strata = new Map(key.strata.map((stratum, index) => [stratumName(stratum), index]));
  const wanted = new Set(key.rows.map(({ callId }) => callId));
  const sizes = new Map<string, Map<number, number>>();
  const points = new Map<string, number | null>();
  const answers = new Map<string, Answer>();
  const cursor = openLineCursor(runFile(folder, "scores"));
  try {
    for await (const answer of answersOf(folder)) {
      const stratum = strata.get(stratumName(answer));
      for (const scorer of scorers) {
        const score = parseScore(cursor.next(), answer, scorer, folder);
        if (stratum === undefined) {
          continue;
        }
        const place = placeName({ ...answer, scorer });
        const share = score.points === null ? null : (score.points - score.min) / (score.max - score.min);
        if (share !== null) {
          const held = sizes.get(place) ?? new Map<number, number>();
          sizes.set(place, held.set(stratum, (held.get(stratum) ?? 0) + 1));
        }
        if (wanted.has(answer.callId)) {
          points.set(pointName(answer.callId, scorer), share);
        }
      }
      if (wanted.has(answer.callId)) {
        answers.set(answer.callId, answer);
      }
    }
  } finally {
    cursor.close();
  }
  return {
    sizesOf: (place) => sizes.get(placeName(place)) ?? new Map<number, number>(),
    pointsOf: (callId, scorer) => points.get(pointName(callId, scorer)) ?? null,
    answers,
  };
}

function pointName(callId: string, scorer: string): string {
  return `${callId}\u0000${scorer}`;
}

function parseScore(line: string | undefined, answer: Answer, scorer: string, folder: string): Score {
  const score = line === undefined || line === "" ? null : (JSON.parse(line) as Score);
  if (score?.callId !== answer.callId || score.scorer !== scorer) {
    throw new DataError("RUN_FILES_DISAGREE", `no points by ${scorer} for the call ${answer.callId}`, {
      place: { file: runFile(folder, "scores"), itemId: answer.itemId },
    });
  }
  return score;
}
