import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { goldenPairs } from "../text/__fixtures__/golden-pairs.ts";
import { bleuStatistics, corpusBleu } from "../text/bleu.ts";
import { bleuScore } from "../text/bleu-score.ts";
import { tokenizePairs } from "../text/token-pairs.ts";
import { tokenizeChinese } from "../text/tokenize-chinese.ts";
import { comparisonSettings } from "./__fixtures__/comparison-field.ts";
import { compareTexts } from "./compare-texts.ts";
import type { TextField } from "./text-field.ts";

const settings = comparisonSettings();

/** A field of means; NaN is an item the model has no points for. */
function meansField(points: Readonly<Record<string, readonly number[]>>, clusters?: readonly number[]): TextField {
  const rows = Object.values(points);
  return {
    exam: "exam",
    arm: "a",
    perturbation: "none",
    scorer: "rouge",
    kind: "mean",
    scores: ["rouge-l"],
    models: Object.keys(points).map((name) => ({ name, id: name, run: 0 })),
    clusters: Int32Array.from(clusters ?? (rows[0] ?? []).keys()),
    width: 2,
    counts: rows.map((row) => ({
      values: Float64Array.from(row.flatMap((value) => (Number.isNaN(value) ? [0, 0] : [value, 1]))),
      has: Uint8Array.from(row, (value) => (Number.isNaN(value) ? 0 : 1)),
    })),
    scoresOf: ([sum = 0, items = 0]) => [items === 0 ? null : sum / items],
  };
}

/** BLEU-4 of the golden Chinese pairs, against a model that says the neighbour's. */
function bleuField(): { field: TextField; first: number; second: number } {
  const pairs = goldenPairs
    .filter(({ language, references }) => language === "zh" && references.length === 1)
    .slice(0, 80);
  const others = pairs.map((pair, at) => ({ ...pair, hypothesis: pairs[(at + 1) % pairs.length]?.hypothesis ?? "" }));
  const [one, other] = [pairs, others].map((texts) => tokenizePairs(texts, tokenizeChinese));
  if (one === undefined || other === undefined) {
    throw new Error("no pairs");
  }
  const field: TextField = {
    ...meansField({ neighbour: [], own: [] }),
    scorer: "bleu",
    kind: "corpus",
    scores: ["bleu-4"],
    clusters: Int32Array.from(pairs.keys()),
    width: 10,
    counts: [other, one].map((tokens) => ({
      values: bleuStatistics(tokens).values,
      has: new Uint8Array(pairs.length).fill(1),
    })),
    scoresOf: (sums) => [bleuScore(sums).score / 100],
  };
  return { field, first: corpusBleu(one)?.score ?? 0, second: corpusBleu(other)?.score ?? 0 };
}

describe("compareTexts", () => {
  it("gives corpus BLEU of each model and of their difference, with intervals around them", () => {
    const { field, first, second } = bleuField();
    const [comparison] = compareTexts(field, settings);
    expect(comparison?.models.map(({ name }) => name)).toEqual(["own", "neighbour"]);
    expect(comparison?.models[0]?.value).toBeCloseTo(first / 100, 12);
    expect(comparison?.models[1]?.value).toBeCloseTo(second / 100, 12);
    for (const { value, low, high, method } of comparison?.models ?? []) {
      expect(low).toBeLessThan(value ?? 0);
      expect(high).toBeGreaterThan(value ?? 0);
      expect(method).toBe("cluster-bootstrap");
    }
    const [pair] = comparison?.pairs ?? [];
    expect(pair?.difference.value).toBeCloseTo((first - second) / 100, 12);
    expect(pair?.difference.low).toBeGreaterThan(0);
    expect(pair?.verdict).toBe("first-higher");
    // No resample is as far off: the least p there is.
    expect(pair?.p).toBe(1 / (settings.resamples + 1));
  });

  it("finds no difference between equal models, and says so with p = 1", () => {
    const row = [0.1, 0.5, 0.9, 0.3];
    const [comparison] = compareTexts(meansField({ a: row, b: row }), settings);
    expect(comparison?.pairs[0]).toMatchObject({ p: 1, holmP: 1, verdict: "not-told-apart" });
    expect(comparison?.pairs[0]?.difference).toMatchObject({ value: 0, low: 0, high: 0 });
  });

  it("compares on the items that both have, and says where there is none", () => {
    const missing = Number.NaN;
    const [comparison] = compareTexts(
      meansField({ a: [1, 0.5, missing, 0.2], b: [missing, 0.4, 0.9, 0.3], c: [missing, missing, missing, missing] }),
      settings,
    );
    const pair = comparison?.pairs.find(({ first, second }) => [first, second].sort().join() === "a,b");
    expect(pair).toMatchObject({ nItems: 2, nClusters: 2 });
    expect([pair?.firstValue, pair?.secondValue].map((value) => value?.toFixed(2))).toEqual(["0.35", "0.35"]);
    expect(comparison?.pairs.filter(({ verdict }) => verdict === "not-compared")).toHaveLength(2);
    expect(comparison?.models.at(-1)).toMatchObject({ name: "c", value: null, why: "no item was scored" });
    expect(comparison?.nItems).toBe(4);
  });

  it("takes one model, one item and no item", () => {
    expect(compareTexts(meansField({ a: [1, 0] }), settings)[0]?.pairs).toEqual([]);
    const [one] = compareTexts(meansField({ a: [1], b: [0] }), settings);
    expect(one?.pairs[0]).toMatchObject({ p: null, verdict: "not-compared" });
    expect(one?.pairs[0]?.difference.why).toBe("fewer than two independent items");
    expect(compareTexts(meansField({ a: [], b: [] }), settings)[0]?.pairs[0]?.verdict).toBe("not-compared");
  });

  it("draws whole clusters: copies of the same items bring no certainty", () => {
    const { points } = drawn(20, 7, 0.12);
    const copied = (row: readonly number[]): number[] => row.flatMap((value) => Array.from({ length: 5 }, () => value));
    const clusters = copied([...points[0].keys()]);
    const [once] = compareTexts(meansField({ a: points[0], b: points[1] }), settings);
    const fields = meansField({ a: copied(points[0]), b: copied(points[1]) }, clusters);
    const [fivefold] = compareTexts(fields, settings);
    expect(fivefold?.pairs[0]?.difference.low).toBeCloseTo(once?.pairs[0]?.difference.low ?? 0, 9);
    expect(fivefold?.pairs[0]?.p).toBe(once?.pairs[0]?.p);
  });

  it("rejects about as often as it says where models are alike, and finds a difference that is there", () => {
    const rejected = (shift: number): number => {
      let count = 0;
      for (let run = 0; run < 200; run++) {
        const { points } = drawn(60, run, shift);
        const [comparison] = compareTexts(meansField({ a: points[0], b: points[1] }), settings);
        count += (comparison?.pairs[0]?.holmP ?? 1) <= 0.05 ? 1 : 0;
      }
      return count / 200;
    };
    // 5 %, three standard errors of 200 runs, and what the percentile bootstrap is too sure of with 60 items.
    expect(rejected(0)).toBeLessThan(0.11);
    expect(rejected(0.1)).toBeGreaterThan(0.8);
  });
});

/** Points of two models on the same items, the second better by a shift on average. */
function drawn(items: number, seed: number, shift: number): { points: [number[], number[]] } {
  const stream = randomStream("compare-texts", seed);
  const points: [number[], number[]] = [[], []];
  for (let item = 0; item < items; item++) {
    const ease = stream.fraction() * 0.4;
    points[0].push(0.2 + ease + stream.fraction() * 0.2);
    points[1].push(0.2 + ease + stream.fraction() * 0.2 + shift);
  }
  return { points };
}
