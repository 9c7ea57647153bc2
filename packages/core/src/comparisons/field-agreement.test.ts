import { describe, expect, it } from "vitest";
import { fleissKappa } from "../statistics/fleiss-kappa.ts";
import { uniformGenerator } from "../statistics/uniform-generator.ts";
import { chanceSameWrong, choiceAgreement, sharedErrorRates } from "./field-agreement.ts";

const settings = { seed: 1, confidence: 0.95, resamples: 500 };
const fieldOf = (items: number, options = 4) => ({
  choices: [],
  key: new Int32Array(items),
  optionCounts: new Int32Array(items).fill(options),
});
const own = (items: number) => Int32Array.from({ length: items }, (_, item) => item);

describe("choiceAgreement", () => {
  it("is Fleiss' kappa, with an interval that holds it and narrows with the items", () => {
    const widths = [40, 640].map((items) => {
      const generator = uniformGenerator("choice-agreement", items);
      const truth = Int32Array.from({ length: items }, () => Math.floor(generator.fraction() * 4));
      const chosen = [0, 1, 2].map(() =>
        truth.map((right) => (generator.fraction() < 0.7 ? right : Math.floor(generator.fraction() * 4))),
      );
      const found = choiceAgreement(chosen, fieldOf(items), own(items), settings);
      const counts = new Float64Array(items * 4);
      for (const choices of chosen) {
        for (const [item, choice] of choices.entries()) {
          counts[item * 4 + choice] = (counts[item * 4 + choice] ?? 0) + 1;
        }
      }
      expect(found).toMatchObject({ status: "estimated", kappa: fleissKappa(counts, 4)?.kappa, items });
      if (found.status !== "estimated" || found.low === null || found.high === null) {
        throw new Error("no interval");
      }
      expect(found.low).toBeLessThan(found.kappa);
      expect(found.high).toBeGreaterThan(found.kappa);
      return found.high - found.low;
    });
    expect(widths[1]).toBeLessThan((widths[0] ?? 0) / 2.5);
  });

  it("is wider where items of a group stand or fall together", () => {
    const items = 60;
    const chosen = [0, 1].map((candidate) =>
      // Both agree in half of the groups of six, on every item of it.
      Int32Array.from({ length: items }, (_, item) =>
        Math.floor(item / 6) % 2 === 0 ? item % 4 : (item + candidate) % 4,
      ),
    );
    const width = (clusters: Int32Array) => {
      const found = choiceAgreement(chosen, fieldOf(items), clusters, settings);
      return found.status === "estimated" ? (found.high ?? 0) - (found.low ?? 0) : Number.NaN;
    };
    expect(width(own(items).map((item) => Math.floor(item / 6)))).toBeGreaterThan(1.5 * width(own(items)));
  });

  it("says why there is none", () => {
    const one = new Int32Array(3);
    expect(choiceAgreement([one], fieldOf(3), own(3), settings)).toMatchObject({ why: "fewer-than-two-candidates" });
    expect(choiceAgreement([one, one], fieldOf(3), own(3), settings)).toMatchObject({ why: "one-category" });
    const silent = new Int32Array(3).fill(-1);
    expect(choiceAgreement([one, silent], fieldOf(3), own(3), settings)).toMatchObject({ why: "no-shared-item" });
  });
});

describe("sharedErrorRates and chanceSameWrong", () => {
  it("give shares of the items both got wrong, null without any, beside what chance gives", () => {
    const pairs = [
      { first: 0, second: 1, bothWrong: 8, sameWrong: 6, rate: 0.75 },
      { first: 0, second: 2, bothWrong: 0, sameWrong: 0, rate: null },
    ];
    const [shared, none] = sharedErrorRates(pairs, ["a", "b", "c"], 0.95);
    expect(shared).toMatchObject({ first: "a", second: "b", rate: { value: 0.75, n: 8 } });
    expect(shared?.rate?.low).toBeCloseTo(0.4093, 4);
    expect(none?.rate).toBeNull();
    const mixed = { choices: [], key: Int32Array.of(0, 1, -1, 0), optionCounts: Int32Array.of(5, 3, 4, 1) };
    expect(chanceSameWrong(mixed)).toBeCloseTo((1 / 4 + 1 / 2) / 2, 12);
    expect(chanceSameWrong(fieldOf(0))).toBeNull();
  });
});
