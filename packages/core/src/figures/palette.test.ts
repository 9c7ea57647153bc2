import { describe, expect, it } from "vitest";
import { outcomeStyles } from "./outcome-styles.ts";
import { allFigureColours, figureColourDeclarations, figureColours, heatClasses } from "./palette.ts";

/** Contrast ratio of two hex colours, 1–21 (WCAG 2.2, relative luminance). */
function contrast(a: string, b: string): number {
  const luminance = (hex: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe("figure colours", () => {
  it("knows the contrast of black on white", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  });

  it("has a stand-in and a CSS variable of its own for every colour", () => {
    expect(new Set(allFigureColours.map((entry) => entry.sentinel)).size).toBe(allFigureColours.length);
    expect(new Set(allFigureColours.map((entry) => entry.variable)).size).toBe(allFigureColours.length);
    expect(allFigureColours.every((entry) => /^#f1f0[0-9a-f]{2}$/u.test(entry.sentinel))).toBe(true);
  });

  it.each(["light", "dark"] as const)("prints numbers readably on every fill in %s", (theme) => {
    for (const { fill, ink } of heatClasses) {
      expect(contrast(fill[theme], ink[theme]), fill.variable).toBeGreaterThanOrEqual(4.5);
    }
    for (const { colour, ink } of outcomeStyles) {
      expect(contrast(colour[theme], ink[theme]), colour.variable).toBeGreaterThanOrEqual(4.5);
    }
    for (const text of [figureColours.ink, figureColours.muted]) {
      expect(contrast(text[theme], figureColours.paper[theme]), text.variable).toBeGreaterThanOrEqual(4.5);
    }
  });

  it.each(["light", "dark"] as const)("orders the classes of the heatmap by lightness in %s", (theme) => {
    const steps = heatClasses.map(({ fill }) => contrast(fill[theme], figureColours.paper[theme]));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(heatClasses.map(({ from }) => from)).toEqual([0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]);
  });

  it("declares every colour once a theme", () => {
    expect(figureColourDeclarations("dark").split("\n")).toHaveLength(allFigureColours.length);
    expect(figureColourDeclarations("light")).toContain("--figure-point: #0072b2;");
  });
});
