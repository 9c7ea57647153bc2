import { describe, expect, it } from "vitest";
import { latexPercent, latexText, needsCjkFont } from "./latex-text.ts";

describe("latexText", () => {
  it("escapes every character that commands something", () => {
    expect(latexText("\\{}$&#_%~^")).toBe(
      "\\textbackslash{}\\{\\}\\$\\&\\#\\_\\%\\textasciitilde{}\\textasciicircum{}",
    );
    expect(latexText("[x]*<|>")).toBe("{[}x{]}{*}\\textless{}\\textbar{}\\textgreater{}");
  });

  it("keeps ligatures apart", () => {
    expect(latexText("a--b---c")).toBe("a-{}-b-{}-{}-c");
    expect(latexText("?`,,!`")).toBe("?{}\\textasciigrave{},{},!{}\\textasciigrave{}");
  });

  it("puts a text on one line and leaves letters of every script", () => {
    expect(latexText("β-阻滞剂\n\u0000 é")).toBe("β-阻滞剂 ␀ é");
    expect(latexText("a\n\nb % c")).toBe("a b \\% c");
  });

  it("leaves no control character of TeX unescaped, whatever the text", () => {
    for (let code = 0; code < 0x250; code++) {
      const plain = latexText(`a${String.fromCharCode(code)}b`).replaceAll(
        /\\(?:[{}$&#_%]|[a-z]+\d*(?:\{\}|\{-\})?)/g,
        "",
      );
      expect(plain.replaceAll(/\{[[\]*]\}/g, ""), `U+${code.toString(16)}`).not.toMatch(/[\\{}$&#_%^]/);
    }
  });
});

describe("needsCjkFont", () => {
  it("tells Chinese, Japanese and Korean from the rest", () => {
    expect(["心", "か", "한", "。", "（"].map(needsCjkFont)).toEqual([true, true, true, true, true]);
    expect(["heart", "corazón", "β", "–"].map(needsCjkFont)).toEqual([false, false, false, false]);
  });
});

describe("latexPercent", () => {
  it("is a bare number, or a dash in braces", () => {
    expect([0.5, 1, -0.148, -0.0001, null, Number.NaN].map(latexPercent)).toEqual([
      "50.0",
      "100.0",
      "-14.8",
      "0.0",
      "{--}",
      "{--}",
    ]);
  });
});
