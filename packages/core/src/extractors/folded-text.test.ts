import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldedText, foldText } from "./folded-text.ts";

const unit = fc.constantFrom(..."abZ09 .,-()+%<>=*/[`{~\n\t肺炎é±−–°\u3000ｆ²");
const text = fc.string({ unit, maxLength: 24 });

describe("foldText", () => {
  it.each([
    ["Vitamin B-12", "vitaminb12"],
    ["1,000.5 mg", "1.000.5mg"],
    ["(-) and (−)", "-and-"],
    ["≥ 5 % of café", "≥5%ofcafe"],
    ["肺炎，细菌性", "肺炎细菌性"],
  ])("%s is %s", (source, folded) => {
    expect(foldText(source).text).toBe(folded);
    expect(foldedText(source)).toBe(folded);
  });

  it("gives for every unit the place it stood at, in order", () => {
    fc.assert(
      fc.property(text, text, (before, source) => {
        const { text: folded, at } = foldText(before + source, before.length);
        expect(at).toHaveLength(folded.length);
        for (const [index, place] of at.entries()) {
          expect(place).toBeGreaterThanOrEqual(at[index - 1] ?? before.length);
          // A unit alone folds the same but for marks that depend on their neighbours.
          const alone = foldText(source, place - before.length, place - before.length + 1).text;
          expect(".-".includes(folded.charAt(index)) || alone.includes(folded.charAt(index))).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("gives the same without the way back", () => {
    fc.assert(
      fc.property(text, (source) => {
        expect(foldedText(source)).toBe(foldText(source).text);
      }),
      { numRuns: 3000 },
    );
  });
});
