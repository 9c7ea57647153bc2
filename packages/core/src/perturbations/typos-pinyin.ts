import { z } from "zod";
import { misspellHomophones } from "../text/homophone-typos.ts";
import { definePerturbation } from "./define.ts";
import { changeTexts, languageOf, scopeSetting, textDraft, textParts } from "./text-draft.ts";

/**
 * Homophone slips of a pinyin input method in Chinese items. The rule that keeps it sound: only words of a short list
 * change, none of which negates, counts, says more or less, or names a disease or drug. No draft where none is found.
 */
export default definePerturbation({
  name: "typos-pinyin",
  description: "Misspells some common words by a character of the same sound; negations, numbers, drugs, diseases stay",
  source: "Viva; homophone noise after REALISE, arXiv 2105.12306 (Chinese spelling check), with a list of our own",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages: ["zh"],
  settings: z.strictObject({
    rate: z
      .number()
      .min(0)
      .max(1)
      .default(0.2)
      .describe("Share of the listed words found that are misspelled, 0 to 1; at least one in each text that has one."),
    scope: scopeSetting,
  }),
  perturb: (item, random, { rate, scope }) => {
    if (languageOf(item) !== "zh") {
      return [];
    }
    const changed = changeTexts(item, scope, (text) => misspellHomophones(text, random, rate));
    const reason = "only words of a list that negate, count and name nothing";
    return changed === null ? [] : [textDraft(item, changed, { status: "sound", reason, by: "rule" })];
  },
});
