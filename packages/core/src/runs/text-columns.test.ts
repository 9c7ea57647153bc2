import { describe, expect, it } from "vitest";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { StudyScorer } from "./study.ts";
import { createTextColumns } from "./text-columns.ts";

function scorer(name: string, parts: readonly string[], counts: number): StudyScorer {
  return {
    use: "bleu",
    name,
    settings: {},
    marks: "text",
    configured: {
      parts,
      asksFor: "chat",
      ...(counts === 0 ? {} : { corpus: { counts, value: ([sum = 0]: Float64Array) => ({ sum }) } }),
      signature: ({ language, references }) => `nrefs:${references}|tok:${language}`,
      score: () => ({ points: null, reason: "not asked" }),
    },
  };
}

const full = scorer("full", ["a", "b"], 2);
const plain = scorer("plain", [], 0);

describe("createTextColumns", () => {
  it("names a column for every scorer, then one for every part", () => {
    expect(createTextColumns([full, plain], 4).names).toEqual(["full", "plain", "full:a", "full:b"]);
  });

  it("keeps points, parts, counts and reasons in step, and leaves a gap where nothing was marked", () => {
    const columns = createTextColumns([full, plain], 1);
    columns.mark(full, "exam", singleItem, { points: 1, min: -1, max: 3, parts: { a: 0.25 }, counts: [7, 9] });
    columns.mark(plain, "exam", singleItem, { points: null, reason: "no-reference" });
    columns.endRow();
    columns.endRow();
    columns.mark(plain, "exam", singleItem, { points: 1, min: 0, max: 1 });
    columns.endRow();
    const { points, texts } = columns.values();
    const gap = Number.NaN;
    expect(points.map((column) => [...column])).toEqual([
      [0.5, gap, gap],
      [gap, gap, 1],
      [0.25, gap, gap],
      [gap, gap, gap],
    ]);
    const [ofFull, ofPlain, ofPart] = texts;
    expect([...(ofFull?.corpus?.counts ?? [])]).toEqual([7, 9, 0, 0, 0, 0]);
    expect([...(ofPlain?.reason ?? [])].map((code) => ofPlain?.reasons[code])).toEqual(["no-reference", "", ""]);
    expect(ofPlain?.corpus).toBeUndefined();
    expect(ofPart?.corpus).toBeUndefined();
    expect(ofPart?.signatures).toBe(ofFull?.signatures);
  });

  it("signs by exam, for every language and number of references that was compared", () => {
    const columns = createTextColumns([full], 4);
    const mark = { points: 1, min: 0, max: 1, counts: [1, 1] };
    columns.mark(full, "one", { ...singleItem, language: "zh", references: ["a"] }, mark);
    columns.mark(full, "one", { ...singleItem, language: "zh", references: ["a", "b"] }, mark);
    columns.mark(full, "one", { ...singleItem, language: "en", references: ["a"] }, mark);
    columns.mark(full, "other", { ...singleItem, language: "es", references: ["a"] }, mark);
    columns.mark(full, "none", singleItem, { points: null, reason: "no-reference" });
    const signatures = columns.values().texts[0]?.signatures;
    expect([...(signatures ?? [])]).toEqual([
      ["one", "nrefs:1|tok:en; nrefs:var|tok:zh"],
      ["other", "nrefs:1|tok:es"],
    ]);
  });

  it("refuses counts that the scorer does not declare", () => {
    const columns = createTextColumns([full], 4);
    columns.mark(full, "exam", singleItem, { points: 1, min: 0, max: 1, counts: [1] });
    expect(() => columns.endRow()).toThrow(/1 counts and declares 2/u);
  });
});
