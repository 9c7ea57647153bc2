import { promptLanguageOf } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import type { AnswerForm, Message, PromptLabel } from "../records/prompt.ts";
import type { RenderDirectives } from "../records/variant.ts";
import { askedAnswer } from "./asked-answer.ts";
import { formOfTurn, openingWords, withReplies } from "./conversation.ts";
import type { PromptDraft, PromptInput } from "./define.ts";
import { exemplarLabelsOf, keyLabelsOf, optionLines, optionsShown, promptLabelsOf, stemOf } from "./question-text.ts";
import { ways } from "./ways.ts";

/** What a question is laid out from. */
export interface QuestionParts {
  /** The stem, with the case it shares with its group before it. */
  readonly stem: string;
  /** The options as lines, with labels, without, or "" where they are hidden or there are none. */
  readonly options: string;
  /** The labels as shown; empty where there are none. */
  readonly labels: readonly string[];
  /** Text the item must be read with; "" for none. */
  readonly context: string;
  /** Empty for a worked example. */
  readonly passages: readonly string[];
}

/** A prompt in words of its own. The key of the tested item is no part of what it is given. */
export interface OwnPrompt {
  /** Language of its words. */
  readonly language: string;
  readonly answerForm: AnswerForm;
  readonly choose: "one" | "any";
  /** System message; absent: none. */
  readonly system?: string | undefined;
  /** Labels of an item's options, in display order; absent: A, B, C, … A variant's own come before them. */
  labels?(item: Item): readonly string[];
  /** One option with its label; absent: "A. Metformin". */
  option?(option: PromptLabel): string;
  /** The question as one text. */
  question(parts: QuestionParts): string;
  /** What is said of the form of answer, after the question; absent where the question says it. */
  readonly form?: string;
  /** How a worked example answers, by its key; absent: as `answerForm` has it. */
  example?(key: readonly PromptLabel[], exemplar: Item): string;
}

/**
 * A question in words of its own, with everything a variant or an arm may want beside: other labels, options without labels
 * or hidden, another form of answer, an instruction from outside, a conversation of several turns, worked examples.
 * Words that come from there stand last, in the place of `form`. A later turn without words of its own says `form` again,
 * or, where the question itself says it, puts the question again.
 *
 * @example
 * putQuestion(input, {
 *   language: "en",
 *   answerForm: "label",
 *   choose: "any",
 *   question: ({ stem, options }) => `${stem}\n${options}`,
 *   form: "Name every correct letter.",
 * })
 */
export function putQuestion(input: PromptInput, own: OwnPrompt): PromptDraft {
  const { item, renderDirectives } = input.variant;
  const labels = promptLabelsOf(item, withOwnLabels(item, renderDirectives, own));
  const asked = askedAnswer(input, labels, ways[own.answerForm]);
  const language = promptLanguageOf(own.language);
  const otherWords = asked.say(language);
  const form = otherWords ?? own.form ?? null;
  const shown = optionsShown(renderDirectives);
  const layOut = (of: Item, itsLabels: readonly PromptLabel[], passages: readonly string[]): string =>
    own.question({
      stem: stemOf(of),
      options: optionLines(itsLabels, shown, own.option ?? (({ label, text }) => `${label}. ${text}`)),
      labels: shown === "labelled" ? itsLabels.map(({ label }) => label) : [],
      context: of.context ?? "",
      passages,
    });
  const first: Message[] = own.system === undefined ? [] : [{ role: "system", content: own.system }];
  for (const exemplar of input.exemplars) {
    const itsLabels = exemplarLabelsOf(exemplar, withOwnLabels(exemplar, renderDirectives, own));
    const answer =
      otherWords === null && own.example !== undefined
        ? own.example(keyLabelsOf(exemplar, itsLabels), exemplar)
        : asked.example(exemplar, itsLabels, language);
    first.push({ role: "user", content: layOut(exemplar, itsLabels, []) }, { role: "assistant", content: answer });
  }
  const question = layOut(item, labels, input.passages);
  const ending = (words: string | null): string => (words === null ? question : `${question}\n\n${words}`);
  first.push({ role: "user", content: ending(openingWords(input) ?? form) });
  return {
    messages: withReplies(first, input, own.form === undefined || form === null ? ending(form) : form),
    labels,
    answerForm: formOfTurn(input, asked.answerForm),
    choose: own.choose,
    language: own.language,
  };
}

function withOwnLabels(item: Item, directives: RenderDirectives, own: OwnPrompt): RenderDirectives {
  return directives.labels !== undefined || own.labels === undefined
    ? directives
    : { ...directives, labels: own.labels(item) };
}
