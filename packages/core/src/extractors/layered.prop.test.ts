import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { answerStatuses, type Reading } from "../records/answer.ts";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt, PromptLabel } from "../records/prompt.ts";
import layered from "./layered.ts";

const extractor = layered.configure({});
const texts = ["Aspirin", "Ibuprofen", "Metformin", "Insulin glargine", "Warfarin"];
const letters = ["A", "B", "C", "D", "E"];

function promptOf(labels: readonly PromptLabel[], choose: "one" | "any" = "one"): Prompt {
  return { messages: [], labels, answerForm: "label", choose, language: "en", hash: "0" };
}

const shown: readonly PromptLabel[] = texts.map((text, index) => ({
  label: letters[index] ?? "",
  optionId: `o${index}`,
  text,
}));

function read(text: string, choose: "one" | "any" = "one"): Reading {
  return extractor.extract(plainCompletion(text), promptOf(shown, choose));
}

/** What was read, without where. */
function meaning({ status, optionIds }: Reading): string {
  return `${status} ${optionIds.join()}`;
}

/** Pieces of replies, so that random texts meet the rules and not only chance letters. */
const pieces = [
  ...letters,
  ...texts,
  "The answer is ",
  "答案是",
  "La respuesta es la ",
  "A resposta é a ",
  "Wait, ",
  "不对",
  " or ",
  "和",
  " is correct",
  "不正确",
  "\\boxed{",
  '{"answer":"',
  "<answer>",
  "。",
  ". ",
  ": ",
  "\n",
  "**",
  ")",
  "| ",
  "✓",
  "vitamin ",
  "not ",
  "I don't know",
  "以上都不是",
];
const reply = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 25 }).map((parts) => parts.join("")),
);
/** A reply that says nothing of reasoning itself. */
const plainReply = reply.filter((text) => !/[<[◁|]|assistant|analysis/i.test(text));

describe("the layered extractor", () => {
  it("never throws, and always gives a sound reading", () => {
    fc.assert(
      fc.property(reply, fc.constantFrom("one" as const, "any" as const), (text, choose) => {
        const reading = read(text, choose);
        expect(answerStatuses).toContain(reading.status);
        expect(reading.rule).toMatch(/^[a-z]+(-[a-z]+)*$/);
        expect(reading.optionIds.length > 0).toBe(reading.status === "chosen");
        expect(reading.labels).toHaveLength(reading.optionIds.length);
        if (choose === "one") {
          expect(reading.optionIds.length).toBeLessThanOrEqual(1);
        }
        const order = reading.optionIds.map((id) => shown.findIndex(({ optionId }) => optionId === id));
        expect(order).toEqual([...new Set(order)].sort((left, right) => left - right));
        const [start, end] = reading.span ?? [0, 0];
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(read(text, choose)).toEqual(reading);
      }),
      { numRuns: 1500 },
    );
  });

  it("never throws on unpaired surrogates", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }), (units) => {
        expect(() => read(String.fromCharCode(...units))).not.toThrow();
      }),
      { numRuns: 1000 },
    );
  });

  it("never throws whatever the labels are", () => {
    const label = fc.record({ label: fc.string({ maxLength: 4 }), text: fc.string({ maxLength: 20 }) });
    fc.assert(
      fc.property(reply, fc.array(label, { maxLength: 6 }), (text, labels) => {
        const own = labels.map((option, index) => ({ ...option, optionId: `o${index}` }));
        expect(() => extractor.extract(plainCompletion(text), promptOf(own))).not.toThrow();
      }),
      { numRuns: 500 },
    );
  });

  it("reads the same with reasoning in front, whatever the reasoning says", () => {
    fc.assert(
      fc.property(plainReply, plainReply, (text, reasoning) => {
        const bare = read(text);
        for (const tag of ["think", "thinking", "reasoning"]) {
          expect(meaning(read(`<${tag}>${reasoning}</${tag}>${text}`))).toBe(meaning(bare));
        }
        expect(meaning(read(`${reasoning}</think>${text}`))).toBe(meaning(bare));
        expect(meaning(read(`${text}<think>${reasoning}`))).toBe(meaning(bare));
      }),
      { numRuns: 600 },
    );
  });

  it("reads a bare label the same in any dress", () => {
    const dress = fc.constantFrom<(label: string) => string>(
      (label) => label,
      (label) => label.toLowerCase(),
      (label) => String.fromCharCode(label.charCodeAt(0) + 0xfee0),
      (label) => `**${label}**`,
      (label) => `__${label}__`,
      (label) => `\`${label}\``,
      (label) => `(${label})`,
      (label) => `（${label}）`,
      (label) => `[${label}]`,
      (label) => `「${label}」`,
      (label) => `${label}.`,
      (label) => `${label}。`,
      (label) => `# ${label}`,
      (label) => `> ${label}`,
      (label) => `- ${label}`,
      (label) => `\\boxed{${label}}`,
      (label) => `{"answer": "${label}"}`,
      (label) => `<answer>${label}</answer>`,
      (label) => `Answer: ${label}`,
      (label) => `答案：${label}`,
      (label) => `Respuesta: ${label}`,
      (label) => `Resposta: ${label}`,
    );
    const blank = fc.constantFrom("", " ", "\n", "\t", "\u3000", "\u200b", "\r\n");
    fc.assert(
      fc.property(fc.nat({ max: 4 }), dress, blank, blank, (index, wear, before, after) => {
        const reading = read(before + wear(letters[index] ?? "A") + after);
        expect(meaning(reading)).toBe(`chosen o${index}`);
      }),
      { numRuns: 1000 },
    );
  });

  it("follows the labels when options are shown in another order", () => {
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 });
    const forms = fc.constantFrom<(label: string, text: string) => string>(
      (label) => label,
      (label, text) => `${label}. ${text}`,
      (label) => `The correct answer is ${label}.`,
      (label) => `答案是${label}。`,
      (label) => `La respuesta correcta es la ${label}.`,
      (label) => `A alternativa correta é a ${label}.`,
      (_, text) => text,
      (label) => `<answer>${label}</answer>`,
    );
    fc.assert(
      fc.property(order, fc.nat({ max: 4 }), forms, (positions, place, form) => {
        const moved = positions.map((index, at) => ({
          label: letters[at] ?? "",
          optionId: `o${index}`,
          text: texts[index] ?? "",
        }));
        const { label, text } = moved[place] ?? { label: "", text: "" };
        const reading = extractor.extract(plainCompletion(form(label, text)), promptOf(moved));
        expect(meaning(reading)).toBe(`chosen o${positions[place] ?? -1}`);
        expect(reading.labels).toEqual([label]);
      }),
      { numRuns: 500 },
    );
  });

  it("reads a set in any order and with any separator", () => {
    const subset = fc.shuffledSubarray(letters, { minLength: 2, maxLength: 4 });
    const separator = fc.constantFrom(", ", "、", " and ", "，", " y ", " e ", "; ", "和", " + ", ",");
    const lead = fc.constantFrom("", "Answer: ", "答案：", "The correct answers are ", "As corretas são ");
    fc.assert(
      fc.property(subset, separator, lead, (labels, joint, cue) => {
        const expected = [...labels].sort();
        expect(read(cue + labels.join(joint), "any").labels).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
