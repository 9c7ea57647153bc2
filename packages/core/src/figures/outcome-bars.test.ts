import { describe, expect, it } from "vitest";
import { outcomeBars } from "./outcome-bars.ts";
import { renderSvg } from "./render-svg.ts";

const words = {
  percent: (rate: number) => `${(rate * 100).toFixed(1)}%`,
  wholePercent: (rate: number) => `${(rate * 100).toFixed(0)}%`,
};

describe("outcomeBars", () => {
  const figure = outcomeBars(
    [
      { model: "a", shares: { right: 0.5, wrong: 0.3, refused: 0.15, unreadable: 0.05 } },
      { model: "b", shares: {} },
    ],
    words,
  );
  const svg = renderSvg(figure, { idPrefix: "f1" });

  /** Width of the bar of one colour, from its path: "M x y l width 0 …". */
  const width = (variable: string) =>
    Number(new RegExp(`M[\\d.]+ [\\d.]+l([\\d.]+) 0[^>]*fill="var\\(--figure-${variable},`, "u").exec(svg)?.[1]);

  it("stacks the shares to the full width", () => {
    const parts = ["right", "wrong", "refused", "unreadable"].map(width);
    const total = parts.reduce((sum, part) => sum + part, 0);
    expect(total).toBeGreaterThan(500);
    expect((parts[0] ?? 0) / total).toBeCloseTo(0.5, 2);
    expect((parts[2] ?? 0) / total).toBeCloseTo(0.15, 2);
  });

  it("prints shares that have room and leaves narrow ones to the table", () => {
    expect(svg).toContain(">50.0%</text>");
    expect(svg).toContain(">15.0%</text>");
    expect(svg).not.toContain(">5.0%</text>");
  });

  it("tells outcomes apart by pattern too", () => {
    expect((svg.match(/<pattern /gu) ?? []).length).toBeGreaterThanOrEqual(2);
    expect(svg).toMatch(/fill="url\(#f1-p\d+\)"/u);
  });

  it("gives a model without numbers an empty line", () => {
    expect(svg).toContain(">b</text>");
    expect(svg).not.toMatch(/NaN|null|undefined/u);
  });
});
