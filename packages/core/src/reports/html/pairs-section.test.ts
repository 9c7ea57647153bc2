import { describe, expect, it } from "vitest";
import { comparisonField, comparisonSettings, pairedAnswers } from "../../comparisons/__fixtures__/comparison-field.ts";
import { compareModels } from "../../comparisons/compare-models.ts";
import { reportWords } from "../report-words.ts";
import { createFigureIds } from "./html-figure.ts";
import { pairsSection } from "./pairs-section.ts";

const settings = comparisonSettings({ reference: "strong", margin: 0.05 });
const { first: weak, second: strong } = pairedAnswers(40, 2, 30, 8);
const compared = compareModels(comparisonField({ weak, strong }), settings);
const draw = (comparisons = [compared], language: "en" | "es" | "zh" = "en"): string =>
  pairsSection(comparisons, reportWords(language), createFigureIds());

describe("pairsSection", () => {
  it("holds leaderboard, forest plot, grid, pairs and reference of a comparison", () => {
    const html = draw();
    const parts = [
      "Leaderboard with ranks and tied sets",
      "Difference of each pair (point) and its 95% interval (line)",
      "Dashed lines: the margin.",
      "▲ +35.0",
      "Pairs of models",
      "Held against “strong”, margin 5.0 points",
    ].map((text) => html.indexOf(text));
    expect(parts.every((place) => place > 0)).toBe(true);
    expect(html.match(/<svg /gu)).toHaveLength(4);
    expect(html).toContain("is at most 5% (Holm)");
    expect(html).not.toMatch(/NaN|undefined/u);
  });

  it("gives each exam or way of asking a part of its own", () => {
    const html = draw([compared, { ...compared, arm: "json" }]);
    expect(html.match(/<details/gu)).toHaveLength(2);
    expect(html).toContain("<summary>exam · json</summary>");
  });

  it("draws only what is held against the best and the reference beyond forty pairs, and says so", () => {
    const many = Object.fromEntries(
      Array.from({ length: 11 }, (_, model) => [
        `m${model}`,
        Array.from({ length: 12 }, (_, item) => (item <= model ? 1 : 0)),
      ]),
    );
    const html = draw([compareModels(comparisonField(many), comparisonSettings({ reference: "m2", margin: 0.1 }))]);
    expect(html).toContain("19 of 55 pairs are drawn");
  });

  it("says so where there is one model, or nothing", () => {
    const one = draw([compareModels(comparisonField({ alone: [1, 0] }), settings)]);
    expect(one).toContain("Only one model: there is no pair to compare.");
    expect(one).not.toContain("<svg");
    expect(draw([])).toBe("<p>There is nothing to compare.</p>");
  });

  it("keeps markup in names as text, in every language", () => {
    const hostile = compareModels(comparisonField({ "<b>x</b>": [1, 0], "<script>": [0, 0] }), settings);
    for (const language of ["en", "es", "zh"] as const) {
      expect(draw([hostile], language)).not.toMatch(/<script|<b>/u);
    }
  });
});
