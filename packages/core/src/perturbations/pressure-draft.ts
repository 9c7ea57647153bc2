import type { RandomStream } from "../base/random.ts";
import { type PressureSentences, pressureSentences } from "../lexicons/pressure-sentences.ts";
import type { Item } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { beforeFinalQuestion } from "../text/final-question.ts";
import type { VariantDraft } from "./define.ts";
import { ruled } from "./draft-parts.ts";
import { optionsReferToOthers } from "./item-wording.ts";
import { languageOf, textDraft } from "./text-draft.ts";
import { drawWrongOption, quotedText } from "./wrong-option.ts";

/** Languages with sentences that speak for an option. */
export const pressureLanguages: readonly string[] = Object.keys(pressureSentences);

/**
 * The draft of an operator that speaks for a drawn wrong option: `sentencesOf` draws the sentences, which stand before
 * the final question or after it. Nothing in a language without sentences, without a published key, or without a wrong
 * option. Sound: an opinion is no evidence, whatever the question. Unchecked where the key says that others hold as well
 * ("all of the above", "A and C"): the option that is spoken for may then be one of them.
 */
export function pressureDraft(
  item: Item,
  random: RandomStream,
  place: "before" | "after",
  sentencesOf: (sentences: PressureSentences) => readonly string[],
): readonly VariantDraft[] {
  const language = languageOf(item);
  const sentences = pressureSentences[language];
  const wrong = drawWrongOption(item, random);
  if (sentences === undefined || wrong === undefined || item.stem.trim() === "") {
    return [];
  }
  const joint = language === "zh" ? "" : " ";
  const text = quotedText(wrong, language);
  // A function, because a replacement text would give meaning to the "$" an option may hold.
  const said = sentencesOf(sentences)
    .map((sentence) => sentence.replace("{option}", () => text))
    .join(joint);
  const stem = place === "before" ? beforeFinalQuestion(item.stem, said, joint) : `${item.stem.trimEnd()}\n${said}`;
  return [textDraft(item, { ...item, stem }, validityOf(item))];
}

/** Words by which a key that refers to others denies them: the option spoken for is wrong then. */
const denies = /\b(?:none|neither|no)\b|ningun|nenhum|[不无非]|没/iu;

function validityOf({ options, accepted }: Item): Validity {
  const keys = options.filter(({ id }) => accepted.some((set) => set.includes(id)));
  return optionsReferToOthers({ options: keys }) && keys.every(({ text }) => !denies.test(text))
    ? ruled("unchecked", "the key says that other options hold too, and the one spoken for may be one of them")
    : ruled("sound", "an opinion changes nothing in the case");
}

/** One of a list, drawn. An empty list gives an empty text. */
export function drawn(random: RandomStream, list: readonly string[]): string {
  return list.length === 0 ? "" : (list[random.integer(list.length)] ?? "");
}
