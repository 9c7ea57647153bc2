import { describe, expect, it } from "vitest";
import { entity, fact, graphOf, smallStatements } from "./__fixtures__/small-graph.ts";
import type { KnowledgeGraph } from "./knowledge-graph.ts";
import type { TripleStatement } from "./statement.ts";

const facts = ({ facts: { heads, relations, tails, weights }, keyOf, relations: names }: KnowledgeGraph) =>
  Array.from(heads, (head, at) => [keyOf(head), names[relations[at] ?? 0], keyOf(tails[at] ?? 0), weights[at]]);

const typed = (head: string, headType: string, tail: string, tailType: string): TripleStatement => ({
  kind: "triple",
  head,
  headType,
  relation: "r",
  tail,
  tailType,
  weight: 1,
  source: "",
});

describe("a graph", () => {
  it("is the same in whatever order its facts come", () => {
    const one = graphOf(smallStatements);
    const other = graphOf([...smallStatements].reverse());
    expect(facts(other)).toEqual(facts(one));
    expect(other.edges).toEqual(one.edges);
    expect(Array.from({ length: one.nEntities }, (_, at) => one.namesOf(at))).toEqual(
      Array.from({ length: one.nEntities }, (_, at) => other.namesOf(at)),
    );
  });

  it("keeps a fact once, with its largest weight, and none of an entity about itself", () => {
    const graph = graphOf([fact("a", "r", "b", 0.5), fact("a", "r", "b", 2), fact("a", "r", "a"), fact("b", "r", "a")]);
    expect(facts(graph)).toEqual([
      ["a", "r", "b", 2],
      ["b", "r", "a", 1],
    ]);
    expect([...graph.edges.degrees]).toEqual([1, 1]);
  });

  it("lists the neighbours of every entity in both directions, sorted", () => {
    const graph = graphOf([fact("b", "r", "a"), fact("b", "q", "c"), fact("c", "r", "b"), fact("d", "r", "b")]);
    const { starts, neighbours, relations, degrees } = graph.edges;
    const b = graph.entityOf("b");
    const own = Array.from(neighbours.subarray(starts[b], starts[b + 1]), (other, at) => {
      const code = relations[(starts[b] ?? 0) + at] ?? 0;
      return `${graph.keyOf(other)} ${graph.relations[code >> 1]}${code & 1 ? " in" : ""}`;
    });
    expect(own).toEqual(["a r", "c q", "c r in", "d r in"]);
    expect(degrees[b]).toBe(3);
  });

  it("takes an identifier without a type for the one that has one, and tells types apart", () => {
    const one = graphOf([entity("fever", "symptom", { en: "fever" }), fact("flu", "symptom", "fever")]);
    expect(one.typeOf(one.entityOf("fever"))).toBe("symptom");
    expect(one.nEntities).toBe(2);
    const two = graphOf([typed("headache", "disease", "x", ""), typed("x", "", "headache", "symptom")]);
    expect(Array.from({ length: two.nEntities }, (_, at) => two.keyOf(at))).toEqual([
      "headache#disease",
      "headache#symptom",
      "x",
    ]);
    expect(two.labelOf(0, "en")).toBe("headache");
  });

  it("calls an entity without a label by its identifier, an IRI by its local name", () => {
    const graph = graphOf([
      { kind: "entity", id: "gout", type: "", names: [{ text: "podagra", language: "", kind: "alias" }] },
      fact("gout", "r", "http://example.org/drug/colchicine"),
    ]);
    expect(graph.labelOf(graph.entityOf("gout"), "en")).toBe("gout");
    expect(graph.labelOf(graph.entityOf("http://example.org/drug/colchicine"), "zh")).toBe("colchicine");
  });

  it("finds labels by language, then without one, then in English, then any", () => {
    const graph = graphOf([
      entity("a", "", { zh: "甲", en: "a-en" }),
      entity("b", "", { es: "b-es" }),
      fact("a", "r", "b"),
    ]);
    expect(["zh", "zh-CN", "es", "fr"].map((language) => graph.labelOf(0, language))).toEqual([
      "甲",
      "甲",
      "a-en",
      "a-en",
    ]);
    expect(graph.labelOf(1, "zh")).toBe("b-es");
    expect(graph.entityOf("nowhere")).toBe(-1);
  });

  it("is refused without a fact", () => {
    expect(() => graphOf([entity("a", "", { en: "a" })])).toThrow(/GRAPH_EMPTY|no fact/);
  });
});
