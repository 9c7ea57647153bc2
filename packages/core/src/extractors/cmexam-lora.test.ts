import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import cmexamLora from "./cmexam-lora.ts";

const labels = ["阿司匹林", "布洛芬", "二甲双胍 缓释片", "华法林", "胰岛素"].map((text, index) => ({
  label: "ABCDE".charAt(index),
  optionId: `o${index + 1}`,
  text,
}));

/** Labels joined (or "-"), the rule, and the deciding text of the reply (or null). */
function read(text: string, settings = {}, choose: "one" | "any" = "one"): readonly [string, string, string | null] {
  const prompt: Prompt = { messages: [], labels, answerForm: "label", choose, language: "zh", hash: "0" };
  const reading = cmexamLora.configure(settings).extract(plainCompletion(text), prompt);
  const { span } = reading;
  return [reading.labels.join("") || "-", reading.rule, span === null ? null : text.slice(...span)];
}

describe("cmexam-lora", () => {
  it.each([
    ["C", "C", "label-or-word-anywhere", "C"],
    ["DNA检测", "AD", "label-or-word-anywhere", "DNA"],
    ["应选二甲双胍", "C", "label-or-word-anywhere", "二甲双胍"],
    ["缓释片", "-", "no-answer", null],
    ["选C\n解释：A、B不对", "C", "label-or-word-anywhere", "C"],
    ["", "-", "missing-reply", null],
    ["N/A", "-", "missing-reply", null],
    ["不知道", "-", "no-answer", null],
  ])("%j is %s by %s", (text, chosen, rule, deciding) => {
    expect(read(text)).toEqual([chosen, rule, deciding]);
  });

  it("gives several labels on a single-choice item, which is no key there", () => {
    expect(read("A和B")).toEqual(["AB", "label-or-word-anywhere", "A和B"]);
  });

  it("reads nothing where an option has no text, because the script stops", () => {
    const bare = labels.map((label) => ({ ...label, text: " " }));
    const prompt: Prompt = {
      messages: [],
      labels: bare,
      answerForm: "label",
      choose: "one",
      language: "zh",
      hash: "0",
    };
    const reading = cmexamLora.configure({}).extract(plainCompletion("A"), prompt);
    expect([reading.status, reading.rule]).toEqual(["unreadable", "option-without-text"]);
  });
});
