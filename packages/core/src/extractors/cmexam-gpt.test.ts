import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import cmexamGpt from "./cmexam-gpt.ts";

const labels = ["阿司匹林", "布洛芬", "二甲双胍", "华法林", "胰岛素"].map((text, index) => ({
  label: "ABCDE".charAt(index),
  optionId: `o${index + 1}`,
  text,
}));

/** Labels joined (or "-"), the rule, and the deciding text of the reply (or null). */
function read(text: string, settings = {}, choose: "one" | "any" = "one"): readonly [string, string, string | null] {
  const prompt: Prompt = { messages: [], labels, answerForm: "label", choose, language: "zh", hash: "0" };
  const reading = cmexamGpt.configure(settings).extract(plainCompletion(text), prompt);
  const { span } = reading;
  return [reading.labels.join("") || "-", reading.rule, span === null ? null : text.slice(...span)];
}

describe("cmexam-gpt", () => {
  it.each([
    ["答案：C，解释：一线药物", "C", "answer-phrase", "C"],
    ["答案：ABD，\n解释：均可", "ABD", "answer-phrase", "ABD"],
    ["答案：C，解释：因为一线，所以选", "-", "not-shown-labels", "C，解释：因为一线"],
    ["答案：C\n解释：一线药物，安全", "-", "no-answer-phrase", null],
    ["答案：C,解释：一线药物", "-", "no-answer-phrase", null],
    ["答案：C，一线药物", "-", "no-explanation-phrase", "C"],
    ["答案：，解释：无", "-", "no-answer", ""],
    ["答案： C，解释：无", "-", "not-shown-labels", " C"],
    ["答案：CA，解释：无", "-", "out-of-order", "CA"],
    ["答案：AA，解释：无", "-", "repeated-label", "AA"],
  ])("%j is %s by %s", (text, chosen, rule, deciding) => {
    expect(read(text)).toEqual([chosen, rule, deciding]);
  });
});
