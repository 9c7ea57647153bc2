import { describe, expect, it } from "vitest";
import { toFullWidth, toHalfWidth } from "./character-width.ts";

describe("character width", () => {
  it("writes digits and letters in full width, and back", () => {
    const text = "患者，男，35岁。WBC 12.5×10⁹/L";
    const full = toFullWidth(text, ["digits", "letters"]);
    expect(full).toBe("患者，男，３５岁。ＷＢＣ １２.５×10⁹/Ｌ".replace("10⁹", "１０⁹"));
    expect(toHalfWidth(full, ["digits", "letters"])).toBe(text);
    expect(full.normalize("NFKC")).toBe(text.normalize("NFKC"));
  });

  it("changes only what it is told to", () => {
    expect(toFullWidth("血压A1", ["letters"])).toBe("血压Ａ1");
    expect(toHalfWidth("Ａ１，", ["digits"])).toBe("Ａ1，");
  });

  it.each([
    ["体温38.5,脉搏90次.", "体温38.5，脉搏90次。"],
    ["最可能的诊断是(  )?", "最可能的诊断是（  )?"],
    ["E. coli, pH 7.35:", "E. coli, pH 7.35:"],
    ["检查: 血压120, 心率90", "检查： 血压120， 心率90"],
    ["1.患者", "1.患者"],
  ])("writes marks beside Chinese in full width: %s", (text, expected) => {
    expect(toFullWidth(text, ["punctuation"])).toBe(expected);
  });

  it("writes full-width marks in ASCII", () => {
    expect(toHalfWidth("患者，男；下列（除外）？。", ["punctuation"])).toBe("患者,男;下列(除外)?.");
  });
});
