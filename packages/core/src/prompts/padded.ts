import { z } from "zod";
import { type Padding, paddingTexts } from "../lexicons/padding-texts.ts";
import type { PromptLanguage } from "../lexicons/prompt-texts.ts";
import { ask, askSettings, type Material } from "./ask.ts";
import { definePrompt } from "./define.ts";
import { type Way, ways } from "./ways.ts";

const waysOfAnswering: Readonly<Record<"label" | "reasoned", Way>> = {
  label: ways.label,
  reasoned: ways["reason-then-label"],
};

const settingsSchema = askSettings.extend({
  padding: z
    .enum(["list", "path", "cloze", "hedge"])
    .default("list")
    .describe(
      "How what was looked up stands before the question: as a list of elements, as facts, as a skeleton of reasoning with gaps to fill in, or as a list to be used only where it is relevant.",
    ),
  answer: z
    .enum(["label", "reasoned"])
    .default("label")
    .describe(
      "What is asked for: the letters alone, as letter-only does, or brief reasons before them, as reason-then-letter does.",
    ),
});

/**
 * What a retriever found, padded into the question. Where it found nothing, and without a retriever, the prompt is that of
 * `letter-only` or `reason-then-letter`, byte for byte.
 */
export default definePrompt({
  name: "padded",
  description: "Puts what was looked up before the question as a list, as facts, as a skeleton to fill in, or hedged",
  source: "After the idea of In-Context Padding, Wu, Wu and Yang 2024, doi 10.24963/ijcai.2024/829, in our own words",
  languages: ["zh", "en", "es", "pt"],
  settings: settingsSchema,
  armName: ({ padding, answer }) => `padded-${padding}${answer === "label" ? "" : "-reasoned"}`,
  render: (input, { padding, answer, ...settings }) =>
    ask(input, settings, waysOfAnswering[answer], undefined, (passages, language) =>
      padded(passages, padding, language),
    ),
});

function padded(passages: readonly string[], padding: Padding, language: PromptLanguage): Material {
  const texts = paddingTexts[language];
  if (padding !== "cloze") {
    return { heading: texts[padding], text: passages.map((passage) => `- ${passage}`).join("\n") };
  }
  const { heading, first, each, last } = texts.cloze;
  // A function as replacement: a seed's own "$&" is text.
  const lines = [first, ...passages.map((passage) => each.replace("{seed}", () => passage)), last];
  return { heading, text: lines.map((line, at) => `${at + 1}. ${line}`).join("\n") };
}
