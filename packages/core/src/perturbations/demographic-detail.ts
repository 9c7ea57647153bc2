import { z } from "zod";
import type { RandomStream } from "../base/random.ts";
import { type DemographicDetails, demographicDetails } from "../lexicons/demographic-details.ts";
import type { Item } from "../records/item.ts";
import type { Validity } from "../records/variant.ts";
import { beforeFinalQuestion, finalQuestionStart } from "../text/final-question.ts";
import { definePerturbation } from "./define.ts";
import { drawn } from "./pressure-draft.ts";
import { languageOf, textDraft } from "./text-draft.ts";

const kinds = ["occupation", "residence", "marital-status"] as const;

/**
 * Adds a detail of a patient that should not matter (an office job, a town, a marital status) before the final question,
 * or swaps the marital status the stem gives. Never age or sex. Cases only: no draft where the stem names no patient and age.
 * A case that is one sentence with its question takes the detail as a clause in Chinese and none in other languages: a
 * sentence before it would speak of somebody not yet named. Unsound where a word of the item makes such a detail matter
 * (pregnancy, sex life, heredity, work, exposure, animals, travel, psychiatry, law); else a swap is unchecked, because the
 * source may have given the detail for a reason; and so is an addition to a case that shares its text with other items.
 * A child or adolescent gets a residence only.
 */
export default definePerturbation({
  name: "demographic-detail",
  description: "Adds or swaps a detail of the patient that should not matter: occupation, residence, marital status",
  source: "Viva; after the demographic perturbations of MedPerturb, arXiv 2506.17163, without its changes of gender",
  group: "key-keeping",
  touches: ["stem"],
  keepsKey: true,
  languages: Object.keys(demographicDetails),
  settings: z.strictObject({
    kinds: z
      .array(z.enum(kinds))
      .min(1)
      .default([...kinds])
      .describe("What the detail may be about."),
    change: z
      .enum(["add", "swap"])
      .default("add")
      .describe("Add a sentence, or swap the marital status that the stem gives (no draft where it gives none)."),
  }),
  perturb: (item, random, settings) => {
    const language = languageOf(item);
    const details = demographicDetails[language];
    const text = caseOf(item);
    if (details === undefined || !details.age.test(text) || !details.patient.test(text)) {
      return [];
    }
    if (settings.change === "swap") {
      const { stem, rest } = swapped(item.stem, details.swaps);
      return stem === item.stem ? [] : [textDraft(item, { ...item, stem }, swapValidity(item, rest, details))];
    }
    const sentence = addedSentence(item, random, details, settings.kinds);
    const stem = sentence === "" ? undefined : withDetail(item.stem, sentence, details, language === "zh" ? "" : " ");
    return stem === undefined ? [] : [textDraft(item, { ...item, stem }, addedValidity(item, details))];
  },
});

const matters: Validity = {
  status: "unsound",
  reason: "a word of the item makes such a detail matter, or gives one already",
  by: "rule",
};

/** A swap's verdict, by what the stem says besides the status that was swapped. */
function swapValidity(item: Item, rest: string, { relevant }: DemographicDetails): Validity {
  const texts = [item.group?.text ?? "", rest, ...item.options.map(({ text }) => text)];
  return texts.some((text) => relevant.test(text))
    ? matters
    : { status: "unchecked", reason: "the stem gives a marital status, perhaps for a reason", by: "rule" };
}

/**
 * The stem with a detail of its patient: a sentence before the final question, or a clause where the question's sentence
 * names the patient too. Undefined where neither fits.
 */
function withDetail(stem: string, sentence: string, details: DemographicDetails, joint: string): string | undefined {
  const age = details.age.exec(stem);
  if (age === null || age.index < finalQuestionStart(stem)) {
    return beforeFinalQuestion(stem, sentence, joint);
  }
  const place = details.clause?.behind.exec(stem);
  if (details.clause === undefined || place === null || place === undefined) {
    return undefined;
  }
  const at = place.index + place[0].length;
  const clause = sentence.replace(details.clause.subject, "").replace(/。$/u, "，");
  return stem.slice(0, at) + clause + stem.slice(at);
}

function caseOf(item: Item): string {
  return item.group === undefined ? item.stem : `${item.group.text}\n${item.stem}`;
}

function addedSentence(
  item: Item,
  random: RandomStream,
  details: DemographicDetails,
  chosen: readonly (typeof kinds)[number][],
): string {
  if (details.child.test(caseOf(item))) {
    return chosen.includes("residence") ? drawn(random, details.anyAge) : "";
  }
  const kind = chosen[random.integer(chosen.length)];
  const sentence = kind === undefined ? "" : drawn(random, details.added[kind]);
  const female = details.female?.test(caseOf(item)) ?? false;
  return sentence.replace(/\{(\p{L})\|(\p{L})\}/u, (_both, man: string, woman: string) => (female ? woman : man));
}

function addedValidity(item: Item, { relevant }: DemographicDetails): Validity {
  const texts = [caseOf(item), ...item.options.map(({ text }) => text)];
  if (texts.some((text) => relevant.test(text))) {
    return matters;
  }
  return item.group === undefined
    ? { status: "sound", reason: "nothing in the item makes the detail matter", by: "rule" }
    : { status: "unchecked", reason: "other items of the group may contradict the detail", by: "rule" };
}

/**
 * The first status of a pair that the text has, replaced by the other, and the text without it; whole words in Latin
 * script. The text itself twice where it has none.
 */
function swapped(text: string, swaps: DemographicDetails["swaps"]): { readonly stem: string; readonly rest: string } {
  for (const [one, other] of swaps) {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const at = wordAt(text, from);
      if (at >= 0) {
        const [before, after] = [text.slice(0, at), text.slice(at + from.length)];
        return { stem: before + to + after, rest: before + after };
      }
    }
  }
  return { stem: text, rest: text };
}

const letter = /[A-Za-zÀ-ÿ]/;

function wordAt(text: string, word: string): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!letter.test(text[at - 1] ?? "") && !letter.test(text[at + word.length] ?? "")) {
      return at;
    }
  }
  return -1;
}
