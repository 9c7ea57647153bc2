import { describe, expect, it } from "vitest";
import { type Item, tagValuesOf } from "./item.ts";

const item: Item = {
  id: "q",
  language: "en",
  kind: "single",
  stem: "x",
  options: [
    { id: "A", text: "a much longer option than the stem" },
    { id: "B", text: "b" },
  ],
  accepted: [["A"]],
  tags: {},
  references: [],
  weight: 1,
};
const stemLength = (stem: string, change: Partial<Item> = {}) =>
  tagValuesOf({ ...item, stem, ...change }, "stemLength")[0];

describe("tagValuesOf", () => {
  it("derives kind, language, option count and split", () => {
    const of = (tag: string) => tagValuesOf({ ...item, split: "test" }, tag);
    expect(["kind", "language", "optionCount", "split"].map(of)).toEqual([["single"], ["en"], ["2"], ["test"]]);
    expect(tagValuesOf(item, "split")).toEqual([]);
    expect(tagValuesOf(item, "airline")).toEqual([]);
  });

  it("bins the stem's length at 20, 50, 100 and 200 characters, each in the lower bin", () => {
    const lengths = [0, 20, 21, 50, 51, 100, 101, 200, 201, 5000];
    const labels = lengths.map((length) => stemLength("字".repeat(length)));
    expect(labels).toEqual([
      "000–020",
      "000–020",
      "021–050",
      "021–050",
      "051–100",
      "051–100",
      "101–200",
      "101–200",
      "201+",
      "201+",
    ]);
    expect([...labels].sort()).toEqual(labels);
  });

  it("counts characters, not code units or white space around, with the shared stem and without the article", () => {
    expect(stemLength("𠮷".repeat(20))).toBe("000–020");
    expect(stemLength(`  ${"x".repeat(20)}\n`)).toBe("000–020");
    const group = { id: "g", kind: "shared-stem", order: 1, text: "y".repeat(40) } as const;
    expect(stemLength("x".repeat(20), { group })).toBe("051–100");
    expect(stemLength("x", { context: "z".repeat(900) })).toBe("000–020");
  });

  it("leaves a tag of the source's own alone", () => {
    expect(stemLength("x", { tags: { stemLength: ["short"] } })).toBe("short");
  });
});
