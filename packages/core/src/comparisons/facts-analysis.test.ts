import { describe, expect, it } from "vitest";
import { createKnownModels } from "../runs/known-models.ts";
import type { ModelOperations } from "../runs/operations.ts";
import { comparisonField } from "./__fixtures__/comparison-field.ts";
import { denseModels, factsSettings, madeUpFacts, rightOf } from "./__fixtures__/facts-field.ts";
import { factsAnalysis } from "./facts-analysis.ts";
import type { Field } from "./field.ts";

const items = 40;
const fieldOf = (right: Readonly<Record<string, number>>): Field =>
  comparisonField(Object.fromEntries(Object.entries(right).map(([id, count]) => [id, rightOf(count, items)])));

describe("factsAnalysis: size", () => {
  const known = denseModels([
    ["a", 1, "A"],
    ["b", 10, "B"],
    ["c", 100, "C"],
    ["d", 3, "D"],
    ["a2", 30, "A"],
  ]);

  it("correlates accuracy with the logarithm of the parameters", () => {
    const { size } = factsAnalysis(fieldOf({ a: 10, b: 20, c: 30, d: 18, a2: 21 }), factsSettings(), known);
    // Pearson of [0, 1, 2, log10(3), log10(30)] and [10, 20, 30, 18, 21], computed in Python.
    expect(size[0]?.pearson.value).toBeCloseTo(0.9506619822732891, 12);
    expect(size[0]).toMatchObject({
      size: "total",
      nModels: 5,
      nFamilies: 4,
      spearman: { value: 1 },
      kendall: { value: 1 },
    });
    expect(size[0]?.pearson.low ?? 1).toBeLessThan(0.95);
    expect(size[0]?.spearman.why).toContain("perfect");
    // Of a dense model every parameter works on a token, whether or not its file says so again.
    expect(size[1]?.pearson.value).toBe(size[0]?.pearson.value);
  });

  it("says why there is no interval, and leaves out models whose size or facts are not known", () => {
    const few = createKnownModels([
      madeUpFacts("a", { totalParameters: 1e9 }),
      madeUpFacts("b", { totalParameters: 2e9 }),
      madeUpFacts("c"),
    ]);
    const { size, leftOut, models } = factsAnalysis(
      fieldOf({ a: 10, b: 20, c: 30, stranger: 5 }),
      factsSettings(),
      few,
    );
    expect(size[0]).toMatchObject({
      nModels: 2,
      pearson: { value: 1, low: null, why: "fewer than four model families" },
    });
    expect(size[0]?.leftOut).toEqual([{ name: "c", why: "its total parameters are not published" }]);
    // A model whose architecture is unknown is not taken for a dense one.
    expect(size[1]).toMatchObject({ nModels: 0, pearson: { value: null, why: "sizes or accuracies do not vary" } });
    expect(leftOut).toEqual([{ name: "stranger", why: "no facts of that name" }]);
    expect(models.map(({ name }) => name)).toEqual(["c", "b", "a"]);
  });

  it("looks facts up under the name the study gives", () => {
    const { models } = factsAnalysis(fieldOf({ served: 10 }), factsSettings({ served: "B" }), known);
    expect(models).toMatchObject([{ name: "served", factsId: "b", totalParameters: 10e9 }]);
  });

  it("has nothing to say, and says so, of a field without models or without items", () => {
    for (const field of [comparisonField({}), fieldOf({ a: 3 }), comparisonField({ a: [], b: [] })]) {
      const { size, architecture, cutoff } = factsAnalysis(field, factsSettings(), known);
      expect(size.map(({ pearson }) => pearson.value)).toEqual([null, null]);
      expect(architecture.difference).toMatchObject({ value: null, why: expect.stringContaining("no model") });
      expect(cutoff).toEqual([]);
    }
  });
});

describe("factsAnalysis: architecture", () => {
  const known = createKnownModels([
    madeUpFacts("m1", { architecture: "mixture-of-experts", family: "M" }),
    madeUpFacts("m2", { architecture: "mixture-of-experts", family: "N" }),
    madeUpFacts("d1", { architecture: "dense", family: "D" }),
    madeUpFacts("d2", { architecture: "dense", family: "D" }),
    madeUpFacts("d3", { architecture: "dense", family: "E" }),
    madeUpFacts("x"),
  ]);
  const { architecture } = factsAnalysis(
    fieldOf({ m1: 32, m2: 28, d1: 20, d2: 24, d3: 28, x: 1 }),
    factsSettings(),
    known,
  );

  it("gives the difference in points and relative to the dense models, which are not the same", () => {
    // (0.8 + 0.7)/2 = 0.75; (0.5 + 0.6 + 0.7)/3 = 0.6
    expect(architecture.difference.value).toBeCloseTo(0.15, 12);
    expect(architecture.relative.value).toBeCloseTo(0.25, 12);
    expect(architecture.difference.low ?? 1).toBeLessThan(0.15);
    expect(architecture.difference.high ?? 0).toBeGreaterThan(0.15);
    expect(architecture.relative.low ?? 1).toBeLessThan(0.25);
    expect(architecture).toMatchObject({ mixtures: { models: ["m1", "m2"], nFamilies: 2 }, dense: { nFamilies: 2 } });
    expect(architecture.leftOut).toEqual([{ name: "x", why: "its architecture is not published" }]);
  });

  it("tests it exactly, over models and over families", () => {
    // 10 ways to choose 2 of 5; |difference| at least as large: {0.8, 0.7} twice (two models have 0.7) and {0.5, 0.6}.
    expect(architecture.test).toEqual({ p: 0.3, method: "exact", arrangements: 10 });
    // Families: 0.8, 0.7 against 0.55, 0.7.
    expect(architecture.familyTest).toMatchObject({ method: "exact", arrangements: 6 });
    // 6 pairs of models: five won, one tied.
    expect(architecture.cliffsDelta.value).toBeCloseTo(5 / 6, 12);
  });

  it("says how far one wrong label would move it", () => {
    // The best mixture under dense: 0.7 − (0.5 + 0.6 + 0.7 + 0.8)/4; the worst dense under mixtures: 2/3 − 0.65.
    expect(architecture.relabelled?.least.model).toBe("d1");
    expect(architecture.relabelled?.least.difference).toBeCloseTo(2 / 3 - 0.65, 12);
    expect(architecture.relabelled?.greatest).toMatchObject({
      model: "d3",
      difference: expect.closeTo(2.2 / 3 - 0.55, 12),
    });
  });
});

describe("factsAnalysis: descent", () => {
  const known = createKnownModels([
    madeUpFacts("base"),
    madeUpFacts("clinical", { domain: "clinical", parent: "base" }),
    madeUpFacts("orphan", { domain: "clinical" }),
    madeUpFacts("far", { domain: "clinical", parent: "absent" }),
    madeUpFacts("absent"),
  ]);

  it("pairs a clinical model with the general one it was made from", () => {
    const field = fieldOf({ base: 20, clinical: 28, orphan: 10, far: 10 });
    const { descent, descentLeftOut } = factsAnalysis(field, factsSettings(), known);
    // 8 discordant items, all on one side: 2 · 2⁻⁸.
    expect(descent).toMatchObject([
      {
        clinical: "clinical",
        parent: "base",
        nItems: 40,
        gained: 8,
        lost: 0,
        p: expect.closeTo(2 ** -7, 12),
        holmP: expect.closeTo(2 ** -7, 12),
      },
    ]);
    expect(descent[0]?.difference.value).toBeCloseTo(0.2, 12);
    expect(descentLeftOut).toEqual([
      { name: "orphan", why: "the general model it was made from is not stated" },
      { name: "far", why: "the general model it was made from did not sit this exam" },
    ]);
  });

  it("uses the items that both have", () => {
    const field = comparisonField({ base: [0, 1, Number.NaN, 1], clinical: [1, Number.NaN, 1, 1] });
    expect(factsAnalysis(field, factsSettings(), known).descent).toMatchObject([{ nItems: 2, gained: 1, lost: 0 }]);
    const apart = comparisonField({ base: [0, Number.NaN], clinical: [Number.NaN, 1] });
    expect(factsAnalysis(apart, factsSettings(), known).descent).toMatchObject([
      { nItems: 0, p: null, holmP: null, difference: { value: null } },
    ]);
  });
});

describe("factsAnalysis: fronts", () => {
  const operations = (model: string, cost: number | null, p50: number | null, currency = "USD"): ModelOperations => ({
    model,
    backend: "server",
    calls: 40,
    attempts: 40,
    causes: {},
    latencyMs: p50 === null ? null : { mean: p50, p50, p95: p50, p99: p50, max: p50 },
    promptTokens: 400,
    completionTokens: 800,
    reasoningTokens: null,
    cachedTokens: null,
    callsWithoutUsage: 0,
    cost: cost === null ? null : { amount: cost, currency },
  });
  const field = fieldOf({ good: 36, cheap: 20, beaten: 18, free: 10 });
  const known = createKnownModels([]);

  it("marks the models that no other beats, cheapest first", () => {
    const run = [
      operations("good", 4, 900),
      operations("cheap", 1, 100),
      operations("beaten", 2, null),
      operations("free", null, 50),
    ];
    const { fronts, frontsMissing } = factsAnalysis(field, factsSettings(), known, [run]);
    const [cost, latency, tokens] = fronts;
    expect(cost?.models.map(({ name, cost, onFront }) => [name, cost, onFront])).toEqual([
      ["cheap", 0.025, true],
      ["beaten", 0.05, false],
      ["good", 0.1, true],
    ]);
    expect(cost?.leftOut).toEqual([{ name: "free", why: "no price or no token counts" }]);
    expect(latency?.models.map(({ name }) => name)).toEqual(["free", "cheap", "good"]);
    expect(tokens?.models).toHaveLength(4);
    expect(frontsMissing).toEqual([]);
  });

  it("does not order amounts in two currencies, and says what is missing", () => {
    const run = [operations("good", 4, null), operations("cheap", 1, null, "EUR")];
    const { fronts, frontsMissing } = factsAnalysis(field, factsSettings(), known, [run]);
    expect(fronts.find(({ kind }) => kind === "cost")).toMatchObject({
      unit: "USD",
      models: [{ name: "good" }],
      leftOut: expect.arrayContaining([{ name: "cheap", why: "priced in another currency" }]),
    });
    expect(frontsMissing).toEqual([{ kind: "latency", why: "no time was measured" }]);
    expect(factsAnalysis(field, factsSettings(), known).frontsMissing).toHaveLength(3);
  });
});

describe("factsAnalysis: training cut-off", () => {
  const known = createKnownModels([madeUpFacts("m", { trainingCutoff: "2022-06" }), madeUpFacts("n")]);
  const dated = (dates: readonly string[], m: readonly number[]): Field => ({
    ...comparisonField({ m, n: m }),
    tags: new Map([["date", { values: dates, ofItem: dates.map((_, item) => [item]) }]]),
  });

  it("sets newer items against older ones and leaves aside what cannot be told", () => {
    const dates = ["2020", "2022-05", "2022-06-30", "2022-07-01", "2023", "2022", "unknown"];
    const { cutoff, cutoffLeftOut, datedItems } = factsAnalysis(
      dated(dates, [1, 1, 1, 0, 1, 0, 0]),
      factsSettings(),
      known,
    );
    expect(datedItems).toBe(6);
    expect(cutoff).toMatchObject([
      {
        model: "m",
        before: { value: 1 },
        nBefore: 3,
        after: { value: 0.5 },
        nAfter: 2,
        difference: { value: 0.5 },
        undecided: 1,
      },
    ]);
    expect(cutoffLeftOut).toEqual([{ name: "n", why: "the end of its training data is not published" }]);
  });

  it("gives no difference where one side is empty", () => {
    expect(factsAnalysis(dated(["2020", "2021"], [1, 0]), factsSettings(), known).cutoff).toMatchObject([
      {
        before: { value: 0.5 },
        after: { value: null },
        difference: { value: null, why: "no item is newer than its training data" },
      },
    ]);
  });
});
