import { z } from "zod";
import { breakLines, doubleSpaces, trimSpaces } from "../text/white-space.ts";
import { definePerturbation } from "./define.ts";
import { changeTexts, scopeSetting, textDraft, textParts } from "./text-draft.ts";

const changes = { "double-spaces": doubleSpaces, "line-breaks": breakLines, trim: trimSpaces } as const;

/**
 * Spaces doubled, sentences on lines of their own, or surplus blanks removed. No draft where nothing changes: Chinese
 * without spaces, a stem of one sentence, a text that was tidy.
 */
export default definePerturbation({
  name: "white-space",
  description: "Doubles spaces, breaks lines between sentences, or trims blanks",
  source: "Viva, our reconstruction: the white-space operators of the benchmark in arXiv 2604.06854 are not public",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages: "any",
  settings: z.strictObject({
    change: z
      .enum(["double-spaces", "line-breaks", "trim"])
      .default("double-spaces")
      .describe("What happens to blanks."),
    scope: scopeSetting,
  }),
  perturb: (item, _random, { change, scope }) => {
    const changed = changeTexts(item, scope, changes[change]);
    const reason = "white space carries no meaning";
    return changed === null ? [] : [textDraft(item, changed, { status: "sound", reason, by: "rule" })];
  },
});
