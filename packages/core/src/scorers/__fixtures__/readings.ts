import type { AnswerStatus, Reading } from "../../records/answer.ts";

/** A reading that chose these options, for tests. */
export function chosen(...optionIds: readonly string[]): Reading {
  return { status: "chosen", optionIds, labels: optionIds, rule: "test", span: null };
}

/** A reading of another status; such readings have no options. */
export function outcome(status: Exclude<AnswerStatus, "chosen">): Reading {
  return { ...chosen(), status };
}

/** Every status that settles on no option. */
export const unsettled = ["ambiguous", "none-of-these", "abstained", "refused", "unreadable"] as const;

/** Every choice of at least one of these options: 2^n − 1 of them. */
export function everyChoice(optionIds: readonly string[]): string[][] {
  return Array.from({ length: 2 ** optionIds.length - 1 }, (_, index) =>
    optionIds.filter((_id, place) => ((index + 1) >> place) % 2 === 1),
  );
}
