import { describe, expect, it } from "vitest";
import { type PairCell, pairGridFigure } from "./pair-grid-figure.ts";
import { renderSvg } from "./render-svg.ts";

const words = { points: (difference: number) => `${difference > 0 ? "+" : ""}${(difference * 100).toFixed(1)}` };
const models = ["strong", "middle", "odd"];
const cells: readonly PairCell[] = [
  { row: "strong", column: "middle", outcome: "win", difference: 0.1 },
  { row: "middle", column: "strong", outcome: "loss", difference: -0.1 },
  { row: "strong", column: "odd", outcome: "tie", difference: 0.02 },
  { row: "odd", column: "strong", outcome: "tie", difference: -0.02 },
  { row: "middle", column: "odd", outcome: "not-compared", difference: null },
  { row: "odd", column: "middle", outcome: "not-compared", difference: null },
];
const draw = (names: readonly string[], some: readonly PairCell[], widthPx = 760): string =>
  renderSvg(pairGridFigure(names, some, words, widthPx), { idPrefix: "f1" });

describe("pairGridFigure", () => {
  const svg = draw(models, cells);

  it("numbers the models and prints sign and difference of every pair, both ways", () => {
    for (const text of ["1 strong", "3 odd", "▲ +10.0", "▼ -10.0", "= +2.0", "= -2.0", "–"]) {
      expect(svg, text).toContain(`>${text}</text>`);
    }
    expect(svg.match(/>–<\/text>/gu)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|null|undefined/u);
  });

  it("colours wins, losses and the rest", () => {
    expect(svg.match(/fill="var\(--figure-right/gu)).toHaveLength(1);
    expect(svg.match(/fill="var\(--figure-wrong/gu)).toHaveLength(1);
    expect(svg.match(/fill="var\(--figure-missing/gu)).toHaveLength(4);
  });

  it("leaves the differences out where cells are small, and the signs where they are tiny", () => {
    const names = Array.from({ length: 12 }, (_, model) => `m${model}`);
    const win: PairCell = { row: "m0", column: "m1", outcome: "win", difference: 0.1 };
    expect(draw(names, [win], 500)).toContain(">▲</text>");
    const many = Array.from({ length: 90 }, (_, model) => `m${model}`);
    expect(draw(many, [win])).not.toContain("▲");
    expect(draw(many, [win])).toContain('fill="var(--figure-right');
  });

  it("leaves out cells of models it does not show, and stands empty without models", () => {
    expect(draw(["strong"], cells)).not.toContain("▲");
    expect(draw([], [])).toMatch(/^<svg /u);
  });

  it("keeps markup in names as text", () => {
    expect(draw(["<img src=x>"], [])).not.toContain("<img");
  });
});
