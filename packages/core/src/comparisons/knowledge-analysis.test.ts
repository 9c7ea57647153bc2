import { describe, expect, it } from "vitest";
import { sampleKnowledgeInput } from "./__fixtures__/sample-knowledge-input.ts";
import { knowledgeAnalysis } from "./knowledge-analysis.ts";
import { withheldKnowledge } from "./withheld-analyses.ts";

const near = (value: number) => expect.closeTo(value, 12);

describe("knowledgeAnalysis", () => {
  const analysis = knowledgeAnalysis(sampleKnowledgeInput);
  const row = (arm: string) => analysis.rows.find((one) => one.arm === arm);
  const arm = (name: string) => analysis.arms.find((one) => one.arm === name);

  it("counts an item that repeats changed in part, and none without points on both sides", () => {
    // i0 up, i1 from 1 to 1/3, i2 from 1/3 to 2/3, i4 and i5 as they were; i3 has no points without help.
    expect(row("p+seeds")).toMatchObject({
      accuracy: { value: near((1 + 1 / 3 + 2 / 3 + 1 + 1 + 0) / 6), nItems: 6 },
      majority: { value: near(4 / 6) },
      gain: { value: near(2 / 5) },
      harm: { value: near(1 / 5) },
      net: { value: near((1 - 2 / 3 + 1 / 3) / 5) },
    });
    expect(row("p+none")).toMatchObject({ gain: { value: 0 }, harm: { value: 0 }, net: { value: 0 } });
    expect(row("p")).toMatchObject({ gain: { value: null, why: "nothing was looked up" }, net: { value: null } });
  });

  it("holds seeds against explanations and replies, and leaves open what no graph can say", () => {
    expect(arm("p+seeds")).toMatchObject({
      recall: { value: near(3 / 6) },
      precision: { value: near((1 / 2 + 0 + 1 + 1 + 0) / 5) },
      withoutEntity: { value: near(1 / 6) },
      nothingFound: { value: near(1 / 6) },
    });
    expect(row("p+seeds")).toMatchObject({
      uptake: { value: near((0.5 + 0 + 1 + 1 + 0) / 5) },
      accuracyWithUptake: { value: near((1 + 2 / 3 + 1) / 3), nItems: 3 },
      accuracyWithoutUptake: { value: near((1 / 3 + 1) / 2), nItems: 2 },
    });
    const gone = { value: null, why: "the graph is not there to find entities with" };
    expect(arm("p+random")).toMatchObject({ recall: gone, withoutEntity: gone, nothingFound: { value: near(1 / 6) } });
    expect(row("p+random")?.uptake).toMatchObject(gone);
    expect(arm("p+none")).toMatchObject({ recall: { why: "no item was given seeds" }, nothingFound: { value: 1 } });
  });

  it("tests seeds against the baseline, every control and the upper bound, and adjusts over all of them", () => {
    expect(analysis.pairs.map(({ arm: first, against }) => [first, against])).toEqual([
      ["p+seeds", "p"],
      ["p+seeds", "p+random"],
      ["p+seeds", "p+none"],
      ["p+seeds", "p+oracle"],
    ]);
    expect(analysis.pairs[0]).toMatchObject({ nItems: 5, difference: { value: near((1 - 2 / 3 + 1 / 3) / 5) } });
    for (const { test } of analysis.pairs) {
      expect(test.holmP ?? 0).toBeGreaterThanOrEqual(test.p ?? 1);
    }
  });

  it("lists what changed, and draws examples among the items with seeds", () => {
    const changes = analysis.changes.filter((one) => one.arm === "p+seeds");
    expect(changes.map(({ itemId, kind }) => `${itemId} ${kind}`)).toEqual(["i0 gain", "i1 harm", "i2 gain"]);
    expect(changes[0]?.seeds).toEqual([
      { label: "seed a", explained: true },
      { label: "seed x", explained: false },
    ]);
    const examples = analysis.examples.filter((one) => one.arm === "p+seeds");
    // i5 was left as it was, but had no seeds.
    expect(examples.map(({ itemId, kind }) => `${itemId} ${kind}`).sort()).toEqual([
      "i0 gain",
      "i1 harm",
      "i2 gain",
      "i4 same",
    ]);
    expect(examples.find(({ itemId }) => itemId === "i1")).toMatchObject({ answerBefore: "A", answerAfter: "B" });
    expect(analysis.examples.find((one) => one.arm === "p+random")?.seeds?.[0]?.explained).toBeNull();
  });

  it("draws the same examples whatever the replies, by the item and the seed alone", () => {
    const shown = (seed: number) =>
      knowledgeAnalysis({ ...sampleKnowledgeInput, seed })
        .examples.filter((one) => one.arm === "p+oracle" && one.kind === "same")
        .map(({ itemId }) => itemId);
    expect(shown(1)).toEqual(shown(1));
    const drawn = new Set([1, 2, 3, 4, 5].map((seed) => shown(seed).join()));
    expect(drawn.size).toBeGreaterThan(1);
  });

  it("keeps seeds and replies back where items are withheld", () => {
    const { changes, examples, rows } = withheldKnowledge(analysis);
    expect(JSON.stringify([changes, examples])).not.toContain("seed ");
    expect(rows).toEqual(analysis.rows);
  });
});
