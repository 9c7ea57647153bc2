import { describe, expect, it } from "vitest";
import { leaderboardFigure } from "./leaderboard-figure.ts";
import { outcomeBars } from "./outcome-bars.ts";
import { paintOption } from "./paint-option.ts";
import { renderSvg } from "./render-svg.ts";

const words = { percent: (rate: number) => `${rate}`, wholePercent: (rate: number) => `${rate}` };
const board = leaderboardFigure([{ model: "m", value: 0.5, low: 0.4, high: 0.6 }], words);
const bars = outcomeBars([{ model: "m", shares: { right: 0.5, wrong: 0.5 } }], words);

describe("renderSvg", () => {
  it("gives the same bytes again, whatever was drawn in between", () => {
    const first = renderSvg(bars, { idPrefix: "f1" });
    renderSvg(board, { idPrefix: "f2" });
    expect(renderSvg(bars, { idPrefix: "f1" })).toBe(first);
  });

  it("keeps ids of two drawings apart", () => {
    const ids = (prefix: string) =>
      [...renderSvg(bars, { idPrefix: prefix }).matchAll(/ id="([^"]+)"/gu)].map(([, id]) => id);
    expect(ids("f1").length).toBeGreaterThan(0);
    expect(ids("f1").filter((id) => ids("f2").includes(id))).toEqual([]);
  });

  it("leaves no stand-in colour, style block, class or event hook", () => {
    for (const figure of [board, bars]) {
      const svg = renderSvg(figure, { idPrefix: "f1" });
      expect(svg).not.toMatch(/#f1f0[0-9a-f]{2}|<style|class=|ecmeta|pointer-events|zr\d/u);
      expect(svg).toMatch(/^<svg aria-hidden="true" focusable="false" /u);
    }
  });

  it("uses CSS variables with the light colour as fallback", () => {
    expect(renderSvg(bars, { idPrefix: "f1" })).toContain('fill="var(--figure-right, #009e73)"');
  });
});

describe("paintOption", () => {
  it("puts a theme's colours in place of the stand-ins and keeps functions", () => {
    const painted = paintOption(board.option, "dark");
    expect(JSON.stringify(painted)).not.toMatch(/#f1f0[0-9a-f]{2}/u);
    expect(JSON.stringify(painted)).toContain("#56b4e9");
    const [first] = Array.isArray(painted.series) ? painted.series : [];
    expect(typeof (first && "renderItem" in first ? first.renderItem : undefined)).toBe("function");
  });
});
