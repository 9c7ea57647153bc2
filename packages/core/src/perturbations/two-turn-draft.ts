import { type TurnSentences, turnSentences } from "../lexicons/turn-sentences.ts";
import type { Item } from "../records/item.ts";
import type { VariantDraft } from "./define.ts";
import { ruled, sameOptions } from "./draft-parts.ts";
import { languageOf } from "./text-draft.ts";

/** Languages with words for a first turn that is not to be answered yet. */
export const turnLanguages: readonly string[] = Object.keys(turnSentences);

/**
 * The draft of an operator whose first turn asks for something else than the answer; the second asks for that, in the
 * prompt's own words. None with fewer than two options or without words in the item's language. Always sound.
 */
export function twoTurnDraft(item: Item, wordsOf: (sentences: TurnSentences) => string): readonly VariantDraft[] {
  const sentences = turnSentences[languageOf(item)];
  return sentences === undefined || item.options.length < 2
    ? []
    : [
        {
          item,
          renderDirectives: { turns: [{ say: wordsOf(sentences) }, { say: null }] },
          answerMap: sameOptions(item.options),
          validity: ruled("sound", "the same question, thought over before it is answered"),
        },
      ];
}
