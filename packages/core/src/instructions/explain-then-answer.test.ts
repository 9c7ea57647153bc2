import { describe, expect, it } from "vitest";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import explainThenAnswer from "./explain-then-answer.ts";

const replies: readonly Reply[] = [
  ["en", "A low ferritin shows that iron stores are empty.\nB", "strict"],
  ["en", "Ferritin mirrors iron stores.\n\nThe others do not fit.\n\nBD\n", "strict"],
  ["en", "**A low ferritin shows that iron stores are empty.**\nB", "strict"],
  ["en", "A low ferritin shows that iron stores are empty.\n**B**", "loose"],
  ["en", "A low ferritin shows that iron stores are empty.\nB\nI hope this helps!", "loose"],
  ["en", "B\nA low ferritin shows that iron stores are empty.", "no"],
  ["en", "A low ferritin shows that iron stores are empty. B", "no"],
  ["en", "A low ferritin shows that iron stores are empty.\nAnswer: B", "no"],
  ["en", "Because.\nB", "no"],
  ["en", "B", "no"],
  ["en", "", "no"],
  ["zh", "铁蛋白降低提示铁储备耗竭。\nB", "strict"],
  ["zh", "铁蛋白降低提示铁储备耗竭，其余选项不符。\nAC", "strict"],
  ["zh", "铁蛋白降低提示铁储备耗竭。\n**B**", "loose"],
  ["zh", "铁蛋白降低提示铁储备耗竭。\nＢ", "no"],
  ["zh", "铁蛋白降低提示铁储备耗竭。\n答案：B", "no"],
  ["zh", "略。\nB", "no"],
  ["es", "La ferritina baja indica depósitos de hierro vacíos.\nB", "strict"],
  ["es", "La ferritina baja indica depósitos vacíos.\n*B*", "loose"],
  ["es", "La ferritina baja indica depósitos vacíos. Respuesta: B", "no"],
];

describe("explain-then-answer", () => {
  it.each(replies)("%s %j: %s", (language, reply, expected) => {
    expect(kept(explainThenAnswer, language, reply)).toBe(expected);
  });

  it("answers an example with its explanation, or says little where none is known", () => {
    const { example } = explainThenAnswer.configure({});
    const reply = { language: "en", labels: promptIn("en").labels, answer: ["B"] };
    expect(example({ ...reply, explanation: "Ferritin mirrors iron stores, so it is low." })).toBe(
      "Ferritin mirrors iron stores, so it is low.\nB",
    );
    expect(example({ ...reply, explanation: "" })).toBe(
      "It fits what the question describes better than anything else.\nB",
    );
    expect(example({ ...reply, explanation: "Iron stores." })).toMatch(/^Iron stores\. It fits .*\nB$/);
  });

  it("asks for as much explanation as the study says", () => {
    const reply = "A low ferritin shows that iron stores are empty.\nB";
    expect(kept(explainThenAnswer, "en", reply, { least: 9 })).toBe("strict");
    expect(kept(explainThenAnswer, "en", reply, { least: 10 })).toBe("no");
  });
});
