import { parseJsonLine, readLines } from "../base/lines.ts";
import type {
  JudgedLength,
  JudgedPair,
  JudgedPosition,
  JudgedStrength,
  JudgeForms,
  PairwiseJudging,
} from "../records/judge-analysis.ts";
import type { PreferenceLine } from "../records/preference.ts";
import { runFile } from "../runs/run-files.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { davidsonStrengths } from "../statistics/davidson-strengths.ts";
import { lengthBias } from "../statistics/length-bias.ts";
import { positionBias } from "../statistics/position-bias.ts";
import { comparedValue } from "./rater-agreement.ts";
import { itemMean } from "./robustness/estimates.ts";
import type { JudgingSettings } from "./scorer-judging.ts";

/** A verdict with the cluster of its question. */
interface Verdict extends PreferenceLine {
  readonly cluster: number;
}

/** The verdicts of one exam and way of asking. */
export interface VerdictSet {
  readonly exam: string;
  readonly arm: string;
  readonly verdicts: readonly Verdict[];
}

/** Read preferences.jsonl: memory grows with the pairs. */
export async function readVerdicts(
  folder: string,
  clusterOf: (exam: string, itemId: string) => number,
): Promise<readonly VerdictSet[]> {
  const sets = new Map<string, { exam: string; arm: string; verdicts: Verdict[] }>();
  const path = runFile(folder, "preferences");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const read = parseJsonLine(line, path) as PreferenceLine;
      const { exam, arm } = read;
      const key = `${exam}\u0000${arm}`;
      const set = sets.get(key) ?? { exam, arm, verdicts: [] };
      sets.set(key, set);
      set.verdicts.push({ ...read, cluster: clusterOf(exam, read.itemId) });
    }
  }
  return [...sets.values()];
}

/** What judges say of pairs: win rates, strengths by Davidson's model, and how far place and length sway the verdicts. */
export function pairwiseJudging({ verdicts }: VerdictSet, settings: JudgingSettings): PairwiseJudging {
  const judges = [...Map.groupBy(verdicts, ({ judge }) => judge)];
  return {
    judges: judges.map(([judge, own]) => formsOf(judge, own, settings)),
    pairs: judges.flatMap(([judge, own]) => pairsOf(judge, own, settings.level)),
    strengths: judges.flatMap(([judge, own]) => strengthsOf(judge, own, settings)),
    position: judges.flatMap(([judge, own]) => positionOf(judge, own, settings.level)),
    length: judges.map(([judge, own]) => lengthOf(judge, own, settings.level)),
  };
}

function formsOf(judge: string, verdicts: readonly Verdict[], { underTest }: JudgingSettings): JudgeForms {
  const forms = { strict: 0, lenient: 0, unreadable: 0, failed: 0 };
  for (const { forward, backward } of verdicts) {
    for (const verdict of [forward, backward]) {
      if (verdict !== null) {
        forms[verdict.form] += 1;
      }
    }
  }
  return { judge, underTest: underTest(judge), ...forms };
}

function pairsOf(judge: string, verdicts: readonly Verdict[], level: number): readonly JudgedPair[] {
  return [...Map.groupBy(verdicts, ({ models }) => models.join("\u0000")).values()].flatMap((own): JudgedPair[] => {
    const [first] = own;
    const read = own.filter(({ points }) => points !== null);
    const points = Float64Array.from(read, (one) => one.points ?? 0.5);
    const clusters = clusterIndex(Int32Array.from(read, ({ cluster }) => cluster));
    const count = (holds: (one: Verdict) => boolean): number => read.filter(holds).length;
    return first === undefined
      ? []
      : [
          {
            judge,
            models: first.models,
            nItems: read.length,
            wins: count((one) => one.points === 1),
            ties: count((one) => one.points === 0.5 && one.consistent !== false),
            inconsistent: count((one) => one.consistent === false),
            losses: count((one) => one.points === 0),
            unread: own.length - read.length,
            share: itemMean(points, clusters, level),
          },
        ];
  });
}

function strengthsOf(
  judge: string,
  verdicts: readonly Verdict[],
  { level, resamples, seed }: JudgingSettings,
): readonly JudgedStrength[] {
  const models = [...new Set(verdicts.flatMap((one) => one.models))];
  const read = verdicts.filter(({ points }) => points !== null);
  const found = davidsonStrengths(
    {
      first: Int32Array.from(read, (one) => models.indexOf(one.models[0])),
      second: Int32Array.from(read, (one) => models.indexOf(one.models[1])),
      outcome: Float64Array.from(read, ({ points }) => points ?? 0.5),
      clusters: Int32Array.from(read, ({ cluster }) => cluster),
    },
    models.length,
    { level, resamples, seed },
  );
  return models
    .map((model, at): JudgedStrength => {
      if (found.status !== "estimated") {
        return { judge, model, ...comparedValue(found) };
      }
      const { value, interval } = found.strengths[at] ?? { value: 0, interval: null };
      return { judge, model, value, low: interval?.low ?? null, high: interval?.high ?? null };
    })
    .sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
}

function positionOf(judge: string, verdicts: readonly Verdict[], level: number): readonly JudgedPosition[] {
  const both = verdicts.filter(({ forward, backward }) => forward !== null && backward !== null);
  if (both.length === 0) {
    return [];
  }
  const found = positionBias(
    {
      leading: Float64Array.from(both, ({ forward }) => forward?.points ?? Number.NaN),
      trailing: Float64Array.from(both, ({ backward }) => backward?.points ?? Number.NaN),
      clusters: Int32Array.from(both, ({ cluster }) => cluster),
    },
    level,
  );
  if (found.status !== "estimated") {
    const none = comparedValue(found);
    return [{ judge, pairs: 0, changed: none, advantage: none, p: null }];
  }
  const { changed, advantage, test, pairs } = found;
  return [
    {
      judge,
      pairs,
      changed: { value: changed.value, low: changed.low, high: changed.high },
      advantage: { value: advantage.value, low: advantage.low, high: advantage.high },
      p: test.p,
    },
  ];
}

function lengthOf(judge: string, verdicts: readonly Verdict[], level: number): JudgedLength {
  const read = verdicts.filter(({ points }) => points !== null);
  const found = lengthBias(
    {
      verdict: Float64Array.from(read, ({ points }) => points ?? 0.5),
      lengthA: Float64Array.from(read, ({ lengths }) => lengths[0]),
      lengthB: Float64Array.from(read, ({ lengths }) => lengths[1]),
      clusters: Int32Array.from(read, ({ cluster }) => cluster),
    },
    level,
  );
  return found.status === "estimated"
    ? { judge, ...found.oddsRatio, p: found.p, pairs: found.pairs }
    : { judge, ...comparedValue(found), p: null, pairs: read.length };
}
