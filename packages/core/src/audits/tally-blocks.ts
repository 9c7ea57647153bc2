import type { Answer } from "../records/answer.ts";
import type { Estimate } from "../records/estimate.ts";
import { answersOf } from "../sheets/run-answers.ts";
import { openScores } from "../sheets/run-scores.ts";
import type { AuditKey } from "./audit-key.ts";
import { stratumName } from "./draw-sample.ts";

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
 * answers.jsonl and scores.jsonl side by side: a reply's points follow each other, one line a scorer. Throws
 * RUN_FILES_DISAGREE when they do not fit together.
 */
export async function tallyRun(folder: string, key: AuditKey): Promise<RunTally> {
  const strata = new Map(key.strata.map((stratum, index) => [stratumName(stratum), index]));
  const wanted = new Set(key.rows.map(({ callId }) => callId));
  const sizes = new Map<string, Map<number, number>>();
  const points = new Map<string, number | null>();
  const answers = new Map<string, Answer>();
  const scores = openScores(folder);
  try {
    for await (const answer of answersOf(folder)) {
      const stratum = strata.get(stratumName(answer));
      for (const score of scores.of(answer)) {
        const share = score.points === null ? null : (score.points - score.min) / (score.max - score.min);
        if (stratum !== undefined && share !== null) {
          const held = sizes.get(placeName(score)) ?? new Map<number, number>();
          sizes.set(placeName(score), held.set(stratum, (held.get(stratum) ?? 0) + 1));
        }
        if (wanted.has(answer.callId)) {
          points.set(pointName(answer.callId, score.scorer), share);
        }
      }
      if (wanted.has(answer.callId)) {
        answers.set(answer.callId, answer);
      }
    }
  } finally {
    scores.close();
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
