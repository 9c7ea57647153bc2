import { describe, expect, it } from "vitest";
import { plainCompletion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import layered from "./layered.ts";

const texts = ["High ferritin", "Low ferritin.", "High haptoglobin", "Vitamin B (cobalamin)", "Metformin and insulin"];
const extractor = layered.configure({});

/** The labels "ABCDE" or "12345" show, "" shows none. */
function read(reply: string, shown: string, choose: Prompt["choose"], options: readonly string[] = texts): string {
  const labels = options.map((text, index) => ({ label: shown.charAt(index), optionId: String(index + 1), text }));
  const prompt: Prompt = { messages: [], labels, answerForm: "text", choose, language: "en", hash: "0" };
  const { status, optionIds } = extractor.extract(plainCompletion(reply), prompt);
  return status === "chosen" ? optionIds.join(",") : status;
}

type Row = readonly [reply: string, expected: string];

function cases(title: string, shown: string, choose: Prompt["choose"], rows: readonly Row[]): void {
  describe(title, () => {
    it.each(rows)("%j → %s", (reply, expected) => {
      expect(read(reply, shown, choose)).toBe(expected);
    });
  });
}

const everyText = texts.join("\n");

cases("texts in a JSON array", "", "any", [
  ['{"answer":["High ferritin","Low ferritin"]}', "1,2"],
  ['{"answer": ["High ferritin.", "Low ferritin."]}', "1,2"],
  ['{"answer":[\n  "Vitamin B (cobalamin)",\n  "High ferritin"\n]}', "1,4"],
  ["{'answer': ['High ferritin', 'Metformin and insulin']}", "1,5"],
  ['{"answer":["High ferritin","Low ferritin"],"why":"High haptoglobin"}', "1,2"],
  [`{"answer":${JSON.stringify(texts)}}`, "1,2,3,4,5"],
  ['{"answer":["High ferritin"]}', "1"],
  ['{"answer":"High ferritin","why":"Low ferritin"}', "1"],
  ['{"answer":"High ferritin\\nVitamin B (cobalamin)"}', "1,4"],
  ['{"answer":["High ferritin","Anaemia"]}', "ambiguous"],
  ['{"answer":["Anaemia","High ferritin"]}', "ambiguous"],
  ['{"answer":["High ferritin","Low ferritin or High haptoglobin"]}', "ambiguous"],
]);
cases("texts in a JSON array where one is asked for", "", "one", [
  ['{"answer":["High ferritin","Low ferritin"]}', "ambiguous"],
  ['{"answer":["High ferritin"]}', "1"],
]);
cases("a JSON array where labels are shown", "ABCDE", "any", [
  ['{"answer":["A","C"]}', "1,3"],
  ['{"answer":["A. High ferritin","C. High haptoglobin"]}', "1,3"],
  ['{"answer":["High ferritin","High haptoglobin"]}', "1,3"],
  ['{"answer":["A","C or D"]}', "ambiguous"],
]);

cases("texts listed one by one", "", "any", [
  ["High ferritin\nLow ferritin", "1,2"],
  ["High ferritin.\nLow ferritin.", "1,2"],
  ["Vitamin B (cobalamin)\nLow ferritin.", "2,4"],
  ["Low ferritin.\nVitamin B (cobalamin).", "2,4"],
  ["Vitamin B (cobalamin); High ferritin", "1,4"],
  ["High ferritin.; Low ferritin.", "1,2"],
  ["- Low ferritin.\n- High haptoglobin.", "2,3"],
  ["1. Low ferritin.\n2. High haptoglobin.", "2,3"],
  ["1) Vitamin B (cobalamin)\n2) High ferritin", "1,4"],
  ["High ferritin.\n\nLow ferritin.", "1,2"],
  ["**High ferritin.**\n**Low ferritin.**", "1,2"],
  ['"High ferritin."\n"Low ferritin."', "1,2"],
  ["Answer: High ferritin.\nLow ferritin.", "1,2"],
  ["Answer:\n- High ferritin.\n- Vitamin B (cobalamin)", "1,4"],
  ["Answer: Vitamin B (cobalamin); Low ferritin", "2,4"],
  ["Iron is lost.\nAnswer: High ferritin.\nLow ferritin.", "1,2"],
  ["<answer>High ferritin\nVitamin B (cobalamin)\nLow ferritin.</answer>", "1,2,4"],
  ["Answer:\nHigh ferritin\nHigh haptoglobin. Both rise.", "1,3"],
  [`Answer: ${everyText}`, "1,2,3,4,5"],
]);
cases("lists that hold something else, or everything", "", "any", [
  [everyText, "unreadable"],
  [texts.join("; "), "unreadable"],
  ["High ferritin.\nAnaemia\nLow ferritin.", "unreadable"],
  ["High ferritin.\nLow ferritin.\nAnaemia", "unreadable"],
  ["Anaemia\nHigh ferritin.\nLow ferritin.", "unreadable"],
  ["High ferritin; Anaemia; Low ferritin", "unreadable"],
  ["High ferritin\nLow ferritin or High haptoglobin", "ambiguous"],
  ["Answer: High ferritin\nLow ferritin is wrong.", "1"],
  ["Answer: High ferritin.\nLow ferritin, which others name, is wrong.", "1"],
  ["Answer: High ferritin.\nLow ferritin. It is seen elsewhere.", "1"],
  ["Answer: High ferritin.\n\nLow ferritin\nIt is seen elsewhere.", "1"],
  ["Answer: High ferritin.\n\nLow ferritin\n\nSeen elsewhere.\n\nHigh haptoglobin\n\nNever seen.", "1"],
]);
it.each([
  ["High ferritin\n\nLow ferritin\nHigh haptoglobin", "1,2,3"],
  ["Answer: High ferritin\n\nLow ferritin\nHigh haptoglobin.\n\nReason: iron.", "1,2,3"],
])("reads lines that stand apart unevenly: %j → %s", (reply, expected) => {
  expect(read(reply, "", "any")).toBe(expected);
});

it.each([
  ["阿司匹林。\n二甲双胍。", "1,3"],
  ["阿司匹林；二甲双胍。", "1,3"],
  ["答案：阿司匹林。\n二甲双胍。", "1,3"],
  ['{"答案":["阿司匹林","二甲双胍"]}', "1,3"],
  ["阿司匹林。\n布洛芬。\n二甲双胍。\n华法林。", "unreadable"],
])("reads them in Chinese: %j → %s", (reply, expected) => {
  expect(read(reply, "", "any", ["阿司匹林", "布洛芬", "二甲双胍", "华法林"])).toBe(expected);
});

it("takes a number that is a label of the prompt for no bullet", () => {
  expect(read("1. Low ferritin.\n2. High haptoglobin.", "12345", "any")).not.toBe("2,3");
  expect(read("1. Low ferritin.\n2. High haptoglobin.", "ABCDE", "any")).toBe("2,3");
});

cases("listed texts where one is asked for", "", "one", [
  ["High ferritin.\nLow ferritin.", "ambiguous"],
  ["High ferritin.", "1"],
]);

it("keeps to the line where two options make up a third", () => {
  const options = ["Iron", "Iron deficiency", "Deficiency", "Fever"];
  expect(read("Iron\nDeficiency", "", "any", options)).toBe("1,3");
  expect(read("Answer: Iron.\nDeficiency.", "", "any", options)).toBe("1,3");
  expect(read("Iron deficiency", "", "any", options)).toBe("2");
});

cases("labels in a tag", "ABCDE", "any", [
  ["<answer>a, b, c</answer>", "1,2,3"],
  ["<answer>a,b</answer>", "1,2"],
  ["<answer>A, B, C</answer>", "1,2,3"],
]);

cases("digits joined by commas", "12345", "any", [
  ["1,3", "1,3"],
  ["1，3", "1,3"],
  ["3,1,5", "1,3,5"],
  ["Answer: 1,3", "1,3"],
  ["The answer is 1,3.", "1,3"],
  ["<answer>1,3</answer>", "1,3"],
  ['{"answer":[1,3]}', "1,3"],
  ["1.3", "unreadable"],
  ["1,7", "unreadable"],
  ["1,000", "unreadable"],
  ["Answer: 1,5 mg", "unreadable"],
  ["Answer: 2,5%", "unreadable"],
]);
it("takes digits joined by a comma for a number where one answer is asked for or an option has a decimal", () => {
  expect(read("1,3", "12345", "one")).toBe("unreadable");
  expect(read("1,3", "12345", "any", ["1,5 mg", "2,5 mg", "3,5 mg", "4,5 mg"])).toBe("unreadable");
});
