import { describe, expect, it } from "vitest";
import type { ItemAnalysis } from "../records/item-analysis.ts";
import { raschModel } from "../statistics/rasch-model.ts";
import { uniformGenerator } from "../statistics/uniform-generator.ts";
import { itemField, itemSettings } from "./__fixtures__/item-field.ts";
import { analyseItems } from "./analyse-items.ts";
import { examAnalysisJson } from "./exam-analysis.ts";

/** Every number of a record is finite: JSON keeps no NaN. */
function finite(analysis: ItemAnalysis): boolean {
  const seen = JSON.parse(JSON.stringify(analysis)) as unknown;
  const same = (a: unknown, b: unknown): boolean =>
    typeof a === "object" && a !== null && typeof b === "object" && b !== null
      ? Object.entries(a).every(([name, value]) => same(value, (b as Record<string, unknown>)[name]))
      : Object.is(a, b) || a === undefined;
  return same(analysis, seen);
}

const four = itemField("AAAAAA", { best: "AAAAAB", good: "AAAABC", fair: "AABBBA", poor: "ABC-BB" });

describe("analyseItems", () => {
  it("describes each item by hand-counted numbers", () => {
    const analysis = analyseItems(four, itemSettings({ passMark: 0.5 }));
    const [first, second, third, fourth, , last] = analysis.items;
    expect(first?.facility).toMatchObject({ value: 1, n: 4, high: 1 });
    expect(second?.facility?.value).toBe(0.75);
    expect(fourth?.facility?.value).toBe(0.5);
    expect(first?.discrimination).toBeNull();
    // Rests at the last item: 1, .8, .4, .2; only the third candidate is right there.
    expect(last?.discrimination?.value).toBeCloseTo(-0.36514837, 6);
    expect(third?.options?.map(({ id, share }) => [id, share])).toEqual([
      ["A", 0.5],
      ["B", 0.25],
      ["C", 0.25],
      ["D", 0],
      ["E", 0],
    ]);
    expect(third?.unused).toEqual(["D", "E"]);
    expect(fourth?.unanswered).toBe(0.25);
    expect(fourth?.chosen).toEqual(["A", "A", "B", null]);
    expect(analysis.consensusErrors[0]).toEqual({ id: "q5", key: "A", option: "B", votes: 3, share: 0.75 });
    expect(analysis.sharedErrors.find(({ first: a, second: b }) => a === "good" && b === "fair")?.rate).toMatchObject({
      value: 1,
      n: 1,
    });
    expect(analysis).toMatchObject({
      caution: "handful",
      nItems: 6,
      choiceItems: 6,
      chanceSameWrong: 0.25,
      twoParameter: { status: "not-estimable", why: "too-few-candidates" },
      twoParameterNeeds: 100,
      reliability: { status: "estimated", kind: "kr-20", candidates: 4, items: 6 },
    });
    expect(finite(analysis)).toBe(true);
  });

  it("agrees with the Rasch model and puts the pass mark on its scale", () => {
    const analysis = analyseItems(four, itemSettings({ passMark: 0.5 }));
    const responses = Uint8Array.from(four.points.flatMap((points) => [...points]));
    const model = raschModel({ candidates: 4, items: 6, responses });
    const difficulties = model.status === "estimated" ? [...model.difficulties] : [];
    expect(analysis.items.map(({ rasch }) => rasch?.difficulty)).toEqual(difficulties);
    const mark = analysis.passMarkInformation;
    const ability = mark.status === "estimated" ? mark.ability : Number.NaN;
    const expected = difficulties.reduce((sum, b) => sum + 1 / (1 + Math.exp(b - ability)), 0) / 6;
    expect(expected).toBeCloseTo(0.5, 8);
    expect(mark).toMatchObject({ status: "estimated", passMark: 0.5 });
  });

  it("calls the key by the item's own option ids", () => {
    const optionIds = new Map(four.itemIds.map((id) => [id, ["1", "2", "3", "4", "5"]]));
    const [first, second] = analyseItems(four, itemSettings(), { optionIds }).items;
    expect(first?.key).toBe("1");
    expect(second?.chosen).toEqual(["1", "1", "1", "2"]);
  });

  it("says what items with several answers are left out of, and counts them", () => {
    const kinds = four.kinds.map((kind, item) => (item < 2 ? ("multiple" as const) : kind));
    const analysis = analyseItems({ ...four, kinds }, itemSettings());
    expect(analysis).toMatchObject({ choiceItems: 4, withoutChoices: { "several-answers": 2 } });
    expect(analysis.items[0]).toMatchObject({ options: null, suspicion: null, chosen: null, key: null });
    expect(analysis.items[0]?.facility?.value).toBe(1);
    expect(analysis.consensusErrors.every(({ id }) => id !== "q1" && id !== "q2")).toBe(true);
  });

  it("is sensible for one model", () => {
    const analysis = analyseItems(itemField("AAA", { only: "AB-" }), itemSettings({ passMark: 0.6 }));
    expect(analysis).toMatchObject({
      reliability: { why: "fewer-than-two-candidates" },
      rasch: { why: "too-few-candidates" },
      passMarkInformation: { why: "no-difficulties" },
      agreement: { why: "fewer-than-two-candidates" },
      suspicion: { why: "fewer-than-two-candidates" },
      sharedErrors: [],
      consensusErrors: [],
    });
    expect(analysis.items[0]?.facility).toMatchObject({ value: 1, n: 1 });
    expect(finite(analysis)).toBe(true);
  });

  it.each([
    ["one item", itemField("A", { a: "A", b: "B", c: "A" }), "fewer-than-two-items"],
    ["identical candidates", itemField("AAAA", { a: "ABAB", b: "ABAB", c: "ABAB" }), "no-variance"],
    ["everything right", itemField("AAAA", { a: "AAAA", b: "AAAA" }), "no-variance"],
    ["everything wrong in one way", itemField("AAAA", { a: "BBBB", b: "BBBB" }), "no-variance"],
  ])("is sensible with %s", (_, field, why) => {
    const analysis = analyseItems(field, itemSettings({ passMark: 0.6 }));
    expect(analysis.reliability).toMatchObject({ status: "not-estimable", why });
    expect(analysis.rasch.status).toBe("not-estimable");
    expect(analysis.items.every(({ discrimination }) => discrimination === null)).toBe(true);
    expect(analysis.items).toHaveLength(field.itemIds.length);
    expect(finite(analysis)).toBe(true);
  });

  it("is sensible without items, without models, and where answers are missing", () => {
    for (const field of [
      itemField("", {}),
      itemField("", { a: "" }),
      itemField("AB", {}),
      itemField("AB", { a: "??" }),
    ]) {
      const analysis = analyseItems(field, itemSettings());
      expect(analysis.candidates).toEqual([]);
      expect(finite(analysis)).toBe(true);
    }
    const analysis = analyseItems(itemField("AAAA", { a: "AAB?", b: "?ABA", c: "BB?A" }), itemSettings());
    expect(analysis.reliability).toMatchObject({ why: "fewer-than-two-candidates" });
    expect(analysis.items.map(({ facility }) => facility?.n)).toEqual([2, 3, 2, 2]);
    expect(finite(analysis)).toBe(true);
  });

  it("counts repeats as one candidate", () => {
    const once = analyseItems(four, itemSettings());
    const twice = analyseItems(
      itemField("AAAAAA", {
        best: ["AAAAAB", "AAAAAB"],
        good: ["AAAABC", "AAAABC"],
        fair: ["AABBBA", "AABBBA"],
        poor: ["ABC-BB", "ABC-BB"],
      }),
      itemSettings(),
    );
    const described = ({ items }: ItemAnalysis) => items.map((item) => ({ ...item, suspicion: item.suspicion?.rank }));
    expect(described(twice)).toEqual(described(once));
    expect(twice.reliability).toEqual(once.reliability);
    expect(twice.consensusErrors).toEqual(once.consensusErrors);
  });

  it("fits two parameters from a hundred candidates up, and puts a wrong key first", () => {
    const generator = uniformGenerator("analyse-items", 5);
    const items = 24;
    const answers = Object.fromEntries(
      Array.from({ length: 120 }, (_, candidate) => {
        const ability = (candidate - 60) / 30;
        // The key of the last item says A, but those who know it say C.
        const letters = Array.from({ length: items }, (_item, item) => {
          const knows = generator.fraction() < 1 / (1 + Math.exp((item - 12) / 6 - ability));
          return knows ? (item === items - 1 ? "C" : "A") : ("BCDE"[Math.floor(generator.fraction() * 4)] ?? "B");
        });
        return [`c${candidate}`, letters.join("")];
      }),
    );
    const analysis = analyseItems(itemField("A".repeat(items), answers), itemSettings());
    expect(analysis.twoParameter).toMatchObject({ status: "estimated", candidates: 120 });
    expect(analysis.caution).toBeNull();
    expect(analysis.items[0]?.twoParameter?.discrimination).toBeGreaterThan(0);
    expect(analysis.items[0]?.chosen).toBeNull();
    const last = analysis.items[items - 1];
    expect(last?.suspicion).toMatchObject({ rank: 1, rival: "C" });
    expect(finite(analysis)).toBe(true);
  });

  it("gives the same bytes for the same field, with one item a line", () => {
    const record = { format: 1, runs: ["r"], analyses: [analyseItems(four, itemSettings())], parallelLanguages: null };
    const json = examAnalysisJson(record);
    const again = { ...record, analyses: [analyseItems(four, itemSettings())] };
    expect(examAnalysisJson(again)).toBe(json);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(record)));
    expect(json.split("\n").filter((line) => line.startsWith('{"id":"q'))).toHaveLength(6);
  });
});
