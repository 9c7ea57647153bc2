import { describe, expect, it } from "vitest";
import golden from "./__golden__/item-analysis.json" with { type: "json" };
import { type MatchedGroups, mantelHaenszelDif } from "./mantel-haenszel-dif.ts";

/** Answers that make the given tables: reference right, wrong; focal right, wrong; one table a stratum. */
function answersOf(tables: readonly (readonly (readonly number[])[])[]): MatchedGroups {
  const rows = tables.flatMap((table, stratum) =>
    table.flatMap((counts, group) =>
      counts.flatMap((count, wrong) => Array.from({ length: count }, () => ({ correct: 1 - wrong, group, stratum }))),
    ),
  );
  return {
    correct: Uint8Array.from(rows, ({ correct }) => correct),
    group: Uint8Array.from(rows, ({ group }) => group),
    stratum: Int32Array.from(rows, ({ stratum }) => stratum),
  };
}

describe("mantelHaenszelDif", () => {
  it.each(golden.mantelHaenszel)("of $tables.length tables is statsmodels' $oddsRatio", (example) => {
    const answers = answersOf(example.tables);
    const plain = mantelHaenszelDif(answers, { continuity: false });
    const corrected = mantelHaenszelDif(answers);
    expect(plain.test?.statistic).toBeCloseTo(example.statistic, 9);
    expect(plain.test?.p).toBeCloseTo(example.p, 9);
    if (Math.sqrt(example.correctedStatistic) < Math.sqrt(example.statistic)) {
      expect(corrected.test?.statistic).toBeCloseTo(example.correctedStatistic, 9);
      expect(corrected.test?.p).toBeCloseTo(example.correctedP, 9);
    }
    expect(plain).toMatchObject({
      status: "estimated",
      oddsRatio: expect.closeTo(example.oddsRatio, 9),
      logOddsRatio: expect.closeTo(Math.log(example.oddsRatio), 9),
      standardError: expect.closeTo(example.standardError, 9),
      delta: expect.closeTo(-2.35 * Math.log(example.oddsRatio), 9),
    });
  });

  it("has Agresti's common odds ratio of 2.13 and statistic of 6.38 for eight centres", () => {
    const found = mantelHaenszelDif(answersOf(golden.mantelHaenszel[0]?.tables ?? []), { continuity: false });
    expect(found.status === "estimated" && found.oddsRatio).toBeCloseTo(2.13, 2);
    expect(found.test?.statistic).toBeCloseTo(6.38, 2);
  });

  it.each([
    // Delta −2.35 ln 4 = −3.3; −2.35 ln 1.21 = −0.45; −2.35 ln 1.83 = −1.42; the last −3.3 by few answers.
    [
      "C",
      [
        [400, 200],
        [200, 400],
      ],
    ],
    [
      "A",
      [
        [550, 500],
        [500, 550],
      ],
    ],
    [
      "B",
      [
        [460, 340],
        [340, 460],
      ],
    ],
    [
      "A",
      [
        [4, 2],
        [2, 4],
      ],
    ],
  ] as const)("is of class %s", (expected, table) => {
    const found = mantelHaenszelDif(answersOf([table]));
    expect(found.status === "estimated" && found.class).toBe(expected);
  });

  it("leaves out strata of one group, or where all are right, and counts them", () => {
    const table = [
      [6, 4],
      [3, 7],
    ];
    const alone = mantelHaenszelDif(answersOf([table]));
    const more = mantelHaenszelDif(
      answersOf([
        table,
        [
          [3, 2],
          [0, 0],
        ],
        [
          [5, 0],
          [4, 0],
        ],
        [
          [0, 1],
          [0, 0],
        ],
      ]),
    );
    expect(more).toEqual({ ...alone, leftOut: 3 });
  });

  it("turns round with the groups", () => {
    const answers = answersOf([
      [
        [6, 4],
        [3, 7],
      ],
      [
        [2, 5],
        [4, 3],
      ],
    ]);
    const one = mantelHaenszelDif(answers);
    const other = mantelHaenszelDif({ ...answers, group: answers.group.map((code) => 1 - code) });
    expect(one.test?.p).toBeCloseTo(other.test?.p ?? 0, 12);
    expect(one.status === "estimated" && other.status === "estimated" && one.delta + other.delta).toBeCloseTo(0, 12);
  });

  it("is not estimable without a stratum that says anything, nor where all speak for one group", () => {
    const none = { status: "not-estimable", why: "no-informative-stratum", test: null, strata: 0 };
    expect(mantelHaenszelDif(answersOf([]))).toEqual({ ...none, leftOut: 0 });
    expect(
      mantelHaenszelDif(
        answersOf([
          [
            [1, 0],
            [0, 0],
          ],
        ]),
      ),
    ).toEqual({ ...none, leftOut: 1 });
    const found = mantelHaenszelDif(
      answersOf([
        [
          [5, 0],
          [0, 5],
        ],
      ]),
    );
    expect(found).toMatchObject({ status: "not-estimable", why: "one-sided", strata: 1 });
    expect(found.test?.p).toBeLessThan(0.05);
  });

  it("gives p = 1 where the groups do not differ", () => {
    const found = mantelHaenszelDif(
      answersOf([
        [
          [5, 5],
          [5, 5],
        ],
      ]),
    );
    expect(found).toMatchObject({ oddsRatio: 1, delta: 0, class: "A", test: { statistic: 0, p: 1 } });
  });

  it("refuses arrays of different length and other codes", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    const one = { correct: Uint8Array.of(1), group: Uint8Array.of(0), stratum: Int32Array.of(0) };
    expect(() => mantelHaenszelDif({ ...one, group: new Uint8Array(2) })).toThrow(bug);
    expect(() => mantelHaenszelDif({ ...one, correct: Uint8Array.of(2) })).toThrow(bug);
  });
});
