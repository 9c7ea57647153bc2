import { describe, expect, it } from "vitest";
import { contextOf, viewOf } from "./__fixtures__/table-for-tests.ts";
import corpusScore from "./corpus-score.ts";
import meanPoints from "./mean-points.ts";
import type { ScoreView } from "./score-table.ts";

/** Replies with the counts [matches, all], whose sums give a ratio; NaN: not marked. */
function ratios(counts: readonly (readonly [number, number])[], clusters: readonly number[] = []): ScoreView {
  const view = viewOf(
    counts.map(([matches, all], at) => ({
      points: Number.isNaN(matches) ? Number.NaN : matches / all,
      cluster: clusters[at] ?? at,
    })),
  );
  const corpus = {
    columns: 2,
    counts: Float64Array.from(counts.flat(), (count) => (Number.isNaN(count) ? 0 : count)),
    value: ([matches = 0, all = 0]: Float64Array) => ({ ratio: all === 0 ? null : matches / all, none: null }),
  };
  const marks = { reason: new Int32Array(counts.length), reasons: [""], signatures: new Map(), corpus };
  return { ...view, table: { ...view.table, texts: new Map([[0, marks]]) } };
}

const estimate = (view: ScoreView, resamples = 500) =>
  corpusScore.configure({}).estimate(view, contextOf({}, resamples));

describe("corpus-score", () => {
  it("is made of the sums, not of the replies' own scores, and has an interval around it", () => {
    const view = ratios([
      [1, 1],
      [10, 100],
      [5, 20],
      [Number.NaN, 1000],
    ]);
    const [ratio] = estimate(view);
    expect(ratio).toMatchObject({ measure: "corpus-score:ratio", value: 16 / 121, method: "cluster-bootstrap" });
    expect(ratio?.low).toBeGreaterThanOrEqual(0.1);
    expect(ratio?.low).toBeLessThan(16 / 121);
    expect(ratio?.high).toBeGreaterThan(16 / 121);
    const [mean] = meanPoints.configure({}).estimate(view, contextOf());
    expect(mean).toMatchObject({ measure: "mean-points", method: "clustered-wilson" });
    expect(mean?.value).toBeCloseTo((1 + 0.1 + 0.25) / 3, 12);
  });

  it("says of a score that the sums do not give that it cannot be estimated", () => {
    expect(
      estimate(
        ratios([
          [1, 2],
          [1, 3],
        ]),
      )[1],
    ).toMatchObject({
      measure: "corpus-score:none",
      value: null,
      why: "the texts are too short or empty for this score",
    });
    expect(estimate({ ...ratios([[1, 2]]), rows: new Int32Array() })[0]).toMatchObject({
      value: null,
      why: "no calls to measure",
    });
  });

  it("gives one independent item a value and no interval", () => {
    const [one] = estimate(
      ratios(
        [
          [1, 2],
          [2, 2],
        ],
        [7, 7],
      ),
    );
    expect(one).toMatchObject({ value: 0.75, low: null, high: null, method: "none" });
    expect(one?.why).toContain("two independent items");
  });

  it("draws whole clusters: copies within a cluster make nothing narrower", () => {
    const counts: [number, number][] = [
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
      [0, 4],
      [2, 4],
    ];
    const [once] = estimate(ratios(counts));
    const [copied] = estimate(ratios([...counts, ...counts], [0, 1, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5]));
    expect([copied?.low, copied?.high]).toEqual([once?.low, once?.high]);
  });

  it("has no row for a scorer without such a score, and the same rows twice", () => {
    expect(estimate(viewOf([{ points: 1 }]))).toEqual([]);
    const view = ratios([
      [1, 3],
      [2, 3],
      [0, 3],
    ]);
    expect(estimate(view)).toEqual(estimate(view));
  });
});
