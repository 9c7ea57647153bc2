import { z } from "zod";
import { promptLanguageOf, promptTexts } from "../lexicons/prompt-texts.ts";
import { ask, askSettings } from "./ask.ts";
import { definePrompt, type PromptInput } from "./define.ts";
import { materialOf, stemOf } from "./question-text.ts";
import { type Way, ways } from "./ways.ts";

const settingsSchema = z.strictObject({
  length: z
    .enum(["brief", "full"])
    .default("full")
    .describe("How long an answer is asked for: a few sentences, or as long as the question needs."),
  frame: z
    .enum(["instruction", "none"])
    .default("instruction")
    .describe(
      'What stands around the question: an instruction and a heading, or nothing, so that the model gets the bare message as a user would send it. "none" is for questions without options; others keep the instruction.',
    ),
  language: askSettings.shape.language,
  role: askSettings.shape.role,
});

type OpenSettings = z.infer<typeof settingsSchema>;

function openWay(length: OpenSettings["length"]): Way {
  return {
    ...ways.text,
    opening: (texts) => texts.open.opening,
    instruction: (texts) => texts.open.options,
    freeText: (texts) => texts.open[length],
  };
}

/** One for each length: what is said alike to every item is kept by way. */
const openWays: Readonly<Record<OpenSettings["length"], Way>> = { brief: openWay("brief"), full: openWay("full") };

/** Whether nothing but the question is to be said: no option to show, no example, turn or instruction to go with it. */
function isBare(input: PromptInput, { frame }: OpenSettings): boolean {
  const { item, renderDirectives } = input.variant;
  return (
    frame === "none" &&
    item.options.length === 0 &&
    input.exemplars.length === 0 &&
    input.askedForm === undefined &&
    renderDirectives.turns === undefined
  );
}

/**
 * An open question, answered in free words. A question with options is put with them, and its answer asked for in
 * sentences; what such a reply chooses is read by the options' texts.
 */
export default definePrompt({
  name: "open-answer",
  description: "Puts an open question and asks for an answer in sentences, or puts the bare question",
  source: "Huatuo-26M, arXiv 2305.01526, and HealthBench, arXiv 2505.08775 (the bare question), in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: settingsSchema,
  armName: ({ frame, length }) =>
    frame === "none" ? "open-answer/bare" : length === "brief" ? "open-answer/brief" : "open-answer",
  render: (input, settings) => {
    const { item } = input.variant;
    if (!isBare(input, settings)) {
      return ask(input, { ...settings, wording: "uniform" }, openWays[settings.length]);
    }
    const language = settings.language === "item" ? promptLanguageOf(item.language) : settings.language;
    const parts = [...materialOf(item, input.passages, promptTexts[language]), stemOf(item)];
    return {
      messages: [{ role: "user", content: parts.join("\n\n") }],
      labels: [],
      answerForm: "text",
      choose: "any",
      language,
    };
  },
});
