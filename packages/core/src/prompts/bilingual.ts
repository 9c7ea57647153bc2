import { z } from "zod";
import { ask, askSettings } from "./ask.ts";
import { definePrompt } from "./define.ts";
import { ways } from "./ways.ts";

const settingsSchema = askSettings.extend({
  second: z
    .enum(["zh", "en", "es", "pt"])
    .default("en")
    .describe("Language the instruction is repeated in; where it is the first language too, it is given once."),
  headings: z
    .enum(["first", "both"])
    .default("first")
    .describe('Language of headings such as "Question:": the first alone, or both.'),
  reply: z
    .enum(["label", "reason-then-label", "json", "text"])
    .default("label")
    .describe("What is asked for: letters, reasoning and letters, JSON, or the options' text."),
});

/** Stem, options, context and passages stay in the item's own language; only Viva's words are said twice. */
export default definePrompt({
  name: "bilingual",
  description: "Gives the instruction in two languages, the question in the item's own",
  source: "Viva",
  languages: ["zh", "en", "es", "pt"],
  settings: settingsSchema,
  render: (input, settings) =>
    ask(input, settings, ways[settings.reply], {
      language: settings.second,
      headings: settings.headings === "both",
    }),
});
