import { describe, expect, it } from "vitest";
import { pointRows, valueAxis, valueColumn } from "./point-axis.ts";
import { renderSvg } from "./render-svg.ts";

const rows = (names: readonly (readonly string[])[], widthPx = 760) =>
  pointRows({ names, widthPx, rowHeightPx: 30, topPx: 8, rightPx: 56, mostNames: 0.36 });
const draw = (names: readonly (readonly string[])[], widthPx = 760): string => {
  const { height, option } = rows(names, widthPx);
  const format = (value: number): string => value.toFixed(1);
  const series = [
    valueColumn(
      names.map((_lines, row) => ({ row, text: `value ${row}` })),
      1,
    ),
  ];
  const xAxis = valueAxis({ from: 0, to: 1, step: 0.5 }, format);
  return renderSvg({ width: widthPx, height, option: { ...option, xAxis, series } }, { idPrefix: "f1" });
};

describe("the axis that points with intervals share", () => {
  it("has a row for each name, and room for one without any", () => {
    expect(rows([["a"], ["b"], ["c"]]).height).toBe(8 + 34 + 90);
    expect(rows([]).height).toBe(8 + 34 + 30);
  });

  it("prints names from the top, steps below and values at the right end", () => {
    const svg = draw([["first"], ["second"]]);
    const place = (text: string) => {
      const [, x, y] =
        new RegExp(`translate\\(([\\d.]+) ([\\d.]+)\\)"[^>]*>${text}<`, "u").exec(svg) ??
        new RegExp(`x="([\\d.]+)" y="([\\d.]+)"[^>]*>${text}<`, "u").exec(svg) ??
        [];
      return { x: Number(x), y: Number(y) };
    };
    expect(place("first").y).toBeLessThan(place("second").y);
    for (const step of ["0.0", "0.5", "1.0"]) {
      expect(svg).toContain(`>${step}</text>`);
    }
    expect(place("value 0").x).toBeGreaterThan(760 - 56);
  });

  it("keeps equal names apart, cuts long ones, and stands names of two lines", () => {
    const long = "a-model-with-a-name-that-nobody-will-ever-read-to-its-end";
    expect(draw([["same"], ["same"]]).match(/>same<\/text>/gu)).toHaveLength(2);
    expect(draw([[long]], 340)).toMatch(/…<\/text>/u);
    expect(draw([["first", "– second"]])).toContain(">– second<");
  });
});
