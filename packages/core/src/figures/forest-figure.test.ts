import { describe, expect, it } from "vitest";
import { forestAxis, forestFigure } from "./forest-figure.ts";
import { renderSvg } from "./render-svg.ts";

const sign = (difference: number): string => (difference > 0 ? "+" : "");
const words = {
  points: (difference: number) => `${sign(difference)}${(difference * 100).toFixed(1)}`,
  wholePoints: (difference: number) => `${sign(difference)}${(difference * 100).toFixed(0)}`,
};
const rows = [
  { first: "a", second: "b", value: 0.1, low: 0.04, high: 0.17, toldApart: true },
  { first: "a", second: "c", value: -0.02, low: -0.06, high: 0.02, toldApart: false },
  { first: "b", second: "c", value: null, low: null, high: null, toldApart: false },
];
const draw = (widthPx = 760, margin: number | null = null): string =>
  renderSvg(forestFigure(rows, words, widthPx, margin), { idPrefix: "f1" });

describe("forestFigure", () => {
  const svg = draw();

  it("names every pair in the order given and prints the differences there are", () => {
    const places = ["a – b", "a – c", "b – c"].map((name) => svg.indexOf(`>${name}</text>`));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((x, y) => x - y));
    expect(svg).toContain(">+10.0</text>");
    expect(svg).toContain(">-2.0</text>");
    expect(svg).not.toMatch(/NaN|null|undefined/u);
  });

  it("fills the points of pairs told apart and leaves the others hollow, a whisker of three lines each", () => {
    expect(svg.match(/<path [^>]*fill="var\(--figure-point[^>]*stroke="var\(--figure-point/gu)).toHaveLength(1);
    expect(svg.match(/<path [^>]*fill="var\(--figure-paper[^>]*stroke="var\(--figure-point/gu)).toHaveLength(1);
    expect(svg.match(/<path d="M[\d. ]+L[\d. ]+"[^>]*stroke="var\(--figure-point/gu)).toHaveLength(6);
  });

  it("draws a line at zero, and the margin dashed on both sides of it", () => {
    const upright = (text: string) =>
      [
        ...text.matchAll(/<path d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"[^>]*stroke="var\(--figure-muted[^>]*>/gu),
      ].filter(([, x1, , x2]) => x1 === x2);
    expect(upright(svg)).toHaveLength(1);
    const lines = upright(draw(760, 0.05));
    const dashed = lines.filter(([whole]) => whole.includes("stroke-dasharray"));
    expect(dashed).toHaveLength(2);
    const zero = Number(lines.find((line) => !dashed.includes(line))?.[1]);
    const [left = 0, right = 0] = dashed.map(([, x]) => Number(x));
    expect(right - zero).toBeCloseTo(zero - left, 0);
    expect(right).toBeGreaterThan(zero);
  });

  it("puts the names of a row below each other where it is narrow", () => {
    const narrow = draw(340);
    expect(narrow).toContain(">– b</");
    expect(narrow).not.toContain(">a – b</");
  });

  it("draws an empty axis without rows, and keeps markup in names as text", () => {
    expect(renderSvg(forestFigure([], words), { idPrefix: "f1" })).toContain(">0</text>");
    const hostile = { ...rows[0], first: "<img src=x>", second: "", value: 0, low: 0, high: 0, toldApart: false };
    expect(renderSvg(forestFigure([hostile], words), { idPrefix: "f1" })).not.toContain("<img");
  });
});

describe("forestAxis", () => {
  it("holds zero, every interval and the margin in whole steps", () => {
    expect(forestAxis(rows, null, 8)).toEqual({ from: -0.1, to: 0.2, step: 0.05 });
    expect(forestAxis(rows, 0.25, 8)).toEqual({ from: -0.3, to: 0.3, step: 0.1 });
    expect(forestAxis([{ value: 0.003, low: 0.001, high: 0.006 }], null, 8)).toEqual({ from: 0, to: 0.01, step: 0.01 });
  });

  it("has room on both sides where there is nothing, and ends at ±1", () => {
    expect(forestAxis([], null, 8)).toEqual({ from: -0.01, to: 0.01, step: 0.01 });
    expect(forestAxis([{ value: 1, low: -1, high: 1 }], null, 4)).toEqual({ from: -1, to: 1, step: 0.5 });
  });
});
