import { z } from "zod";
import { blank, candidateQuestions } from "../lexicons/candidate-questions.ts";
import { onlyKeySetOf } from "./candidate-item.ts";
import { definePerturbation } from "./define.ts";
import { ruled } from "./draft-parts.ts";
import { optionsReferToOthers } from "./item-wording.ts";
import { languageOf } from "./text-draft.ts";
import { comparedText } from "./told-apart.ts";

/** A hidden text must be this long, or hitting it says nothing: letters, or Han characters. */
const shortest = { latin: 20, han: 8 };
const han = /\p{Script=Han}/u;
const words = /\p{L}{2}/u;
const longWord = /\p{L}{4,}/gu;
/** Two texts alike in this share of their pairs of letters tell too much of each other. */
const mostAlike = 0.65;
/** A text of whose wording the others together hold more than this is one of a series, and can be pieced together. */
const mostHeld = 0.65;
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
 * nor another option holds, that is not much like another, and that the others together do not hold for the most part
 * ("prevention and …" where each is two measures of a few). What is guessed by what is missing from a series (the other
 * three of four) is not seen by this: compare with items published after the model. None where no such option is left, the key has alternatives
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
    if (sentences === undefined || key === undefined || optionsReferToOthers(item)) {
      return [];
    }
    const texts = item.options.map(({ id, text }): ListedText => ({ id, text, compared: comparedText(text) }));
    // Options that read alike cannot be told apart by text.
    if (
      new Set(texts.map(({ compared }) => compared)).size < texts.length ||
      texts.some(({ compared }) => compared === "")
    ) {
      return [];
    }
    let shown: string | undefined;
    const masked = random.shuffled(texts.filter(({ id }) => !key.has(id))).find((option) => {
      if (!canBeHidden(option, texts)) {
        return false;
      }
      shown ??= comparedText(`${item.group?.text ?? ""} ${item.context ?? ""} ${item.stem}`);
      return !shown.includes(option.compared);
    });
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

interface ListedText {
  readonly id: string;
  readonly text: string;
  readonly compared: string;
}

/** Whether an option's text is worth hiding and neither another of the list nor all together give it away. */
function canBeHidden(option: ListedText, texts: readonly ListedText[]): boolean {
  const { text, compared } = option;
  if (compared.length < (han.test(text) ? shortest.han : shortest.latin) || !words.test(text)) {
    return false;
  }
  const others = texts.filter((other) => other !== option);
  if (others.some((other) => other.compared.includes(compared) || compared.includes(other.compared))) {
    return false;
  }
  // A text so much longer or shorter cannot have that many pairs in common.
  const near = others.filter(
    (other) =>
      2 * Math.min(compared.length, other.compared.length) > mostAlike * (compared.length + other.compared.length),
  );
  const own = near.length === 0 ? null : piecesOf(compared);
  const apart = near.every((other) => own === null || likeness(own, piecesOf(other.compared)) <= mostAlike);
  return apart && heldBy(option, others) <= mostHeld;
}

/** Share of an option's wording that the others hold, all together: its pairs of Han characters, else its long words. */
function heldBy({ text, compared }: ListedText, others: readonly ListedText[]): number {
  if (han.test(text)) {
    const pieces = [...new Set(Array.from({ length: compared.length - 1 }, (_, at) => compared.slice(at, at + 2)))];
    return pieces.filter((piece) => others.some((other) => other.compared.includes(piece))).length / pieces.length;
  }
  const pieces = text.toLowerCase().match(longWord) ?? [];
  const said = new Set(others.flatMap((other) => other.text.toLowerCase().match(longWord) ?? []));
  const held = pieces.filter((piece) => said.has(piece));
  return held.length / Math.max(1, pieces.length);
}

/** Pairs of neighbouring letters, each as one number, in order. */
function piecesOf(text: string): Uint32Array {
  const pieces = new Uint32Array(Math.max(0, text.length - 1));
  for (let at = 0; at < pieces.length; at++) {
    pieces[at] = text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);
  }
  return pieces.sort();
}

/** Share of pairs of neighbouring letters that two texts have in common (Dice), 0 to 1. */
function likeness(one: Uint32Array, other: Uint32Array): number {
  let [shared, here, there] = [0, 0, 0];
  while (here < one.length && there < other.length) {
    const [mine = 0, theirs = 0] = [one[here], other[there]];
    shared += mine === theirs ? 1 : 0;
    here += mine <= theirs ? 1 : 0;
    there += theirs <= mine ? 1 : 0;
  }
  return (2 * shared) / Math.max(1, one.length + other.length);
}
