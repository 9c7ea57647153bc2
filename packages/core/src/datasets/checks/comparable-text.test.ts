import { describe, expect, it } from "vitest";
import { itemWith } from "../__fixtures__/items.ts";
import { comparableText, isHan, isInformative, keyTexts, readingText } from "./comparable-text.ts";

describe("comparableText", () => {
  it("sets case, width, punctuation and spaces aside, and nothing else", () => {
    expect(comparableText("Ｗhich  drug?（Ａ）")).toBe("whichdruga");
    expect(comparableText("60～100次/分")).toBe("60100次分");
    expect(comparableText("!?")).toBe("");
  });
});

describe("readingText and keyTexts", () => {
  it("give the shared case, the context and the stem, and the keyed options", () => {
    const group = { id: "g", kind: "shared-stem" as const, order: 1, text: "case" };
    expect(readingText(itemWith({ stem: "stem", context: "context", group }))).toBe("case\ncontext\nstem");
    expect(readingText(itemWith({ stem: "stem", group: { ...group, text: "" } }))).toBe("stem");
    expect(keyTexts(itemWith({ texts: ["x", "y", "z"], key: ["A", "C"] }))).toEqual(["x", "z"]);
    expect(keyTexts(itemWith({ key: [] }))).toEqual([]);
  });
});

describe("isHan", () => {
  it("goes by the letters there are most of", () => {
    expect([isHan("HIV 感染者的CD4计数"), isHan("The sign 阳性 means positive"), isHan("")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("isInformative", () => {
  it("counts letters, not digits", () => {
    expect([isInformative("钩端螺旋体", true), isInformative("肺炎", true), isInformative("10年20天", true)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isInformative("heparin", false), isInformative("ECG", false), isInformative("120/80 mmHg", false)]).toEqual(
      [true, false, false],
    );
  });
});
