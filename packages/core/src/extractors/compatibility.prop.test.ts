import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Reading } from "../records/answer.ts";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt, PromptLabel } from "../records/prompt.ts";
import cmb from "./cmb.ts";
import cmexamGpt from "./cmexam-gpt.ts";
import cmexamLora from "./cmexam-lora.ts";
import firstLabel from "./first-label.ts";
import lmEvalFlexible from "./lm-eval-flexible.ts";
import lmEvalStrict from "./lm-eval-strict.ts";

const extractors = [cmexamLora, cmexamGpt, cmb, lmEvalStrict, lmEvalFlexible, firstLabel].map(
  (plugin) => [plugin.name, plugin.configure({})] as const,
);

const options: readonly PromptLabel[] = ["Aspirin", "布洛芬", "Metformin (XR)", "İnsulin glargine"].map(
  (text, index) => ({
    label: "ABCD".charAt(index),
    optionId: `o${index}`,
    text,
  }),
);

function promptOf(labels: readonly PromptLabel[], choose: "one" | "any"): Prompt {
  return { messages: [], labels, answerForm: "label", choose, language: "en", hash: "0" };
}

/** Pieces the scripts look for, so that random replies meet the rules. */
const pieces = [
  "A",
  "B",
  "C",
  "D",
  "G",
  "(B)",
  "(Z)",
  "答案",
  "答案：",
  "正确选项",
  "应该是",
  "为",
  "，",
  "。",
  ".",
  ":",
  "解释",
  "解释：",
  "The answer is ",
  "answer is ",
  "metformin xr",
  "İNSULIN ",
  "glargine",
  "布洛芬",
  "\n",
  " ",
  "😀",
  "\u2028",
];
const reply = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join("")),
);
const shown = fc.oneof(
  fc.constant(options),
  fc.constant([]),
  fc
    .uniqueArray(fc.string({ maxLength: 3 }), { maxLength: 5 })
    .chain((labels) =>
      fc
        .array(fc.string({ maxLength: 6 }), { minLength: labels.length, maxLength: labels.length })
        .map((texts) => labels.map((label, index) => ({ label, optionId: `o${index}`, text: texts[index] ?? "" }))),
    ),
);

function sound(reading: Reading, labels: readonly PromptLabel[], text: string): void {
  expect(["chosen", "unreadable"]).toContain(reading.status);
  expect(reading.rule).toMatch(/^[a-z]+(-[a-z]+)*$/);
  expect(reading.optionIds.length > 0).toBe(reading.status === "chosen");
  const inOrder = labels.filter(({ optionId }) => reading.optionIds.includes(optionId));
  expect(reading.optionIds).toEqual(inOrder.map(({ optionId }) => optionId));
  expect(reading.labels).toEqual(inOrder.map(({ label }) => label));
  if (reading.status === "chosen") {
    expect(reading.span).not.toBeNull();
  }
  const [start, end] = reading.span ?? [0, 0];
  expect(start >= 0 && start <= end && end <= text.length).toBe(true);
}

/** Texts that make careless patterns try again and again. */
const hostile = (n: number): readonly string[] => [
  "答案：".repeat(n),
  "答案".repeat(n),
  `${"答案：".repeat(n)}解释：`,
  "，".repeat(n),
  "The answer is ".repeat(n),
  "The answer is \n".repeat(n),
  ": ".repeat(n),
  `:${" ".repeat(n)}`,
  "(".repeat(n),
  "metformin x".repeat(n),
  "A".repeat(n),
  "\n".repeat(n),
  "解释".repeat(n),
];

/**
 * Break off what takes longer, also within a regular expression. The limit is no measurement: texts of a million
 * characters take a linear reading some hundred milliseconds and a quadratic one many minutes, however busy the machine.
 */
function within(timeoutMs: number, action: () => void): void {
  runInNewContext("action()", { action }, { timeout: timeoutMs });
}

it("breaks off a reading that is quadratic in its reply", () => {
  const trailing = (text: string): number => text.search(/\s+$/);
  expect(trailing(`${" ".repeat(1_000)}x `)).toBe(1_001);
  expect(() => within(500, () => trailing(`${" ".repeat(600_000)}x`))).toThrow(/timed out/);
});

describe.each(extractors)("%s", (_name, extractor) => {
  it("never throws, and always gives a sound reading", () => {
    fc.assert(
      fc.property(reply, shown, fc.constantFrom("one" as const, "any" as const), (text, labels, choose) => {
        sound(extractor.extract(plainCompletion(text), promptOf(labels, choose)), labels, text);
      }),
      { numRuns: 300 },
    );
  });

  it("takes time in proportion to the reply, whatever the reply", () => {
    const prompt = promptOf(options, "any");
    for (const text of hostile(600_000)) {
      within(20_000, () => extractor.extract(plainCompletion(text), prompt));
    }
  });
});
