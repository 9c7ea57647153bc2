import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import lmEvalStrict from "./lm-eval-strict.ts";

const labels = ["Aspirin", "Ibuprofen", "Metformin", "Warfarin"].map((text, index) => ({
  label: "ABCDE".charAt(index),
  optionId: `o${index + 1}`,
  text,
}));

/** Labels joined (or "-"), the rule, and the deciding text of the reply (or null). */
function read(text: string, settings = {}, choose: "one" | "any" = "one"): readonly [string, string, string | null] {
  const prompt: Prompt = { messages: [], labels, answerForm: "label", choose, language: "en", hash: "0" };
  const reading = lmEvalStrict.configure(settings).extract(plainCompletion(text), prompt);
  const { span } = reading;
  return [reading.labels.join("") || "-", reading.rule, span === null ? null : text.slice(...span)];
}

describe("lm-eval-strict", () => {
  it.each([
    ["The answer is (C).", "C", "answer-phrase", "(C)"],
    ["The answer is (C)", "C", "answer-phrase", "(C"],
    ["So the correct answer is **c**.", "C", "answer-phrase", "**c**"],
    ["The answer is C", "-", "nothing-captured", ""],
    ["The answer is (C) Metformin.", "-", "not-one-label", "(C) Metformin"],
    ["The answer is A and C.", "-", "not-one-label", "A and C"],
    ["The answer is A.\nThe answer is C.", "A", "answer-phrase", "A"],
    ["The answer is \nThe answer is C.", "C", "answer-phrase", "C"],
    ["The answer is B😀", "B", "answer-phrase", "B"],
    ["The answer is", "-", "no-answer-phrase", null],
    ["C", "-", "no-answer-phrase", null],
  ])("%j is %s by %s", (text, chosen, rule, deciding) => {
    expect(read(text)).toEqual([chosen, rule, deciding]);
  });

  it("knows only one phrase with the pattern of gpqa", () => {
    expect(read("The final answer: C.")).toEqual(["C", "answer-phrase", "C"]);
    expect(read("The final answer: C.", { task: "gpqa-cot" })).toEqual(["-", "no-answer-phrase", null]);
    expect(read("The answer is C.", { task: "gpqa-cot" })).toEqual(["C", "answer-phrase", "C"]);
  });
});
