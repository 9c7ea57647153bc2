import { describe, expect, it } from "vitest";
import type { Item } from "../records/item.ts";
import negativeMarking from "../scorers/negative-marking.ts";
import partial from "../scorers/partial-proportional.ts";
import type { CorrectReading } from "./correct-reading.ts";
import { isMisread, pointsMoved, runScorers } from "./judge-readings.ts";

const item: Item = {
  id: "q",
  language: "en",
  kind: "multiple",
  stem: "?",
  options: ["1", "2", "3", "4"].map((id) => ({ id, text: `option ${id}` })),
  accepted: [["1", "2"]],
  keyHistory: [],
  tags: {},
  references: [],
  rubric: [],
  media: [],
  weight: 1,
};

/** Labels A to D stand for the options 1 to 4. */
function labels(...names: readonly string[]): CorrectReading {
  return { kind: "labels", labels: names, optionIds: names.map((name) => String("ABCD".indexOf(name) + 1)) };
}

const chosen = (...names: readonly string[]) => ({ status: "chosen" as const, labels: names });
const unread = { status: "unreadable" as const, labels: [] };

describe("isMisread", () => {
  it("compares choices as sets, and takes every way of choosing nothing for one", () => {
    expect(isMisread(chosen("A", "B"), labels("B", "A"))).toBe(false);
    expect(isMisread(chosen("A"), labels("A", "B"))).toBe(true);
    expect(isMisread(chosen("A"), { kind: "none" })).toBe(true);
    expect(isMisread(unread, labels("A"))).toBe(true);
    expect(isMisread({ ...unread, status: "refused" }, { kind: "none" })).toBe(false);
  });
});

describe("pointsMoved", () => {
  const scorer = partial.configure({});
  it("tells what was lost from what was not earned, in parts of points", () => {
    expect(pointsMoved(scorer, item, unread, labels("A", "B"), 0)).toEqual({ lost: 1, unearned: 0 });
    expect(pointsMoved(scorer, item, chosen("A", "B"), labels("A"), 1)).toEqual({ lost: 0, unearned: 0.5 });
    expect(pointsMoved(scorer, item, chosen("A", "B"), { kind: "none" }, 1)).toEqual({ lost: 0, unearned: 1 });
  });

  it("moves nothing for a reply that was read well, without points, or that stays as wrong", () => {
    expect(pointsMoved(scorer, item, chosen("A", "B"), labels("A", "B"), 1)).toEqual({ lost: 0, unearned: 0 });
    expect(pointsMoved(scorer, item, unread, labels("A", "B"), null)).toEqual({ lost: 0, unearned: 0 });
    expect(pointsMoved(scorer, item, chosen("C"), labels("D"), 0)).toEqual({ lost: 0, unearned: 0 });
  });

  it("knows that with negative marking a wrong choice is worse than none", () => {
    const marking = negativeMarking.configure({});
    const single: Item = { ...item, kind: "single", accepted: [["1"]] };
    const mark = marking.score({ status: "unreadable", optionIds: [], labels: [], rule: "r", span: null }, single);
    const points = mark.points === null ? Number.NaN : (mark.points - mark.min) / (mark.max - mark.min);
    expect(points).toBeGreaterThan(0);
    expect(pointsMoved(marking, single, unread, labels("D"), points)).toEqual({ lost: 0, unearned: points });
  });
});

describe("runScorers", () => {
  const exact = { use: "exact-set", settings: {} };
  it("takes each exam's own, else the run's", async () => {
    const exams = [{ name: "one" }, { name: "two", scorers: [{ use: "jaccard", settings: {} }, exact] }];
    const scorersOf = await runScorers({ exams, scorers: [exact] }, []);
    expect(["one", "two", "three"].map((exam) => scorersOf(exam).map(({ name }) => name))).toEqual([
      ["exact-set"],
      ["jaccard", "exact-set"],
      [],
    ]);
  });

  it("asks for a plugin that was not given", async () => {
    const mine = [{ use: "mine", settings: {} }];
    await expect(runScorers({ exams: [{ name: "one" }], scorers: mine }, [])).rejects.toMatchObject({
      code: "PLUGIN_UNKNOWN",
    });
  });
});
