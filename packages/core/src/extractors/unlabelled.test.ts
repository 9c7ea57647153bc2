import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import cmb from "./cmb.ts";
import cmexamLora from "./cmexam-lora.ts";
import type { Extractor } from "./define.ts";
import firstLabel from "./first-label.ts";
import layered from "./layered.ts";
import lmEvalFlexible from "./lm-eval-flexible.ts";
import lmEvalStrict from "./lm-eval-strict.ts";

const texts = ["High ferritin", "Low ferritin", "High haptoglobin", "Vitamin B"];
const prompt: Prompt = {
  messages: [{ role: "user", content: `Which?\n\n${texts.map((text) => `- ${text}`).join("\n")}` }],
  labels: texts.map((text, index) => ({ label: "", optionId: `o${index}`, text })),
  answerForm: "text",
  choose: "any",
  language: "en",
  hash: "0",
};
const read = (extractor: Extractor, text: string, asked: Prompt = prompt) => {
  const { status, optionIds, labels } = extractor.configure({}).extract(plainCompletion(text), asked);
  return { status, optionIds, labels };
};

describe("a prompt that shows no labels", () => {
  it.each(["A", "(B)", "The answer is C.", "Answer: A", "D", '{"answer": "B"}'])("leaves %j unread", (reply) => {
    expect(read(layered, reply)).toEqual({ status: "unreadable", optionIds: [], labels: [] });
  });

  it.each([
    ["Low ferritin", ["o1"]],
    ["Vitamin B.", ["o3"]],
    ["- Low ferritin\n- High haptoglobin", ["o1", "o2"]],
    ["Iron stores are empty.\nAnswer: Low ferritin", ["o1"]],
    ['{"answer": "Low ferritin; Vitamin B"}', ["o1", "o3"]],
  ])("is read by the options' texts: %j", (reply, optionIds) => {
    expect(read(layered, reply)).toEqual({ status: "chosen", optionIds, labels: [] });
  });

  it.each([
    ["对", "o0"],
    ["错误", "o3"],
    ["No.", "o5"],
    ["Sí", "o6"],
  ])("is read where texts are one word: %s", (reply, optionId) => {
    const words = ["对", "错", "正确", "错误", "Yes", "No", "Sí"];
    const labels = words.map((text, index) => ({ label: "", optionId: `o${index}`, text }));
    expect(read(layered, reply, { ...prompt, labels }).optionIds).toEqual([optionId]);
  });

  it("gives the scripts of papers no label to find, and the one that looks for texts the right option", () => {
    for (const script of [firstLabel, lmEvalStrict, cmb, cmexamLora, lmEvalFlexible]) {
      expect(read(script, "The answer is (B).").status).toBe("unreadable");
    }
    expect(read(lmEvalFlexible, "It is low ferritin")).toEqual({ status: "chosen", optionIds: ["o1"], labels: [] });
  });
});

it("looks for the question in the turn that put it, not in the last one", () => {
  const options = ["Tetany", "Fever", "Rash"];
  const shown = options.map((text, index) => `${"ABC"[index]}. ${text}`).join("\n");
  const labels = options.map((text, index) => ({ label: "ABC".charAt(index), optionId: `o${index}`, text }));
  const question = { role: "user", content: `All are signs EXCEPT:\n${shown}` } as const;
  const turns: Prompt["messages"] = [
    question,
    { role: "assistant", content: "A" },
    { role: "user", content: "Judge each again, then answer." },
  ];
  const reply = "A. Tetany is true\nB. Fever is true\nC. Rash is false";
  const asked = (messages: Prompt["messages"]) => read(layered, reply, { ...prompt, choose: "one", labels, messages });
  expect(asked(turns)).toEqual(asked([question]));
  expect(asked([question]).optionIds).toEqual(["o2"]);
});
