import { describe, expect, it } from "vitest";
import { renderSvg } from "./render-svg.ts";
import { mostRadarModels, specialtyRadarFigure } from "./specialty-radar-figure.ts";

const words = {
  percent: (rate: number) => `${(rate * 100).toFixed(1)}%`,
  wholePercent: (rate: number) => `${(rate * 100).toFixed(0)}%`,
};
const axes = ["cardiovascular", "nephrology", "neurology", "respiratory"];
const line = (model: string, ...values: (number | null)[]) => ({ model, values });
const draw = (lines: Parameters<typeof specialtyRadarFigure>[1], width = 760) =>
  renderSvg(specialtyRadarFigure(axes, lines, words, width), { idPrefix: "f1" });

describe("specialtyRadarFigure", () => {
  it("names every specialty and every model, and says where the axis stands", () => {
    const svg = draw([line("one", 0.8, 0.6, 0.7, 0.9), line("two", 0.5, 0.5, 0.5, 0.5)]);
    for (const name of [...axes, "one", "two", "60%"]) {
      expect(svg).toContain(`>${name}</text>`);
    }
    expect(svg).toContain("var(--figure-point");
    expect(svg).toContain("var(--figure-wrong");
    expect(svg).not.toMatch(/NaN|undefined/u);
  });

  it("draws a model with full marks at the rim", () => {
    const figure = specialtyRadarFigure(axes, [line("full", 1, 1, 1, 1)], words);
    const radar = figure.option.radar as { center: number[]; radius: number };
    const svg = renderSvg(figure, { idPrefix: "f1" });
    const [, x, y] = /<polyline points="([\d.]+) ([\d.]+) [^"]+"[^>]*figure-point/u.exec(svg) ?? [];
    expect(Number(x)).toBeCloseTo(radar.center[0] ?? 0, 0);
    expect(Number(y)).toBeCloseTo((radar.center[1] ?? 0) - radar.radius, 0);
  });

  it("leaves out models past the sixth, and keeps markup in a name as text", () => {
    const many = Array.from({ length: 8 }, (_, at) => line(at === 0 ? "<img src=x>" : `m${at}`, 0.5, 0.5, 0.5, 0.5));
    const svg = draw(many, 340);
    expect(svg).toContain(`>m${mostRadarModels - 1}</text>`);
    expect(svg).not.toContain(`>m${mostRadarModels}</text>`);
    expect(svg).not.toContain("<img");
  });

  it("draws without a value, without models and without axes", () => {
    expect(draw([line("gap", 0.5, null, 0.4, 0.6)])).toContain(">gap</text>");
    expect(draw([])).toContain(">neurology</text>");
  });
});
