import { describe, expect, it } from "vitest";
import { withFinalMarkDoubled, withoutFinalMark } from "./final-mark.ts";
import { breakLines, doubleSpaces, trimSpaces } from "./white-space.ts";

describe("white space", () => {
  it("doubles single spaces only", () => {
    expect(doubleSpaces("a b c  d\ne")).toBe("a  b  c  d\ne");
    expect(doubleSpaces("患者男性")).toBe("患者男性");
  });

  it.each([
    ["Fever since Monday. E. coli grew. What now?", "Fever since Monday.\nE. coli grew.\nWhat now?"],
    ["Tiene 38.5 °C. ¿Qué haría?", "Tiene 38.5 °C.\n¿Qué haría?"],
    ["患者发热。最可能的诊断是？", "患者发热。\n最可能的诊断是？"],
    ["One sentence only.", "One sentence only."],
  ])("breaks lines between sentences: %s", (text, expected) => {
    expect(breakLines(text)).toBe(expected);
  });

  it("trims blanks and keeps line breaks", () => {
    expect(trimSpaces("  a \t b \n　c ")).toBe("a b\nc");
    expect(trimSpaces("a b")).toBe("a b");
  });
});

describe("final marks", () => {
  it.each([
    ["Which one?", "Which one", "Which one??"],
    ["señale la correcta: ", "señale la correcta ", "señale la correcta:: "],
    ["最可能的诊断是？", "最可能的诊断是", "最可能的诊断是？？"],
    ["And so on...", "And so on", "And so on...."],
    ["最可能的诊断是", "最可能的诊断是", "最可能的诊断是"],
    ["?", "?", "??"],
    ["", "", ""],
  ])("drops and doubles: %s", (text, dropped, doubled) => {
    expect(withoutFinalMark(text)).toBe(dropped);
    expect(withFinalMarkDoubled(text)).toBe(doubled);
  });
});
