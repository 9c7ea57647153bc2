import { ask, askSettings } from "./ask.ts";
import { definePrompt } from "./define.ts";
import { type Way, ways } from "./ways.ts";

/** As `reason-then-label`, with more asked of the reasons; a worked example answers with its explanation. */
const explained: Way = {
  ...ways["reason-then-label"],
  instruction: (texts) => texts.explainThenLabel,
  freeText: (texts) => texts.explainFreeText,
};

/**
 * Prediction and explanation in one reply, as CMExam's two tasks want them. The answer stands on the last line, so that it
 * is read where every other prompt with reasons has it; what stands before is the explanation.
 */
export default definePrompt({
  name: "answer-with-explanation",
  description: "Asks why the right options are right and every other one is wrong, then the letters on a last line",
  source: "CMExam, arXiv 2306.03030 (answer prediction and answer reasoning), in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: askSettings,
  render: (input, settings) => ask(input, settings, explained),
});
