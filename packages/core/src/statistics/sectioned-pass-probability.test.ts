import { describe, expect, it } from "vitest";
import { passProbability } from "./pass-probability.ts";
import { type ExamSection, sectionedPassProbability } from "./sectioned-pass-probability.ts";

/** 0/1 points, the right ones first. */
function section(right: number, items: number, rules: Omit<ExamSection, "points">): ExamSection {
  return { points: Float64Array.from({ length: items }, (_, item) => (item < right ? 1 : 0)), ...rules };
}

const seed = "sections";

describe("sectionedPassProbability", () => {
  it("is passProbability's for one section, exact under minima and simulated under the mark", () => {
    const only = section(65, 100, { weight: 1, minimum: 0.6 });
    const alone = passProbability(only, 0.6);
    const found = sectionedPassProbability([only], 0.6, { seed });
    if (found.status !== "estimated" || alone === null) {
      throw new Error("not estimated");
    }
    expect(found.conjunctive).toEqual({ trueScore: alone.trueScore, nextSitting: alone.nextSitting });
    const slack = 4 * found.standardError;
    for (const kind of ["trueScore", "nextSitting"] as const) {
      expect(Math.abs(found.compensatory[kind] - alone[kind])).toBeLessThan(slack);
      expect(found.both[kind]).toBe(found.compensatory[kind]);
    }
  });

  it("simulates clustered and partly credited sections as passProbability works them out", () => {
    const points = Float64Array.from({ length: 120 }, (_, item) => [1, 0.5, 1, 0][Math.floor(item / 3) % 4] ?? 0);
    const clusters = Int32Array.from(points, (_, item) => Math.floor(item / 3));
    const found = sectionedPassProbability([{ points, clusters, weight: 2, minimum: 0.6 }], 0.6, { seed });
    if (found.status !== "estimated") {
      throw new Error("not estimated");
    }
    expect(Math.abs(found.compensatory.trueScore - found.conjunctive.trueScore)).toBeLessThan(0.02);
    expect(Math.abs(found.compensatory.nextSitting - found.conjunctive.nextSitting)).toBeLessThan(0.03);
  });

  it("multiplies sections under minima, and weighs them by the blueprint under the mark", () => {
    const strong = section(95, 100, { weight: 3, minimum: 0.6 });
    const weak = section(50, 100, { weight: 1, minimum: 0.6 });
    const found = sectionedPassProbability([strong, weak], 0.6, { seed });
    if (found.status !== "estimated") {
      throw new Error("not estimated");
    }
    expect(found.conjunctive.trueScore).toBeCloseTo(
      (passProbability(strong, 0.6)?.trueScore ?? 0) * (passProbability(weak, 0.6)?.trueScore ?? 0),
      12,
    );
    expect(found.conjunctive.trueScore).toBeLessThan(0.05);
    expect(found.compensatory.trueScore).toBeGreaterThan(0.99);
    expect(found.both.trueScore).toBeLessThan(0.05);
    expect(found.both.trueScore).toBeLessThanOrEqual(found.compensatory.trueScore);
  });

  it("has no conjunctive hurdle without minima", () => {
    const found = sectionedPassProbability([section(5, 10, { weight: 1 })], 0.6, { seed });
    expect(found).toMatchObject({ conjunctive: { trueScore: 1, nextSitting: 1 }, sections: [null] });
  });

  it("gives the same for the same seed, and its standard error", () => {
    const sections = [section(60, 100, { weight: 1 }), section(30, 50, { weight: 1, minimum: 0.5 })];
    const one = sectionedPassProbability(sections, 0.6, { seed, draws: 400 });
    expect(sectionedPassProbability(sections, 0.6, { seed, draws: 400 })).toEqual(one);
    expect(one.status === "estimated" && one.standardError).toBeCloseTo(0.025, 2);
  });

  it("is not estimable without sections, items or weights", () => {
    const rules = { weight: 1 };
    expect(sectionedPassProbability([], 0.6, { seed })).toEqual({ status: "not-estimable", why: "no-section" });
    expect(sectionedPassProbability([section(1, 2, rules), section(0, 0, rules)], 0.6, { seed })).toEqual({
      status: "not-estimable",
      why: "section-without-items",
      section: 1,
    });
    const none = sectionedPassProbability([section(1, 2, { weight: 0 })], 0.6, { seed });
    expect(none).toEqual({ status: "not-estimable", why: "no-weight" });
  });

  it("refuses weights below 0, marks outside 0–1 and no draws", () => {
    const bug = expect.objectContaining({ code: "INTERNAL" });
    expect(() => sectionedPassProbability([section(1, 2, { weight: -1 })], 0.6, { seed })).toThrow(bug);
    expect(() => sectionedPassProbability([section(1, 2, { weight: 1 })], 60, { seed })).toThrow(bug);
    expect(() => sectionedPassProbability([section(1, 2, { weight: 1 })], 0.6, { seed, draws: 0 })).toThrow(bug);
  });
});
