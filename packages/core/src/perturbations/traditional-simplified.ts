import { z } from "zod";
import { scriptOf, toSimplified, toTraditional } from "../text/chinese-script.ts";
import { definePerturbation } from "./define.ts";
import { changeTexts, languageOf, textDraft, textParts } from "./text-draft.ts";

/**
 * A Chinese item in the other script, stem and options alike. A limit: only characters change, with the words in which
 * a character has another form than by itself; regional terms stay (软件, 阿司匹林), so it is not a translation for Taiwan
 * or Hong Kong. No draft in another language, in a script that is the one asked for, or without a character to change.
 */
export default definePerturbation({
  name: "traditional-simplified",
  description: "Writes Chinese items in the other script, simplified or traditional; regional wording stays",
  source: "Viva; characters from OpenCC 1.4.1 (Apache-2.0), words of our own",
  group: "key-keeping",
  touches: textParts,
  keepsKey: true,
  languages: ["zh"],
  settings: z.strictObject({
    to: z
      .enum(["other", "traditional", "simplified"])
      .default("other")
      .describe("The script to write in; other takes the one the item is not in."),
  }),
  perturb: (item, _random, { to }) => {
    if (languageOf(item) !== "zh") {
      return [];
    }
    const script = scriptOf(`${item.group?.text ?? ""}${item.stem}${item.options.map(({ text }) => text).join("")}`);
    if (script === undefined || script === to) {
      return [];
    }
    const changed = changeTexts(item, "both", script === "simplified" ? toTraditional : toSimplified);
    const reason = "the same words in the other script";
    return changed === null ? [] : [textDraft(item, changed, { status: "sound", reason, by: "rule" })];
  },
});
