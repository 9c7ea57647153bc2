import { z } from "zod";
import { type PromptLanguage, type PromptTexts, promptLanguageOf, promptTexts } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import { publishedKey } from "../records/item.ts";
import type { AnswerForm, Message, PromptLabel } from "../records/prompt.ts";
import type { PromptDraft, PromptInput } from "./define.ts";

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

/** What one way of asking adds: its instruction and how an example answers. */
export interface Way {
  readonly answerForm: AnswerForm;
  instruction(texts: PromptTexts): string;
  /** The answer of a worked example; `labels` are those of its key, joined. */
  exampleAnswer(labels: string, item: Item, texts: PromptTexts): string;
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The labels an item's options get: the variant's own, or A, B, C, … */
function labelsOf(item: Item, given: readonly string[] | undefined): PromptLabel[] {
  return item.options.map((option, index) => ({
    label: given?.[index] ?? letters[index] ?? String(index + 1),
    optionId: option.id,
    text: option.text,
  }));
}

function countWording(item: Item, wording: AskSettings["wording"]): "uniform" | "single" | "multiple" {
  if (wording === "by-kind") {
    return item.kind === "multiple" ? "multiple" : "single";
  }
  return wording;
}

function questionText(
  item: Item,
  labels: readonly PromptLabel[],
  passages: readonly string[],
  texts: PromptTexts,
): string {
  const parts: string[] = [];
  if (passages.length > 0) {
    parts.push(`${texts.passages}\n${passages.join("\n\n")}`);
  }
  if (item.context !== undefined && item.context !== "") {
    parts.push(`${texts.context}\n${item.context}`);
  }
  const shared = item.group?.kind === "shared-stem" && item.group.text !== "" ? `${item.group.text}\n` : "";
  parts.push(`${texts.question}\n${shared}${item.stem}`);
  if (labels.length > 0) {
    parts.push(`${texts.options}\n${labels.map(({ label, text }) => `${label}. ${text}`).join("\n")}`);
  }
  return parts.join("\n\n");
}

function instructionText(
  item: Item,
  labels: readonly PromptLabel[],
  way: Way,
  settings: AskSettings,
  texts: PromptTexts,
): string {
  if (labels.length === 0) {
    return `${texts.opening} ${texts.freeText}`;
  }
  const word = labels.every(({ label }) => /^[A-Za-z]$/.test(label)) ? texts.letter : texts.label;
  const sentences = [texts.opening, texts.count[countWording(item, settings.wording)], way.instruction(texts)];
  return sentences.join(texts === promptTexts.zh ? "" : " ").replaceAll("{label}", word);
}

/**
 * A question in one way of asking: instruction first, worked examples as earlier turns, so that everything before the
 * question is the same for every item of one wording and a server's prefix cache holds it.
 */
export function ask(input: PromptInput, settings: AskSettings, way: Way): PromptDraft {
  const { item, renderDirectives } = input.variant;
  const language: PromptLanguage = settings.language === "item" ? promptLanguageOf(item.language) : settings.language;
  const texts = promptTexts[language];
  const labels = labelsOf(item, renderDirectives.labels);
  const messages: Message[] = [];
  for (const exemplar of input.exemplars) {
    const exemplarLabels = labelsOf(exemplar, undefined);
    const key = publishedKey(exemplar);
    const answer = exemplarLabels.filter(({ optionId }) => key.includes(optionId)).map(({ label }) => label);
    messages.push(
      { role: "user", content: questionText(exemplar, exemplarLabels, [], texts) },
      { role: "assistant", content: way.exampleAnswer(answer.join(""), exemplar, texts) },
    );
  }
  messages.push({ role: "user", content: questionText(item, labels, input.passages, texts) });
  const instruction = instructionText(item, labels, way, settings, texts);
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
