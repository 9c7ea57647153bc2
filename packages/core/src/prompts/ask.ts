import { z } from "zod";
import { type PromptLanguage, type PromptTexts, promptLanguageOf, promptTexts } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import type { Message, PromptLabel } from "../records/prompt.ts";
import type { PromptDraft, PromptInput } from "./define.ts";
import { keyLabelsOf, labelsOf, questionText } from "./question-text.ts";
import type { Way } from "./ways.ts";

/** Settings every shipped prompt takes. */
export const askSettings = z.strictObject({
  language: z
    .enum(["item", "zh", "en", "es", "pt"])
    .default("item")
    .describe('Language of the instructions; "item" takes each item\'s own, English where Viva has no words in it.'),
  wording: z
    .enum(["uniform", "by-kind", "single"])
    .default("uniform")
    .describe(
      "What is said about the number of correct options: the same for every item, by the item's kind (this tells the model which items have several), or always exactly one.",
    ),
  role: z.enum(["user", "system"]).default("user").describe("Which message carries the instructions."),
});

/** Settings every shipped prompt takes, checked. */
export type AskSettings = z.infer<typeof askSettings>;

function countWording(item: Item, wording: AskSettings["wording"]): "uniform" | "single" | "multiple" {
  if (wording === "by-kind") {
    return item.kind === "multiple" ? "multiple" : "single";
  }
  return wording;
}

function instructionText(
  item: Item,
  labels: readonly PromptLabel[],
  way: Way,
  settings: AskSettings,
  texts: PromptTexts,
): string {
  const word = labels.every(({ label }) => /^[A-Za-z]$/.test(label)) ? texts.letter : texts.label;
  const sentences =
    labels.length === 0
      ? [texts.opening, texts.freeText]
      : [texts.opening, texts.count[countWording(item, settings.wording)], way.instruction(texts)];
  return sentences.join(texts === promptTexts.zh ? "" : " ").replaceAll("{label}", word);
}

type Headings = Pick<PromptTexts, "passages" | "context" | "question" | "options">;

/** A second language beside the first. */
export interface Beside {
  readonly language: PromptLanguage;
  /** Headings ("Question:") in both languages, not only the instruction. */
  readonly headings: boolean;
}

function headingsIn(first: PromptTexts, second: PromptTexts): Headings {
  const both = (name: keyof Headings): string => `${first[name].replace(/[:：]$/, "")} / ${second[name]}`;
  return {
    passages: both("passages"),
    context: both("context"),
    question: both("question"),
    options: both("options"),
  };
}

/**
 * A question in one way of asking: instruction first, worked examples as earlier turns, so that everything before the
 * question is the same for every item of one wording and a server's prefix cache holds it. With a second language the
 * instruction is given in both, one after the other; where both are the same, once.
 */
export function ask(input: PromptInput, settings: AskSettings, way: Way, beside?: Beside): PromptDraft {
  const { item, renderDirectives } = input.variant;
  const language: PromptLanguage = settings.language === "item" ? promptLanguageOf(item.language) : settings.language;
  const texts = promptTexts[language];
  const second = beside === undefined || beside.language === language ? null : promptTexts[beside.language];
  const headings = second !== null && beside?.headings === true ? headingsIn(texts, second) : texts;
  const labels = labelsOf(item, renderDirectives.labels);
  const messages: Message[] = [];
  for (const exemplar of input.exemplars) {
    const exemplarLabels = labelsOf(exemplar);
    const answer = keyLabelsOf(exemplar, exemplarLabels).map(({ label }) => label);
    messages.push(
      { role: "user", content: questionText(exemplar, exemplarLabels, [], headings) },
      { role: "assistant", content: way.exampleAnswer(answer.join(""), exemplar, texts) },
    );
  }
  messages.push({ role: "user", content: questionText(item, labels, input.passages, headings) });
  const instruction = [texts, ...(second === null ? [] : [second])]
    .map((spoken) => instructionText(item, labels, way, settings, spoken))
    .join("\n");
  const first = messages[0];
  if (settings.role === "system" || first === undefined) {
    messages.unshift({ role: "system", content: instruction });
  } else {
    messages[0] = { role: first.role, content: `${instruction}\n\n${first.content}` };
  }
  const onlyOne = countWording(item, settings.wording) === "single";
  return {
    messages,
    labels,
    answerForm: labels.length === 0 ? "text" : way.answerForm,
    choose: onlyOne ? "one" : "any",
    language,
  };
}
