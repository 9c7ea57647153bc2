import { describe, expect, it } from "vitest";
import { entity, fact, graphOf } from "./__fixtures__/small-graph.ts";
import { createFuzzyNames } from "./fuzzy-names.ts";

const graph = graphOf([
  entity("hypotension", "sign", { en: "hypotension|low blood pressure", zh: "低血压" }),
  entity("type-1", "disease", { en: "type 1 diabetes mellitus" }),
  entity("hepatitis-b", "disease", { en: "chronic hepatitis B infection", zh: "慢性乙型病毒性肝炎" }),
  entity("glomerulonephritis", "disease", { en: "acute glomerulonephritis", zh: "急性链球菌感染后肾小球肾炎" }),
  entity("leishmaniasis", "disease", { en: "visceral leishmaniasis", zh: "内脏利什曼病" }),
  fact("type-1", "r", "hypotension"),
]);
const nearest = (text: string, language = "en", least = 0.5) => {
  const found = createFuzzyNames(graph, language).nearest(text, least);
  return found === null ? null : [graph.keyOf(found.entity), Number(found.similarity.toFixed(3))];
};

describe("names that are nearly the same", () => {
  it("are found by pairs of characters, misspelt or in another spelling", () => {
    // 20 pairs against 21 in the name, all but la, av, vi … alike: computed as 2·19 / (20 + 21).
    expect(nearest("viceral leishmaniasis")).toEqual(["leishmaniasis", Number(((2 * 19) / (20 + 21)).toFixed(3))]);
    expect(nearest("内脏利什曼原虫病", "zh")).toEqual(["leishmaniasis", Number(((2 * 4) / (7 + 5)).toFixed(3))]);
    expect(nearest("viceral leishmaniasis", "en", 0.95)).toBe(null);
    expect(nearest("gout")).toBe(null);
  });

  it("are never another thing: other words, figures, letters or opposites", () => {
    for (const other of [
      "blood pressure",
      "type 2 diabetes mellitus",
      "chronic hepatitis C infection",
      "chronic glomerulonephritis",
      "hypertension",
    ]) {
      expect(nearest(other), other).toBe(null);
    }
    for (const other of ["高血压", "慢性丙型病毒性肝炎", "慢性链球菌感染后肾小球肾炎"]) {
      expect(nearest(other, "zh"), other).toBe(null);
    }
  });
});
