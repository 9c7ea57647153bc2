import { describe, expect, it } from "vitest";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import answerWithExplanation from "./answer-with-explanation.ts";
import type { PromptInput } from "./define.ts";
import openAnswer from "./open-answer.ts";

const open: Item = {
  ...singleItem,
  id: "open",
  kind: "free-text",
  stem: "How is iron deficiency confirmed?",
  options: [],
  accepted: [],
};

function input(item: Item, more: Partial<PromptInput> = {}): PromptInput {
  return { variant: originalVariant(item), passages: [], exemplars: [], ...more };
}

function textOf(item: Item, settings: unknown, more: Partial<PromptInput> = {}): string {
  const { messages } = openAnswer.configure(settings).render(input(item, more));
  return messages.map(({ role, content }) => `${role}: ${content}`).join("\n");
}

describe("open-answer", () => {
  it("puts an open question with a word on the length of the answer", () => {
    expect(textOf(open, {})).toBe(
      "user: Answer the following medical question. Answer as fully as the question needs, in plain sentences.\n\nQuestion:\nHow is iron deficiency confirmed?",
    );
    expect(textOf({ ...open, language: "zh", stem: "如何确诊缺铁？" }, { length: "brief" })).toBe(
      "user: 请回答下面的医学问题。请用几句话作答。\n\n题目：\n如何确诊缺铁？",
    );
    expect(textOf({ ...open, language: "es" }, {})).toContain("Responda con la extensión que la pregunta requiera");
    expect(textOf({ ...open, language: "pt" }, {})).toContain("Responda com a extensão que a pergunta exigir");
  });

  it("puts the bare question where that is wanted, with what it must be read with", () => {
    expect(textOf(open, { frame: "none" })).toBe("user: How is iron deficiency confirmed?");
    const given = { ...open, context: "Ferritin 6 µg/L." };
    expect(textOf(given, { frame: "none" })).toBe(
      "user: Context:\nFerritin 6 µg/L.\n\nHow is iron deficiency confirmed?",
    );
    expect(openAnswer.configure({ frame: "none" }).armName).toBe("open-answer/bare");
  });

  it("keeps its instruction for a question with options, and asks for sentences", () => {
    const draft = openAnswer.configure({ frame: "none" }).render(input(singleItem));
    expect(draft.answerForm).toBe("text");
    expect(draft.labels.map(({ label }) => label)).toEqual(["A", "B", "C", "D"]);
    expect(draft.messages[0]?.content).toContain("State what is correct in your own sentences and say why.");
  });

  it("shows the reference as the answer of a worked example", () => {
    const example = { ...open, id: "example", stem: "What does a low ferritin show?" };
    expect(textOf(open, {}, { exemplars: [example] })).toContain(`assistant: ${singleItem.references[0]}`);
  });
});

describe("answer-with-explanation", () => {
  const prompt = answerWithExplanation.configure({});

  it("asks for the reasons of every option, and the letters on the last line", () => {
    const draft = prompt.render(input(singleItem));
    expect(draft.answerForm).toBe("reason-then-label");
    expect(draft.messages[0]?.content).toContain(
      'then take every other option by its letter and say why it is wrong. Then end with one line of the form "Answer: " followed by the letter of each correct option.',
    );
  });

  it("answers a worked example with its explanation", () => {
    const { messages } = prompt.render(input(singleItem, { exemplars: [{ ...singleItem, id: "other" }] }));
    expect(messages[1]).toEqual({ role: "assistant", content: `${singleItem.references[0]}\nAnswer: B` });
  });

  it("asks a question without options for an answer with its reasons", () => {
    const draft = prompt.render(input(open));
    expect(draft.answerForm).toBe("text");
    expect(draft.messages[0]?.content).toContain("explain why the answer is right");
  });
});
