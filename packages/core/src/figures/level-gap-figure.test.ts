import { describe, expect, it } from "vitest";
import { levelGapFigure } from "./level-gap-figure.ts";
import { renderSvg } from "./render-svg.ts";

const words = {
  percent: (rate: number) => `${(rate * 100).toFixed(1)}%`,
  wholePercent: (rate: number) => `${(rate * 100).toFixed(0)}%`,
};
const point = (value: number) => ({ value, low: value - 0.08, high: value + 0.08 });
const draw = (lines: Parameters<typeof levelGapFigure>[0]) =>
  renderSvg(levelGapFigure(lines, words), { idPrefix: "f1" });
/** Centres of the points, filled and hollow, from left to right. */
const circles = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*fill="var\(--figure-(\w+)/gu)].map(([, x, y, fill]) => ({
    x: Number(x),
    y: Number(y),
    fill,
  }));

describe("levelGapFigure", () => {
  it("puts raw above adjusted, filled and hollow, each in the place of its value", () => {
    const svg = draw([{ model: "m", raw: point(0.2), adjusted: point(0.05) }]);
    const drawn = circles(svg);
    expect(drawn.map(({ fill }) => fill).sort()).toEqual(["paper", "point"]);
    const raw = drawn.find(({ fill }) => fill === "point");
    const adjusted = drawn.find(({ fill }) => fill === "paper");
    expect(raw?.x).toBeGreaterThan(adjusted?.x ?? Number.POSITIVE_INFINITY);
    expect(raw?.y).toBeLessThan(adjusted?.y ?? 0);
    expect(svg).toContain(">m</text>");
  });

  it("has 0 in the middle of its axis, which is in points", () => {
    const svg = draw([{ model: "m", raw: point(0), adjusted: null }]);
    const [zero] = circles(svg);
    const [, line] = /<path d="M([\d.]+) [\d.]+L\1 [\d.]+"[^>]*stroke="var\(--figure-muted/u.exec(svg) ?? [];
    expect(Number(line)).toBeCloseTo(zero?.x ?? -1, 0);
    expect(svg).toContain(">10</text>");
    expect(svg).not.toContain("%</text>");
  });

  it("keeps the line of a model without a gap, and draws none at all", () => {
    expect(circles(draw([{ model: "none", raw: null, adjusted: null }]))).toEqual([]);
    expect(draw([])).toContain("<svg");
  });
});
