import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literalOfContent } from "./text-literal.ts";

const long = 'Thiamine before glucose, because … "quoted" \\ and\nnew lines\t'.repeat(5);
const bodyOf = (message: object): string => JSON.stringify({ choices: [{ index: 0, message }], usage: null });

describe("the text of a reply as the server wrote it", () => {
  it("is found whatever the text holds", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), fc.constantFrom(0, 1, 2), (drawn, indent) => {
        const text = `${long}${drawn}\\`;
        const body = JSON.stringify({ choices: [{ message: { role: "assistant", content: text } }] }, null, indent);
        expect(literalOfContent(body, text)).toBe(JSON.stringify(text));
      }),
    );
  });

  it("keeps the server's own escapes, which say the same", () => {
    const body = bodyOf({ content: long })
      .replaceAll("…", "\\u2026")
      .replaceAll(",", "\\u002c")
      .replaceAll('\\u002c"', ',"');
    const literal = literalOfContent(body, long);
    expect(literal).toContain("\\u2026");
    expect(JSON.parse(literal ?? "null")).toBe(long);
  });

  it("is not guessed where the key stands twice, holds no text, or the text is short", () => {
    expect(literalOfContent(bodyOf({ content: long, tool: { content: "x" } }), long)).toBeUndefined();
    expect(literalOfContent(bodyOf({ content: [{ text: long }] }), long)).toBeUndefined();
    expect(literalOfContent(bodyOf({ content: "A" }), "A")).toBeUndefined();
    expect(literalOfContent(bodyOf({ contents: long }), long)).toBeUndefined();
  });

  it("is not taken from within a text that speaks of the key", () => {
    const text = `${long} "content": "B" ${long}`;
    expect(literalOfContent(bodyOf({ content: text }), text)).toBe(JSON.stringify(text));
  });
});
