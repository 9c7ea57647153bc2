import { z } from "zod";
import type { Judgement, JudgementForm } from "../records/judgement.ts";
import type { Mark } from "../records/score.ts";
import type { MarkedReply } from "./define.ts";

/** Settings that every scorer with judges has. */
export const judgeSettings = {
  model: z.string().min(1).default("judge").describe("Id of the assistant that judges."),
  judges: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Ids of several assistants that judge each for itself; then `model` is not asked."),
  sample: z
    .int()
    .min(1)
    .optional()
    .describe("Judge the replies to this many questions of each exam, drawn by the study's seed; default: all."),
  selfJudging: z
    .enum(["refuse", "allow"])
    .default("refuse")
    .describe("Whether a judge may be one of the models under test; the report says so where it is."),
  mostCharacters: z.int().min(100).default(20_000).describe("Characters of a reply that a judge is shown at most."),
};

/** The judges of a scorer's settings, each once. */
export function judgesIn({
  model,
  judges,
}: {
  readonly model: string;
  readonly judges?: readonly string[] | undefined;
}): readonly string[] {
  return judges === undefined ? [model] : [...new Set(judges)];
}

/**
 * Why judgements give no points: a reply that is not there ("no-reply"), that nobody was asked about ("not-judged"), a judge
 * without a reply ("judge-failed") or with one that cannot be read ("judge-unreadable"). Null where every judge's can be read:
 * what judges say of a reply is compared between models, so that none may be missing for one and not for another.
 */
export function whyNoPoints(reply: MarkedReply | undefined, judgements: readonly Judgement[]): string | null {
  if (reply === undefined) {
    return "no-reply";
  }
  if (judgements.some(({ form }) => form === "failed")) {
    return "judge-failed";
  }
  if (judgements.some(({ form }) => form === "unreadable")) {
    return "judge-unreadable";
  }
  return judgements.length === 0 ? "not-judged" : null;
}

/** A judgement that could not be read, or that never came. */
export function noJudgement(
  judge: string,
  form: Extract<JudgementForm, "unreadable" | "failed">,
  scale: readonly number[],
): Judgement {
  return { judge, form, scale, values: {}, points: null };
}

/** The mean of numbers; there is at least one. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A mark of 0–1. */
export function shareMark(points: number, parts: Readonly<Record<string, number>>): Mark {
  return { points, min: 0, max: 1, ...(Object.keys(parts).length === 0 ? {} : { parts }) };
}

/**
 * How far judges lie apart, 0–1: over the criteria the mean of the greatest distance between two of them, as a share of the
 * scale. 0 for one judge.
 */
export function disagreementOf(judgements: readonly Judgement[]): number {
  const [first] = judgements;
  const criteria = Object.keys(first?.values ?? {});
  const room = (first?.scale.at(-1) ?? 1) - (first?.scale[0] ?? 0);
  if (criteria.length === 0) {
    return 0;
  }
  const spans = criteria.map((criterion) => {
    const values = judgements.map((judgement) => judgement.values[criterion] ?? 0);
    return (Math.max(...values) - Math.min(...values)) / room;
  });
  return meanOf(spans);
}
