import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { escapePattern, firstWord, pythonSplit, pythonStrip } from "./python-text.ts";

describe("text as Python takes it", () => {
  it("has separators as white space, and no byte order mark", () => {
    expect(pythonStrip("\x1c\u3000A b\x85\n")).toBe("A b");
    expect(pythonStrip("\uFEFFA")).toBe("\uFEFFA");
    expect(pythonStrip(" \t")).toBe("");
  });

  it("splits at any run of white space", () => {
    expect(pythonSplit(" A\u3000二甲双胍\t 缓释\x1f片 ")).toEqual(["A", "二甲双胍", "缓释", "片"]);
    expect(pythonSplit("a\uFEFFb\u200Bc")).toEqual(["a\uFEFFb\u200Bc"]);
    expect(pythonSplit("")).toEqual([]);
  });

  it("begins with its first word", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "二", " ", "\u3000", "\x1f", "\uFEFF", "\n"), maxLength: 8 });
    fc.assert(
      fc.property(text, (any) => {
        expect(firstWord(any)).toBe(pythonSplit(any)[0] ?? "");
      }),
    );
    expect(firstWord(" \u3000二甲双胍\t缓释")).toBe("二甲双胍");
  });

  it("can be sought as it stands", () => {
    const text = "a.b*(c)[d]{e}|f\\g^h$i+j?k/l-m";
    expect(text.replace(new RegExp(escapePattern(text), "u"), "")).toBe("");
    expect(new RegExp(escapePattern("a.b")).test("axb")).toBe(false);
  });
});
