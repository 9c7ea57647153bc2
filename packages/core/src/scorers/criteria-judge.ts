import { z } from "zod";
import type { Item, RubricCriterion } from "../records/item.ts";
import type { Judgement } from "../records/judgement.ts";
import { readJudgeReply } from "../text/judge-reply.ts";
import { judgeRequest, judgeTextsOf } from "../text/judge-request.ts";
import { defineScorer } from "./define.ts";
import { disagreementOf, judgeSettings, judgesIn, meanOf, noJudgement, whyNoPoints } from "./judge-marks.ts";

const scale = [0, 1];

const settingsSchema = z.strictObject(judgeSettings);
type Settings = z.infer<typeof settingsSchema>;

/**
 * Judges say of each criterion of the item's rubric whether the reply meets it, one question a criterion. A reply's score is
 * the points of the criteria it meets over the points that can be earned; it is below 0 where what must not be said outweighs
 * the rest. HealthBench clips only the mean over all replies to 0–1, which is the corpus score `healthbench`; the points of
 * single replies are clipped each. Parts: the shares of the points to be earned and of those to be lost, and, of several
 * judges, their disagreement. No points for an item without a rubric that gives some ("no-rubric"), nor unless every judgement
 * can be read.
 */
export default defineScorer({
  name: "criteria-judge",
  description: "Judges say which criteria of the item's own rubric a reply meets, with points to earn and to lose",
  source: "HealthBench, Arora et al. 2025, arXiv:2505.08775",
  marks: "text",
  settings: settingsSchema,
  parts: (settings) => ["positive", "negative", ...(judgesIn(settings).length > 1 ? ["disagreement"] : [])],
  corpus: () => ({
    counts: 2,
    value: ([sum = 0, n = 0]) => ({ healthbench: n === 0 ? null : clipped(sum / n) }),
  }),
  requests: (_reading, item, settings, { completion }) =>
    judgesIn(settings).flatMap((model) =>
      rubricOf(item).map(({ criterion }) => ({
        kind: "chat" as const,
        model,
        messages: criterionMessages(item, completion.text, criterion, settings),
      })),
    ),
  judgements: (item, settings, { asked = [] }) => judgementsOf(item, settings, asked),
  score: (_reading, item, settings, reply) => {
    const rubric = rubricOf(item);
    if (rubric.length === 0) {
      return { points: null, reason: "no-rubric" };
    }
    const judgements = judgementsOf(item, settings, reply?.asked ?? []);
    const reason = whyNoPoints(reply, judgements);
    if (reason !== null) {
      return { points: null, reason };
    }
    const raw = meanOf(judgements.map(({ values }) => rawScore(rubric, values)));
    const shareOf = (sign: 1 | -1): number =>
      meanOf(judgements.map(({ values }) => metPoints(rubric, values, sign))) / (sumOf(rubric, sign) || 1);
    const hasNegative = sumOf(rubric, -1) > 0;
    return {
      points: clipped(raw),
      min: 0,
      max: 1,
      parts: {
        positive: shareOf(1),
        ...(hasNegative ? { negative: shareOf(-1) } : {}),
        ...(judgements.length > 1 ? { disagreement: disagreementOf(judgements) } : {}),
      },
      counts: [raw, 1],
    };
  },
});

/** The rubric of an item, none where no points can be earned by it. */
function rubricOf({ rubric = [] }: Item): readonly RubricCriterion[] {
  return sumOf(rubric, 1) > 0 ? rubric : [];
}

/** The points of one sign, without it. */
function sumOf(rubric: readonly RubricCriterion[], sign: 1 | -1): number {
  return rubric.reduce((sum, { points }) => sum + Math.max(0, sign * points), 0);
}

function criterionName(index: number): string {
  return `c${index + 1}`;
}

function metPoints(rubric: readonly RubricCriterion[], values: Judgement["values"], sign: 1 | -1): number {
  return rubric.reduce(
    (sum, { points }, index) => sum + Math.max(0, sign * points) * (values[criterionName(index)] ?? 0),
    0,
  );
}

function rawScore(rubric: readonly RubricCriterion[], values: Judgement["values"]): number {
  return (metPoints(rubric, values, 1) - metPoints(rubric, values, -1)) / sumOf(rubric, 1);
}

function clipped(score: number): number {
  return Math.min(1, Math.max(0, score));
}

function criterionMessages(item: Item, reply: string, criterion: string, { mostCharacters }: Settings) {
  const texts = judgeTextsOf(item);
  return judgeRequest({
    item,
    task: [texts.criterion],
    form: '{"reason": "…", "met": true | false}',
    replies: [{ heading: texts.headings.reply, text: reply }],
    material: [{ heading: texts.headings.criterion, text: criterion }],
    mostCharacters,
  });
}

/** By judge, what it says of all criteria together: read only where every one is. */
function judgementsOf(item: Item, settings: Settings, asked: readonly (string | null)[]): readonly Judgement[] {
  const rubric = rubricOf(item);
  if (asked.length === 0) {
    return [];
  }
  return judgesIn(settings).map((judge, place): Judgement => {
    const said = asked.slice(place * rubric.length, (place + 1) * rubric.length);
    if (said.length < rubric.length || said.includes(null)) {
      return noJudgement(judge, "failed", scale);
    }
    const found = said.map((text) => metIn(text ?? ""));
    if (found.some(({ form }) => form === "unreadable")) {
      return noJudgement(judge, "unreadable", scale);
    }
    const values = Object.fromEntries(found.map(({ met }, index) => [criterionName(index), met]));
    const form = found.every((one) => one.form === "strict") ? "strict" : "lenient";
    return { judge, form, scale, values, points: clipped(rawScore(rubric, values)) };
  });
}

const words: ReadonlyMap<string, number> = new Map([
  ["true", 1],
  ["yes", 1],
  ["met", 1],
  ["false", 0],
  ["no", 0],
  ["not met", 0],
]);

function metIn(text: string): { readonly form: "strict" | "lenient" | "unreadable"; readonly met: number } {
  const { form, object } = readJudgeReply(text, ["met"]);
  const said = object?.["met"];
  if (typeof said === "boolean") {
    return { form, met: said ? 1 : 0 };
  }
  const met = typeof said === "string" ? words.get(said.trim().toLowerCase()) : undefined;
  return met === undefined ? { form: "unreadable", met: 0 } : { form: "lenient", met };
}
