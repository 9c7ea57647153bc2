import { describe, expect, it } from "vitest";
import { renderSvg } from "./render-svg.ts";
import { specialtyLevelHeatmap } from "./specialty-level-heatmap.ts";

const words = {
  percent: (rate: number) => `${(rate * 100).toFixed(1)}%`,
  wholePercent: (rate: number) => `${(rate * 100).toFixed(0)}%`,
};
const draw = (cells: Parameters<typeof specialtyLevelHeatmap>[0]["cells"]) =>
  renderSvg(
    specialtyLevelHeatmap({ rows: ["neurology", "nephrology"], columns: ["attending", "senior"], cells }, words),
    {
      idPrefix: "f1",
    },
  );

describe("specialtyLevelHeatmap", () => {
  const svg = draw([
    { row: "neurology", column: "attending", value: 0.35, n: 40 },
    { row: "neurology", column: "senior", value: 0.9, n: 12 },
    { row: "nephrology", column: "attending", value: null, n: 0 },
  ]);

  it("prints value and n in every cell, marking a small n", () => {
    expect(svg).toContain(">35.0%</text>");
    expect(svg).toContain(">n = 40</text>");
    expect(svg).toContain(">90.0%</text>");
    expect(svg).toContain(">n = 12°</text>");
  });

  it("fills each cell with the class of its value", () => {
    expect(svg.match(/fill="var\(--figure-heat-0,/gu)).toHaveLength(1);
    expect(svg.match(/fill="var\(--figure-heat-6,/gu)).toHaveLength(1);
    expect(svg).toContain("--figure-heat-ink-6");
  });

  it("sets cells without data or without an estimate apart with a dash", () => {
    expect(svg.match(/fill="var\(--figure-missing,/gu)).toHaveLength(2);
    expect(svg.match(/>–<\/text>/gu)).toHaveLength(2);
  });

  it("prints a negative mean as it is", () => {
    const negative = draw([{ row: "neurology", column: "senior", value: -0.125, n: 50 }]);
    expect(negative).toContain(">-12.5%</text>");
    expect(negative).toContain("--figure-heat-0");
  });

  it("labels rows and columns", () => {
    for (const name of ["neurology", "nephrology", "attending", "senior"]) {
      expect(svg).toContain(`>${name}</text>`);
    }
  });
});
