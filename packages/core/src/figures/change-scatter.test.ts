import { describe, expect, it } from "vitest";
import { changeScatter } from "./change-scatter.ts";
import { renderSvg } from "./render-svg.ts";
import type { ScatterPoint } from "./value-scatter.ts";

const words = {
  points: (difference: number) => (difference * 100).toFixed(1),
  wholePoints: (difference: number) => (difference * 100).toFixed(0),
};
const point = (name: string, x: number, value: number, filled = true): ScatterPoint => ({
  name,
  x,
  value,
  low: value - 0.1,
  high: value + 0.1,
  symbol: "circle",
  filled,
});
const axis = {
  title: "recall",
  scale: "linear" as const,
  most: 1,
  format: (rate: number) => `${Math.round(rate * 100)}%`,
};
const draw = (points: readonly ScatterPoint[]) => renderSvg(changeScatter(points, axis, words), { idPrefix: "f1" });
const level = (svg: string) =>
  [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"[^>]*stroke="var\(--figure-muted/gu)].filter(
    ([, x1, y1, x2, y2]) => y1 === y2 && x1 !== x2,
  );

describe("changeScatter", () => {
  it("has one line at zero between gains above and losses below it", () => {
    const svg = draw([point("better", 0.4, 0.3), point("worse", 1, -0.2, false)]);
    const lines = level(svg);
    expect(lines).toHaveLength(1);
    const zero = Number(lines[0]?.[2]);
    const yOf = (name: string) =>
      Number(new RegExp(`translate\\([\\d.]+ ([\\d.]+)\\)"[^>]*>${name}</text>`, "u").exec(svg)?.[1]);
    expect(yOf("better")).toBeLessThan(zero);
    expect(yOf("worse")).toBeGreaterThan(zero);
  });

  it("ends a share's axis at all of it", () => {
    const svg = draw([point("all", 1, 0.1)]);
    expect(svg).toContain(">100%</text>");
    expect(svg).not.toContain(">110%</text>");
  });

  it("draws empty axes without a point", () => {
    expect(draw([])).toContain(">recall</text>");
  });
});
