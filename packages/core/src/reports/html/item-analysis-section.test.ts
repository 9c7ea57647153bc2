import { describe, expect, it } from "vitest";
import { itemField, itemSettings } from "../../comparisons/__fixtures__/item-field.ts";
import { analyseItems } from "../../comparisons/analyse-items.ts";
import { parallelLanguages } from "../../comparisons/parallel-languages.ts";
import { reportWords } from "../report-words.ts";
import { createFigureIds } from "./html-figure.ts";
import { itemAnalysisSection } from "./item-analysis-section.ts";

const words = reportWords("en");
const version = (exam: string, language: string) =>
  itemField(
    "AAAAAA",
    { best: "AAAAAB", good: "AAAABC", fair: "AABBBA", "<i>poor": "ABC-BB" },
    { exam, languages: [..."AAAAAA"].map(() => language), parallelIds: [..."123456"] },
  );
const fields = [version("english", "en"), version("spanish", "es")];
const records = {
  analyses: fields.map((field) => analyseItems(field, itemSettings())),
  parallelLanguages: parallelLanguages(fields, itemSettings()),
};

describe("itemAnalysisSection", () => {
  const html = itemAnalysisSection(records, words, createFigureIds(), { stemOf: (_exam, id) => `<b>stem of ${id}` });

  it("holds statistics, a scatter and the lists of each exam, then the languages", () => {
    expect(html.match(/<details/gu)).toHaveLength(2);
    expect(html.match(/<svg /gu)).toHaveLength(4);
    for (const said of [
      "Item analysis: english",
      "Keys the candidates speak against most · spanish",
      "Items by facility and discrimination",
      "of 5 items; the larger a circle",
      "en and es: the same items in two languages",
      "refused: 4 candidates, 100 needed",
    ]) {
      expect(html).toContain(said);
    }
    expect(html).not.toMatch(/NaN|undefined|\[object/u);
  });

  it("lets no name or question become markup", () => {
    expect(html).not.toContain("<i>poor");
    expect(html).not.toContain("<b>stem");
    expect(html).toContain("&lt;b&gt;stem of q5");
  });

  it("shows no question where none is given, and says why there is no scatter", () => {
    const alone = [analyseItems(itemField("AA", { only: "AB" }), itemSettings())];
    const plain = itemAnalysisSection({ analyses: alone, parallelLanguages: null }, words, createFigureIds());
    expect(plain).not.toContain("<svg");
    expect(plain).toContain("No item has a discrimination to draw");
    expect(itemAnalysisSection(records, words, createFigureIds())).not.toContain("stem of");
  });

  it("is empty without an analysis, and the same for the same records", () => {
    expect(itemAnalysisSection({ analyses: [], parallelLanguages: null }, words, createFigureIds())).toBe("");
    const again = itemAnalysisSection(records, words, createFigureIds(), { stemOf: (_exam, id) => `<b>stem of ${id}` });
    expect(again).toBe(html);
  });
});
