import { z } from "zod";
import { type Item, publishedKey } from "../records/item.ts";
import type { Judgement } from "../records/judgement.ts";
import { readJudgeReply } from "../text/judge-reply.ts";
import { judgeRequest, judgeTextsOf } from "../text/judge-request.ts";
import { defineScorer } from "./define.ts";
import { disagreementOf, judgeSettings, judgesIn, meanOf, noJudgement, shareMark, whyNoPoints } from "./judge-marks.ts";

const scale = [0, 0.5, 1];
const verdicts: ReadonlyMap<string, number> = new Map([
  ["yes", 1],
  ["partly", 0.5],
  ["partially", 0.5],
  ["no", 0],
]);

const settingsSchema = z.strictObject(judgeSettings);
type Settings = z.infer<typeof settingsSchema>;

/**
 * Judges say whether a reply agrees with the reference answer: 1 for yes, a half for partly, 0 for no. The reference is the
 * item's references, or the text of its key where it has none. An empty reply earns nothing and is shown to nobody. No points
 * for an item without a reference ("no-reference"), nor unless every judge's reply can be read.
 */
export default defineScorer({
  name: "reference-judge",
  description: "Judges say whether a reply agrees with the reference answer: yes, partly or no",
  source: "Viva; reference-guided grading after Zheng et al. 2023, arXiv:2306.05685",
  marks: "text",
  settings: settingsSchema,
  parts: (settings) => (judgesIn(settings).length > 1 ? ["disagreement"] : []),
  requests: (_reading, item, settings, { completion }) => {
    if (!hasReference(item) || completion.text.trim() === "") {
      return [];
    }
    const texts = judgeTextsOf(item);
    const messages = judgeRequest({
      item,
      task: [texts.reference],
      form: '{"reason": "…", "agrees": "yes" | "partly" | "no"}',
      shows: { key: true, references: true },
      replies: [{ heading: texts.headings.reply, text: completion.text }],
      mostCharacters: settings.mostCharacters,
    });
    return judgesIn(settings).map((model) => ({ kind: "chat", model, messages }));
  },
  judgements: (_item, settings, { asked = [] }) => judgementsOf(settings, asked),
  score: (_reading, item, settings, reply) => {
    if (!hasReference(item)) {
      return { points: null, reason: "no-reference" };
    }
    if (reply?.completion.text.trim() === "") {
      return shareMark(0, {});
    }
    const judgements = judgementsOf(settings, reply?.asked ?? []);
    const reason = whyNoPoints(reply, judgements);
    if (reason !== null) {
      return { points: null, reason };
    }
    const parts = judgements.length > 1 ? { disagreement: disagreementOf(judgements) } : {};
    return shareMark(meanOf(judgements.map(({ points }) => points ?? 0)), parts);
  },
});

function hasReference(item: Item): boolean {
  return item.references.some((text) => text.trim() !== "") || publishedKey(item).length > 0;
}

function judgementsOf(settings: Settings, asked: readonly (string | null)[]): readonly Judgement[] {
  return asked.map((said, index): Judgement => {
    const judge = judgesIn(settings)[index] ?? "";
    if (said === null) {
      return noJudgement(judge, "failed", scale);
    }
    const { form, object } = readJudgeReply(said, ["agrees"]);
    const word = object?.["agrees"];
    const points = typeof word === "string" ? verdicts.get(word.trim().toLowerCase()) : undefined;
    if (points === undefined) {
      return noJudgement(judge, "unreadable", scale);
    }
    const exact = word === "yes" || word === "partly" || word === "no";
    return { judge, form: exact ? form : "lenient", scale, values: { agrees: points }, points };
  });
}
