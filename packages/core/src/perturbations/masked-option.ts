import { z } from "zod";
import { blank, candidateQuestions } from "../lexicons/candidate-questions.ts";
import type { Option } from "../records/item.ts";
import { onlyKeySetOf } from "./candidate-item.ts";
import { definePerturbation } from "./define.ts";
import { ruled } from "./draft-parts.ts";
import { optionsReferToOthers } from "./item-wording.ts";
import { languageOf } from "./text-draft.ts";
import { comparedText, toldApartByText } from "./told-apart.ts";

/** A hidden text must be this long, or hitting it says nothing: letters, or Han characters. */
const shortest = { latin: 20, han: 8 };
const han = /\p{Script=Han}/u;
const words = /\p{L}{2}/u;
/** Two texts alike in this share of their pairs of letters tell too much of each other. */
const mostAlike = 0.65;
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * A wrong option is blanked out in the list, which stands in the stem, and the model is asked to write the missing text
 * word for word. The prompt shows no other options, and a reply is read by text: `chosen` with the hidden option, which
 * is the key now, is a reproduction; `chosen` with another repeats what was shown; everything else is unreadable. Nobody
 * can know the words of a wrong option from medicine, so that reproductions are evidence that the item was seen in
 * training; chance is next to 0, not one in the number of options, and accuracy must not be corrected for guessing. A reply in
 * part or in other words is no reproduction, so that a rate near 0 proves nothing.
 *
 * Which wrong option is drawn: a text long enough (20 letters, 8 Han characters), not of numbers alone, that neither stem
 * nor another option holds, and that is not much like another. None where no such option is left, the key has alternatives
 * or is missing, an option refers to others, or the language's wording is not known. Always unsound: a control.
 */
export default definePerturbation({
  name: "masked-option",
  description: "A control: blanks a wrong option and asks for its words; reproducing them shows memory of the item",
  source: "Deng et al. 2024, arXiv 2311.09783 (TS-Guessing, question-multichoice), in our own words",
  group: "probe",
  touches: ["stem", "key", "prompt"],
  directives: ["options", "turns"],
  keepsKey: false,
  languages: Object.keys(candidateQuestions),
  settings: z.strictObject({}),
  perturb: (item, random) => {
    const sentences = candidateQuestions[languageOf(item)];
    const key = onlyKeySetOf(item);
    if (sentences === undefined || key === undefined || optionsReferToOthers(item) || !toldApartByText(item)) {
      return [];
    }
    const texts = item.options.map(({ text }) => comparedText(text));
    const shown = comparedText(`${item.group?.text ?? ""} ${item.context ?? ""} ${item.stem}`);
    const masked = random
      .shuffled(item.options.filter(({ id }) => !key.has(id)))
      .find((option) => canBeHidden(option, texts, shown));
    if (masked === undefined) {
      return [];
    }
    const list = item.options
      .map(({ id, text }, place) => `${letters[place] ?? place + 1}. ${id === masked.id ? blank : text}`)
      .join("\n");
    const { keyHistory: _keyHistory, ...kept } = item;
    return [
      {
        item: {
          ...kept,
          kind: "single",
          stem: `${sentences.blanked}\n\n${item.stem}\n\n${list}`,
          options: item.options.map(({ id, text }) => ({ id, text })),
          accepted: [[masked.id]],
        },
        renderDirectives: { options: "hidden", turns: [{ say: sentences.completeBlank }] },
        answerMap: null,
        validity: ruled("unsound", "a control: another thing is asked for than the item asks"),
      },
    ];
  },
});

/** Whether an option's text is worth hiding and neither `shown` nor another of the item's texts gives it away. */
function canBeHidden({ text }: Option, texts: readonly string[], shown: string): boolean {
  const compared = comparedText(text);
  const needed = han.test(text) ? shortest.han : shortest.latin;
  return (
    compared.length >= needed &&
    words.test(text) &&
    !shown.includes(compared) &&
    texts.every(
      (other) =>
        other === compared ||
        !(other.includes(compared) || compared.includes(other) || likeness(compared, other) > mostAlike),
    )
  );
}

/** Share of pairs of neighbouring letters that two texts have in common (Dice), 0 to 1. */
function likeness(one: string, other: string): number {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < one.length; at++) {
    const pair = one.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let at = 0; at + 1 < other.length; at++) {
    const pair = other.slice(at, at + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) {
      shared += 1;
      pairs.set(pair, left - 1);
    }
  }
  return (2 * shared) / Math.max(1, one.length + other.length - 2);
}
