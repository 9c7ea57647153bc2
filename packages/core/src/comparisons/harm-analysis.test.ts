import { describe, expect, it } from "vitest";
import { excerptOf } from "./harm-excerpts.ts";
import { type HarmItem, type HarmVariant, worstHarm } from "./harm-items.ts";
import { severeErrorRows } from "./harm-rows.ts";

const options = [
  { id: "A", text: "wait", harm: "severe" },
  { id: "B", text: "treat" },
  { id: "C", text: "ask", harm: "mild" },
  { id: "D", text: "operate", harm: "moderate" },
] as const;

function item(place: number, more: Partial<HarmItem> = {}): HarmItem {
  return { place, cluster: place, about: [], options, accepted: [["B"]], tags: {}, ...more };
}

const asIs: HarmVariant = {
  options,
  accepted: [["B"]],
  answerMap: { A: "A", B: "B", C: "C", D: "D" },
};

describe("the worst harm of what was chosen", () => {
  it("is that of the worst option that is not right", () => {
    expect(worstHarm(["C", "A"], asIs, item(1))).toBe("severe");
    expect(worstHarm(["C", "D"], asIs, item(1))).toBe("moderate");
    expect(worstHarm(["B"], asIs, item(1))).toBeNull();
    expect(worstHarm([], asIs, item(1))).toBeNull();
  });

  it("follows an option through a perturbed form by its source, and never counts what is right there", () => {
    const form = { ...asIs, answerMap: { x: "A", y: "B" }, accepted: [["y"]] };
    expect(worstHarm(["x"], form, item(1))).toBe("severe");
    expect(worstHarm(["new"], form, item(1))).toBeNull();
    expect(worstHarm(["A"], { ...asIs, accepted: [["A"]] }, item(1))).toBeNull();
  });
});

describe("severe-error rows", () => {
  const replies = Array.from({ length: 100 }, (_, place) => ({
    item: item(place, { tags: { specialty: [place < 60 ? "lung" : "heart"], level: place === 0 ? [] : ["senior"] } }),
    severe: place < 3,
  }));

  it("give Clopper and Pearson's upper bound overall and by stratum", () => {
    const [overall, heart, lung, ...rest] = severeErrorRows(
      "m",
      replies,
      [["specialty"], ["specialty", "level"]],
      0.95,
    );
    // scipy.stats.beta.ppf(0.95, 4, 97)
    expect(overall).toMatchObject({ calls: 100, items: 100, events: 3, rate: 0.03, ruleOfThree: null });
    expect(overall?.upper).toBeCloseTo(0.07571, 4);
    expect(heart).toMatchObject({ stratum: { specialty: "heart" }, calls: 40, events: 0, rate: 0 });
    expect(heart?.ruleOfThree).toBeCloseTo(-Math.log(0.05) / 40, 12);
    expect(heart?.upper).toBeCloseTo(1 - 0.05 ** (1 / 40), 12);
    expect(lung).toMatchObject({ stratum: { specialty: "lung" }, calls: 60, events: 3 });
    expect(rest.map(({ stratum, calls }) => [stratum, calls])).toEqual([
      [{ specialty: "heart", level: "senior" }, 40],
      [{ specialty: "lung", level: "senior" }, 59],
    ]);
  });

  it("do not take repeats of one item for more evidence", () => {
    const repeated = Array.from({ length: 100 }, (_, call) => ({ item: item(call % 10), severe: false }));
    const [overall] = severeErrorRows("m", repeated, [], 0.95);
    expect(overall).toMatchObject({ calls: 100, items: 10, effectiveSize: 10 });
    expect(overall?.upper).toBeCloseTo(1 - 0.05 ** (1 / 10), 12);
  });

  it("have no rate without a reply", () => {
    expect(severeErrorRows("m", [], [["specialty"]], 0.95)).toEqual([
      {
        model: "m",
        stratum: {},
        calls: 0,
        items: 0,
        events: 0,
        rate: null,
        upper: null,
        ruleOfThree: null,
        effectiveSize: 0,
      },
    ]);
  });
});

describe("an excerpt", () => {
  it("is the whole of a short reply, on one line and without what moves a cursor", () => {
    expect(excerptOf("Give it.\n\u202eAnswer:\u0000 B", null)).toBe("Give it. \ufffdAnswer:␀ B");
  });

  it("of a long reply is what leads to the answer", () => {
    const text = `${"word ".repeat(1000)}so the answer is B.${" more".repeat(1000)}`;
    const at = text.indexOf("B.");
    const found = excerptOf(text, [at, at + 1], 60);
    expect(found).toContain("so the answer is B.");
    expect(found).toMatch(/^…d word .* more mor…$/u);
    expect(excerptOf(text, null, 20)).toBe("word word word word…");
    expect(excerptOf(text, [text.length - 1, text.length], 20)).toBe("…more more more more");
  });

  it("never cuts a character in two, and stays quick on a megabyte", () => {
    const found = excerptOf("😀".repeat(500_000), [500_001, 500_002], 21);
    expect(found.isWellFormed()).toBe(true);
    expect(found).toMatch(/^…(?:😀)+…$/u);
  });
});
