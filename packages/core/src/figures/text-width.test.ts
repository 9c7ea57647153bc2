import { describe, expect, it } from "vitest";
import { fitText, textWidth } from "./text-width.ts";

describe("textWidth", () => {
  it("counts full-width characters as one em and others as a little over half", () => {
    expect(textWidth("心血管", 12)).toBe(36);
    expect(textWidth("abc", 12)).toBe(21);
    expect(textWidth("", 12)).toBe(0);
  });
});

describe("fitText", () => {
  it("keeps what fits and cuts the rest with an ellipsis", () => {
    expect(fitText("neurology", 12, 200)).toBe("neurology");
    const cut = fitText("gastroenterology", 12, 60);
    expect(cut).toBe("gastroe…");
    expect(textWidth(cut, 12)).toBeLessThanOrEqual(60);
  });

  it("never splits a character made of two units", () => {
    expect(fitText("😀😀😀😀😀😀", 12, 30).isWellFormed()).toBe(true);
  });
});
