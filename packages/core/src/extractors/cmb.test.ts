import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import cmb from "./cmb.ts";

const labels = ["阿司匹林", "布洛芬", "二甲双胍", "华法林", "胰岛素"].map((text, index) => ({
  label: "ABCDE".charAt(index),
  optionId: `o${index + 1}`,
  text,
}));

/** Labels joined (or "-"), the rule, and the deciding text of the reply (or null). */
function read(text: string, settings = {}, choose: "one" | "any" = "one"): readonly [string, string, string | null] {
  const prompt: Prompt = { messages: [], labels, answerForm: "label", choose, language: "zh", hash: "0" };
  const reading = cmb.configure(settings).extract(plainCompletion(text), prompt);
  const { span } = reading;
  return [reading.labels.join("") || "-", reading.rule, span === null ? null : text.slice(...span)];
}

describe("cmb", () => {
  it.each([
    ["答案是C。A不对", "C", "answer-phrase", "C"],
    ["正确选项为：D.", "D", "answer-phrase", "D"],
    ["答案应该是B", "B", "answer-phrase", "B"],
    ["答案:D，不选A", "D", "every-capital", "D"],
    ["CT提示选A", "C", "every-capital", "C"],
    ["IgG升高，选A", "-", "not-shown-labels", "G"],
    ["答案是二甲双胍。选C", "-", "no-answer", "答案是"],
    ["不知道", "-", "no-answer", null],
  ])("one option: %j is %s by %s", (text, chosen, rule, deciding) => {
    expect(read(text)).toEqual([chosen, rule, deciding]);
  });

  it.each([
    ["答案是A、C、D。B不对", "ACD", "answer-phrase", "A、C、D"],
    ["选ACE", "ACE", "every-capital", "ACE"],
    ["答案是CA。", "-", "out-of-order", "CA"],
    ["A对，C对，选AC", "-", "repeated-label", "A对，C对，选AC"],
    ["B。A、A、A、B。", "-", "repeated-label", "B。A、A、A、B"],
    ["选AE，MCV高，CA低", "-", "repeated-label", "AE，MCV高，CA"],
    ["GA，GA", "-", "not-shown-labels", "GA，GA"],
  ])("several options: %j is %s by %s", (text, chosen, rule, deciding) => {
    expect(read(text, {}, "any")).toEqual([chosen, rule, deciding]);
  });
});
