import { z } from "zod";
import { neutralSentences } from "../lexicons/neutral-sentences.ts";
import { beforeFinalQuestion } from "../text/final-question.ts";
import { definePerturbation } from "./define.ts";
import { languageOf, textDraft } from "./text-draft.ts";

/**
 * Puts sentences that say nothing about the patient before the final question. No draft in a language without such
 * sentences, or where the stem is empty. Always sound: the sentences hold no clinical word and no number.
 */
export default definePerturbation({
  name: "irrelevant-sentence",
  description: "Inserts a neutral sentence, which says nothing about the patient, before the final question",
  source:
    "After the distraction sentence of DAS, arXiv 2508.00923, with fixed sentences of our own instead of a model's",
  group: "key-keeping",
  touches: ["stem"],
  keepsKey: true,
  languages: Object.keys(neutralSentences),
  settings: z.strictObject({
    sentences: z.int().min(1).max(3).default(1).describe("How many sentences are inserted, each another one."),
  }),
  perturb: (item, random, settings) => {
    const language = languageOf(item);
    const choice = neutralSentences[language];
    if (choice === undefined || item.stem.trim() === "") {
      return [];
    }
    const joint = language === "zh" ? "" : " ";
    const sentence = random.shuffled(choice).slice(0, settings.sentences).join(joint);
    const changed = { ...item, stem: beforeFinalQuestion(item.stem, sentence, joint) };
    return [
      textDraft(item, changed, { status: "sound", reason: "the sentence says nothing about the case", by: "rule" }),
    ];
  },
});
