import { describe, expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import { mcnemarTest } from "./mcnemar-test.ts";
import { positionBias } from "./position-bias.ts";

function biasOf(leading: readonly number[], trailing: readonly number[], clusters = singles(leading.length)) {
  const found = positionBias(
    { leading: Float64Array.from(leading), trailing: Float64Array.from(trailing), clusters },
    0.95,
  );
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
}

const repeat = (times: number, value: number): number[] => new Array<number>(times).fill(value);

describe("positionBias", () => {
  it("finds the advantage of the first place, tested as McNemar's discordant pairs", () => {
    // 60 consistent pairs, 12 won by the first place both times, 3 by the second.
    const leading = [...repeat(60, 1), ...repeat(12, 1), ...repeat(3, 0)];
    const trailing = [...repeat(60, 1), ...repeat(12, 0), ...repeat(3, 1)];
    const found = biasOf(leading, trailing);
    expect(found).toMatchObject({ firstBoth: 12, secondBoth: 3, pairs: 75 });
    expect(found.changed.value).toBeCloseTo(15 / 75, 12);
    expect(found.advantage.value).toBeCloseTo(9 / 75, 12);
    expect(found.advantage.low).toBeGreaterThan(0);
    expect(found.advantage.method).toBe("tango");
    expect(found.test.p).toBeCloseTo(mcnemarTest(12, 3).p, 12);
  });

  it("is none for a judge that is unsure both ways, however often", () => {
    const found = biasOf([...repeat(20, 1), ...repeat(20, 0)], [...repeat(20, 0), ...repeat(20, 1)]);
    expect(found.changed.value).toBe(1);
    expect(found.advantage.value).toBe(0);
    expect(found.test.p).toBe(1);
  });

  it("takes a tie in one order for half a change", () => {
    const found = biasOf([1, 0.5, 0.5, 0.5], [0.5, 0.5, 0, 1]);
    expect(found.changed.value).toBe(0.75);
    expect(found).toMatchObject({ firstBoth: 0, secondBoth: 0 });
    expect(found.advantage.value).toBeCloseTo((0.5 + 0.5 - 0.5) / 4, 12);
  });

  it("leaves out pairs without a verdict in one order", () => {
    expect(biasOf([1, Number.NaN, 0, 1], [0, 1, Number.NaN, 1]).pairs).toBe(2);
    const nothing = Float64Array.of(Number.NaN);
    expect(positionBias({ leading: nothing, trailing: nothing, clusters: singles(1) }, 0.95)).toEqual({
      status: "not-estimable",
      why: "no pair has a verdict in both orders",
    });
  });

  it("does not take many pairs of one question for as many", () => {
    const found = biasOf(repeat(12, 1), repeat(12, 0), new Int32Array(12));
    expect(found.test.p).toBe(1);
    expect(found.advantage.low).toBeLessThan(0);
  });

  it("refuses a verdict outside 0–1 and arrays of different length", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => biasOf([2], [1])).toThrow(bug);
    expect(() => biasOf([1], [1, 0])).toThrow(bug);
  });
});
