import { describe, expect, it } from "vitest";
import type { Item } from "../records/item.ts";
import { createEntityFinder } from "../text/entity-finder.ts";
import { graphFromExplanations } from "./medical-text-graph.ts";
import { createTestedTexts } from "./tested-texts.ts";
import { createTextGraph } from "./text-graph.ts";

const finder = createEntityFinder(
  [
    { id: "gout", type: "disease", name: "gout" },
    { id: "asthma", type: "disease", name: "asthma" },
    { id: "wheeze", type: "sign", name: "wheeze" },
    { id: "tophi", type: "sign", name: "tophi" },
    { id: "colchicine", type: "drug", name: "colchicine" },
  ],
  "en",
);
const read = (texts: readonly string[], atLeast = 1, tested = createTestedTexts()) => {
  const graph = createTextGraph(() => finder, tested, { atLeast, source: "texts" });
  for (const text of texts) {
    graph.add(text, "en");
  }
  const { statements, counts } = graph.finish();
  const facts = statements.flatMap((one) =>
    one.kind === "triple" ? [[one.head, one.relation, one.tail, Number(one.weight.toFixed(6))]] : [],
  );
  return { facts, counts };
};

describe("a graph from texts", () => {
  it("weighs pairs by normalised PMI, as one computes by hand", () => {
    // Five sentences: gout 3, tophi 2, colchicine 1, asthma 2, wheeze 2.
    const { facts, counts } = read([
      "Gout gives tophi. Tophi prove gout. Gout is treated with colchicine.",
      "Asthma gives a wheeze. A wheeze comes with asthma.",
    ]);
    expect(facts).toEqual([
      ["gout", "sign", "tophi", Number((Math.log((2 * 5) / (3 * 2)) / -Math.log(2 / 5)).toFixed(6))],
      ["gout", "drug", "colchicine", Number((Math.log((1 * 5) / (3 * 1)) / -Math.log(1 / 5)).toFixed(6))],
      ["asthma", "sign", "wheeze", 1],
    ]);
    expect(counts).toEqual({
      texts: 2,
      sentences: 5,
      leftOut: { ngram: 0, nearDuplicate: 0 },
      tooMany: 0,
      withPairs: 5,
      pairs: 3,
      facts: 3,
    });
  });

  it("keeps no pair that stands together too rarely, or no more often than by chance", () => {
    expect(
      read(["Gout gives tophi.", "Tophi prove gout.", "Asthma and wheeze."], 2).facts.map(([head]) => head),
    ).toEqual(["gout"]);
    expect(read(["Gout and asthma.", "Gout.", "Asthma.", "Gout and asthma."]).facts).toEqual([]);
  });

  it("learns nothing from what a sentence rules out", () => {
    expect(read(["Asthma without tophi.", "Gout with tophi."]).facts.map(([head, , tail]) => [head, tail])).toEqual([
      ["gout", "tophi"],
    ]);
  });

  it("goes by types", () => {
    expect(read(["Gout or asthma.", "No."]).facts[0]?.slice(0, 3)).toEqual(["asthma", "associated-disease", "gout"]);
    expect(read(["Tophi, wheeze.", "No."]).facts[0]?.slice(0, 3)).toEqual(["tophi", "associated", "wheeze"]);
  });

  it("leaves out and counts sentences that repeat a tested item", () => {
    const tested = createTestedTexts();
    tested.add("A man of 50 years has had gout with large tophi over both of his elbows for ten years now.");
    tested.add("Asthma gives a wheeze at night in most children.");
    const { facts, counts } = read(
      [
        "Remember: he had GOUT, with large tophi over both of his elbows for ten years: that is advanced.",
        "Asthma gives a wheeze at night in most.",
        "Colchicine is for gout. It is not for others.",
      ],
      1,
      tested,
    );
    expect(counts.leftOut).toEqual({ ngram: 1, nearDuplicate: 1 });
    expect(counts.sentences).toBe(4);
    expect(facts.map(([head, , tail]) => [head, tail])).toEqual([["gout", "colchicine"]]);
  });

  it("compares Chinese by characters", () => {
    const tested = createTestedTexts();
    tested.add("急性心肌梗死患者心电图表现为ST段弓背向上抬高，可见病理性Q波。");
    expect(tested.repeats("心肌梗死患者心电图表现为ST段弓背向上抬高")).toBe("ngram");
    expect(tested.repeats("可见病理性Q波")).toBe("near-duplicate");
    expect(tested.repeats("痛风患者可见痛风石")).toBe(null);
    expect(tested.repeats("无")).toBe(null);
  });

  it("reads explanations with the medical lists and names what it found in three languages", async () => {
    const item = (id: string, explanation: string): Item => ({
      id,
      language: "en",
      kind: "single",
      stem: `Question ${id}`,
      options: [],
      accepted: [],
      tags: {},
      references: [explanation],
      weight: 1,
    });
    const train = [item("1", "Gout: colchicine relieves it."), item("2", "Colchicine in gout."), item("3", "Asthma.")];
    const { statements } = await graphFromExplanations(train, [], { atLeast: 2, source: "train", ngram: 13 });
    expect(statements.filter(({ kind }) => kind === "triple")).toMatchObject([
      { head: "gout", relation: "drug", tail: "colchicine", source: "train" },
    ]);
    expect(
      statements.flatMap((one) =>
        one.kind === "entity" && one.id === "gout"
          ? one.names.filter(({ kind }) => kind === "label").map(({ text, language }) => `${language} ${text}`)
          : [],
      ),
    ).toEqual(["zh 痛风", "en gout", "es gota"]);
  });
});
