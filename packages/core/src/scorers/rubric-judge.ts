import { z } from "zod";
import { type RubricCriterionName, rubricCriterionNames } from "../lexicons/judge-texts.ts";
import type { Item } from "../records/item.ts";
import type { Judgement } from "../records/judgement.ts";
import { readJudgeReply, scaleValue } from "../text/judge-reply.ts";
import { judgeRequest, judgeTextsOf } from "../text/judge-request.ts";
import { defineScorer } from "./define.ts";
import { disagreementOf, judgeSettings, judgesIn, meanOf, noJudgement, shareMark, whyNoPoints } from "./judge-marks.ts";

const scale = [1, 2, 3, 4, 5];

const ownCriterion = z.strictObject({
  name: z
    .string()
    .regex(/^(?!reason$|disagreement$)[a-z][a-z0-9_-]*$/, "small letters, digits, '-' and '_'")
    .describe("Name in the judge's reply and in tables."),
  meaning: z.string().min(1).describe("What is rated, a question."),
  anchors: z.array(z.string().min(1)).length(5).describe("What 1, 2, 3, 4 and 5 stand for."),
});

type Criterion = RubricCriterionName | z.infer<typeof ownCriterion>;

function nameOf(criterion: Criterion): string {
  return typeof criterion === "string" ? criterion : criterion.name;
}

const settingsSchema = z.strictObject({
  ...judgeSettings,
  criteria: z
    .array(z.union([z.enum(rubricCriterionNames), ownCriterion]))
    .min(1)
    .default([...rubricCriterionNames])
    .refine((criteria) => new Set(criteria.map(nameOf)).size === criteria.length, "a criterion stands twice")
    .describe("What is rated: Viva's criteria by name, or your own with anchors."),
  reference: z
    .enum(["shown", "hidden"])
    .default("shown")
    .describe("Whether the judge sees the key and the reference answers."),
});

type Settings = z.infer<typeof settingsSchema>;

/**
 * Judges rate each criterion from 1 to 5 by written anchors. Points are the mean over criteria and judges of (value − 1)/4, one
 * part a criterion and, of several judges, their disagreement. An empty reply earns nothing and is shown to nobody. No points
 * unless every judge's reply can be read ("judge-failed", "judge-unreadable").
 */
export default defineScorer({
  name: "rubric-judge",
  description:
    "Judges rate accuracy, completeness, relevance and safety, or criteria of your own, from 1 to 5 by anchors",
  source: "Viva; single-answer grading after Zheng et al. 2023, arXiv:2306.05685",
  marks: "text",
  settings: settingsSchema,
  parts: ({ criteria, ...settings }) => [
    ...criteria.map(nameOf),
    ...(judgesIn(settings).length > 1 ? ["disagreement"] : []),
  ],
  requests: (_reading, item, settings, { completion }) => {
    if (completion.text.trim() === "") {
      return [];
    }
    const messages = rubricMessages(item, completion.text, settings);
    return judgesIn(settings).map((model) => ({ kind: "chat", model, messages }));
  },
  judgements: (_item, settings, { asked = [] }) => judgementsOf(settings, asked),
  score: (_reading, _item, settings, reply) => {
    const names = settings.criteria.map(nameOf);
    if (reply?.completion.text.trim() === "") {
      return shareMark(0, Object.fromEntries(names.map((name) => [name, 0])));
    }
    const judgements = judgementsOf(settings, reply?.asked ?? []);
    const reason = whyNoPoints(reply, judgements);
    if (reason !== null) {
      return { points: null, reason };
    }
    const parts = names.map(
      (name) => [name, meanOf(judgements.map(({ values }) => shareOf(values[name] ?? 1)))] as const,
    );
    return shareMark(meanOf(parts.map(([, share]) => share)), {
      ...Object.fromEntries(parts),
      ...(judgements.length > 1 ? { disagreement: disagreementOf(judgements) } : {}),
    });
  },
});

function shareOf(value: number): number {
  return (value - 1) / 4;
}

function rubricMessages(item: Item, reply: string, { criteria, reference, mostCharacters }: Settings) {
  const texts = judgeTextsOf(item);
  const rubric = criteria.map((criterion) => {
    const { meaning, anchors } = typeof criterion === "string" ? texts.criteria[criterion] : criterion;
    return `${nameOf(criterion)}: ${meaning}\n${anchors.map((anchor, index) => `${index + 1}: ${anchor}`).join("\n")}`;
  });
  const shown = reference === "shown";
  return judgeRequest({
    item,
    task: [texts.rubric, ...rubric],
    form: `{"reason": "…", ${criteria.map((criterion) => `"${nameOf(criterion)}": 1–5`).join(", ")}}`,
    shows: { key: shown, references: shown },
    replies: [{ heading: texts.headings.reply, text: reply }],
    mostCharacters,
  });
}

function judgementsOf(settings: Settings, asked: readonly (string | null)[]): readonly Judgement[] {
  const names = settings.criteria.map(nameOf);
  return asked.map((said, index): Judgement => {
    const judge = judgesIn(settings)[index] ?? "";
    if (said === null) {
      return noJudgement(judge, "failed", scale);
    }
    const { form, object } = readJudgeReply(said, names);
    const found = names.map((name) => scaleValue(object?.[name], scale));
    if (form === "unreadable" || found.includes(null)) {
      return noJudgement(judge, "unreadable", scale);
    }
    const values = found.map((one) => one?.value ?? 1);
    return {
      judge,
      form: found.every((one) => one?.exact === true) ? form : "lenient",
      scale,
      values: Object.fromEntries(names.map((name, at) => [name, values[at] ?? 1])),
      points: meanOf(values.map(shareOf)),
    };
  });
}
