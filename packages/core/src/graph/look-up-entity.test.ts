import { describe, expect, it } from "vitest";
import { entity, fact, graphOf, smallStatements } from "./__fixtures__/small-graph.ts";
import { graphStatistics } from "./graph-statistics.ts";
import { lookUpEntity } from "./look-up-entity.ts";
import { sayFact, sayPath } from "./say-fact.ts";

const graph = graphOf([
  ...smallStatements,
  entity("alone", "drug", { en: "alone" }),
  fact("influenza", "eased-by", "rest", 0.5),
]);

describe("looking into a graph", () => {
  it("shows an entity by identifier, label or alias, with its facts as head first, then as tail", () => {
    const [entry] = lookUpEntity(graph, "FLU", "zh");
    expect(entry).toMatchObject({ id: "influenza", label: "流行性感冒", type: "disease" });
    expect(entry?.facts.map(({ text, weight }) => [text, weight])).toEqual([
      ["流行性感冒的药物：奥司他韦", 1],
      ["流行性感冒 — eased-by → rest", 0.5],
      ["流行性感冒可有症状：发热", 1],
    ]);
    expect(lookUpEntity(graph, "fever", "en")[0]?.facts.map(({ text, reversed }) => [text, reversed])).toEqual([
      ["symptom of influenza: fever", true],
      ["symptom of pneumonia: fever", true],
    ]);
  });

  it("names the nearest name of one it does not have", () => {
    expect(() => lookUpEntity(graph, "influenca", "en")).toThrow(/influenca/);
    try {
      lookUpEntity(graph, "influenca", "en");
    } catch (error) {
      expect(error).toMatchObject({ code: "GRAPH_ENTITY_UNKNOWN", remedy: expect.stringContaining("influenza") });
    }
  });

  it("says facts in three languages, and one without words by its name", () => {
    expect(sayFact("gout", "drug", "colchicine", "en-GB")).toBe("drug used in gout: colchicine");
    expect(sayFact("gota", "complication", "nefrolitiasis", "es")).toBe("complicación de gota: nefrolitiasis");
    expect(sayFact("痛风", "drug", "秋水仙碱", "zh")).toBe("痛风的药物：秋水仙碱");
    expect(sayFact("a", "constructor", "{head}", "en")).toBe("a — constructor → {head}");
    const [a, b, c] = ["a", "b", "c"].map((id) => ({ id, label: id }));
    if (a !== undefined && b !== undefined && c !== undefined) {
      const path = [
        { from: a, relation: "sign", reversed: true, to: b },
        { from: b, relation: "drug", reversed: false, to: c },
      ];
      expect(sayPath(path, "en")).toBe("sign of b: a; drug used in b: c");
    }
  });

  it("counts what it holds", () => {
    expect(graphStatistics(graph)).toMatchObject({
      entities: 8,
      triples: 6,
      isolated: 1,
      mostNeighbours: 3,
      medianNeighbours: 1,
      relations: [
        { name: "symptom", count: 3 },
        { name: "drug", count: 1 },
        { name: "eased-by", count: 1 },
        { name: "test", count: 1 },
      ],
      hubs: expect.arrayContaining([{ name: "pneumonia", count: 3 }]),
    });
  });
});
