import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import firstLabel from "./first-label.ts";

const labels = ["Aspirin", "Ibuprofen", "Metformin", "Warfarin"].map((text, index) => ({
  label: "ABCDE".charAt(index),
  optionId: `o${index + 1}`,
  text,
}));

/** Labels joined (or "-"), the rule, and the deciding text of the reply (or null). */
function read(text: string, settings = {}, choose: "one" | "any" = "one"): readonly [string, string, string | null] {
  const prompt: Prompt = { messages: [], labels, answerForm: "label", choose, language: "en", hash: "0" };
  const reading = firstLabel.configure(settings).extract(plainCompletion(text), prompt);
  const { span } = reading;
  return [reading.labels.join("") || "-", reading.rule, span === null ? null : text.slice(...span)];
}

describe("first-label", () => {
  it.each([
    ["The answer is C.", "C", "first-stand-alone-label", "C"],
    ["A patient like this needs C.", "A", "first-stand-alone-label", "A"],
    ["**B** is wrong; C", "B", "first-stand-alone-label", "B"],
    ["B12 and DNA, so c or É", "-", "no-answer", null],
    ["答案是C", "-", "no-answer", null],
    ["", "-", "no-answer", null],
  ])("%j is %s by %s", (text, chosen, rule, deciding) => {
    expect(read(text)).toEqual([chosen, rule, deciding]);
  });

  it("finds a label between Chinese characters with the ASCII boundary", () => {
    expect(read("答案是C", { boundary: "ascii" })).toEqual(["C", "first-stand-alone-label", "C"]);
    expect(read("B12，DNA_A", { boundary: "ascii" })).toEqual(["-", "no-answer", null]);
  });

  it("chooses one label where several may be chosen", () => {
    expect(read("A and C", {}, "any")).toEqual(["A", "first-stand-alone-label", "A"]);
  });
});
