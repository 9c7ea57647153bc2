import { z } from "zod";
import { changeLetterCase } from "../text/letter-case.ts";
import { definePerturbation } from "./define.ts";
import { changeTexts, languageOf, scopeSetting, textDraft, textParts } from "./text-draft.ts";

/**
 * Words in capitals or in small letters. No draft where no letter changes (a Chinese text without Latin words). What
 * means something else in another case stays: see `changeLetterCase`.
 */
export default definePerturbation({
  name: "letter-case",
  description: "Writes words in capitals or in small letters; units, symbols and abbreviations stay",
  source: "Viva, our reconstruction: the case operators of the benchmark in arXiv 2604.06854 are not public",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({
    case: z.enum(["upper", "lower"]).default("upper").describe("Capitals or small letters."),
    scope: scopeSetting,
  }),
  perturb: (item, _random, settings) => {
    const changed = changeTexts(item, settings.scope, (text) =>
      changeLetterCase(text, settings.case, languageOf(item)),
    );
    const reason = "only the case of words changed; units, symbols and abbreviations stayed";
    return changed === null ? [] : [textDraft(item, changed, { status: "sound", reason, by: "rule" })];
  },
});
