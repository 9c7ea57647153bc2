import { z } from "zod";
import { UsageError } from "../base/errors.ts";
import { poolNames, poolTexts } from "../lexicons/pool-texts.ts";
import { type PromptLanguage, promptLanguageOf, promptTexts } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import type { Message, PromptLabel } from "../records/prompt.ts";
import { askSettings } from "./ask.ts";
import { askedAnswer, labelWord } from "./asked-answer.ts";
import { formOfTurn, openingWords, withReplies } from "./conversation.ts";
import { definePrompt, type PromptInput } from "./define.ts";
import { poolMembers } from "./pool-members.ts";
import { poolQuestion } from "./pool-question.ts";
import { exemplarLabelsOf, optionsShown, promptLabelsOf } from "./question-text.ts";
import { ways } from "./ways.ts";

/** The members of the pool, in the order in which "all" stands for them. */
export const poolMemberNames: readonly string[] = poolNames;

const settingsSchema = z.strictObject({
  member: z
    .enum([...poolNames, "all"])
    .default("plain")
    .describe('Which way of asking; "all" stands for each of them, an arm of its own.'),
  language: askSettings.shape.language,
  wording: askSettings.shape.wording,
});

type PoolSettings = z.infer<typeof settingsSchema>;

function memberOf({ member }: PoolSettings): (typeof poolNames)[number] {
  if (member === "all") {
    throw new UsageError("SETTINGS_INVALID", 'settings of prompt pool: "all" is not one way of asking', {
      remedy: `A study makes an arm of each member; here name one: ${poolNames.join(", ")}.`,
    });
  }
  return member;
}

/** What is said of the number of correct options: the same words in every member. */
function countWording(item: Item, wording: PoolSettings["wording"]): "uniform" | "single" | "multiple" {
  return wording === "by-kind" ? (item.kind === "multiple" ? "multiple" : "single") : wording;
}

function joined(sentences: readonly (string | null)[], language: PromptLanguage): string {
  return sentences.filter((sentence) => sentence !== null && sentence !== "").join(language === "zh" ? "" : " ");
}

function ownForm(name: (typeof poolNames)[number], labels: readonly PromptLabel[], language: PromptLanguage): string {
  const { freeText, answerPrefix } = promptTexts[language];
  const form = poolTexts[language][name].form
    .replaceAll("{label}", () => labelWord(labels, language))
    .replaceAll("{prefix}", () => answerPrefix);
  // A sentence may open with the word for a label.
  return labels.length === 0 ? freeText : form.slice(0, 1).toUpperCase() + form.slice(1);
}

/**
 * Many ways of asking for the same thing, to see how much a result hangs on the wording: the spread of a model over the
 * members, and whether the ranking of models holds among them. In every member the same is said of the number of
 * correct options, worked examples stand as earlier turns, and an instruction, a directive or a conversation takes the
 * place of the member's own sentence on the form of answer.
 */
export default definePrompt({
  name: "pool",
  description: "One of fourteen ways of asking for the same thing: plain, formal, terse, polite, step by step, …",
  source:
    "Mizrahi et al. 2024, arXiv 2401.00595 (many prompts for one task); each member's own source in docs/prompt-pool.md",
  languages: ["zh", "en", "es", "pt"],
  settings: settingsSchema,
  alternatives: (settings) =>
    settings.member === "all" ? poolNames.map((member) => ({ ...settings, member })) : [settings],
  armName: (settings) => `pool/${memberOf(settings)}`,
  render: (input: PromptInput, settings) => {
    const name = memberOf(settings);
    const { answerForm, layout } = poolMembers[name];
    const { item, renderDirectives } = input.variant;
    const language: PromptLanguage = settings.language === "item" ? promptLanguageOf(item.language) : settings.language;
    const texts = promptTexts[language];
    const shown = optionsShown(renderDirectives);
    const labels = promptLabelsOf(item, renderDirectives);
    const asked = askedAnswer(input, labels, ways[answerForm]);
    const form = asked.say(language) ?? ownForm(name, labels, language);
    const words = openingWords(input);
    const hasExamples = input.exemplars.length > 0;
    const saysForm = words === null || hasExamples;
    const count = labels.length > 0 && shown !== "hidden" ? texts.count[countWording(item, settings.wording)] : null;
    const inHead = layout.form !== "after" && saysForm;
    const head = joined([poolTexts[language][name].opening, count, inHead ? form : null], language);
    const ending = (question: string, last: string | null): string =>
      last === null ? question : `${question}\n\n${last}`;
    const formAfter = layout.form === "after" ? form : null;
    const messages: Message[] = [];
    for (const exemplar of input.exemplars) {
      const exemplarLabels = exemplarLabelsOf(exemplar, renderDirectives);
      messages.push(
        { role: "user", content: ending(poolQuestion(exemplar, exemplarLabels, [], layout, texts, shown), formAfter) },
        { role: "assistant", content: asked.example(exemplar, exemplarLabels, language) },
      );
    }
    const question = poolQuestion(item, labels, input.passages, layout, texts, shown);
    messages.push({ role: "user", content: ending(question, words ?? formAfter) });
    const [first] = messages;
    if (layout.form === "system" || first === undefined) {
      messages.unshift({ role: "system", content: head });
    } else {
      messages[0] = { role: first.role, content: `${head}\n\n${first.content}` };
    }
    const wording = shown === "hidden" ? "by-kind" : settings.wording;
    return {
      messages: withReplies(messages, input, form),
      labels,
      answerForm: formOfTurn(input, asked.answerForm),
      choose: countWording(item, wording) === "single" ? "one" : "any",
      language,
    };
  },
});
