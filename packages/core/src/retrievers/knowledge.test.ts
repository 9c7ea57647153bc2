import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemsForContracts, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { checkRetriever } from "./conformance.ts";
import type { Retriever } from "./define.ts";
import knowledgeSeeds from "./knowledge-seeds.ts";
import oracleSeeds from "./oracle-seeds.ts";
import randomSeeds from "./random-seeds.ts";
import rawTriples from "./raw-triples.ts";

let folder = "";
const context = { resolvePath: (path: string) => join(folder, path) };
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-knowledge-"));
  writeFileSync(
    join(folder, "graph.tsv"),
    [
      ["iron deficiency", "test", "ferritin"],
      ["iron deficiency", "test", "transferrin saturation"],
      ["iron deficiency", "drug", "ferrous sulfate"],
      ["haemochromatosis", "test", "ferritin"],
      ["haemolysis", "test", "haptoglobin"],
    ]
      .map(([head, relation, tail]) => [head, relation, tail, "disease", relation].join("\t"))
      .join("\n")
      .replace(/^/, "head\trelation\ttail\thead_type\ttail_type\n"),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const found = async (retriever: Retriever, settings: object, item: Item = singleItem) =>
  (await retriever.configure({ graph: "graph.tsv", words: false, ...settings }, context).open()).retrieve(item);

describe.each([
  ["knowledge-seeds", knowledgeSeeds],
  ["random-seeds", randomSeeds],
  ["oracle-seeds", oracleSeeds],
  ["raw-triples", rawTriples],
] as const)("%s", (name, retriever) => {
  it("keeps the contract of a retriever, over a graph of one's own and over the shipped one", async () => {
    const settings = { graph: "graph.tsv" };
    expect(await checkRetriever(retriever, settings, context, itemsForContracts, name)).toEqual([]);
    expect(await checkRetriever(retriever, {}, context, itemsForContracts, name)).toEqual([]);
  });

  it("names the files it reads, and says which graph is not there", () => {
    expect(retriever.configure({ graph: "graph.tsv" }, context).files).toEqual([join(folder, "graph.tsv")]);
    expect(retriever.configure({}, context).files.length).toBeGreaterThan(10);
    expect(() => retriever.configure({ graph: "absent" }, context)).toThrow(/absent/);
  });
});

describe("what retrievers of knowledge find", () => {
  it("seeds: what the graph leads to, each with its record", async () => {
    const passages = await found(knowledgeSeeds, {});
    expect(passages.map(({ text }) => text)).toEqual(["ferrous sulfate", "transferrin saturation", "ferritin"]);
    expect(passages[0]).toMatchObject({
      id: "ferrous sulfate",
      source: "graph.tsv",
      seed: { type: "drug", supports: [{ hops: 1, entity: { label: "iron deficiency" } }] },
    });
    expect((await found(knowledgeSeeds, { text: "path" })).map(({ text }) => text)[0]).toBe(
      "drug used in iron deficiency: ferrous sulfate",
    );
  });

  it("the option guard is on unless a setting takes it off", async () => {
    const sees = (settings: object) => knowledgeSeeds.configure({ graph: "graph.tsv", ...settings }, context).sees;
    expect(sees({})).toEqual({ options: false, references: false });
    expect(sees({ options: true })).toEqual({ options: true, references: false });
    expect(knowledgeSeeds.readsOptions).toBe("by-setting");
    const noStem: Item = { ...singleItem, stem: "Which is it?", options: [{ id: "A", text: "haemolysis" }] };
    expect(await found(knowledgeSeeds, {}, noStem)).toEqual([]);
    expect((await found(knowledgeSeeds, { options: true }, noStem)).map(({ text }) => text)).toEqual(["haptoglobin"]);
  });

  it("random seeds: as many, of the same types, none of them a seed", async () => {
    const seeds = await found(knowledgeSeeds, { count: 2 });
    const drawn = await found(randomSeeds, { count: 2 });
    expect(drawn.map(({ seed }) => seed?.type)).toEqual(
      seeds.map(({ seed }) => seed?.type).filter((type) => type !== "drug"),
    );
    expect(drawn.filter(({ id }) => seeds.some((seed) => seed.id === id))).toEqual([]);
    expect(drawn.every(({ score }) => score === 0)).toBe(true);
  });

  it("random seeds with facts: the same seeds, each with a fact of the graph about it that names nothing of the question", async () => {
    const drawn = await found(randomSeeds, {});
    const told = await found(randomSeeds, { text: "path" });
    expect(told.map(({ id }) => id)).toEqual(drawn.map(({ id }) => id));
    expect(told.map(({ seed }) => seed)).toEqual(drawn.map(({ seed }) => seed));
    // One seed of the type is left to be drawn, and it has one fact.
    expect(drawn.map(({ text }) => text)).toEqual(["haptoglobin"]);
    expect(told.map(({ text }) => text)).toEqual(["investigation in haemolysis: haptoglobin"]);
  });

  it("oracle seeds: entities of the explanation, declared to leak", async () => {
    expect(oracleSeeds.readsReferences).toBe(true);
    expect(oracleSeeds.configure({ graph: "graph.tsv" }, context).sees.references).toBe(true);
    expect((await found(oracleSeeds, {})).map(({ text }) => text)).toEqual(["ferritin"]);
    expect(await found(oracleSeeds, {}, { ...singleItem, references: [] })).toEqual([]);
    expect(knowledgeSeeds.readsReferences || randomSeeds.readsReferences || rawTriples.readsReferences).toBe(false);
  });

  it("raw triples: the facts as they stand, the rarer end first", async () => {
    expect(await found(rawTriples, { top: 2 })).toMatchObject([
      { id: "iron deficiency|drug|ferrous sulfate", text: "drug used in iron deficiency: ferrous sulfate" },
      { id: "iron deficiency|test|transferrin saturation" },
    ]);
  });
});
