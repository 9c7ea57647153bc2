import { z } from "zod";
import { BugError } from "../base/errors.ts";
import { shippedPath } from "../base/shipped.ts";
import { promptLanguageOf, promptTexts } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import type { AnswerForm, Message, PromptLabel } from "../records/prompt.ts";
import { definePrompt, type PromptContext } from "./define.ts";
import { type PromptFile, type PromptFileTexts, textsByLanguage } from "./prompt-file.ts";
import { keyLabelsOf, labelsOf, stemOf } from "./question-text.ts";
import { readPromptFile } from "./read-prompt-file.ts";
import { compileTemplate, type Template } from "./template.ts";
import { ways } from "./ways.ts";

const settingsSchema = z.strictObject({
  path: z
    .string()
    .min(1)
    .optional()
    .describe("YAML file with the texts of the prompt. Without it the plain one that ships with Viva."),
});

/** The texts of one language, compiled. */
interface CompiledTexts {
  readonly language: string;
  readonly system: string | null;
  readonly user: Template;
  readonly option: Template;
  readonly example: Template | null;
}

/** A prompt file ready to be filled in. */
interface CompiledFile {
  readonly name: string;
  readonly answerForm: AnswerForm;
  readonly choose: PromptFile["choose"];
  /** At least one; the first serves items in a language the file has no texts for. */
  readonly texts: readonly [CompiledTexts, ...CompiledTexts[]];
}

/** YAML's block texts end in a line break that nobody means. */
function withoutLastBreaks(text: string): string {
  return text.replace(/\n+$/, "");
}

function compile(language: string, { system, user, option, example }: PromptFileTexts): CompiledTexts {
  return {
    language,
    system: system === undefined ? null : withoutLastBreaks(system),
    user: compileTemplate(withoutLastBreaks(user)),
    option: compileTemplate(withoutLastBreaks(option)),
    example: example === undefined ? null : compileTemplate(withoutLastBreaks(example)),
  };
}

function pathOf({ path }: z.infer<typeof settingsSchema>, context: PromptContext): string {
  return path === undefined ? shippedPath("studies/prompts/plain.yaml") : context.resolvePath(path);
}

/** The texts an item is asked in: its own language tag, else its language, else the first of the file. */
function textsFor(texts: CompiledFile["texts"], language: string): CompiledTexts {
  const base = language.toLowerCase().split("-")[0];
  return (
    texts.find((one) => one.language.toLowerCase() === language.toLowerCase()) ??
    texts.find((one) => one.language.toLowerCase() === base) ??
    texts[0]
  );
}

/** What a question shows. The item's key and explanation are not among it. */
function questionOf(
  item: Item,
  labels: readonly PromptLabel[],
  passages: readonly string[],
  { user, option, language }: CompiledTexts,
): string {
  const values: Readonly<Record<string, string>> = {
    stem: stemOf(item),
    options: labels.map(({ label, text }) => option.fill({ label, text })).join("\n"),
    labels: labels.map(({ label }) => label).join(language.startsWith("zh") ? "、" : ", "),
    context: item.context ?? "",
    passages: passages.join("\n\n"),
  };
  // What must be read with a question is never lost: where the file has no place for it, it stands before.
  const homeless = ["passages", "context"].filter((name) => !user.placeholders.includes(name));
  return [...homeless.map((name) => values[name] ?? "").filter((text) => text !== ""), user.fill(values)].join("\n\n");
}

function exampleOf(exemplar: Item, answerForm: AnswerForm, { example, language }: CompiledTexts): string {
  const key = keyLabelsOf(exemplar, labelsOf(exemplar));
  const joined = key.map(({ label }) => label).join("");
  return example === null
    ? ways[answerForm].exampleAnswer(joined, exemplar, promptTexts[promptLanguageOf(language)])
    : example.fill({
        labels: joined,
        texts: key.map(({ text }) => text).join("\n"),
        explanation: exemplar.references[0] ?? "",
      });
}

/** A person's own way of asking, as texts in a file: no code runs, and the key cannot be named. */
export default definePrompt({
  name: "file",
  description: "Asks in the words of a YAML file of your own",
  source: "Viva: docs/prompts.md",
  languages: ["zh", "en", "es", "pt"],
  settings: settingsSchema,
  files: (settings, context) => [pathOf(settings, context)],
  prepare: (settings, context): CompiledFile => {
    const file = readPromptFile(pathOf(settings, context));
    const [first, ...others] = textsByLanguage(file).map(([language, written]) => compile(language, written));
    if (first === undefined) {
      throw new BugError("INTERNAL", `the prompt file ${file.name} was read without a text`);
    }
    return { name: file.name, answerForm: file.answerForm, choose: file.choose, texts: [first, ...others] };
  },
  armName: (_settings, { name }) => name,
  render: (input, _settings, { texts: all, answerForm, choose }) => {
    const { item, renderDirectives } = input.variant;
    const texts = textsFor(all, item.language);
    const labels = labelsOf(item, renderDirectives.labels);
    const messages: Message[] = texts.system === null ? [] : [{ role: "system", content: texts.system }];
    for (const exemplar of input.exemplars) {
      messages.push(
        { role: "user", content: questionOf(exemplar, labelsOf(exemplar), [], texts) },
        { role: "assistant", content: exampleOf(exemplar, answerForm, texts) },
      );
    }
    messages.push({ role: "user", content: questionOf(item, labels, input.passages, texts) });
    return {
      messages,
      labels,
      answerForm: labels.length === 0 ? "text" : answerForm,
      choose: choose === "one" || (choose === "by-kind" && item.kind !== "multiple") ? "one" : "any",
      language: texts.language,
    };
  },
});
