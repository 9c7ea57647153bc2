import { describe, expect, it } from "vitest";
import { type ItemPoint, itemScatterFigure } from "./item-scatter-figure.ts";
import { renderSvg } from "./render-svg.ts";

const words = {
  percent: (rate: number) => `${(rate * 100).toFixed(1)}%`,
  wholePercent: (rate: number) => `${(rate * 100).toFixed(0)}%`,
  decimal: (value: number, decimals: number) => value.toFixed(decimals).replace("-", "−"),
};
const titles = { facility: "Facility", discrimination: "Discrimination" };
const point = (facility: number, discrimination: number, suspected = false): ItemPoint => ({
  facility,
  discrimination,
  suspected,
});
const draw = (points: readonly ItemPoint[]) => renderSvg(itemScatterFigure(points, titles, words), { idPrefix: "f1" });
const marks = (svg: string, variable: string, attribute: string) =>
  svg.match(new RegExp(`${attribute}="var\\(--figure-${variable},`, "gu"))?.length ?? 0;

describe("itemScatterFigure", () => {
  it("draws one mark a place, suspected keys apart and filled", () => {
    const svg = draw([point(0.4, 0.2), point(0.4, 0.2), point(0.8, -0.5), point(0.2, -0.8, true)]);
    expect(marks(svg, "point", "stroke")).toBe(2);
    expect(marks(svg, "wrong", "fill")).toBe(1);
    expect(marks(draw([]), "point", "stroke")).toBe(0);
  });

  it("makes places of more items larger", () => {
    const sizes = (points: readonly ItemPoint[]) => {
      const series = itemScatterFigure(points, titles, words).option.series as readonly {
        readonly data: readonly { readonly symbolSize: number }[];
      }[];
      return series[1]?.data.map(({ symbolSize }) => symbolSize) ?? [];
    };
    const [few = 0, many = 0] = sizes([point(0.1, 0), ...Array.from({ length: 50 }, () => point(0.9, 0.5))]);
    expect(many).toBeGreaterThan(3 * few);
    expect(few).toBeGreaterThan(0);
  });

  it("keeps the drawing small however many items there are", () => {
    const points = Array.from({ length: 20_000 }, (_, item) => point((item % 7) / 6, ((item % 101) - 50) / 50));
    expect(draw(points).length).toBeLessThan(200_000);
  });

  it("names and numbers both axes", () => {
    const svg = draw([point(0.5, 0)]);
    for (const text of ["Facility", "Discrimination", "0%", "100%", "−1.0", "0.5"]) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg).not.toMatch(/NaN|undefined/u);
  });
});
