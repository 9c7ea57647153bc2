import type { PromptTexts } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import type { AnswerForm } from "../records/prompt.ts";
import { keyLabelsOf, labelsOf } from "./question-text.ts";

/** What one way of asking adds: its instruction and how an example answers. */
export interface Way {
  readonly answerForm: AnswerForm;
  instruction(texts: PromptTexts): string;
  /** What is said to a question without options; absent: to answer in a few sentences. */
  freeText?(texts: PromptTexts): string;
  /** What stands first; absent: that an examination question is to be answered. */
  opening?(texts: PromptTexts): string;
  /** The answer of a worked example; `labels` are those of its key, joined. */
  exampleAnswer(labels: string, item: Item, texts: PromptTexts): string;
}

/** One way of asking for each form of answer. */
export const ways: Readonly<Record<AnswerForm, Way>> = {
  label: {
    answerForm: "label",
    instruction: (texts) => texts.labelOnly,
    exampleAnswer: (labels) => labels,
  },
  "reason-then-label": {
    answerForm: "reason-then-label",
    instruction: (texts) => texts.reasonThenLabel,
    exampleAnswer: (labels, item, texts) => {
      const explanation = item.references[0];
      return `${explanation === undefined ? "" : `${explanation}\n`}${texts.answerPrefix}${labels}`;
    },
  },
  json: {
    answerForm: "json",
    instruction: (texts) => texts.json,
    exampleAnswer: (labels) => JSON.stringify({ answer: labels }),
  },
  text: {
    answerForm: "text",
    instruction: (texts) => texts.answerText,
    exampleAnswer: (_labels, item) =>
      keyLabelsOf(item, labelsOf(item))
        .map(({ text }) => text)
        .join("\n"),
  },
};
