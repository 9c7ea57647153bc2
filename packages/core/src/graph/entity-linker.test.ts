import { describe, expect, it } from "vitest";
import { createEntityFinder } from "../text/entity-finder.ts";
import { entity, fact, graphOf, smallStatements } from "./__fixtures__/small-graph.ts";
import { createEntityLinker, type LinkerWords } from "./entity-linker.ts";

const graph = graphOf([
  ...smallStatements,
  entity("headache-symptom", "symptom", { en: "headache" }),
  entity("headache-disease", "disease", { en: "headache" }),
  entity("mitral-stenosis", "disease", { en: "mitral stenosis|MS" }),
  entity("multiple-sclerosis", "disease", { en: "multiple sclerosis|MS" }),
  entity("lobar-pneumonia", "disease", { en: "lobar pneumonia" }),
  fact("lobar-pneumonia", "symptom", "fever"),
]);

const named = [
  { id: "grippe", type: "disease", name: "grippe" },
  { id: "gout", type: "disease", name: "gout" },
];
const words: LinkerWords = {
  finder: createEntityFinder(named, "en"),
  namesOf: (id) => (id === "grippe" ? ["流感"] : []),
};
const keys = (text: string, least = 0.85) =>
  createEntityLinker(graph, "en", least, words)
    .link(text)
    .links.map(({ method, entities }) => [method, ...entities.map(graph.keyOf)]);

describe("linking", () => {
  it("goes by label, then by alias, then by another name of the word lists, then by likeness", () => {
    expect(keys("Fever")).toEqual([["exact", "fever"]]);
    expect(keys("pyrexia and flu")).toEqual([
      ["alias", "fever"],
      ["alias", "influenza"],
    ]);
    expect(keys("grippe")).toEqual([["alias", "influenza"]]);
    expect(keys("chest radiographs")).toEqual([["exact", "chest-radiograph"]]);
  });

  it("links by likeness what only the word lists find, at or above the threshold", () => {
    const near: LinkerWords = {
      finder: createEntityFinder([{ id: "x", type: "drug", name: "oseltamivirum" }], "en"),
      namesOf: () => ["oseltamivirum"],
    };
    const link = (least: number) => createEntityLinker(graph, "en", least, near).link("oseltamivirum").links[0];
    // 10 pairs in oseltamivir, 12 in oseltamivirum, 10 in common.
    expect(link(0.85)).toMatchObject({ method: "fuzzy", similarity: 20 / 22 });
    expect(link(0.95)).toMatchObject({ method: null, similarity: 0, entities: [] });
    expect(link(1.5)).toMatchObject({ method: null });
  });

  it("links a word the same way whatever texts came before", () => {
    // A word found under a name that only this text gives it, and that is another thing's name in another language.
    const local: LinkerWords = {
      finder: {
        names: 1,
        leftOut: 0,
        find: (text) => [{ id: "x", type: "", start: 0, end: text.length, polarity: "affirmed", by: "definition" }],
      },
      namesOf: () => ["gout"],
    };
    const linker = createEntityLinker(graph, "en", 0.85, local);
    expect(linker.link("流感").links[0]).toMatchObject({ method: null });
    expect(linker.link("gout").links[0]).toMatchObject({ method: null, entities: [] });
  });

  it("keeps and reports what it cannot link", () => {
    expect(keys("gout")).toEqual([[null]]);
  });

  it("takes a name of several types for all of them, and one of several of one type for none", () => {
    expect(keys("headache")).toEqual([["exact", "headache-disease", "headache-symptom"]]);
    expect(keys("MS")).toEqual([]);
  });

  it("links the longest name and knows the shorter ones inside", () => {
    const { links, named: inText } = createEntityLinker(graph, "en", 0.85).link("Lobar pneumonia.");
    expect(links.map(({ entities }) => entities.map(graph.keyOf))).toEqual([["lobar-pneumonia"]]);
    expect([...inText].map(graph.keyOf).sort()).toEqual(["lobar-pneumonia", "pneumonia"]);
  });
});
