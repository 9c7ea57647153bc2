import { z } from "zod";
import { publishedKey } from "../records/item.ts";
import { defineScorer } from "./define.ts";
import { chosenOptions } from "./mark-over-sets.ts";

/**
 * Accuracy as CMExam defines it: the string of the chosen letters, in alphabetical order, equals the string of the
 * published ones. On items with one accepted set it gives what exact-set gives; further accepted sets do not count,
 * because the published answer is one string.
 *
 * What differs in the published scripts, and is not repeated here: they read replies by searching for letters and
 * option texts anywhere in them (here the extractor reads); the scripts for GPT, ChatGLM and fine-tuned models leave
 * replies they cannot read out of the denominator (here the estimates under the denominator "readable"), the one for
 * LoRA counts them as wrong (here the headline). Letters are option ids, so that shuffled options keep their identity.
 */
export default defineScorer({
  name: "cmexam-compatible",
  description: "One point when the chosen letters spell the published answer, none otherwise",
  source: "CMExam, arXiv 2306.03030: string equality of predicted and published answer",
  settings: z.strictObject({}),
  score: (reading, item) => {
    const published = publishedKey(item);
    if (published.length === 0) {
      return { points: null, reason: "unkeyed" };
    }
    const chosen = chosenOptions(reading);
    const right = chosen !== null && answerString([...chosen]) === answerString(published);
    return { points: right ? 1 : 0, min: 0, max: 1 };
  },
});

/** Ids of one letter are run together as published; longer ones need a mark between, or "1"+"12" would equal "11"+"2". */
function answerString(optionIds: readonly string[]): string {
  return [...optionIds].sort().join(optionIds.every((id) => id.length === 1) ? "" : "\n");
}
