import { type AnswerStatus, answerStatuses } from "../records/answer.ts";

/** How a reply is filed: by its status, or for a chosen answer by what it earned. */
export type ReplyOutcome = "right" | "partly" | "wrong" | "unscored" | Exclude<AnswerStatus, "chosen">;

/** Every outcome there is. */
export const replyOutcomes: readonly ReplyOutcome[] = [
  "right",
  "partly",
  "wrong",
  "unscored",
  ...answerStatuses.filter((status) => status !== "chosen"),
];

/**
 * How a reply is filed.
 *
 * @param points 0–1 by the exam's first scorer; null when unscored.
 */
export function replyOutcome(status: AnswerStatus, points: number | null): ReplyOutcome {
  if (status !== "chosen") {
    return status;
  }
  if (points === null) {
    return "unscored";
  }
  return points >= 1 ? "right" : points > 0 ? "partly" : "wrong";
}
