import { describe, expect, it } from "vitest";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { Mark } from "../records/score.ts";
import type { MarkedReply } from "./define.ts";
import keyPointRecall from "./key-point-recall.ts";
import optionReasoning from "./option-reasoning.ts";

const item: Item = {
  ...singleItem,
  stem: "A man has epigastric pain radiating to the back after a heavy meal. What is the diagnosis?",
  options: [
    { id: "a", text: "Acute pancreatitis" },
    { id: "b", text: "Peptic ulcer" },
    { id: "c", text: "Acute cholecystitis" },
  ],
  accepted: [["a"]],
  references: ["Acute pancreatitis raises serum lipase. There is no jaundice, which speaks against cholangitis."],
};

/** Shown in another order than the item's, so that labels and ids differ. */
const replyOf = (text: string): MarkedReply => ({
  completion: { text, finishReason: "stop" },
  prompt: {
    messages: [],
    labels: [
      { label: "A", optionId: "c", text: "Acute cholecystitis" },
      { label: "B", optionId: "a", text: "Acute pancreatitis" },
      { label: "C", optionId: "b", text: "Peptic ulcer" },
    ],
    answerForm: "label",
    choose: "one",
    language: "en",
    hash: "0".repeat(32),
  },
  adherence: null,
});

const chose = (...optionIds: string[]): Reading => ({
  status: "chosen",
  optionIds,
  labels: [],
  rule: "test",
  span: null,
});

const recall = (text: string, settings: unknown = {}, of: Item = item, reading = chose("a")): Mark =>
  keyPointRecall.configure(settings).score(reading, of, replyOf(text));
const reasoning = (text: string, of: Item = item, reading = chose("a")): Mark =>
  optionReasoning.configure({}).score(reading, of, replyOf(text));

describe("key-point-recall", () => {
  it("counts entities with the same polarity", () => {
    // pancreatitis, lipase, no jaundice, no cholangitis
    expect(recall("Lipase is raised and there is no jaundice: acute pancreatitis.")).toMatchObject({
      points: 0.75,
      parts: { recall: 0.75, precision: 1, contradicted: 0, "right-wrong-reason": 0 },
    });
    expect(recall("He has jaundice, so this is cholangitis.")).toMatchObject({
      points: 0,
      parts: { recall: 0, precision: 0, contradicted: 0.5, "right-wrong-reason": 1 },
    });
  });

  it("gives the reference itself 1 and an empty reply 0, without a precision", () => {
    expect(recall(item.references[0] ?? "")).toMatchObject({
      points: 1,
      parts: { recall: 1, precision: 1, contradicted: 0 },
    });
    const empty = recall("");
    expect(empty).toMatchObject({ points: 0, parts: { recall: 0, contradicted: 0 } });
    expect(empty).not.toHaveProperty("parts.precision");
  });

  it("takes the reference that suits best, or the first", () => {
    const several = { ...item, references: ["Serum amylase is raised.", "Gallstones are the cause."] };
    expect(recall("Gallstones.", {}, several)).toMatchObject({ points: 1 });
    expect(recall("Gallstones.", { references: "first" }, several)).toMatchObject({ points: 0 });
  });

  it("leaves out what the question names, other types, and has names of one's own", () => {
    expect(recall("Lipase is raised.", { newOnly: true })).toMatchObject({ points: 1 / 3 });
    expect(recall("Lipase is raised.", { types: ["test"] })).toMatchObject({ points: 1 });
    const own = { ...item, references: ["The Viva score is 7."] };
    expect(recall("Viva score 7", {}, own)).toEqual({ points: null, reason: "no-key-point" });
    expect(recall("A high Viva score", { names: { "viva-score": ["Viva score"] } }, own)).toMatchObject({ points: 1 });
  });

  it("says why there is no mark", () => {
    expect(recall("x", {}, { ...item, references: [] })).toEqual({ points: null, reason: "no-reference" });
    expect(recall("x", {}, { ...item, references: ["It is so."] })).toEqual({ points: null, reason: "no-key-point" });
    expect(recall("x", {}, { ...item, language: "fr" })).toEqual({ points: null, reason: "no-entity-list" });
    expect(keyPointRecall.configure({}).score(chose("a"), item)).toEqual({ points: null, reason: "no-reply" });
  });

  it("calls a reason wrong only of a right answer", () => {
    expect(recall("Heart failure.", {}, item, chose("b"))).toMatchObject({ parts: { "right-wrong-reason": 0 } });
    expect(recall("Heart failure.", { threshold: 0 })).toMatchObject({ parts: { "right-wrong-reason": 0 } });
    expect(recall("Heart failure.", {}, { ...item, accepted: [] })).not.toHaveProperty("parts.right-wrong-reason");
  });
});

describe("option-reasoning", () => {
  it("reads the labels of the prompt", () => {
    const text =
      "B is correct because lipase is raised in this disease. A is wrong because there is no Murphy sign. Peptic ulcer is unlikely, since the pain does not vary with meals.";
    expect(reasoning(text)).toMatchObject({
      points: 1,
      parts: { "key-argued": 1, "distractors-argued": 1, contradicted: 0, "right-wrong-reason": 0 },
    });
  });

  it("gives nothing for an announced answer or an empty reply", () => {
    expect(reasoning("The answer is B.")).toMatchObject({ points: 0, parts: { contradicted: 0 } });
    expect(reasoning("")).toMatchObject({ points: 0 });
    expect(reasoning("B is correct.")).toMatchObject({ points: 0 });
    expect(optionReasoning.configure({ bare: true }).score(chose("a"), item, replyOf("B is correct."))).toMatchObject({
      points: 0.5,
    });
  });

  it("finds the right answer with a wrong reason", () => {
    const text =
      "B is incorrect because lipase is normal in this man. C is correct since meals make the pain worse. Answer: B";
    expect(reasoning(text)).toMatchObject({
      points: 0,
      parts: { "key-argued": 0, "distractors-argued": 0, contradicted: 1, "right-wrong-reason": 1 },
    });
    expect(reasoning(text, item, chose("b"))).toMatchObject({ parts: { "right-wrong-reason": 0 } });
  });

  it("takes both styles of a question for the exception", () => {
    const exception: Item = { ...item, language: "zh", stem: "关于急性胰腺炎，下列说法错误的是", accepted: [["a"]] };
    const statements = "该病可有腹痛（A对），也可出现呕吐（C对）。血清脂肪酶不会降低（B错，为本题正确答案）。";
    const answers = "该病可有腹痛（A错），也可出现呕吐（C错）。血清脂肪酶降低的说法不成立（B对）。";
    for (const text of [statements, answers]) {
      expect(reasoning(text, exception)).toMatchObject({ points: 1, parts: { contradicted: 0 } });
    }
  });

  it("says why there is no mark", () => {
    expect(reasoning("x", { ...item, options: [] })).toEqual({ points: null, reason: "no-options" });
    expect(reasoning("x", { ...item, accepted: [] })).toEqual({ points: null, reason: "unkeyed" });
    expect(reasoning("x", { ...item, language: "pt" })).toEqual({ points: null, reason: "no-phrases" });
    expect(optionReasoning.configure({}).score(chose("a"), item)).toEqual({ points: null, reason: "no-reply" });
  });
});

describe("both", () => {
  it.each(["A", "A is wrong. ", "对", "A错", "\u202e<b>B</b>\u0000", "fever "])(
    "cope with a megabyte of %j",
    (unit) => {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const beginning = text.slice(0, 64_000);
      expect(recall(text)).toEqual(recall(beginning));
      expect(reasoning(text)).toEqual(reasoning(beginning));
      const chinese = { ...item, language: "zh" };
      expect(reasoning(text, chinese)).toEqual(reasoning(beginning, chinese));
    },
  );
});
