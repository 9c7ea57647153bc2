import { describe, expect, it } from "vitest";
import { itemField, itemSettings } from "./__fixtures__/item-field.ts";
import { analyseItems } from "./analyse-items.ts";
import { itemCsv } from "./item-csv.ts";

describe("itemCsv", () => {
  it("has one row an item, numbers at full precision, empty cells for none, and no formula", () => {
    const field = itemField("AAA", { a: "AAB", b: "AB-", c: "BBB" }, { itemIds: ["=1+1", "q,2", "q3"] });
    const [header, first, second, , end] = itemCsv([analyseItems(field, itemSettings())]).split("\r\n");
    const names = header?.replace("\ufeff", "").split(",") ?? [];
    expect(new Set(names).size).toBe(names.length);
    expect(first).toMatch(/^exam,letter-only,"'=1\+1",single,A,3,0\.6666666666666666,/u);
    expect(second).toMatch(/^exam,letter-only,"q,2",single,A,3,0\.3333333333333333,/u);
    const cells = first?.split(",") ?? [];
    expect(cells).toHaveLength(names.length);
    expect(cells[names.indexOf("slope")]).toBe("");
    expect(cells[names.indexOf("unusedDistractors")]).toBe("C D E");
    expect(cells[names.indexOf("optionShares")]).toBe('"A=0.666667; B=0.333333; C=0; D=0; E=0"');
    expect(end).toBe("");
  });
});
