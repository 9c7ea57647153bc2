import { describe, expect, it } from "vitest";
import { z } from "zod";
import { entity, fact, graphOf, smallStatements } from "./__fixtures__/small-graph.ts";
import { createSeedFinder } from "./seed-finder.ts";
import { seedQuestionOf } from "./seed-question.ts";
import { seedSettingsOf, seedSettingsShape } from "./seed-settings.ts";

const graph = graphOf(smallStatements);
const finderWith = (settings: Readonly<Record<string, unknown>>, of = graph) =>
  createSeedFinder(of, seedSettingsOf(z.strictObject(seedSettingsShape).parse(settings)));
const question = (text: string, language = "en") => ({ id: "q", language, text });
const scores = (settings: Readonly<Record<string, unknown>>, text: string) =>
  finderWith(settings)
    .find(question(text))
    .seeds.map(({ id, score }) => [id, Number(score.toFixed(6))]);

describe("seeds", () => {
  it("have the scores one computes by hand", () => {
    // N = 6. Pneumonia: both symptoms lead to it, 3 neighbours; influenza: one of two, 2 neighbours.
    expect(scores({}, "A man has fever and a cough.")).toEqual([
      ["pneumonia", Number((Math.log(7 / 4) * 2 * 2).toFixed(6))],
      ["influenza", Number((Math.log(7 / 3) * 1.5 * 1).toFixed(6))],
    ]);
    // Two facts: the radiograph through pneumonia from both, oseltamivir through influenza from fever, decay 0.5.
    expect(scores({ hops: 2 }, "A man has fever and a cough.")).toEqual([
      ["chest-radiograph", Number((Math.log(7 / 2) * 2 * (0.5 + 0.5)).toFixed(6))],
      ["pneumonia", Number((Math.log(7 / 4) * 2 * 2).toFixed(6))],
      ["influenza", Number((Math.log(7 / 3) * 1.5).toFixed(6))],
      ["oseltamivir", Number((Math.log(7 / 2) * 1.5 * 0.5).toFixed(6))],
    ]);
    expect(scores({ hops: 2, decay: 0.1, supportBonus: 0 }, "fever")).toEqual([
      ["influenza", Number(Math.log(7 / 3).toFixed(6))],
      ["pneumonia", Number(Math.log(7 / 4).toFixed(6))],
      ["chest-radiograph", Number((Math.log(7 / 2) * 0.1).toFixed(6))],
      ["cough", Number((Math.log(7 / 2) * 0.1).toFixed(6))],
      ["oseltamivir", Number((Math.log(7 / 2) * 0.1).toFixed(6))],
    ]);
  });

  it("follow weighted relations only, and weigh facts", () => {
    expect(scores({ relations: { symptom: 3 } }, "fever")).toEqual([
      ["influenza", Number((Math.log(7 / 3) * 2 * 3).toFixed(6))],
      ["pneumonia", Number((Math.log(7 / 4) * 2 * 3).toFixed(6))],
    ]);
    expect(scores({ relations: ["drug"] }, "fever")).toEqual([]);
    const weighted = graphOf([...smallStatements, fact("pneumonia", "symptom", "fever", 2.5)]);
    expect(finderWith({}, weighted).find(question("fever")).seeds[0]).toMatchObject({
      id: "pneumonia",
      score: Math.log(7 / 4) * 2 * 2.5,
    });
  });

  it("say who speaks for them and along which facts", () => {
    const { seeds, mentions, nCandidates } = finderWith({ hops: 2 }).find(question("发热，无咳嗽。", "zh"));
    expect(mentions.map(({ text, polarity, method }) => [text, polarity, method])).toEqual([
      ["发热", "affirmed", "exact"],
      ["咳嗽", "negated", "exact"],
    ]);
    expect(nCandidates).toBe(4);
    const drug = seeds.find(({ id }) => id === "oseltamivir");
    const fever = { id: "fever", label: "发热" };
    const influenza = { id: "influenza", label: "流行性感冒" };
    expect(drug).toMatchObject({ label: "奥司他韦", type: "drug" });
    expect(drug?.supports).toEqual([
      {
        entity: fever,
        hops: 2,
        strength: 0.5,
        path: [
          { from: fever, relation: "symptom", reversed: true, to: influenza },
          { from: influenza, relation: "drug", reversed: false, to: { id: "oseltamivir", label: "奥司他韦" } },
        ],
      },
    ]);
  });

  it("are not inferred from what the question rules out, unless asked for, and never repeat it", () => {
    expect(
      finderWith({})
        .find(question("No fever. Cough."))
        .seeds.map(({ id }) => id),
    ).toEqual(["pneumonia"]);
    expect(
      finderWith({ negated: "use" })
        .find(question("No fever."))
        .seeds.map(({ id }) => id),
    ).toEqual(["influenza", "pneumonia"]);
    expect(
      finderWith({})
        .find(question("Fever; influenza is excluded."))
        .seeds.map(({ id }) => id),
    ).toEqual(["pneumonia"]);
  });

  it("are none for a question that names nothing, and for k = 0", () => {
    expect(finderWith({}).find(question("What is the most likely diagnosis?"))).toEqual({
      mentions: [],
      nCandidates: 0,
      seeds: [],
    });
    expect(finderWith({ count: 0 }).find(question("fever")).seeds).toEqual([]);
  });

  it("do not lead through what everything has", () => {
    const ids = (mostNeighbours: number) =>
      finderWith({ hops: 2, mostNeighbours })
        .find(question("chest radiograph"))
        .seeds.map(({ id }) => id);
    expect(ids(3)).toEqual(["pneumonia", "cough", "fever"].sort((a, b) => ids(3).indexOf(a) - ids(3).indexOf(b)));
    expect(ids(2)).toEqual(["pneumonia"]);
  });

  it("take the heaviest of several shortest ways", () => {
    const two = graphOf([
      entity("a", "x", { en: "alpha" }),
      fact("a", "weak", "b"),
      fact("a", "strong", "c"),
      fact("b", "weak", "d"),
      fact("c", "strong", "d"),
    ]);
    const seed = finderWith({ hops: 2, relations: { weak: 1, strong: 2 } }, two)
      .find(question("alpha"))
      .seeds.find(({ id }) => id === "d");
    expect(seed?.supports[0]).toMatchObject({ strength: 2, path: [{ to: { id: "c" } }, { to: { id: "d" } }] });
  });

  it("read the shared stem and the text an item is read with", () => {
    const text = seedQuestionOf({
      id: "1",
      language: "en",
      stem: "What next?",
      context: "A report.",
      group: { id: "g", kind: "shared-stem", order: 1, text: "A man with fever." },
    }).text;
    expect(text).toBe("A report.\nA man with fever.\nWhat next?");
  });
});
