import { describe, expect, it } from "vitest";
import type { AccuracyFront, FactsModel } from "../records/facts-analysis.ts";
import type { accuracyScatter } from "./accuracy-scatter.ts";
import { paretoFigure } from "./pareto-figure.ts";
import { renderSvg } from "./render-svg.ts";
import { sizeAccuracyFigure } from "./size-accuracy-figure.ts";

const words = {
  percent: (rate: number) => `${(rate * 100).toFixed(1)}%`,
  wholePercent: (rate: number) => `${(rate * 100).toFixed(0)}%`,
  title: "parameters",
  parameters: (count: number) => `${count / 1e9}B`,
  cost: (cost: number) => String(cost),
};
const model = (
  name: string,
  total: number | null,
  value: number,
  architecture: FactsModel["architecture"],
): FactsModel => ({
  name,
  factsId: name,
  accuracy: { value, low: value - 0.05, high: value + 0.05 },
  nItems: 100,
  family: null,
  totalParameters: total,
  activeParameters: null,
  architecture,
  domain: "general",
  reasoning: null,
  trainingCutoff: null,
});
const draw = (figure: ReturnType<typeof accuracyScatter>) => renderSvg(figure, { idPrefix: "f1" });
const yOf = (svg: string, name: string) =>
  Number(new RegExp(`translate\\([\\d.]+ ([\\d.]+)\\)"[^>]*>${name}</text>`).exec(svg)?.[1] ?? Number.NaN);

describe("sizeAccuracyFigure", () => {
  const models = [
    model("small", 7e9, 0.5, "dense"),
    model("mixture", 47e9, 0.7, "mixture-of-experts"),
    model("large", 671e9, 0.9, null),
    model("unknown", null, 0.8, null),
  ];

  it("names the models whose size is known, on an axis of powers of ten", () => {
    const svg = draw(sizeAccuracyFigure(models, "total", words));
    for (const text of ["small", "mixture", "large", "1B", "10B", "100B", "1000B", "parameters"]) {
      expect(svg).toContain(`>${text}</text>`);
    }
    expect(svg).not.toContain("unknown");
    expect(svg).not.toMatch(/NaN|null|undefined/u);
  });

  it("spaces sizes by their ratio", () => {
    // The fourth keeps the axis going, so that all three names stand right of their points.
    const sizes = { a: 1e9, b: 10e9, c: 100e9, z: 900e9 };
    const models = Object.entries(sizes).map(([name, size]) => model(name, size, 0.5, "dense"));
    const even = draw(sizeAccuracyFigure(models, "total", words));
    const [a = 0, b = 0, c = 0] = [...even.matchAll(/translate\(([\d.]+) [\d.]+\)"[^>]*>[abc]<\/text>/gu)].map(
      ([, x]) => Number(x),
    );
    expect(b - a).toBeGreaterThan(50);
    expect(c - b).toBeCloseTo(b - a, -1);
  });

  it("draws empty axes without a model of known size", () => {
    expect(draw(sizeAccuracyFigure(models, "active", words))).toContain(">100%</text>");
  });
});

describe("accuracyScatter", () => {
  it("moves names apart that would cover each other", () => {
    const twins = ["one-model", "two-model", "six-model"].map((name) => model(name, 7e9, 0.5, "dense"));
    const svg = draw(sizeAccuracyFigure(twins, "total", words));
    const heights = twins.map(({ name }) => yOf(svg, name)).sort((x, y) => x - y);
    expect(heights.every(Number.isFinite)).toBe(true);
    expect((heights[1] ?? 0) - (heights[0] ?? 0)).toBeGreaterThanOrEqual(15);
    expect((heights[2] ?? 0) - (heights[1] ?? 0)).toBeGreaterThanOrEqual(15);
  });

  it("keeps markup in a model's name as text, and fits a narrow screen", () => {
    const svg = draw(
      sizeAccuracyFigure([model('</svg><img src=x onerror="alert(1)">', 7e9, 0.5, "dense")], "total", words, 340),
    );
    expect(svg).not.toContain("<img");
    expect(svg).toContain("…</text>");
  });
});

describe("paretoFigure", () => {
  const front: AccuracyFront = {
    kind: "cost",
    unit: "USD",
    leftOut: [],
    models: [
      {
        name: "cheap",
        accuracy: { value: 0.5, low: 0.4, high: 0.6 },
        nItems: 10,
        cost: 0.01,
        calls: 10,
        onFront: true,
      },
      {
        name: "beaten",
        accuracy: { value: 0.45, low: 0.35, high: 0.55 },
        nItems: 10,
        cost: 0.02,
        calls: 10,
        onFront: false,
      },
      { name: "good", accuracy: { value: 0.9, low: 0.8, high: 1 }, nItems: 10, cost: 0.05, calls: 10, onFront: true },
    ],
  };

  it("joins the models on the front in one step, and no others", () => {
    const svg = draw(paretoFigure(front, words));
    expect(svg.match(/stroke-dasharray/gu)).toHaveLength(1);
    for (const { name } of front.models) {
      expect(svg).toContain(`>${name}</text>`);
    }
  });

  it("draws one model, and models that cost nothing", () => {
    const free = front.models.slice(0, 1).map((one) => ({ ...one, cost: 0 }));
    expect(draw(paretoFigure({ ...front, models: free }, words))).not.toMatch(/NaN|Infinity/u);
  });
});
