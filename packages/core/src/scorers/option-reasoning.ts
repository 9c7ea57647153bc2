import { z } from "zod";
import { medicalEntityLanguage } from "../lexicons/medical-entities.ts";
import { publishedKey } from "../records/item.ts";
import { rightWrongReason, wrongReason } from "../records/reason-analysis.ts";
import { asksForException } from "../text/negative-lead-in.ts";
import { optionCoverage } from "../text/option-coverage.ts";
import { optionPolarities } from "../text/option-polarity.ts";
import { defineScorer } from "./define.ts";
import { searchedForReasons } from "./longest-reason.ts";
import { wrongReasonParts } from "./wrong-reason-parts.ts";

const settings = z.strictObject({
  bare: z
    .boolean()
    .default(false)
    .describe('Count a verdict with nothing beside it ("A错。") as an argument; default: only one with a reason.'),
});

/**
 * Whether the reply argues for the key and against each other option: by label, several labels at once, the option's text, or
 * a heading with its paragraph (zh, en, es). An answer that is only announced argues for nothing. Labels are those of the
 * prompt, so a shuffled question is read as it was put.
 *
 * Points are the mean of the parts `key-argued` (share of the key's options argued for) and `distractors-argued` (share of
 * the others argued against); the first alone where every option is in the key. Further parts: `contradicted`, 1 where the
 * reply argues against the key or for another option, which is `wrong-reason`; `right-wrong-reason`, 1 for a right answer that
 * does.
 *
 * No mark without the reply ("no-reply"), options ("no-options"), a key ("unkeyed") or phrases in the item's language
 * ("no-phrases"). An empty reply earns 0; of one longer than 64,000 UTF-16
 * units the beginning is searched.
 */
export default defineScorer({
  name: "option-reasoning",
  description: "Whether the reply argues for the key and against each other option, beside announcing its answer",
  source: "Viva",
  marks: "text",
  settings,
  parts: () => ["key-argued", "distractors-argued", "contradicted", wrongReason, rightWrongReason],
  score: (reading, item, { bare }, reply) => {
    if (reply === undefined) {
      return { points: null, reason: "no-reply" };
    }
    if (item.options.length === 0) {
      return { points: null, reason: "no-options" };
    }
    const key = publishedKey(item);
    if (key.length === 0) {
      return { points: null, reason: "unkeyed" };
    }
    const language = medicalEntityLanguage(item.language);
    if (language === null) {
      return { points: null, reason: "no-phrases" };
    }
    const options = reply.prompt.labels.map(({ optionId, label, text }) => ({ id: optionId, label, text }));
    const said = optionPolarities(searchedForReasons(reply.completion.text), options, language);
    const exception = asksForException(item.stem, item.language);
    const { keyArgued, distractorsArgued, contradicts } = optionCoverage(said, key, exception, bare);
    return {
      points: distractorsArgued === null ? keyArgued : (keyArgued + distractorsArgued) / 2,
      min: 0,
      max: 1,
      parts: {
        "key-argued": keyArgued,
        ...(distractorsArgued === null ? {} : { "distractors-argued": distractorsArgued }),
        contradicted: contradicts ? 1 : 0,
        ...wrongReasonParts(reading, item, contradicts),
      },
    };
  },
});
