import { describe, expect, it } from "vitest";
import { shippedPath } from "../base/shipped.ts";
import { foldedString } from "../text/fold-text.ts";
import { openKnowledgeGraph } from "./open-graph.ts";

const graph = await openKnowledgeGraph(shippedPath("exams/viva-sample/graph"));
const entities = Array.from({ length: graph.nEntities }, (_, at) => at);
const languages = ["zh", "en", "es"] as const;

/** What each relation may lead to from a disease. */
const tailTypes: Readonly<Record<string, readonly string[]>> = {
  symptom: ["symptom"],
  sign: ["sign"],
  test: ["test"],
  drug: ["drug"],
  procedure: ["procedure"],
  complication: ["disease"],
  mechanism: ["mechanism"],
  pathogen: ["pathogen"],
  "risk-factor": ["risk-factor", "disease", "drug", "procedure"],
  differential: ["disease"],
};

describe("the graph of the sample exam", () => {
  it("has at least 150 diseases, each with five facts of its own at least", () => {
    const own = new Map<number, number>();
    for (const head of graph.facts.heads) {
      own.set(head, (own.get(head) ?? 0) + 1);
    }
    const diseases = entities.filter((entity) => graph.typeOf(entity) === "disease");
    expect(diseases.length).toBeGreaterThanOrEqual(150);
    expect(diseases.filter((entity) => (own.get(entity) ?? 0) < 5).map(graph.keyOf)).toEqual([]);
  });

  it("has facts whose relation and types fit", () => {
    const { heads, relations, tails } = graph.facts;
    const wrong = Array.from(heads, (head, at) => {
      const relation = graph.relations[relations[at] ?? 0] ?? "";
      const tail = tails[at] ?? 0;
      const fits = graph.typeOf(head) === "disease" && tailTypes[relation]?.includes(graph.typeOf(tail)) === true;
      return fits ? "" : `${graph.keyOf(head)} ${relation} ${graph.keyOf(tail)} (${graph.typeOf(tail)})`;
    }).filter((text) => text !== "");
    expect(wrong).toEqual([]);
  });

  it("has a use for every entity, an id in kebab-case and one label in each language", () => {
    expect(entities.filter((entity) => (graph.edges.degrees[entity] ?? 0) === 0).map(graph.keyOf)).toEqual([]);
    expect(entities.map(graph.keyOf).filter((key) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key))).toEqual([]);
    const wrong = entities.filter((entity) => {
      const labels = graph.namesOf(entity).filter(({ kind }) => kind === "label");
      return languages.some((language) => labels.filter((name) => name.language === language).length !== 1);
    });
    expect(wrong.map(graph.keyOf)).toEqual([]);
  });

  it("has no name that stands for two entities in a language", () => {
    const owner = new Map<string, number>();
    const twice: string[] = [];
    for (const entity of entities) {
      for (const { text, language } of graph.namesOf(entity)) {
        const key = `${language} ${foldedString(text)}`;
        const other = owner.get(key);
        if (other !== undefined && other !== entity) {
          twice.push(`${key}: ${graph.keyOf(other)}, ${graph.keyOf(entity)}`);
        }
        owner.set(key, entity);
      }
    }
    expect(twice).toEqual([]);
  });

  it("writes Chinese labels with Chinese characters and the others with Latin ones", () => {
    const wrong = entities.flatMap((entity) =>
      graph
        .namesOf(entity)
        .filter(({ text, language, kind }) =>
          language === "zh" ? kind === "label" && !/\p{Script=Han}/u.test(text) : /\p{Script=Han}/u.test(text),
        )
        .map(({ text }) => text),
    );
    expect(wrong).toEqual([]);
  });
});
