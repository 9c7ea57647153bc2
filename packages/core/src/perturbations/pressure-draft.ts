import type { RandomStream } from "../base/random.ts";
import { type PressureSentences, pressureSentences } from "../lexicons/pressure-sentences.ts";
import type { Item } from "../records/item.ts";
import { beforeFinalQuestion } from "../text/final-question.ts";
import type { VariantDraft } from "./define.ts";
import { languageOf, textDraft } from "./text-draft.ts";
import { drawWrongOption, quotedText } from "./wrong-option.ts";

/** Languages with sentences that speak for an option. */
export const pressureLanguages: readonly string[] = Object.keys(pressureSentences);

/**
 * The draft of an operator that speaks for a drawn wrong option: `sentencesOf` draws the sentences, which stand before
 * the final question or after it. Nothing in a language without sentences, without a published key, or without a wrong
 * option. Sound: an opinion is no evidence, whatever the question.
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
  const text = quotedText(wrong);
  // A function, because a replacement text would give meaning to the "$" an option may hold.
  const said = sentencesOf(sentences)
    .map((sentence) => sentence.replace("{option}", () => text))
    .join(joint);
  const stem = place === "before" ? beforeFinalQuestion(item.stem, said, joint) : `${item.stem.trimEnd()}\n${said}`;
  const validity = { status: "sound", reason: "an opinion changes nothing in the case", by: "rule" } as const;
  return [textDraft(item, { ...item, stem }, validity)];
}

/** One of a list, drawn. An empty list gives an empty text. */
export function drawn(random: RandomStream, list: readonly string[]): string {
  return list.length === 0 ? "" : (list[random.integer(list.length)] ?? "");
}
