import {
  type AnomalyCheck,
  type AnomalyCheckName,
  type AnomalyChecks,
  anomalyCheckNames,
} from "../records/anomaly-checks.ts";
import type { AnomalyInput, CheckContext, CheckResult } from "./checks/check-input.ts";
import { controlCheck } from "./checks/control-check.ts";
import { cutCheck } from "./checks/cut-check.ts";
import { chosenLettersCheck, keyLettersCheck } from "./checks/letter-checks.ts";
import { protocolCheck } from "./checks/protocol-check.ts";
import { publishedCheck } from "./checks/published-check.ts";
import { tokenLimitCheck, unreadCheck } from "./checks/reply-checks.ts";
import { shuffleCheck } from "./checks/shuffle-check.ts";
import { yardstickCheck } from "./checks/yardstick-check.ts";

const checks: Readonly<Record<AnomalyCheckName, (context: CheckContext) => CheckResult>> = {
  protocols: protocolCheck,
  "token-limit": tokenLimitCheck,
  "cut-replies": cutCheck,
  "unread-replies": unreadCheck,
  "option-shuffle": shuffleCheck,
  "options-only": (context) => controlCheck(context, "options-only"),
  "stem-only": (context) => controlCheck(context, "stem-only"),
  "key-letters": keyLettersCheck,
  "chosen-letters": chosenLettersCheck,
  yardsticks: yardstickCheck,
  published: publishedCheck,
};

/** The perturbation of the items as published. */
const original = "none";

/**
 * What a surprising ranking must survive, for every exam and way of asking of a run: each check passed, warns, or says
 * what the run lacks. A warning is no proof of an error, and a run without one may still be wrong in other ways. Pure.
 */
export function anomalyChecks(input: AnomalyInput): AnomalyChecks {
  const { run, settings, fields } = input;
  return {
    run,
    level: settings.confidence,
    alpha: settings.comparison.alpha,
    checks: fields
      .filter(({ perturbation }) => perturbation === original)
      .flatMap((field) =>
        anomalyCheckNames.map((name): AnomalyCheck => {
          return { name, exam: field.exam, arm: field.arm, ...checks[name]({ field, input }) };
        }),
      ),
  };
}
