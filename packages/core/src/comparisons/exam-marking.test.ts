import { describe, expect, it } from "vitest";
import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import { answerScorers, askedMarks, examMarks, givenMark } from "./exam-marking.ts";

const item = (nOptions: number, accepted: readonly string[], own: Partial<Item> = {}): Item => ({
  id: `q${nOptions}`,
  language: "es",
  kind: accepted.length > 1 ? "multiple" : "single",
  stem: "?",
  options: [..."ABCDE"].slice(0, nOptions).map((id) => ({ id, text: id })),
  accepted: [accepted],
  tags: {},
  references: [],
  weight: 1,
  ...own,
});
const chosen = (...optionIds: string[]): Reading => ({
  status: "chosen",
  optionIds,
  labels: optionIds,
  rule: "label",
  span: null,
});
const marksOf = async (items: readonly Item[], ...scorers: object[]) =>
  examMarks(items, await answerScorers({ exams: [{ name: "exam", scorers }] }, "exam"));
const exactSet = { use: "exact-set", settings: {} };
const mir = { use: "negative-marking", settings: { right: 3 } };

describe("examMarks", () => {
  it("are the points of the first scorer under which a wrong answer costs: the MIR's 3, −1 and 0", async () => {
    const found = await marksOf([item(4, ["B"])], exactSet, mir, { ...mir, settings: { penalty: 1 } });
    expect(found?.marks).toEqual({
      scorer: "negative-marking",
      right: { low: 3, high: 3 },
      wrong: { low: -1, high: -1 },
      abstained: { low: 0, high: 0 },
      // (0 + 1) / (3 + 1)
      indifference: { low: 0.25, high: 0.25 },
    });
  });

  it("are ranges where questions differ in their options", async () => {
    const named = { use: "negative-marking", name: "formula", settings: {} };
    const { scorer, wrong, indifference } = (await marksOf([item(4, ["B"]), item(5, ["A"])], named))?.marks ?? {};
    expect(scorer).toBe("formula");
    expect(wrong?.low).toBeCloseTo(-1 / 3, 14);
    expect(wrong?.high).toBeCloseTo(-1 / 4, 14);
    expect(indifference?.low).toBeCloseTo(1 / 5, 14);
    expect(indifference?.high).toBeCloseTo(1 / 4, 14);
  });

  it("take a blank that costs into account", async () => {
    const costly = { use: "negative-marking", settings: { penalty: 0.5, blank: -0.2 } };
    const found = await marksOf([item(4, ["B"])], costly);
    expect(found?.marks.abstained).toEqual({ low: -0.2, high: -0.2 });
    expect(found?.marks.indifference.low).toBeCloseTo(0.3 / 1.5, 14);
  });

  it("are those of partial credit with a penalty that is not cut off at nothing", async () => {
    const partial = (floor: number) => ({ use: "partial-with-penalty", settings: { floor } });
    const items = [item(5, ["A", "C", "D"])];
    expect(await marksOf(items, partial(0))).toBeNull();
    const found = await marksOf(items, partial(-1));
    expect(found?.marks.wrong.low).toBeCloseTo(-1 / 3, 14);
    const markOf = (...options: string[]) =>
      found === null ? null : givenMark(chosen(...options), items[0] ?? item(2, ["A"]), found.scorer);
    expect(markOf("A", "C", "D")).toEqual({ given: 1, heldBack: 0 });
    expect(markOf("A", "C")?.given).toBeCloseTo(2 / 3, 14);
    expect(markOf("A", "B")?.given).toBeCloseTo(0, 14);
    expect(markOf("B", "E")?.given).toBeCloseTo(-2 / 3, 14);
  });

  it("are none where wrong answers cost nothing, of a form or text alone, and of a scorer whose file is not there", async () => {
    expect(await marksOf([item(4, ["B"])], exactSet, { use: "jaccard", settings: {} })).toBeNull();
    const others = [{ use: "adherence-strict" }, { use: "bleu", marks: "text" }, { use: "my-own" }];
    expect(await marksOf([item(4, ["B"])], ...others.map((one) => ({ settings: {}, ...one })))).toBeNull();
    expect(await marksOf([], mir)).toBeNull();
    // Every option is right: nothing can be lost.
    expect(await marksOf([item(2, ["A"], { accepted: [["A"], ["B"]] })], mir)).toBeNull();
  });

  it("that are asked for are the same for every question", () => {
    expect(askedMarks({ right: 1, wrong: -1, abstained: 0 })).toMatchObject({
      scorer: null,
      wrong: { low: -1, high: -1 },
      indifference: { low: 0.5, high: 0.5 },
    });
  });
});
