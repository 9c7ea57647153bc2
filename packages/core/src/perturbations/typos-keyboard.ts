import { z } from "zod";
import { keyboardNeighbours } from "../lexicons/keyboard-neighbours.ts";
import { mistype } from "../text/keyboard-typos.ts";
import { definePerturbation } from "./define.ts";
import { changeTexts, languageOf, scopeSetting, textDraft, textParts } from "./text-draft.ts";

const languages = ["en", "es", "pt"];

/**
 * Slips to a neighbouring key in some words. The rule that keeps it sound: never in numbers, units, abbreviations,
 * negations, number words, sides and directions, beginnings such as hyper- and hypo-, names of drugs by list or by INN stem
 * (a drug may not become another), and never into a word of the list of lookalikes. No draft where no word is left.
 */
export default definePerturbation({
  name: "typos-keyboard",
  description: "Replaces a letter of some words by one on a neighbouring key; numbers, units, drugs, negations stay",
  source: "Viva; after Belinkov and Bisk 2018, arXiv 1711.02173 (keyboard noise), with a rule for clinical words",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages,
  settings: z.strictObject({
    rate: z
      .number()
      .min(0)
      .max(1)
      .default(0.1)
      .describe("Share of the words that may be mistyped, 0 to 1; at least one word in each text."),
    layout: z
      .enum(["auto", "us", "spanish"])
      .default("auto")
      .describe("Keyboard: auto takes the Spanish one for Spanish items and the US one otherwise."),
    scope: scopeSetting,
  }),
  perturb: (item, random, { rate, layout, scope }) => {
    const language = languageOf(item);
    if (!languages.includes(language)) {
      return [];
    }
    const keyboard = layout === "auto" ? (language === "es" ? "spanish" : "us") : layout;
    const changed = changeTexts(item, scope, (text) => mistype(text, random, rate, keyboardNeighbours[keyboard]));
    const reason = "slips only where no number, unit, drug, negation or direction stands";
    return changed === null ? [] : [textDraft(item, changed, { status: "sound", reason, by: "rule" })];
  },
});
