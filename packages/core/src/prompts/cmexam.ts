import { z } from "zod";
import { type CmexamTemplate, type CmexamTexts, cmexamTexts } from "../lexicons/cmexam-texts.ts";
import { type PromptLanguage, promptLanguageOf, promptTexts } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import type { AnswerForm, Message, PromptLabel } from "../records/prompt.ts";
import { askedAnswer } from "./asked-answer.ts";
import { formOfTurn, openingWords, withReplies } from "./conversation.ts";
import { definePrompt, type PromptInput } from "./define.ts";
import {
  exemplarLabelsOf,
  keyLabelsOf,
  materialOf,
  type OptionsShown,
  optionLines,
  optionsShown,
  promptLabelsOf,
  stemOf,
} from "./question-text.ts";
import { ways } from "./ways.ts";

const settingsSchema = z.strictObject({
  template: z
    .int()
    .min(1)
    .max(6)
    .default(1)
    .describe(
      "1 letters; 2 letters and texts; 3 explanation; 4 letters, texts and explanation; 5 answer text, 6 answer text and explanation, both without options in the question.",
    ),
  wrapper: z
    .enum(["none", "med_template"])
    .default("none")
    .describe('What stands around the question: nothing, or the line "### 回答:" after it, as the LoRA models saw it.'),
  instruction: z
    .boolean()
    .default(false)
    .describe("Say before the question what is asked for; the published templates have labels only."),
  language: z
    .enum(["zh", "item", "en", "es", "pt"])
    .default("zh")
    .describe('Language of the labels: "zh" as published, or the item\'s own, or another.'),
});

/** What each template asks for. Letters come first in 4, so it is read as letters. */
const answerForms: Readonly<Record<CmexamTemplate, AnswerForm>> = {
  1: "label",
  2: "label",
  3: "text",
  4: "label",
  5: "text",
  6: "text",
};

function questionOf(item: Item, labels: readonly PromptLabel[], texts: CmexamTexts, shown: OptionsShown): string {
  const question = `${texts.question} ${stemOf(item)}`;
  return labels.length > 0 && shown !== "hidden"
    ? `${question}, \n ${texts.options} ${optionLines(labels, shown, ({ label, text }) => `${label} ${text}`)}`
    : question;
}

/** A question without options cannot be answered by letter: it is put as in the template that shows none. */
const withoutOptions: Readonly<Record<CmexamTemplate, CmexamTemplate>> = { 1: 5, 2: 5, 3: 3, 4: 6, 5: 5, 6: 6 };

function instructionOf(template: CmexamTemplate, labels: readonly PromptLabel[], language: PromptLanguage): string {
  const { letter, label: other } = promptTexts[language];
  const word = labels.every(({ label }) => /^[A-Za-z]$/.test(label)) ? letter : other;
  const asked = labels.length === 0 ? withoutOptions[template] : template;
  return cmexamTexts[language].instructions[asked].replaceAll("{label}", word);
}

/**
 * The completion the models were trained on. As in the published script, letters stand without texts where several
 * options are correct; where the script leaves nothing but an empty answer (templates 5 and 6), the texts are listed.
 */
function completionOf(
  exemplar: Item,
  exemplarLabels: readonly PromptLabel[],
  template: CmexamTemplate,
  texts: CmexamTexts,
): string {
  const key = keyLabelsOf(exemplar, exemplarLabels);
  const letters = key.map(({ label }) => label).join("");
  const optionTexts = key.map(({ text }) => text).join(texts.between);
  const lettersAndText = key.length === 1 ? `${letters} ${optionTexts}` : letters;
  const explanation = exemplar.references[0] ?? "";
  switch (template) {
    case 1:
      return `${texts.answer} ${letters}`;
    case 2:
      return `${texts.answer} ${lettersAndText}`;
    case 3:
      return `${texts.explanation} ${explanation}`;
    case 4:
      return `${texts.answer} ${lettersAndText}. \n ${texts.explanation}${explanation}`;
    case 5:
      return `${texts.answer} ${optionTexts}`;
    case 6:
      return `${texts.answer} ${optionTexts}. \n ${texts.explanation} ${explanation}`;
  }
}

/** A template that shows no options asks for no label, whatever form of answer a variant wants. */
function withoutOptionsShown(input: PromptInput): PromptInput {
  const { variant } = input;
  return variant.renderDirectives.answerForm === undefined
    ? input
    : { ...input, variant: { ...variant, renderDirectives: { ...variant.renderDirectives, options: "hidden" } } };
}

/**
 * The published input, character for character, so that models tuned on it meet what they know. Labels (ASCII colon)
 * and layout are CMExam's; the instruction, where one is asked for, is ours. Passages and an item's own context, which
 * CMExam has not, come first under Viva's headings. In templates 5 and 6 the options are not shown, but a reply is
 * still read by their texts.
 *
 * Another form of answer, asked for by a variant or an instruction, is said after the question, and our own instruction
 * before it is left out; so are the words a conversation opens with. A later turn without words of its own puts the
 * question again.
 */
export default definePrompt({
  name: "cmexam",
  description: "One of the six published CMExam templates, with the LoRA wrapper or without",
  source: "CMExam, arXiv 2306.03030: supervised prompt templates and med_template",
  languages: ["zh", "en", "es", "pt"],
  settings: settingsSchema,
  armName: ({ template }) => `cmexam-template-${template}`,
  render: (input, settings) => {
    const template = settings.template as CmexamTemplate;
    const { item, renderDirectives } = input.variant;
    const language = settings.language === "item" ? promptLanguageOf(item.language) : settings.language;
    const texts = cmexamTexts[language];
    const shown = template <= 4 ? optionsShown(renderDirectives) : "hidden";
    const labels = promptLabelsOf(item, renderDirectives);
    const asked = askedAnswer(template <= 4 ? input : withoutOptionsShown(input), labels, ways[answerForms[template]]);
    const formWords = asked.say(language);
    const opening = openingWords(input);
    const instruction = settings.instruction && formWords === null ? [instructionOf(template, labels, language)] : [];
    const put = (parts: readonly string[]): string =>
      `${parts.join("\n\n")}${settings.wrapper === "med_template" ? `\n${texts.reply}\n` : ""}`;
    const messages: Message[] = [];
    for (const exemplar of input.exemplars) {
      const exemplarLabels = exemplarLabelsOf(exemplar, renderDirectives);
      const question = questionOf(exemplar, exemplarLabels, texts, shown);
      messages.push(
        { role: "user", content: put([...(messages.length === 0 ? instruction : []), question]) },
        {
          role: "assistant",
          content:
            formWords === null
              ? completionOf(exemplar, exemplarLabels, template, texts)
              : asked.example(exemplar, exemplarLabels, language),
        },
      );
    }
    const question = [
      ...(messages.length === 0 ? instruction : []),
      ...materialOf(item, input.passages, promptTexts[language]),
      questionOf(item, labels, texts, shown),
    ];
    const ending = (words: string | null): string => put(words === null ? question : [...question, words]);
    const first: Message[] = [...messages, { role: "user", content: ending(opening ?? formWords) }];
    return {
      messages: withReplies(first, input, ending(formWords)),
      labels,
      answerForm: formOfTurn(input, asked.answerForm),
      choose: "any",
      language,
    };
  },
});
