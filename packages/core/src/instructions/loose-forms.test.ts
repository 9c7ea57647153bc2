import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { looseForms } from "./loose-forms.ts";

describe("looseForms", () => {
  it("cuts the first line, the last and both", () => {
    expect(looseForms("Sure!\nB")).toEqual(["B", "Sure!"]);
    expect(looseForms("Sure!\n\nB\n\nGood luck!")).toEqual(["B\n\nGood luck!", "Sure!\n\nB", "B"]);
  });

  it("takes marks of emphasis and of code away", () => {
    expect(looseForms("**B**")).toEqual(["B"]);
    expect(looseForms("`B`")).toEqual(["B"]);
    expect(looseForms("```json\n{}\n```")).toContain("{}");
    expect(looseForms("Here it is:\n~~~\n{}\n~~~\nDone.")).toContain("{}");
    expect(looseForms("Sure:\n```json\n{}\n```")).toContain("{}");
  });

  it("gives nothing for nothing, and never what it was given", () => {
    expect(looseForms("")).toEqual([]);
    expect(looseForms(" \n ")).toEqual([]);
    expect(looseForms("B")).toEqual([]);
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("B", "*", "`", "\n", " ", "答") }), (text) => {
        const forms = looseForms(text);
        expect(forms).not.toContain(text);
        expect(new Set(forms).size).toBe(forms.length);
        expect(forms.every((form) => form !== "" && form === form.trim())).toBe(true);
      }),
    );
  });
});
