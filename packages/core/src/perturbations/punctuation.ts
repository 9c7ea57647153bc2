import { z } from "zod";
import { toFullWidth, toHalfWidth } from "../text/character-width.ts";
import { withFinalMarkDoubled, withoutFinalMark } from "../text/final-mark.ts";
import { definePerturbation } from "./define.ts";
import { changeTexts, scopeSetting, textDraft, textParts } from "./text-draft.ts";

const changes = {
  "drop-final": withoutFinalMark,
  "double-final": withFinalMarkDoubled,
  "full-width": (text: string) => toFullWidth(text, ["punctuation"]),
  "half-width": (text: string) => toHalfWidth(text, ["punctuation"]),
} as const;

/**
 * The final mark of each text dropped or doubled, or its marks written in the other width. No draft where there is no
 * such mark: a stem that ends in a word, a text in Latin script without full-width marks.
 */
export default definePerturbation({
  name: "punctuation",
  description: "Drops or doubles the final mark, or writes marks in full or half width",
  source: "Viva, our reconstruction: the punctuation operators of the benchmark in arXiv 2604.06854 are not public",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({
    change: z
      .enum(["drop-final", "double-final", "full-width", "half-width"])
      .default("drop-final")
      .describe("What happens to the marks; full-width changes only marks beside Chinese characters."),
    scope: scopeSetting,
  }),
  perturb: (item, _random, { change, scope }) => {
    const changed = changeTexts(item, scope, changes[change]);
    const reason = "the marks that changed carry no meaning here";
    return changed === null ? [] : [textDraft(item, changed, { status: "sound", reason, by: "rule" })];
  },
});
