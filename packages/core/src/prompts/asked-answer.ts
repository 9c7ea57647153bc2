import { type PromptLanguage, promptTexts } from "../lexicons/prompt-texts.ts";
import { unlabelledTexts } from "../lexicons/unlabelled-texts.ts";
import type { Item } from "../records/item.ts";
import type { AnswerForm, PromptLabel } from "../records/prompt.ts";
import type { PromptInput } from "./define.ts";
import { keyLabelsOf, optionsShown } from "./question-text.ts";
import { type Way, ways } from "./ways.ts";

/** The answer a prompt asks for, once a variant's directives and an instruction from outside are taken into account. */
export interface AskedAnswer {
  /** What the extractor is told to expect. */
  readonly answerForm: AnswerForm;
  /** Said instead of the prompt's own words on the form of answer; null: those hold. `{label}` is filled in. */
  say(language: PromptLanguage): string | null;
  /** How a worked example answers, `labels` being those its options are shown under. */
  example(exemplar: Item, labels: readonly PromptLabel[], language: PromptLanguage): string;
}

/** The word for what the options are labelled with: "letter" where every label is one, else "label". */
export function labelWord(labels: readonly PromptLabel[], language: PromptLanguage): string {
  const { letter, label: other } = promptTexts[language];
  return areLetters(labels) ? letter : other;
}

/** Whether every label is a single Latin letter. */
export function areLetters(labels: readonly PromptLabel[]): boolean {
  return labels.every(({ label }) => {
    const code = label.charCodeAt(0) | 32;
    return label.length === 1 && code >= 97 && code <= 122;
  });
}

/**
 * What is asked for: an instruction from outside before all; else the text of the answer where no labels are shown, in
 * the shape the form of answer has (alone, after reasoning, as JSON); else the form the variant wants; else the
 * prompt's own. `labels` are the tested item's; without any the directives say nothing.
 */
export function askedAnswer(input: PromptInput, labels: readonly PromptLabel[], own: Way): AskedAnswer {
  const { renderDirectives } = input.variant;
  const shown = optionsShown(renderDirectives);
  const form = input.askedForm?.answerForm ?? renderDirectives.answerForm ?? own.answerForm;
  const way = form === own.answerForm ? own : ways[form];
  const example: AskedAnswer["example"] = (exemplar, shownLabels, language) => {
    const key = keyLabelsOf(exemplar, shownLabels);
    const answer = key.map(({ label }) => label);
    if (exemplar.options.length === 0) {
      // Without options the reference is the answer, whatever form of answer is asked for.
      return exemplar.references[0] ?? "";
    }
    if (input.askedForm?.example !== undefined && key.length > 0) {
      return input.askedForm.example({
        language,
        labels: shown === "labelled" ? shownLabels : shownLabels.map((option) => ({ ...option, label: "" })),
        answer: shown === "labelled" ? answer : key.map(({ text }) => text),
        explanation: exemplar.references[0] ?? "",
      });
    }
    return shown === "labelled"
      ? way.exampleAnswer(answer.join(""), exemplar, promptTexts[language])
      : exampleInText(form, exemplar, shownLabels, language);
  };
  const { askedForm } = input;
  if (askedForm !== undefined) {
    const answerForm = shown === "labelled" ? form : formWithoutLabels(form);
    return { answerForm, say: (language) => askedForm.say(language, labels), example };
  }
  if (labels.length === 0) {
    return { answerForm: "text", say: () => null, example };
  }
  if (shown !== "labelled") {
    const say = (language: PromptLanguage): string => unlabelledTexts[language][shown][form];
    return { answerForm: formWithoutLabels(form), say, example };
  }
  const say = (language: PromptLanguage): string | null =>
    way === own
      ? null
      : way.instruction(promptTexts[language]).replaceAll("{label}", () => labelWord(labels, language));
  return { answerForm: form, say, example };
}

function formWithoutLabels(form: AnswerForm): AnswerForm {
  return form === "json" ? "json" : "text";
}

/** The answer of a worked example whose options were shown without labels, or not at all. */
function exampleInText(
  form: AnswerForm,
  exemplar: Item,
  labels: readonly PromptLabel[],
  language: PromptLanguage,
): string {
  const texts = keyLabelsOf(exemplar, labels).map(({ text }) => text);
  const explanation = exemplar.references[0];
  switch (form) {
    case "label":
    case "text":
      return texts.join("\n");
    case "reason-then-label":
      return `${explanation === undefined ? "" : `${explanation}\n`}${promptTexts[language].answerPrefix}${texts.join("; ")}`;
    case "json":
      return JSON.stringify({ answer: texts.join("; ") });
  }
}
