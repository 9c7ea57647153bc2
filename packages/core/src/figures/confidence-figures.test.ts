import { expect, it } from "vitest";
import { reliabilityFigure } from "./reliability-figure.ts";
import { renderSvg } from "./render-svg.ts";
import { riskCoverageFigure } from "./risk-coverage-figure.ts";

const axes = { x: "across", y: "up", wholePercent: (rate: number) => `${Math.round(rate * 100)}%` };
const draw = (figure: Parameters<typeof renderSvg>[0]) => renderSvg(figure, { idPrefix: "f1" });

it("a reliability diagram has its axes, a dashed diagonal and a point a bin", () => {
  const bin = { confidence: 0.5, accuracy: 0.4, low: 0.3, high: 0.6 };
  const one = draw(reliabilityFigure([bin], axes));
  const two = draw(reliabilityFigure([bin, { ...bin, confidence: 0.9 }], axes));
  expect(one).toContain(">across</text>");
  expect(one).toContain(">100%</text>");
  expect(one.match(/stroke-dasharray/gu)).toHaveLength(1);
  // The diagonal goes from corner to corner of a square, and no colour is left to the library.
  const [, x1, y1, x2, y2] = /points="([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"[^>]*stroke-dasharray/u.exec(one) ?? [];
  expect(Number(x2) - Number(x1)).toBe(250);
  expect(Number(y1) - Number(y2)).toBe(250);
  expect(one).not.toMatch(/stroke="#/u);
  expect(two.length).toBeGreaterThan(one.length);
  expect(draw(reliabilityFigure([], axes))).not.toMatch(/NaN|undefined/u);
});

it("a risk–coverage curve has an axis that holds its greatest risk, and the line of no information", () => {
  const curve = [
    { coverage: 0.5, risk: 0.02 },
    { coverage: 1, risk: 0.08 },
  ];
  const drawn = draw(riskCoverageFigure(curve, axes));
  expect(drawn).toContain(">10%</text>");
  expect(drawn.match(/stroke-dasharray/gu)).toHaveLength(1);
  expect(draw(riskCoverageFigure([{ coverage: 1, risk: 0.9 }], axes))).toContain(">100%</text>");
  expect(draw(riskCoverageFigure(curve, { ...axes, most: 0.4 }))).toContain(">50%</text>");
  expect(draw(riskCoverageFigure([], axes))).not.toMatch(/NaN|undefined|stroke-dasharray/u);
});
