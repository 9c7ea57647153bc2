import { describe, expect, it } from "vitest";
import { leaderboardFigure, leaderboardRange } from "./leaderboard-figure.ts";
import { renderSvg } from "./render-svg.ts";

const words = {
  percent: (rate: number) => `${(rate * 100).toFixed(1)}%`,
  wholePercent: (rate: number) => `${(rate * 100).toFixed(0)}%`,
};
const points = [
  { model: "strong", value: 0.83, low: 0.79, high: 0.864 },
  { model: "weak", value: 0.47, low: 0.42, high: 0.52 },
  { model: "unmeasured", value: null, low: null, high: null },
];

describe("leaderboardFigure", () => {
  const svg = renderSvg(leaderboardFigure(points, words), { idPrefix: "f1" });

  it("names every model, in the order given, and prints the values there are", () => {
    const places = points.map(({ model }) => svg.indexOf(`>${model}</text>`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(svg).toContain(">83.0%</text>");
    expect(svg).not.toMatch(/NaN|null|undefined/u);
  });

  it("draws a point and a whisker of three lines for each model with a number", () => {
    expect(svg.match(/--figure-point[^"]*"[^>]*stroke-width="1.5"|stroke="var\(--figure-point/gu)).toHaveLength(6);
    expect(svg.match(/fill="var\(--figure-point/gu)).toHaveLength(2);
  });

  it("puts low, value and high of one model on one line, from left to right", () => {
    const [, x1, y1, x2, y2] = /M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"[^>]*stroke="var\(--figure-point/u.exec(svg) ?? [];
    expect(y1).toBe(y2);
    expect(Number(x1)).toBeLessThan(Number(x2));
  });

  it("keeps two models whose long names are cut to the same text", () => {
    const long = "a-model-with-a-name-that-nobody-will-ever-read-to-its-end-";
    const figure = leaderboardFigure(
      ["1", "2"].map((end) => ({ model: long + end, value: 0.5, low: 0.4, high: 0.6 })),
      words,
      340,
    );
    expect(renderSvg(figure, { idPrefix: "f1" }).match(/…<\/text>/gu)).toHaveLength(2);
  });

  it("draws an empty axis without models", () => {
    expect(renderSvg(leaderboardFigure([], words), { idPrefix: "f1" })).toContain(">100%</text>");
  });

  it("keeps markup in a model's name as text", () => {
    const hostile = { model: '</svg><img src=x onerror="alert(1)">', value: 0.5, low: 0.4, high: 0.6 };
    const drawn = renderSvg(leaderboardFigure([hostile], words), { idPrefix: "f1" });
    expect(drawn).not.toContain("<img");
    expect(drawn).toContain("&lt;/svg&gt;");
  });
});

describe("reference lines", () => {
  const draw = (lines: readonly { name: string; value: number }[]) =>
    renderSvg(leaderboardFigure(points, words, 760, [0, 1], lines), { idPrefix: "f1" });
  const svg = draw([
    { name: "human", value: 0.716 },
    { name: "random", value: 0.031 },
  ]);
  /** Start, end and height of every dashed line, from left to right as drawn. */
  const dashed = [...svg.matchAll(/<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"[^>]*stroke-dasharray/gu)].map(
    ([, ...numbers]) => numbers.map(Number),
  );

  it("are dashed, upright, in the place of their value and named with it", () => {
    expect(dashed).toHaveLength(2);
    expect(dashed.every(([x1, , x2]) => x1 === x2)).toBe(true);
    const [random = 0, human = 0] = dashed.map(([x1 = 0]) => x1);
    const label = (text: string) => Number(new RegExp(`>${text}</text>`, "u").exec(svg)?.index ?? -1);
    expect(human).toBeGreaterThan(random);
    expect(label("random 3.1%")).toBeGreaterThan(0);
    expect(label("human 71.6%")).toBeGreaterThan(0);
  });

  it("run from their name to the axis and make the figure higher by their names alone", () => {
    const plain = leaderboardFigure(points, words, 760, [0, 1]).height;
    const height = plain + 2 * 17;
    expect(svg).toContain(`height="${height}"`);
    expect(dashed.map(([, , , y2]) => y2)).toEqual([height - 34, height - 34]);
    expect(dashed.map(([, y1]) => y1)).toEqual([8, 25]);
  });

  it("widen the common axis, and are left out where a given axis ends before them", () => {
    expect(leaderboardRange(points, [{ name: "random", value: 0.031 }])).toEqual([0, 0.9]);
    expect(
      renderSvg(leaderboardFigure(points, words, 760, [0.4, 0.9], [{ name: "random", value: 0.031 }]), {
        idPrefix: "f1",
      }),
    ).not.toContain("random");
  });

  it("are cut where a long name has no room, never the value", () => {
    const narrow = leaderboardFigure(
      points,
      words,
      340,
      [0, 1],
      [{ name: "a name that goes on ".repeat(9), value: 0.5 }],
    );
    expect(renderSvg(narrow, { idPrefix: "f1" })).toMatch(/… 50\.0%<\/text>/u);
  });
});

describe("leaderboardRange", () => {
  it("goes from ten to ten around all intervals", () => {
    expect(leaderboardRange(points)).toEqual([0.4, 0.9]);
  });

  it("is at least twenty points wide and stays within 0 and 1", () => {
    expect(leaderboardRange([{ model: "m", value: 1, low: 0.97, high: 1 }])).toEqual([0.8, 1]);
    expect(leaderboardRange([{ model: "m", value: 0, low: 0, high: 0.03 }])).toEqual([0, 0.2]);
    expect(leaderboardRange([])).toEqual([0, 1]);
  });
});
