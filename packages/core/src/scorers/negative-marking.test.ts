import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import { chosen, everyChoice, outcome } from "./__fixtures__/readings.ts";
import negativeMarking from "./negative-marking.ts";

describe("negative-marking", () => {
  const { score } = negativeMarking.configure({});

  it("marks four options as the MIR does: 1, −1/3, 0", () => {
    const bounds = { min: -1 / 3, max: 1 };
    expect(score(chosen("B"), singleItem)).toEqual({ points: 1, ...bounds });
    expect(score(chosen("A"), singleItem)).toEqual({ points: -1 / 3, ...bounds });
    expect(score(outcome("abstained"), singleItem)).toEqual({ points: 0, ...bounds });
    expect(negativeMarking.configure({ right: 3 }).score(chosen("A"), singleItem)).toEqual({
      points: -1,
      min: -1,
      max: 3,
    });
  });

  it("makes blind guessing worth nothing, for every number of options and both kinds", () => {
    for (const nOptions of [2, 3, 4, 5]) {
      const options = multipleItem.options.slice(0, nOptions);
      const answers = options.map(({ id }) => [id]);
      const single = { ...singleItem, options, accepted: [["B"]] };
      const sum = answers.reduce((total, ids) => total + (score(chosen(...ids), single).points ?? Number.NaN), 0);
      expect(sum).toBeCloseTo(0, 12);
      const choices = everyChoice(options.map(({ id }) => id));
      const multiple = { ...multipleItem, options, accepted: [["A", "B"]] };
      const all = choices.reduce((total, ids) => total + (score(chosen(...ids), multiple).points ?? Number.NaN), 0);
      expect(choices).toHaveLength(2 ** nOptions - 1);
      expect(all).toBeCloseTo(0, 12);
    }
  });

  it("takes no answer, no readable answer and two answers for a blank, and none-of-these for a wrong answer", () => {
    for (const status of ["abstained", "refused", "unreadable", "ambiguous"] as const) {
      expect(score(outcome(status), singleItem).points, status).toBe(0);
    }
    expect(score(outcome("none-of-these"), singleItem).points).toBe(-1 / 3);
  });

  it("lets the study say what a blank is and costs", () => {
    const strict = negativeMarking.configure({ penalty: 0.25, blank: -0.5, blankFor: ["abstained"] });
    expect(strict.score(outcome("abstained"), singleItem)).toEqual({ points: -0.5, min: -0.5, max: 1 });
    expect(strict.score(outcome("unreadable"), singleItem)).toEqual({ points: -0.25, min: -0.5, max: 1 });
    expect(() => negativeMarking.configure({ blank: 0.2 })).toThrow(/blank/);
    expect(() => negativeMarking.configure({ blankFor: ["chosen"] })).toThrow(/blankFor/);
  });

  it("accepts any accepted set, and gives no mark without a key", () => {
    expect(score(chosen("A", "B"), { ...singleItem, accepted: [["B"], ["A", "B"]] }).points).toBe(1);
    expect(score(outcome("abstained"), { ...singleItem, accepted: [] })).toEqual({ points: null, reason: "unkeyed" });
  });
});
