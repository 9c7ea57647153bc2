import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import { readByLayers } from "./layered.ts";
import { readPlainDeclaration } from "./plain-declaration.ts";

const texts = [
  "metformin",
  "insulin glargine",
  "阿司匹林肠溶片",
  "Vitamina B12 intramuscular",
  "Group A streptococcus",
];
const labelSets = [
  ["A", "B", "C", "D", "E"],
  ["1", "2", "3", "4", "5"],
  ["a", "b", "c", "d", "e"],
  ["I", "II", "III", "IV", "V"],
];
const prompts: Prompt[] = labelSets.flatMap((labels) =>
  (["one", "any"] as const).map((choose) => ({
    messages: [],
    labels: labels.map((label, index) => ({ label, optionId: `o${index}`, text: texts[index] ?? "" })),
    answerForm: "label",
    choose,
    language: "en",
    hash: "",
  })),
);

const openings = [
  "The answer is ",
  "The correct answer is ",
  "the answer is: ",
  "Answer: ",
  "Answer:",
  "Final answer: ",
  "**Answer:** ",
  "**Final answer:** ",
  "答案：",
  "答案: ",
  "答案是",
  "正确答案是",
  "答案是：",
  "Respuesta: ",
  "Respuesta final: ",
  "La respuesta correcta es ",
  "La respuesta correcta es la ",
  "Resposta: ",
  "A resposta correta é ",
  "A resposta correta é a letra ",
  "answer is ",
  "Not the answer: ",
  "正确答案：",
];
const wraps: readonly (readonly [string, string])[] = [
  ["", ""],
  ["**", "**"],
  ["(", ")"],
  ["*", "*"],
  ['"', '"'],
  ["**(", ")**"],
];
const endings = ["", ".", "。", "\n", ".**", " or B", ", not B", " ?"];

describe("the short cut for plain declarations", () => {
  it("finds what the layers find, wherever it finds anything", () => {
    let found = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...prompts),
        fc.constantFrom(...openings),
        fc.constantFrom("A", "B", "E", "1", "3", "a", "c", "I", "IV", "X", "AC"),
        fc.constantFrom(...wraps),
        fc.constantFrom(...endings),
        (prompt, opening, label, [before, after], ending) => {
          const reply = `${opening}${before}${label}${after}${ending}`;
          const short = readPlainDeclaration(reply, prompt);
          if (short !== null) {
            found += 1;
            expect({ reply, ...short }).toEqual({ reply, ...readByLayers(plainCompletion(reply), prompt) });
          }
        },
      ),
      { numRuns: 3000, seed: 5 },
    );
    expect(found).toBeGreaterThan(200);
  });

  it("leaves alone what says more, or could mean an option's text", () => {
    const [prompt] = prompts;
    if (prompt === undefined) {
      throw new Error("no prompt");
    }
    for (const reply of [
      "The answer is A or B.",
      "The answer is not A.",
      "Answer: AC",
      "The answer is A. Wait, B.",
      "",
    ]) {
      expect(readPlainDeclaration(reply, prompt)).toBeNull();
    }
    const shortTexts = { ...prompt, labels: prompt.labels.map((option) => ({ ...option, text: "B12" })) };
    expect(readPlainDeclaration("The answer is A.", shortTexts)).toBeNull();
  });
});
