import { describe, expect, it } from "vitest";
import { differenceOf } from "./__fixtures__/paired-proportions.ts";
import { equivalenceTest } from "./equivalence-test.ts";
import { nonInferiorityTest } from "./non-inferiority-test.ts";

const settings = { margin: 0.1, alpha: 0.05 };

describe("equivalenceTest", () => {
  it("is two tests of non-inferiority, one each way", () => {
    const test = equivalenceTest(differenceOf([100, 12, 7, 81]), settings);
    expect(test.lowerP).toBe(nonInferiorityTest(differenceOf([100, 12, 7, 81]), settings).p);
    expect(test.upperP).toBeCloseTo(nonInferiorityTest(differenceOf([100, 7, 12, 81]), settings).p, 14);
    expect(test.p).toBe(Math.max(test.lowerP, test.upperP));
    expect(test.status).toBe("equivalent");
    expect(test.value).toBeCloseTo(0.025, 14);
  });

  it("may find a difference that is both significant and too small to matter", () => {
    const test = equivalenceTest(differenceOf([9000, 400, 200, 400]), settings);
    expect(test.status).toBe("equivalent");
    expect(test.low).toBeGreaterThan(0);
  });

  it("is not shown by too few units, however alike the examinees", () => {
    expect(equivalenceTest(differenceOf([5, 0, 0, 5]), settings).status).toBe("not-shown");
    expect(equivalenceTest(differenceOf([50, 0, 0, 50]), settings).status).toBe("equivalent");
  });

  it("is not shown where one is clearly better", () => {
    expect(equivalenceTest(differenceOf([50, 40, 5, 50]), settings).p).toBeGreaterThan(0.9);
  });
});
