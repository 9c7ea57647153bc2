import { z } from "zod";
import { toFullWidth, toHalfWidth } from "../text/character-width.ts";
import { definePerturbation } from "./define.ts";
import { changeTexts, languageOf, scopeSetting, textDraft, textParts } from "./text-draft.ts";

/**
 * Digits, letters or punctuation in full or half width: what Chinese input methods and scanned papers mix up. Chinese
 * items only; no draft where nothing of the chosen kind is in the texts.
 */
export default definePerturbation({
  name: "full-half-width",
  description: "Writes digits, letters or punctuation of Chinese items in full or half width",
  source: "Viva; Unicode Standard Annex 11 and the compatibility forms U+FF01–U+FF5E",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages: ["zh"],
  settings: z.strictObject({
    width: z.enum(["full", "half"]).default("full").describe("The width to write in."),
    parts: z
      .array(z.enum(["digits", "letters", "punctuation"]))
      .min(1)
      .default(["digits", "letters"])
      .describe("What changes its width."),
    scope: scopeSetting,
  }),
  perturb: (item, _random, { width, parts, scope }) => {
    if (languageOf(item) !== "zh") {
      return [];
    }
    const change = width === "full" ? toFullWidth : toHalfWidth;
    const changed = changeTexts(item, scope, (text) => change(text, parts));
    const reason = "the same characters in another width";
    return changed === null ? [] : [textDraft(item, changed, { status: "sound", reason, by: "rule" })];
  },
});
