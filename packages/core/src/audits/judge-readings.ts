import { loadPlugin } from "../base/plugin.ts";
import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import { type AnyPlugin, addedOf } from "../runs/plugins.ts";
import { catalog as scorers } from "../scorers/catalog.ts";
import type { ConfiguredScorer } from "../scorers/define.ts";
import type { AuditKeyRow } from "./audit-key.ts";
import type { CorrectReading } from "./correct-reading.ts";

/** What misreading did to one reply, by one scorer: 0–1, at most one of the two above 0 for one rater. */
export interface PointsMoved {
  /** Points the reply deserved and did not get. */
  readonly lost: number;
  /** Points it got and did not deserve. */
  readonly unearned: number;
}

/** A scorer of the run. */
export interface RunScorer extends ConfiguredScorer {
  readonly name: string;
}

/** The scorers of an exam's answers, its headline first; none for an exam that is not of the run. */
export type ScorersOfExam = (exam: string) => readonly RunScorer[];

type Scorers = readonly {
  readonly use: string;
  readonly settings: unknown;
  readonly name?: string;
  readonly marks?: string;
}[];

/**
 * The scorers a run was marked with: each exam's own where run.json has them, else the run's. Throws PLUGIN_UNKNOWN for
 * an own plugin that was not given.
 */
export async function runScorers(
  specification: Readonly<Record<string, unknown>>,
  plugins: readonly AnyPlugin[],
): Promise<ScorersOfExam> {
  const exams = specification["exams"] as readonly { readonly name: string; readonly scorers?: Scorers }[];
  const found = new Map<string, readonly RunScorer[]>();
  for (const exam of exams) {
    // What a reply says does not hang on how its answer was read.
    const chosen = (exam.scorers ?? (specification["scorers"] as Scorers)).filter(({ marks }) => marks !== "text");
    const loaded = chosen.map(async ({ use, settings, name }): Promise<RunScorer> => {
      const plugin = await loadPlugin("scorer", scorers, use, addedOf(plugins, "scorer"));
      return { ...plugin.configure(settings), name: name ?? use };
    });
    found.set(exam.name, await Promise.all(loaded));
  }
  return (exam) => found.get(exam) ?? [];
}

/** Whether a person reads another choice than was read. Which status a reply without a choice has does not matter. */
export function isMisread(row: Pick<AuditKeyRow, "status" | "labels">, correct: CorrectReading): boolean {
  const read = row.status === "chosen" ? [...row.labels].sort() : [];
  const right = correct.kind === "labels" ? [...correct.labels].sort() : [];
  return read.length !== right.length || read.some((label, index) => label !== right[index]);
}

/**
 * Points that a misread reply lost or got without earning them.
 *
 * @param points What the run gave, 0–1; null when the scorer does not apply, and then nothing moves.
 */
export function pointsMoved(
  scorer: ConfiguredScorer,
  item: Item,
  row: Pick<AuditKeyRow, "status" | "labels">,
  correct: CorrectReading,
  points: number | null,
): PointsMoved {
  if (points === null || !isMisread(row, correct)) {
    return { lost: 0, unearned: 0 };
  }
  const mark = scorer.score(readingOf(correct), item);
  if (mark.points === null) {
    return { lost: 0, unearned: 0 };
  }
  const deserved = (mark.points - mark.min) / (mark.max - mark.min);
  return { lost: Math.max(0, deserved - points), unearned: Math.max(0, points - deserved) };
}

function readingOf(correct: CorrectReading): Reading {
  const chosen = correct.kind === "labels";
  return {
    status: chosen ? "chosen" : "unreadable",
    optionIds: chosen ? correct.optionIds : [],
    labels: chosen ? correct.labels : [],
    rule: "audit",
    span: null,
  };
}
