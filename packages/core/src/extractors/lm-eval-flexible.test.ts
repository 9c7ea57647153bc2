import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import lmEvalFlexible from "./lm-eval-flexible.ts";

const labels = ["Aspirin", "Ibuprofen (400 mg)", "Metformin", "İnsulin"].map((text, index) => ({
  label: "ABCDE".charAt(index),
  optionId: `o${index + 1}`,
  text,
}));

/** Labels joined (or "-"), the rule, and the deciding text of the reply (or null). */
function read(text: string, settings = {}, choose: "one" | "any" = "one"): readonly [string, string, string | null] {
  const prompt: Prompt = { messages: [], labels, answerForm: "label", choose, language: "en", hash: "0" };
  const reading = lmEvalFlexible.configure(settings).extract(plainCompletion(text), prompt);
  const { span } = reading;
  return [reading.labels.join("") || "-", reading.rule, span === null ? null : text.slice(...span)];
}

describe("lm-eval-flexible", () => {
  it.each([
    ["It is (C), not (D).", "D", "last-bracketed-letter", "(D)"],
    ["Stage (T) suggests (A) or (Z)", "-", "not-shown-labels", "(Z)"],
    ["Metformin beats **IBUPROFEN** 400mg? no: ibuprofen, 400 mg!", "B", "last-option-text", "ibuprofen, 400 mg"],
    ["...İ! İNSULIN.", "D", "last-option-text", "İNSULIN"],
    ["Answer: C. Or:\n B", "B", "last-letter-behind-colon", "B"],
    ["The answer is C.", "-", "no-answer", null],
    ["C", "-", "no-answer", null],
    ["", "-", "no-answer", null],
  ])("%j is %s by %s", (text, chosen, rule, deciding) => {
    expect(read(text)).toEqual([chosen, rule, deciding]);
  });
});
