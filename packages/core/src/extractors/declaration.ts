import type { AnswerValue } from "./answer-value.ts";

/** A place where a reply declares its answer. */
export interface Declaration extends AnswerValue {
  /** Where the cue starts. */
  readonly cueStart: number;
  readonly rule: "final-answer" | "declared" | "concluded" | "corrected";
  /** Overrules what stands before it: a correction, a conclusion, a heading, "the final answer". */
  readonly final: boolean;
  /** "Would be", "could be": yields to a plain declaration. */
  readonly doubtful: boolean;
  /** Says of options that they are right rather than what the answer is: "therefore C is correct". */
  readonly aside: boolean;
}

/** How far a cue may be from its answer. */
export const reach = 120;
