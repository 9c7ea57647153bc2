import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { printableText, singleLine } from "./printable-text.ts";

describe("printableText", () => {
  it("makes control characters visible and keeps tabs and line breaks", () => {
    expect(printableText("a\u0000b\u001b[31m\u007f\t\r\n\u0085")).toBe("a␀b␛[31m␡\t\r\n\ufffd");
  });

  it("replaces lone surrogates and keeps pairs", () => {
    expect(printableText("\ud83d\ude00 \ud800 \udc00")).toBe("😀 \ufffd \ufffd");
  });

  it("keeps the length of every text, so that spans still fit", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 0, max: 0xffff }), (text, unit) => {
        const hostile = text + String.fromCharCode(unit);
        const printed = printableText(hostile);
        return printed.length === hostile.length && printed.isWellFormed() && printableText(printed) === printed;
      }),
    );
  });
});

describe("singleLine", () => {
  it("puts a name on one line and shows characters that would reorder it", () => {
    expect(singleLine("  model\n\u202egpj.exe\u2069\t7b ")).toBe("model \ufffdgpj.exe\ufffd 7b");
  });

  it("leaves Chinese and accents alone", () => {
    expect(singleLine("高级职称 · hematología")).toBe("高级职称 · hematología");
  });
});
