import { describe, expect, it } from "vitest";
import { differenceOf } from "./__fixtures__/paired-proportions.ts";
import golden from "./__golden__/paired-tests.json" with { type: "json" };
import { equivalenceTest } from "./equivalence-test.ts";
import { nonInferiorityTest } from "./non-inferiority-test.ts";
import { normalCdf } from "./normal-cdf.ts";

describe("nonInferiorityTest", () => {
  it.each(golden.tango)(
    "of $b and $c of $n at a margin of 0.1 is the score test of the maximised likelihood",
    (table) => {
      const { b, c, n } = table;
      const z = table.z.find(({ difference }) => difference === -0.1)?.z ?? Number.NaN;
      const test = nonInferiorityTest(differenceOf([n - b - c, b, c, 0]), { margin: 0.1, alpha: 0.025 });
      expect(test.p).toBeCloseTo(normalCdf(-z), 6);
    },
  );

  it("is shown for equal examinees once there are units enough: 35 at a margin of 10 points and 2.5 %", () => {
    // z²/(n + z²) = 0.1 at n = 34.6.
    const of = (units: number) => nonInferiorityTest(differenceOf([units, 0, 0, 0]), { margin: 0.1, alpha: 0.025 });
    expect(of(34).status).toBe("not-shown");
    expect(of(35).status).toBe("non-inferior");
    expect(of(35)).toMatchObject({ value: 0 });
    expect(of(35).bound).toBeGreaterThan(-0.1);
  });

  it("is not shown where the first is worse by the margin", () => {
    const test = nonInferiorityTest(differenceOf([700, 50, 150, 100]), { margin: 0.1, alpha: 0.025 });
    expect(test.p).toBeCloseTo(0.5, 10);
    expect(test.status).toBe("not-shown");
  });

  it.each([
    { margin: 0, alpha: 0.025 },
    { margin: 1, alpha: 0.025 },
    { margin: -0.1, alpha: 0.025 },
    { margin: 0.1, alpha: 0.5 },
    { margin: 0.1, alpha: 0 },
    { margin: Number.NaN, alpha: 0.025 },
  ])("refuses a margin of $margin with an alpha of $alpha", (settings) => {
    const difference = differenceOf([5, 1, 1, 5]);
    const internal = expect.objectContaining({ code: "INTERNAL" });
    expect(() => nonInferiorityTest(difference, settings)).toThrow(internal);
    expect(() => equivalenceTest(difference, settings)).toThrow(internal);
  });
});
