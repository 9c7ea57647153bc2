import { describe, expect, it } from "vitest";
import { comparisonField, comparisonSettings, pairedAnswers } from "./__fixtures__/comparison-field.ts";
import { compareModels } from "./compare-models.ts";

const settings = comparisonSettings();
const missing = Number.NaN;

/** Every number of a record, however deep. */
function numbersOf(part: unknown): number[] {
  return typeof part === "number"
    ? [part]
    : typeof part === "object" && part !== null
      ? Object.values(part).flatMap(numbersOf)
      : [];
}

describe("compareModels", () => {
  const field = comparisonField({ weak: pairedAnswers(20, 1, 7, 2).first, strong: pairedAnswers(20, 1, 7, 2).second });
  const compared = compareModels(field, settings);

  it("puts the better model first and holds it against the other, item by item", () => {
    expect(compared.models.map(({ name, value, rank }) => [name, value, rank])).toEqual([
      ["strong", 27 / 30, 1],
      ["weak", 21 / 30, 2],
    ]);
    // McNemar's exact test of 1 and 7: 2 × (1 + 8) / 2⁸, with half of the mass of 1 of 8 less at each end the mid-p.
    expect(compared.pairs).toMatchObject([
      {
        first: "strong",
        second: "weak",
        nItems: 30,
        nClusters: 30,
        firstAhead: 7,
        alike: 22,
        secondAhead: 1,
        test: { method: "mcnemar-exact" },
        oddsRatio: { value: 7 },
        verdict: "not-told-apart",
      },
    ]);
    const [pair] = compared.pairs;
    expect(pair?.test.p).toBeCloseTo(18 / 256, 12);
    expect(pair?.test.midP).toBeCloseTo(10 / 256, 12);
    expect(pair?.test.holmP).toBe(pair?.test.p);
    expect(pair?.difference.value).toBeCloseTo(0.2, 12);
    expect(pair?.cohensH).toBeCloseTo(2 * Math.asin(Math.sqrt(0.9)) - 2 * Math.asin(Math.sqrt(0.7)), 12);
    expect(pair?.oddsRatio.low).toBeCloseTo(0.8993, 4);
  });

  it("takes chi-square from 25 discordant items on, and then tells the models apart", () => {
    const { first, second } = pairedAnswers(50, 30, 10, 10);
    const [pair] = compareModels(comparisonField({ first, second }), settings).pairs;
    expect(pair).toMatchObject({ test: { method: "mcnemar-chi-square" }, verdict: "first-better" });
    // (|30 − 10| − 1)² / 40 = 9.025: scipy.stats.chi2.sf(9.025, 1).
    expect(pair?.test.p).toBeCloseTo(0.002663119259, 10);
  });

  it("adjusts over all pairs of the field, and ties what Holm's does not tell apart", () => {
    const top = Array.from({ length: 60 }, (_, item) => (item < 55 ? 1 : 0));
    const near = Array.from({ length: 60 }, (_, item) => (item < 53 ? 1 : 0));
    const low = Array.from({ length: 60 }, (_, item) => (item < 20 ? 1 : 0));
    const three = compareModels(comparisonField({ low, near, top }), settings);
    expect(three.models.map(({ name, tiedSets }) => [name, tiedSets])).toEqual([
      ["top", [0]],
      ["near", [0]],
      ["low", [1]],
    ]);
    expect(three.tiedSets).toEqual([["top", "near"], ["low"]]);
    expect(three.models.map(({ wins, ties, losses }) => [wins, ties, losses])).toEqual([
      [1, 1, 0],
      [1, 1, 0],
      [0, 0, 2],
    ]);
    expect(three.models.map(({ jointRankLow, jointRankHigh }) => [jointRankLow, jointRankHigh])).toEqual([
      [1, 2],
      [1, 2],
      [3, 3],
    ]);
    const [, second, third] = [...three.pairs].sort((a, b) => (a.test.p ?? 0) - (b.test.p ?? 0));
    expect(second?.test.holmP).toBeCloseTo(2 * (second?.test.p ?? 0), 12);
    expect(third?.test.p).toBeCloseTo(0.5, 12);
    expect(third?.test.holmP).toBe(third?.test.p);
    expect(three.omnibus).toMatchObject({ degrees: 2, informative: 35, nItems: 60 });
  });

  it("gives the same record again, and the same whatever the order of the models", () => {
    expect(compareModels(field, settings)).toEqual(compared);
    const turned = { ...field, models: [...field.models].reverse(), points: [...field.points].reverse() };
    expect(compareModels(turned, settings)).toEqual(compared);
  });

  it("counts groups as clusters: fewer of them, a wider interval, and no odds ratio", () => {
    const answers = pairedAnswers(40, 40, 0, 20);
    const clusters = Array.from({ length: 100 }, (_, item) => Math.floor(item / 20));
    const single = compareModels(comparisonField(answers), settings).pairs[0];
    const grouped = compareModels(comparisonField(answers, { clusters }), settings);
    const pair = grouped.pairs[0];
    expect(grouped.nClusters).toBe(5);
    expect(pair).toMatchObject({
      nItems: 100,
      nClusters: 5,
      test: { method: "clustered-sign-flip", p: 0.5 },
      difference: { method: "clustered-tango" },
      oddsRatio: { value: null, why: "items in groups, or points between 0 and 1" },
      verdict: "not-told-apart",
    });
    expect(single?.verdict).toBe("first-better");
    expect((pair?.difference.high ?? 0) - (pair?.difference.low ?? 0)).toBeGreaterThan(
      1.5 * ((single?.difference.high ?? 0) - (single?.difference.low ?? 0)),
    );
    expect(grouped.omnibus).toMatchObject({ p: null, why: "items in groups, or points between 0 and 1" });
  });

  it("takes points between 0 and 1, such as means over repeats", () => {
    const [pair] = compareModels(
      comparisonField({ often: [1, 2 / 3, 1, 2 / 3], seldom: [1 / 3, 1 / 3, 1, 2 / 3] }, { repeats: 3 }),
      settings,
    ).pairs;
    expect(pair).toMatchObject({ firstAhead: 2, alike: 2, secondAhead: 0, test: { method: "clustered-sign-flip" } });
    expect(pair?.difference.value).toBeCloseTo(0.25, 12);
  });

  it("wins no item by the order in which repeats were summed", () => {
    const [pair] = compareModels(
      comparisonField({ one: [(0.1 + 0.2 + 0.3) / 3], other: [(0.3 + 0.2 + 0.1) / 3] }, { repeats: 3 }),
      settings,
    ).pairs;
    expect(pair).toMatchObject({ firstAhead: 0, alike: 1, secondAhead: 0 });
  });
});

describe("compareModels where there is little", () => {
  it("has a leaderboard and no pair for one model", () => {
    const one = compareModels(comparisonField({ alone: [1, 0, 1] }), settings);
    expect(one.pairs).toEqual([]);
    expect(one.models).toMatchObject([{ rank: 1, rankLow: 1, rankHigh: 1, jointRankHigh: 1, tiedSets: [0], ties: 0 }]);
    expect(one.omnibus.why).toBe("fewer than two models to compare");
  });

  it("compares nothing without models or items", () => {
    expect(compareModels(comparisonField({}), settings)).toMatchObject({ models: [], pairs: [], tiedSets: [] });
    const none = compareModels(comparisonField({ a: [], b: [] }), settings);
    expect(none.models).toMatchObject([{ value: null, rank: null }, { value: null }]);
    expect(none.pairs).toMatchObject([{ nItems: 0, verdict: "not-compared" }]);
  });

  it("tells nothing apart on one item", () => {
    const one = compareModels(comparisonField({ wrong: [0], right: [1] }), settings);
    expect(one.pairs).toMatchObject([
      { first: "right", nItems: 1, oddsRatio: { value: null, high: null }, verdict: "not-told-apart" },
    ]);
    expect(one.pairs[0]?.test.p).toBeCloseTo(1, 12);
    expect(one.pairs[0]?.test.midP).toBeCloseTo(0.5, 12);
    expect(one.pairs[0]?.difference.low).toBeLessThan(0);
    expect(one.tiedSets).toEqual([["right", "wrong"]]);
  });

  it("gives identical models no difference, an interval around it, p = 1 and one rank", () => {
    const same = compareModels(comparisonField({ b: [1, 0, 1, 1], a: [1, 0, 1, 1] }), settings);
    expect(same.models.map(({ name, rank, rankLow, rankHigh }) => [name, rank, rankLow, rankHigh])).toEqual([
      ["a", 1.5, 1.5, 1.5],
      ["b", 1.5, 1.5, 1.5],
    ]);
    const [pair] = same.pairs;
    expect(pair).toMatchObject({ firstAhead: 0, secondAhead: 0, cohensH: 0, verdict: "not-told-apart" });
    expect(pair?.test).toMatchObject({ p: 1, holmP: 1 });
    for (const { low, high } of [pair?.difference ?? {}, pair?.bootstrap ?? {}] as { low: number; high: number }[]) {
      expect(low).toBeLessThan(0);
      expect(high).toBeCloseTo(-low, 12);
    }
    expect(pair?.oddsRatio).toMatchObject({ value: null, why: "no unit that only one of the two got right" });
    expect(same.omnibus).toMatchObject({ statistic: 0, p: 1, informative: 0 });
  });

  it("compares a pair on the items that both have, with all their numbers", () => {
    const first = [1, 1, missing, 1, 0, 1, 1, 0];
    const second = [0, 1, 1, missing, 0, 0, 0, 0];
    const third = [1, 1, 1, 1, 1, 1, 1, missing];
    const compared = compareModels(comparisonField({ first, second, third }), settings);
    const pair = compared.pairs.find((one) => one.first === "first" && one.second === "second");
    expect(pair).toMatchObject({ nItems: 6, firstAhead: 3, alike: 3, secondAhead: 0, firstValue: 4 / 6 });
    const common = [0, 1, 4, 5, 6, 7];
    const alone = compareModels(
      comparisonField({
        first: common.map((item) => first[item] ?? 0),
        second: common.map((item) => second[item] ?? 0),
      }),
      settings,
    ).pairs[0];
    expect(pair?.difference).toEqual(alone?.difference);
    expect(pair?.bootstrap.value).toBe(alone?.bootstrap.value);
    expect(compared.models.map(({ nItems }) => nItems)).toEqual([7, 7, 7]);
    expect(compared.omnibus.nItems).toBe(5);
  });

  it("takes items that nobody was asked for no part of the exam", () => {
    const asked = { one: [1, 0, 1, 1, 0], other: [0, 0, 1, 0, 1] };
    const more = { one: [...asked.one, missing, missing], other: [...asked.other, missing, missing] };
    expect(compareModels(comparisonField(more), settings)).toEqual(compareModels(comparisonField(asked), settings));
  });

  it("leaves a pair without a common item out of the family, and a model without items unranked", () => {
    const compared = compareModels(
      comparisonField({
        early: [1, 0, missing, missing],
        late: [missing, missing, 1, 1],
        absent: [missing, missing, missing, missing],
      }),
      settings,
    );
    expect(compared.models.map(({ name, rank, value }) => [name, rank, value])).toEqual([
      ["late", 1, 1],
      ["early", 2, 0.5],
      ["absent", null, null],
    ]);
    expect(compared.pairs.map(({ verdict, test }) => [verdict, test.p, test.holmP])).toEqual([
      ["not-compared", null, null],
      ["not-compared", null, null],
      ["not-compared", null, null],
    ]);
    expect(compared.pairs[0]?.difference.why).toBe("no item that both models have");
    expect(compared.tiedSets).toEqual([["late", "early"]]);
    expect(compared.models[2]).toMatchObject({ tiedSets: [], why: "no item was scored", wins: 0, ties: 0 });
  });

  it("has no number in its record that JSON cannot hold", () => {
    for (const points of [
      { a: [missing], b: [1] },
      { a: [1, 1], b: [0, 0] },
      { a: [0], b: [0] },
      { a: [0.5, missing, 1], b: [missing, 1, 0.25], c: [1, 1, missing] },
    ]) {
      const record = compareModels(comparisonField(points), comparisonSettings({ reference: "a", margin: 0.1 }));
      expect(numbersOf(record).filter((number) => !Number.isFinite(number))).toEqual([]);
      expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    }
  });
});
