import { z } from "zod";
import { type PromptLanguage, type PromptTexts, promptLanguageOf, promptTexts } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import type { Message, PromptLabel } from "../records/prompt.ts";
import type { RenderDirectives } from "../records/variant.ts";
import { areLetters, askedAnswer, labelWord } from "./asked-answer.ts";
import { formOfTurn, openingWords, withReplies } from "./conversation.ts";
import type { PromptDraft, PromptInput } from "./define.ts";
import { exemplarLabelsOf, type OptionsShown, optionsShown, promptLabelsOf, questionText } from "./question-text.ts";
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

/** The instruction in one language; `form` is what is said about the form of answer, null for the way's own words. */
function instructionText(
  item: Item,
  labels: readonly PromptLabel[],
  shown: OptionsShown,
  form: string | null,
  way: Way,
  settings: AskSettings,
  language: PromptLanguage,
): string {
  const texts = promptTexts[language];
  const count = labels.length > 0 && shown !== "hidden" ? [texts.count[countWording(item, settings.wording)]] : [];
  return [way.opening?.(texts) ?? texts.opening, ...count, ...(form === null ? [] : [form])].join(
    language === "zh" ? "" : " ",
  );
}

/** What is said to every item alike. */
interface Words {
  /** The instruction, a line a language. */
  readonly said: string;
  /** What it says of the form of answer. */
  readonly form: string;
}

/** All that decides the words of a way of asking. */
interface Deciding {
  readonly language: PromptLanguage | undefined;
  readonly beside: PromptLanguage | undefined;
  readonly shown: OptionsShown;
  readonly options: "none" | "letters" | "labels";
  readonly count: ReturnType<typeof countWording>;
  readonly answerForm: RenderDirectives["answerForm"] | undefined;
  readonly omitted: boolean;
}

function decidesAlike(one: Deciding, other: Deciding): boolean {
  return (
    one.language === other.language &&
    one.beside === other.beside &&
    one.shown === other.shown &&
    one.options === other.options &&
    one.count === other.count &&
    one.answerForm === other.answerForm &&
    one.omitted === other.omitted
  );
}

/** By way of asking the words said so far, a handful: they are the same for nearly every item of an exam. */
const knownWords = new WeakMap<Way, readonly { readonly decides: Deciding; readonly words: Words }[]>();

/** The words of the instruction; without those on the form of answer where `omitted`. */
function wordsOf(
  input: PromptInput,
  labels: readonly PromptLabel[],
  way: Way,
  settings: AskSettings,
  languages: readonly PromptLanguage[],
  omitted: boolean,
): Words {
  const { item, renderDirectives } = input.variant;
  const shown = optionsShown(renderDirectives);
  const make = (): Words => {
    const asked = askedAnswer(input, labels, way);
    const forms = languages.map((spoken) => asked.say(spoken) ?? ownWords(way, labels, spoken));
    const said = languages.map((spoken, index) =>
      instructionText(item, labels, shown, omitted ? null : (forms[index] ?? null), way, settings, spoken),
    );
    return { said: said.join("\n"), form: forms.join("\n") };
  };
  if (input.askedForm !== undefined) {
    return make();
  }
  const options = labels.length === 0 ? "none" : areLetters(labels) ? "letters" : "labels";
  const count = countWording(item, settings.wording);
  const [language, beside] = languages;
  const { answerForm } = renderDirectives;
  const decides: Deciding = { language, beside, shown, options, count, answerForm, omitted };
  const known = knownWords.get(way);
  const before = known?.find((one) => decidesAlike(one.decides, decides));
  if (before !== undefined) {
    return before.words;
  }
  const words = make();
  knownWords.set(way, [{ decides, words }, ...(known ?? [])]);
  return words;
}

type Headings = Pick<PromptTexts, "passages" | "context" | "question" | "options">;

/** A second language beside the first. */
export interface Beside {
  readonly language: PromptLanguage;
  /** Headings ("Question:") in both languages, not only the instruction. */
  readonly headings: boolean;
}

/** What was looked up, as it is to stand before the question. */
export interface Material {
  readonly heading: string;
  readonly text: string;
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
 * instruction is given in both, one after the other; where both are the same, once. `layOut` says how passages stand before
 * the question, and is asked only where there are any; absent: one below the other, under a heading.
 *
 * Words with which a conversation opens stand instead of the instruction for the form of answer, or, where examples need
 * that instruction or a system message holds it, after the question. A later turn without words of its own is that
 * instruction alone.
 */
export function ask(
  input: PromptInput,
  settings: AskSettings,
  way: Way,
  beside?: Beside,
  layOut?: (passages: readonly string[], language: PromptLanguage) => Material,
): PromptDraft {
  const { item, renderDirectives } = input.variant;
  const language: PromptLanguage = settings.language === "item" ? promptLanguageOf(item.language) : settings.language;
  const texts = promptTexts[language];
  const second = beside === undefined || beside.language === language ? null : beside.language;
  const languages = second === null ? [language] : [language, second];
  const headings = second !== null && beside?.headings === true ? headingsIn(texts, promptTexts[second]) : texts;
  const shown = optionsShown(renderDirectives);
  const labels = promptLabelsOf(item, renderDirectives);
  const asked = askedAnswer(input, labels, way);
  const opening = openingWords(input);
  const openingFirst = opening !== null && settings.role === "user" && input.exemplars.length === 0;
  const first: Message[] = [];
  for (const exemplar of input.exemplars) {
    const exemplarLabels = exemplarLabelsOf(exemplar, renderDirectives);
    first.push(
      { role: "user", content: questionText(exemplar, exemplarLabels, [], headings, shown) },
      { role: "assistant", content: asked.example(exemplar, exemplarLabels, language) },
    );
  }
  const material = input.passages.length === 0 ? undefined : layOut?.(input.passages, language);
  const question =
    material === undefined
      ? questionText(item, labels, input.passages, headings, shown)
      : questionText(item, labels, [material.text], { ...headings, passages: material.heading }, shown);
  first.push({ role: "user", content: opening === null || openingFirst ? question : `${question}\n\n${opening}` });
  const omitted = openingFirst || (opening !== null && input.exemplars.length === 0);
  const { said, form } = wordsOf(input, labels, way, settings, languages, omitted);
  const instruction = openingFirst ? `${said}\n${opening}` : said;
  const [message] = first;
  if (settings.role === "system" || message === undefined) {
    first.unshift({ role: "system", content: instruction });
  } else {
    first[0] = { role: message.role, content: `${instruction}\n\n${message.content}` };
  }
  return {
    messages: withReplies(first, input, form),
    labels,
    answerForm: formOfTurn(input, asked.answerForm),
    choose: choosesOne(item, settings.wording, shown) ? "one" : "any",
    language,
  };
}

/** Whether a reply may choose one option: as was said, or as the item's kind has it where nothing is said of options. */
function choosesOne(item: Item, wording: AskSettings["wording"], shown: OptionsShown): boolean {
  return countWording(item, shown === "hidden" ? "by-kind" : wording) === "single";
}

/** A way's own words on the form of answer; free words are asked for where there are no options. */
function ownWords(way: Way, labels: readonly PromptLabel[], language: PromptLanguage): string {
  const texts = promptTexts[language];
  return labels.length === 0
    ? (way.freeText?.(texts) ?? texts.freeText)
    : way.instruction(texts).replaceAll("{label}", () => labelWord(labels, language));
}
