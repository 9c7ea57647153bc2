import { describe, expect, it } from "vitest";
import { type InteractionCell, interactionHeatmap } from "./interaction-heatmap.ts";
import { renderSvg } from "./render-svg.ts";

const words = { points: (difference: number) => `${difference > 0 ? "+" : ""}${Math.round(difference * 100)}` };
const cell = (first: string, second: string, value: number | null, toldApart = false): InteractionCell => ({
  first,
  second,
  value,
  toldApart,
});

describe("interactionHeatmap", () => {
  it("prints every number, with a sign where it is told apart and a dash where there is none", () => {
    const svg = renderSvg(
      interactionHeatmap(
        [
          cell("shuffle-options", "typos-keyboard", 0.12, true),
          cell("shuffle-options", "letter-case", -0.08, true),
          cell("typos-keyboard", "letter-case", 0.03),
          cell("typos-keyboard", "white-space", null),
        ],
        words,
      ),
      { idPrefix: "f1" },
    );
    for (const said of ["▲ +12", "▼ -8", "+3", "–", "shuffle-options"]) {
      expect(svg).toContain(said);
    }
    expect(svg).not.toMatch(/NaN|undefined/u);
  });

  it("is as high as its rows and survives having none", () => {
    const one = interactionHeatmap([cell("a", "b", 0)], words);
    const two = interactionHeatmap([cell("a", "b", 0), cell("c", "b", 0)], words);
    expect(two.height).toBeGreaterThan(one.height);
    expect(renderSvg(interactionHeatmap([], words), { idPrefix: "f2" })).toContain("<svg");
  });

  it("turns names upright rather than cutting them", () => {
    const columns = ["append-none-of-the-above", "shuffle-options", "suggested-answer", "irrelevant-sentence"];
    const many = columns.map((second) => cell("letter-case", second, 0.1));
    const crowded = interactionHeatmap(many, words, 360);
    const svg = renderSvg(crowded, { idPrefix: "f4" });
    for (const name of columns) {
      expect(svg).toContain(name);
    }
    expect(crowded.height).toBeGreaterThan(interactionHeatmap(many, words, 1200).height);
  });

  it("marks only what is told apart: the same number may stand hollow or filled", () => {
    const draw = (toldApart: boolean) =>
      renderSvg(interactionHeatmap([cell("a", "b", 0.2, toldApart)], words), { idPrefix: "f3" });
    expect(draw(true)).toContain("▲");
    expect(draw(false)).not.toContain("▲");
  });
});
