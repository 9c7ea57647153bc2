import { describe, expect, it } from "vitest";
import { majorityPoints } from "./majority-points.ts";

const sittings = (...replies: readonly (readonly [string | null, number])[]) =>
  replies.map(([choice, points]) => ({ points: Float64Array.of(points), choices: [choice] }));

describe("majorityPoints", () => {
  it("takes the points of the most frequent answer, no choice being one like any other", () => {
    expect([...majorityPoints(sittings(["A", 1], ["B", 0], ["A", 1]))]).toEqual([1]);
    expect([...majorityPoints(sittings(["A", 1], ["refused", 0], ["refused", 0]))]).toEqual([0]);
  });

  it("takes the mean of answers that are equally frequent", () => {
    expect([...majorityPoints(sittings(["A", 1], ["B", 0]))]).toEqual([0.5]);
    expect([...majorityPoints(sittings(["A", 1], ["B", 0], ["C", 0]))]).toEqual([expect.closeTo(1 / 3, 12)]);
  });

  it("leaves out repeats without a reply or points, and has none without any", () => {
    expect([...majorityPoints(sittings([null, 0], ["A", 1], ["B", Number.NaN]))]).toEqual([1]);
    expect([...majorityPoints(sittings([null, Number.NaN]))]).toEqual([Number.NaN]);
    expect([...majorityPoints([])]).toEqual([]);
  });
});
