import { z } from "zod";
import { answerStatuses } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import { defineScorer } from "./define.ts";
import { agreementOf, chosenOptions, isExact, keySetsOf } from "./mark-over-sets.ts";

const settingsSchema = z.strictObject({
  right: z.number().positive().default(1).describe("Points of a right answer."),
  penalty: z
    .union([z.literal("guessing"), z.number().min(0).max(1)])
    .default("guessing")
    .describe(
      'What a wrong answer costs, as a share of a right one\'s points. "guessing" makes blind guessing worth 0 on average: 1/(options − 1) on single-answer items, 1/(2^options − 2) on multiple-answer ones.',
    ),
  blank: z
    .number()
    .min(-1)
    .max(0)
    .default(0)
    .describe("What a blank earns, as a share of a right answer's points; 0 or below."),
  blankFor: z
    .array(z.enum(answerStatuses).exclude(["chosen"]))
    .default(["abstained", "refused", "unreadable", "ambiguous"])
    .describe("Outcomes that count as a blank; the others count as wrong."),
});

/** Share of a right answer's points that a wrong one must cost for blind guessing to be worth nothing. */
function guessingPenalty(item: Item): number {
  const nOptions = item.options.length;
  const otherAnswers = item.kind === "multiple" ? 2 ** nOptions - 2 : nOptions - 1;
  return 1 / Math.max(1, otherAnswers);
}

/**
 * Formula scoring: right earns, wrong costs, blank does neither. The Spanish MIR (4 options; 3 points right, 1 off
 * wrong, blank 0) is `{ use: negative-marking, right: 3 }`.
 *
 * "I do not know", a refusal, a reply in which no answer is found and one that names two answers without settling are
 * blanks, as a sheet with no valid mark is. "None of these" is an answer, and wrong wherever there is a key. A blank
 * earns more than a wrong answer, so rates of blanks belong beside these scores.
 */
export default defineScorer({
  name: "negative-marking",
  description: "Points for exactly an accepted set, a deduction for another answer, nothing for a blank",
  source: "Thurstone 1919, Psychological Bulletin 16:235 (formula scoring); Kanzow et al. 2023, doi:10.2196/44084",
  settings: settingsSchema,
  score: (reading, item, { right, penalty, blank, blankFor }) => {
    const sets = keySetsOf(item);
    if (sets.length === 0) {
      return { points: null, reason: "unkeyed" };
    }
    const wrongPoints = 0 - right * (penalty === "guessing" ? guessingPenalty(item) : penalty);
    const blankPoints = 0 + right * blank;
    const bounds = { min: Math.min(wrongPoints, blankPoints), max: right };
    const chosen = chosenOptions(reading);
    if (chosen !== null) {
      const isRight = sets.some((set) => isExact(agreementOf(chosen, set)));
      return { points: isRight ? right : wrongPoints, ...bounds };
    }
    const isBlank = reading.status === "chosen" || blankFor.some((status) => status === reading.status);
    return { points: isBlank ? blankPoints : wrongPoints, ...bounds };
  },
});
