import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type TextExcerpt, textExcerpt } from "./text-excerpt.ts";

const shownText = ({ pieces }: TextExcerpt) =>
  pieces.map((piece) => ("text" in piece ? piece.text : "mark" in piece ? piece.mark : "")).join("");
const marked = ({ pieces }: TextExcerpt) => pieces.map((piece) => ("mark" in piece ? piece.mark : "")).join("");

describe("textExcerpt", () => {
  it("shows a short text whole with its span marked", () => {
    expect(textExcerpt("Answer: B.", [8, 9])).toEqual({
      pieces: [{ text: "Answer: " }, { mark: "B" }, { text: "." }],
      shown: 10,
      total: 10,
    });
  });

  it("has no pieces for an empty text", () => {
    expect(textExcerpt("")).toEqual({ pieces: [], shown: 0, total: 0 });
  });

  it("cuts a long text behind its beginning and says how much is missing", () => {
    const excerpt = textExcerpt("x".repeat(1_000_000));
    expect(excerpt.shown).toBe(20_000);
    expect(excerpt.pieces.at(-1)).toEqual({ gap: 980_000 });
  });

  it("shows the surroundings of a span that lies beyond the beginning", () => {
    const text = `${"x".repeat(50_000)}Answer: B${"y".repeat(50_000)}`;
    const excerpt = textExcerpt(text, [50_008, 50_009]);
    expect(marked(excerpt)).toBe("B");
    expect(shownText(excerpt)).toContain("Answer: By");
    expect(excerpt.shown).toBeLessThanOrEqual(20_000);
    expect(excerpt.pieces.filter((piece) => "gap" in piece)).toHaveLength(2);
  });

  it("widens a span that would split a character", () => {
    expect(marked(textExcerpt("a😀b", [2, 3]))).toBe("😀");
    expect(marked(textExcerpt("a😀b", [1, 2]))).toBe("😀");
  });

  it.each([[[5, 5]], [[7, 3]], [[20, 30]], [[Number.NaN, 2]]] as const)("marks nothing for the span %j", (span) => {
    expect(marked(textExcerpt("ten letters", [span[0], span[1]]))).toBe("");
  });

  it("keeps every law of a cut for any text, span and limit", () => {
    const text = fc.array(fc.constantFrom("a", "\n", "中", "😀", "\ud800", "\u0000"), { maxLength: 60 });
    fc.assert(
      fc.property(text, fc.nat(80), fc.nat(80), fc.integer({ min: 4, max: 40 }), (parts, a, b, limit) => {
        const whole = parts.join("");
        const excerpt = textExcerpt(whole, [Math.min(a, b), Math.max(a, b)], limit);
        const gaps = excerpt.pieces.reduce((sum, piece) => sum + ("gap" in piece ? piece.gap : 0), 0);
        expect(excerpt.shown).toBeLessThanOrEqual(Math.max(limit, 0));
        expect(excerpt.shown + gaps).toBe(whole.length);
        expect(shownText(excerpt)).toHaveLength(excerpt.shown);
        expect(shownText(excerpt).isWellFormed()).toBe(true);
        // Every 😀 that is shown is shown whole: no half of one became a replacement character.
        const halves = whole.toWellFormed().split("\ufffd").length;
        expect(shownText(excerpt).split("\ufffd").length).toBeLessThanOrEqual(halves);
      }),
      { numRuns: 500 },
    );
  });
});
