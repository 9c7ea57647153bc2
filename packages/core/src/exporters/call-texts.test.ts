import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Answer } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import { originalVariant } from "../records/variant.ts";
import { answerText, referenceTexts } from "./call-texts.ts";

function called(item: Item, labels: readonly string[], chosen: readonly string[]) {
  const prompt: Prompt = {
    messages: [],
    labels: item.options.map(({ id, text }, at) => ({ label: labels[at] ?? "", optionId: id, text })),
    answerForm: "label",
    choose: "any",
    language: "en",
    hash: "0",
  };
  const answer = { status: "chosen", optionIds: chosen, labels: [] } as unknown as Answer;
  return { prompt, answer, variant: originalVariant(item) };
}

describe("names of options in exports", () => {
  it("are the labels shown", () => {
    const call = called(multipleItem, ["I", "II", "III", "IV", "V"], ["C", "A"]);
    expect(referenceTexts(call)).toEqual(["I,III,IV"]);
    expect(answerText(call)).toBe("I,III");
  });

  it("are the texts where the prompt showed no labels, never nothing", () => {
    expect(referenceTexts(called(singleItem, [], []))).toEqual(["Low ferritin"]);
    expect(answerText(called(singleItem, [], ["D"]))).toBe("Low vitamin B12");
    expect(referenceTexts(called(multipleItem, [], []))).toEqual(["沙库巴曲缬沙坦; 比索洛尔; 螺内酯"]);
    expect(answerText(called(multipleItem, [], ["C", "A"]))).toBe("沙库巴曲缬沙坦; 比索洛尔");
  });

  it("are the status in brackets where nothing was chosen, and model answers where there are no options", () => {
    const call = called({ ...singleItem, options: [], accepted: [] }, [], []);
    expect(answerText({ ...call, answer: { ...call.answer, status: "refused" } })).toBe("[refused]");
    expect(referenceTexts(call)).toEqual(singleItem.references);
  });
});
