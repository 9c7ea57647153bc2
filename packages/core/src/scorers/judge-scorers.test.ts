import { describe, expect, it } from "vitest";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { chosen } from "./__fixtures__/readings.ts";
import { keptReply } from "./__fixtures__/replies.ts";
import criteriaJudge from "./criteria-judge.ts";
import type { MarkedReply, Scorer } from "./define.ts";
import embeddingSimilarity from "./embedding-similarity.ts";
import referenceJudge from "./reference-judge.ts";
import rubricJudge from "./rubric-judge.ts";

const item: Item = { ...singleItem, references: ["Because of the iron."] };
const reading = chosen("B");

function said(text: string, asked?: readonly (string | null)[]): MarkedReply {
  return { ...keptReply, completion: { text, finishReason: "stop" }, ...(asked === undefined ? {} : { asked }) };
}

function mark(scorer: Scorer, settings: object, asked: readonly (string | null)[], of = item, text = "It is B.") {
  return scorer.configure(settings).score(reading, of, said(text, asked));
}

const rated = (value: number): string =>
  JSON.stringify({ accuracy: value, completeness: value, relevance: value, safety: value });

describe("rubric-judge", () => {
  it("gives the mean share of each criterion", () => {
    const asked = ['{"accuracy": 5, "completeness": 3, "relevance": 4, "safety": 1}'];
    expect(mark(rubricJudge, {}, asked)).toEqual({
      points: (1 + 0.5 + 0.75 + 0) / 4,
      min: 0,
      max: 1,
      parts: { accuracy: 1, completeness: 0.5, relevance: 0.75, safety: 0 },
    });
  });

  it("asks every judge the same and names each", () => {
    const scorer = rubricJudge.configure({ judges: ["a", "b", "a"] });
    const requests = scorer.requests?.(reading, item, said("It is B.")) ?? [];
    expect(requests.map(({ model }) => model)).toEqual(["a", "b"]);
    expect(new Set(requests.map((request) => JSON.stringify({ ...request, model: "" }))).size).toBe(1);
    expect(scorer.parts).toEqual(["accuracy", "completeness", "relevance", "safety", "disagreement"]);
  });

  it("gives no points unless every judge's reply can be read, and never a zero for it", () => {
    const two = { judges: ["a", "b"] };
    expect(mark(rubricJudge, two, [rated(5), null])).toEqual({ points: null, reason: "judge-failed" });
    expect(mark(rubricJudge, two, [rated(5), "well"])).toEqual({ points: null, reason: "judge-unreadable" });
    expect(mark(rubricJudge, two, [rated(5), rated(1)])).toMatchObject({ points: 0.5, parts: { disagreement: 1 } });
    expect(mark(rubricJudge, {}, [])).toEqual({ points: null, reason: "not-judged" });
    expect(rubricJudge.configure({}).score(reading, item)).toEqual({ points: null, reason: "no-reply" });
  });

  it("earns nothing for an empty reply and shows it to nobody", () => {
    const scorer = rubricJudge.configure({});
    expect(scorer.requests?.(reading, item, said(" \n"))).toEqual([]);
    expect(mark(rubricJudge, {}, [], item, " ")).toMatchObject({ points: 0, parts: { accuracy: 0 } });
  });

  it("rates criteria of your own by your anchors", () => {
    const anchors = ["one", "two", "three", "four", "five"];
    const settings = {
      criteria: ["safety", { name: "empathy", meaning: "Is it kind?", anchors }],
      reference: "hidden",
    };
    const [request] = rubricJudge.configure(settings).requests?.(reading, item, said("It is B.")) ?? [];
    const text = request?.kind === "chat" ? request.messages.map(({ content }) => content).join("\n") : "";
    expect(text).toContain("empathy: Is it kind?\n1: one\n2: two\n3: three\n4: four\n5: five");
    expect(text).not.toContain("Because of the iron.");
    expect(mark(rubricJudge, settings, ['{"safety": 5, "empathy": "2/5"}'])).toMatchObject({
      points: 0.625,
      parts: { safety: 1, empathy: 0.25 },
    });
    expect(() => rubricJudge.configure({ criteria: ["safety", "safety"] })).toThrow(/twice/);
    expect(() => rubricJudge.configure({ criteria: [{ name: "reason", meaning: "?", anchors }] })).toThrow();
  });

  it("keeps how each judgement was written as data", () => {
    const judgements = rubricJudge
      .configure({ judges: ["a", "b", "c", "d"] })
      .judgements?.(item, said("r", [rated(4), `So: ${rated(4)}`, "no", null]));
    expect(judgements?.map(({ judge, form, points }) => [judge, form, points])).toEqual([
      ["a", "strict", 0.75],
      ["b", "lenient", 0.75],
      ["c", "unreadable", null],
      ["d", "failed", null],
    ]);
  });
});

describe("criteria-judge", () => {
  const rubric = [
    { criterion: "Names iron", points: 5 },
    { criterion: "Advises endoscopy", points: 3 },
    { criterion: "Advises aspirin", points: -4 },
  ];
  const ofRubric: Item = { ...item, rubric };
  const met = (...values: readonly (boolean | null)[]): (string | null)[] =>
    values.map((value) => (value === null ? null : JSON.stringify({ reason: "…", met: value })));

  it("puts one question a criterion, the criterion behind the reply", () => {
    const requests = criteriaJudge.configure({}).requests?.(reading, ofRubric, said("Take iron.")) ?? [];
    const texts = requests.map((request) => (request.kind === "chat" ? (request.messages[1]?.content ?? "") : ""));
    expect(texts.map((text) => text.split("\n").at(-1))).toEqual(rubric.map(({ criterion }) => criterion));
    expect(new Set(texts.map((text) => text.slice(0, text.lastIndexOf("\n")))).size).toBe(1);
  });

  it("is the points met over those that can be earned, clipped, with the raw score in the counts", () => {
    expect(mark(criteriaJudge, {}, met(true, false, false), ofRubric)).toEqual({
      points: 5 / 8,
      min: 0,
      max: 1,
      parts: { positive: 5 / 8, negative: 0 },
      counts: [5 / 8, 1],
    });
    expect(mark(criteriaJudge, {}, met(false, true, true), ofRubric)).toMatchObject({
      points: 0,
      parts: { positive: 3 / 8, negative: 1 },
      counts: [-1 / 8, 1],
    });
  });

  it("clips the mean over replies and not the replies, as HealthBench does", () => {
    const { corpus } = criteriaJudge.configure({});
    const raw = [5 / 8, -1 / 8, 1];
    expect(
      corpus?.value(
        Float64Array.of(
          raw.reduce((sum, one) => sum + one, 0),
          3,
        ),
      ),
    ).toEqual({ healthbench: 0.5 });
    expect(corpus?.value(Float64Array.of(-3, 4))).toEqual({ healthbench: 0 });
    expect(corpus?.value(Float64Array.of(0, 0))).toEqual({ healthbench: null });
  });

  it("gives no points where one criterion is left open, or the item has none to earn", () => {
    expect(mark(criteriaJudge, {}, met(true, null, false), ofRubric)).toEqual({ points: null, reason: "judge-failed" });
    const open = [...met(true, true).slice(0, 2), "perhaps"];
    expect(mark(criteriaJudge, {}, open, ofRubric)).toEqual({ points: null, reason: "judge-unreadable" });
    expect(mark(criteriaJudge, {}, [], item)).toEqual({ points: null, reason: "no-rubric" });
    const onlyBad = { ...item, rubric: [{ criterion: "Advises aspirin", points: -4 }] };
    expect(mark(criteriaJudge, {}, [], onlyBad)).toEqual({ points: null, reason: "no-rubric" });
  });
});

describe("reference-judge", () => {
  it.each([
    ['{"agrees": "yes"}', 1],
    ['{"agrees": "partly"}', 0.5],
    ['{"agrees": "No"}', 0],
  ])("gives %s %d", (reply, points) => {
    expect(mark(referenceJudge, {}, [reply])).toEqual({ points, min: 0, max: 1 });
  });

  it("takes the key for the reference where there is no other, and marks nothing without either", () => {
    const keyed = { ...item, references: [] };
    expect(mark(referenceJudge, {}, ['{"agrees": "yes"}'], keyed)).toMatchObject({ points: 1 });
    expect(mark(referenceJudge, {}, [], { ...keyed, accepted: [] })).toEqual({ points: null, reason: "no-reference" });
    expect(mark(referenceJudge, {}, ["maybe"])).toEqual({ points: null, reason: "judge-unreadable" });
  });
});

describe("embedding-similarity", () => {
  it("is the cosine with the nearest reference", () => {
    const several = { ...item, references: ["one", "", "other"] };
    expect(mark(embeddingSimilarity, {}, ["[1,0]", "[0,2]", "[3,4]"], several)).toMatchObject({ points: 0.6 });
    expect(mark(embeddingSimilarity, { references: "first" }, ["[1,0]", "[0,2]"], several)).toMatchObject({
      points: 0,
    });
    expect(mark(embeddingSimilarity, {}, ["[1,0]", "[-1,0]"])).toMatchObject({ points: 0 });
  });

  it("gives no points for what is no vector", () => {
    for (const other of ["", "[]", "[0,0]", "[1,2,3]", '["a","b"]', "{}", "<html>"]) {
      expect(mark(embeddingSimilarity, {}, ["[1,0]", other])).toEqual({ points: null, reason: "embedding-unreadable" });
    }
    expect(mark(embeddingSimilarity, {}, ["[1,0]", null])).toEqual({ points: null, reason: "embedding-failed" });
    expect(mark(embeddingSimilarity, {}, [], item, "")).toMatchObject({ points: 0 });
  });
});
