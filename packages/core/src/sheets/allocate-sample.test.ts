import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocateSample } from "./allocate-sample.ts";

describe("allocateSample", () => {
  it.each([
    [[800, 150, 3], 50, [39, 9, 2]],
    [[10, 10], 7, [4, 3]],
    [[100, 1, 1], 3, [1, 1, 1]],
    [[5, 2], 200, [5, 2]],
    [[0, 10], 4, [0, 4]],
  ])("of %j takes %i as %j", (sizes, sample, wanted) => {
    expect(allocateSample(sizes, sample)).toEqual(wanted);
  });

  it("takes what it is asked for, never more than there is, and some of everything", () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sizes, fc.integer({ min: 30, max: 2000 }), (members, sample) => {
        const taken = allocateSample(members, sample);
        const population = members.reduce((sum, size) => sum + size, 0);
        expect(taken.reduce((sum, count) => sum + count, 0)).toBe(Math.min(sample, population));
        expect(taken.every((count, index) => count >= 1 && count <= (members[index] ?? 0))).toBe(true);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("refuses a sample that cannot take one of each", () => {
    expect(() => allocateSample([5, 5, 5], 2)).toThrow(expect.objectContaining({ code: "ARGUMENT_INVALID" }));
  });
});
