import { describe, expect, it } from "vitest";
import { accuracyPairFigure } from "./accuracy-pair-figure.ts";
import { renderSvg } from "./render-svg.ts";

const words = {
  percent: (rate: number) => `${(rate * 100).toFixed(1)}%`,
  wholePercent: (rate: number) => `${(rate * 100).toFixed(0)}%`,
};
const accuracy = (value: number) => ({ value, low: value - 0.1, high: value + 0.1 });
const draw = (pairs: Parameters<typeof accuracyPairFigure>[0]) =>
  renderSvg(accuracyPairFigure(pairs, words), { idPrefix: "f1" });
const circles = (svg: string) =>
  [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*fill="var\(--figure-(\w+)/gu)].map(([, x, y, fill]) => ({
    x: Number(x),
    y: Number(y),
    fill,
  }));

describe("accuracyPairFigure", () => {
  it("puts the filled point above the hollow one, each at the place of its value", () => {
    const [filled, hollow] = circles(draw([{ name: ["a"], filled: accuracy(0.8), hollow: accuracy(0.4) }]));
    expect([filled?.fill, hollow?.fill]).toEqual(["point", "paper"]);
    expect(filled?.y).toBeLessThan(hollow?.y ?? 0);
    expect(filled?.x).toBeGreaterThan(hollow?.x ?? 0);
  });

  it("leaves out a point that there is none of, and keeps its line", () => {
    const svg = draw([
      { name: ["a"], filled: null, hollow: accuracy(0.4) },
      { name: ["b", "<b>"], filled: null, hollow: null },
    ]);
    expect(circles(svg)).toHaveLength(1);
    expect(svg).toContain(">b&lt;b&gt;</text>");
    expect(draw([])).toContain("100%");
  });
});
