import { describe, expect, it } from "vitest";
import golden from "../statistics/__golden__/f1-weighted.json" with { type: "json" };
import { wilsonInterval } from "../statistics/wilson-interval.ts";
import { contextOf, type TestRow, viewOf } from "./__fixtures__/table-for-tests.ts";
import weightedF1 from "./weighted-f1.ts";

const estimate = (rows: readonly TestRow[], resamples?: number) => {
  const [row] = weightedF1.configure({}).estimate(viewOf(rows), contextOf({}, resamples));
  return row;
};

/** Answers of which three in five are right, spread over four keys. */
const answersOf = (n: number): TestRow[] =>
  Array.from({ length: n }, (_, index) => {
    const key = "ABCD".charAt(index % 4);
    return { key, answer: (index * 7) % 5 < 3 ? key : (["", "A", "BD"][index % 3] ?? "") };
  });

describe("weighted-f1", () => {
  it.each(golden.cases)("of $gold answered $predicted is scikit-learn's", ({ gold, predicted, weighted }) => {
    const rows = gold.map((key, index) => ({ key, answer: predicted[index] ?? "" }));
    expect(estimate(rows)?.value).toBeCloseTo(weighted, 12);
  });

  it("has an interval around it that shrinks with n", () => {
    const few = estimate(answersOf(60));
    const many = estimate(answersOf(6000));
    for (const row of [few, many]) {
      expect(row).toMatchObject({ method: "cluster-bootstrap-wilson" });
      expect(row?.low).toBeLessThan(row?.value ?? Number.NaN);
      expect(row?.high).toBeGreaterThan(row?.value ?? Number.NaN);
    }
    const width = (row: typeof few): number => (row?.high ?? Number.NaN) - (row?.low ?? Number.NaN);
    expect(width(few) / width(many)).toBeGreaterThan(8);
    expect(width(few) / width(many)).toBeLessThan(13);
  });

  it("has the same interval for calls and for their copies in one cluster", () => {
    const rows = answersOf(400);
    const copies = rows.flatMap((row, cluster) => [0, 1, 2].map(() => ({ ...row, cluster })));
    const single = estimate(rows, 2000);
    const copied = estimate(copies, 2000);
    expect(copied?.value).toBeCloseTo(single?.value ?? Number.NaN, 12);
    // Multinomial counts of cells on one side, clusters drawn one by one on the other.
    expect(copied?.low).toBeCloseTo(single?.low ?? Number.NaN, 2);
    expect(copied?.high).toBeCloseTo(single?.high ?? Number.NaN, 2);
  });

  it("is 1 with Wilson's interval when all are right", () => {
    const rows = ["A", "B", "A"].map((key) => ({ key, answer: key }));
    expect(estimate(rows)).toEqual({
      measure: "weighted-f1",
      value: 1,
      ...wilsonInterval(3, 3, 0.95),
      method: "cluster-bootstrap-wilson",
    });
  });

  it.each([1, 4])("takes 1000 resamples of 100,000 calls, %d an item, in under two seconds", (repeats) => {
    const view = viewOf(answersOf(100_000).map((row, index) => ({ ...row, cluster: Math.floor(index / repeats) })));
    // Processor time, which other work on the machine does not lengthen much.
    const started = process.cpuUsage();
    weightedF1.configure({}).estimate(view, contextOf({}, 1000));
    expect(process.cpuUsage(started).user / 1000).toBeLessThan(2000);
  });

  it("gives the same again", () => {
    expect(estimate(answersOf(100))).toEqual(estimate(answersOf(100)));
  });

  it("is not estimable without calls", () => {
    expect(estimate([])).toMatchObject({ measure: "weighted-f1", value: null, low: null, high: null, method: "none" });
  });
});
