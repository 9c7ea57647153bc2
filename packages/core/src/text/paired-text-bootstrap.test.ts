import { describe, expect, it } from "vitest";
import { uniformGenerator } from "../statistics/uniform-generator.ts";
import { readGolden } from "./__fixtures__/golden-pairs.ts";
import { bleuStatistics } from "./bleu.ts";
import { bleuScore } from "./bleu-score.ts";
import { chrfStatistics } from "./chrf.ts";
import { chrfScore } from "./chrf-score.ts";
import { lengthRatioScore, lengthStatistics } from "./length-ratio.ts";
import { type DrawCounts, meanScore, meanStatistics, pairedTextBootstrap } from "./paired-text-bootstrap.ts";
import { type SegmentStatistics, sumByCluster } from "./segment-statistics.ts";
import { tokenizePairs } from "./token-pairs.ts";
import { tokenizeCharacters } from "./tokenize-characters.ts";
import { tokenizeChinese } from "./tokenize-chinese.ts";

interface Golden {
  readonly seed: number;
  readonly resamples: number;
  readonly hypotheses: readonly string[];
  readonly references: readonly string[];
  readonly systems: Readonly<Record<string, readonly string[]>>;
  readonly cases: readonly {
    readonly system: string;
    readonly metric: string;
    readonly first: number;
    readonly other: number;
    readonly p: number;
  }[];
}
const golden = readGolden<Golden>("paired-bootstrap");

/** Park and Miller's generator, as in the script that made the golden values. */
function parkMiller(seed: number): DrawCounts {
  let state = seed;
  return (_, counts) => {
    counts.fill(0);
    for (let draw = 0; draw < counts.length; draw++) {
      state = (state * 48271) % 2147483647;
      const row = state % counts.length;
      counts[row] = (counts[row] ?? 0) + 1;
    }
  };
}

function uniform(seed: number): DrawCounts {
  return (resample, counts) => {
    const words = uniformGenerator("test", seed, resample);
    counts.fill(0);
    for (let draw = 0; draw < counts.length; draw++) {
      const row = Math.floor(words.fraction() * counts.length);
      counts[row] = (counts[row] ?? 0) + 1;
    }
  };
}

const metrics = {
  bleu: {
    statistics: (texts: readonly string[]): SegmentStatistics =>
      bleuStatistics(tokenizePairs(pairsOf(texts), tokenizeChinese)),
    score: (sums: Float64Array): number => bleuScore(sums).score,
  },
  chrf: {
    statistics: (texts: readonly string[]): SegmentStatistics => chrfStatistics(pairsOf(texts), { wordOrder: 2 }),
    score: (sums: Float64Array): number => chrfScore(sums, { wordOrder: 2 }),
  },
};

function pairsOf(texts: readonly string[]): { readonly hypothesis: string; readonly references: string[] }[] {
  return texts.map((hypothesis, at) => ({ hypothesis, references: [golden.references[at] ?? ""] }));
}

describe("pairedTextBootstrap", () => {
  it.each(golden.cases)("has sacrebleu's p for $metric against $system", ({ system, metric, first, other, p }) => {
    const { statistics, score } = metrics[metric === "bleu" ? "bleu" : "chrf"];
    const result = pairedTextBootstrap(statistics(golden.hypotheses), statistics(golden.systems[system] ?? []), {
      score,
      draw: parkMiller(golden.seed),
      resamples: golden.resamples,
    });
    // sacrebleu resamples in single precision.
    expect(result?.first).toBeCloseTo(first, 4);
    expect(result?.second).toBeCloseTo(other, 4);
    expect(result?.sacrebleuP).toBeCloseTo(p, 12);
  });

  it("finds no difference between a system and itself, for certain", () => {
    const statistics = metrics.bleu.statistics(golden.hypotheses);
    const { score } = metrics.bleu;
    const result = pairedTextBootstrap(statistics, statistics, { score, draw: uniform(1), resamples: 50 });
    expect(result).toMatchObject({ difference: 0, p: 1 });
    expect(new Set(result?.differences)).toEqual(new Set([0]));
  });

  it("finds a system that was cut short to be shorter", () => {
    const statistics = (texts: readonly string[]): SegmentStatistics =>
      lengthStatistics(tokenizePairs(pairsOf(texts), tokenizeCharacters));
    const result = pairedTextBootstrap(statistics(golden.hypotheses), statistics(golden.systems["shorter"] ?? []), {
      score: lengthRatioScore,
      draw: uniform(2),
      resamples: 199,
    });
    expect(result?.difference).toBeGreaterThan(0.05);
    expect(result?.p).toBe(1 / 200);
  });

  it("rejects about as often as it says where there is no difference, and sacrebleu's p does otherwise", () => {
    // Two systems with the same distribution of a score, 40 pairs each time.
    const rejected = { p: 0, sacrebleuP: 0 };
    const trials = 400;
    for (let trial = 0; trial < trials; trial++) {
      const chance = uniformGenerator("trial", trial);
      const system = (): SegmentStatistics =>
        meanStatistics(Float64Array.from({ length: 40 }, () => chance.fraction()));
      const result = pairedTextBootstrap(system(), system(), {
        score: meanScore,
        draw: uniform(trial),
        resamples: 199,
      });
      rejected.p += (result?.p ?? 1) <= 0.05 ? 1 : 0;
      rejected.sacrebleuP += (result?.sacrebleuP ?? 1) <= 0.05 ? 1 : 0;
    }
    // 5% nominal; 40 pairs resampled are a little too narrow. Four standard errors of 400 trials are 4.4 points.
    expect(rejected.p / trials).toBeGreaterThan(0.02);
    expect(rejected.p / trials).toBeLessThan(0.1);
    expect(rejected.sacrebleuP).toBeGreaterThan(rejected.p);
  });

  it("resamples clusters when rows were summed by cluster", () => {
    const statistics = meanStatistics([1, 0, 1, 1]);
    const clustered = sumByCluster(statistics, Int32Array.of(0, 0, 1, 1), 2);
    expect([...clustered.values]).toEqual([1, 2, 2, 2]);
    expect(() => sumByCluster(statistics, Int32Array.of(0), 1)).toThrow("clusters of 1 pairs, statistics of 4");
  });

  it("is null without pairs and where the metric is", () => {
    const empty = meanStatistics([]);
    const options = { score: meanScore, draw: uniform(1), resamples: 10 };
    expect(pairedTextBootstrap(empty, empty, options)).toBeNull();
    const noReference = { columns: 2, values: Float64Array.of(3, 0) };
    expect(pairedTextBootstrap(noReference, noReference, { ...options, score: lengthRatioScore })).toBeNull();
  });

  it("refuses systems on different pairs", () => {
    const options = { score: meanScore, draw: uniform(1), resamples: 10 };
    expect(() => pairedTextBootstrap(meanStatistics([1]), meanStatistics([1, 2]), options)).toThrow(
      "statistics of 2/2 and 4/2 numbers",
    );
  });
});
