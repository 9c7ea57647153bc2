import { describe, expect, it } from "vitest";
import { clusteredCorrelationInterval } from "../statistics/clustered-correlation-interval.ts";
import { correctedPointBiserials } from "../statistics/corrected-point-biserial.ts";
import { uniformGenerator } from "../statistics/uniform-generator.ts";
import { discriminationIntervals } from "./discrimination-intervals.ts";

/** Points of candidates of rising ability at items of rising difficulty. */
function matrixOf(candidates: number, items: number) {
  const generator = uniformGenerator("discrimination-intervals", candidates, items);
  const points = Float64Array.from({ length: candidates * items }, (_, cell) => {
    const ability = (Math.floor(cell / items) / candidates) * 4 - 2;
    const difficulty = ((cell % items) / items) * 4 - 2;
    return generator.fraction() < 1 / (1 + Math.exp(difficulty - ability)) ? 1 : 0;
  });
  return { candidates, items, points };
}

describe("discriminationIntervals", () => {
  it("has the values of the statistic, and the jackknife's interval around the rest score", () => {
    const matrix = matrixOf(30, 12);
    const found = discriminationIntervals(matrix, 0.95);
    expect(found.map((one) => one?.value ?? null)).toEqual(correctedPointBiserials(matrix));
    const own = Float64Array.from({ length: 30 }, (_, candidate) => matrix.points[candidate * 12] ?? 0);
    const rests = own.map((_, candidate) => {
      const others = matrix.points.subarray(candidate * 12 + 1, (candidate + 1) * 12);
      return others.reduce((sum, point) => sum + point, 0) / 11;
    });
    const clusters = Int32Array.from({ length: 30 }, (_, candidate) => candidate);
    const expected = clusteredCorrelationInterval({ first: own, second: rests, clusters }, "pearson", 0.95);
    const [first] = found;
    expect(expected.status).toBe("estimated");
    expect(first?.low).toBeCloseTo(expected.status === "estimated" ? expected.low : Number.NaN, 9);
    expect(first?.high).toBeCloseTo(expected.status === "estimated" ? expected.high : Number.NaN, 9);
    expect(first?.n).toBe(30);
  });

  it("has values without intervals for three candidates, and neither where points do not vary", () => {
    const three = { candidates: 3, items: 3, points: Float64Array.of(1, 1, 1, 1, 0, 1, 0, 0, 1) };
    const [first, , last] = discriminationIntervals(three, 0.95);
    expect(first).toMatchObject({ low: null, high: null, n: 3 });
    expect(last).toBeNull();
  });

  it("passes over candidates without a score at the item", () => {
    const matrix = matrixOf(10, 6);
    const points = Float64Array.from(matrix.points);
    points[0] = Number.NaN;
    expect(discriminationIntervals({ ...matrix, points }, 0.95)[0]?.n).toBe(9);
  });
});
