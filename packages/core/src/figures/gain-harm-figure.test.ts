import { describe, expect, it } from "vitest";
import { gainHarmFigure } from "./gain-harm-figure.ts";
import { renderSvg } from "./render-svg.ts";

const sign = (difference: number): string => (difference > 0 ? "+" : "");
const words = {
  points: (difference: number) => `${sign(difference)}${(difference * 100).toFixed(1)}`,
  wholePoints: (difference: number) => `${sign(difference)}${(difference * 100).toFixed(0)}`,
};
const share = (value: number) => ({ value, low: value / 2, high: value * 1.5 });
const draw = (rows: Parameters<typeof gainHarmFigure>[0], widthPx = 760) =>
  renderSvg(gainHarmFigure(rows, words, widthPx), { idPrefix: "f1" });

/** Ends of the bars of a colour, left and right. */
function bars(svg: string, colour: string): [number, number][] {
  const found = svg.matchAll(/<path d="M([\d.]+) [\d.]+L?l?([-\d.]+) [^"]*"[^>]*fill="var\(--figure-(\w+)/gu);
  return [...found].flatMap(([, x = "", width = "", name]) =>
    name === colour ? [[Number(x), Number(x) + Number(width)] as [number, number]] : [],
  );
}

describe("gainHarmFigure", () => {
  const rows = [
    { name: ["plain", "+seeds"], gain: share(0.2), harm: share(0.1) },
    { name: ["plain", "+random"], gain: null, harm: null },
  ];
  const svg = draw(rows);

  it("draws gains to the right and harms to the left of the same zero, in proportion", () => {
    const [[zero = 0, gained = 0] = []] = bars(svg, "right");
    const [[harmed = 0, same = 0] = []] = bars(svg, "wrong");
    expect(zero).toBeGreaterThan(0);
    expect(same).toBeCloseTo(zero, 1);
    expect((gained - zero) / (zero - harmed)).toBeCloseTo(2, 1);
  });

  it("prints both numbers, and a name in parts where it is too long for one line", () => {
    expect(svg).toContain(">+20.0 / -10.0</text>");
    expect(svg).toContain(">plain+random</text>");
    expect(svg).not.toMatch(/NaN|null|undefined/u);
    const long = draw([{ ...rows[0], name: ["p".repeat(60), "+seeds"], gain: share(0.2), harm: null }], 340);
    expect(long).toContain(">+seeds</");
    expect(long).toContain(">+20.0 / –</text>");
  });

  it("draws an empty axis without rows, and keeps markup in names as text", () => {
    expect(draw([])).toContain(">0</text>");
    expect(draw([{ name: ["<img src=x>"], gain: share(0.1), harm: share(0) }])).not.toContain("<img");
  });
});
