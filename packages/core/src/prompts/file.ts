import { z } from "zod";
import { BugError } from "../base/errors.ts";
import { shippedPath } from "../base/shipped.ts";
import type { AnswerForm } from "../records/prompt.ts";
import { definePrompt, type PromptContext } from "./define.ts";
import { type PromptFile, type PromptFileTexts, textsByLanguage } from "./prompt-file.ts";
import { putQuestion, type QuestionParts } from "./put-question.ts";
import { readPromptFile } from "./read-prompt-file.ts";
import { compileTemplate, type Template } from "./template.ts";

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
function questionOf({ stem, options, labels, context, passages }: QuestionParts, texts: CompiledTexts): string {
  const { user, language } = texts;
  const values: Readonly<Record<string, string>> = {
    stem,
    options,
    labels: labels.join(language.startsWith("zh") ? "、" : ", "),
    context,
    passages: passages.join("\n\n"),
  };
  // What must be read with a question is never lost: where the file has no place for it, it stands before.
  const homeless = ["passages", "context"].filter((name) => !user.placeholders.includes(name));
  return [...homeless.map((name) => values[name] ?? "").filter((text) => text !== ""), user.fill(values)].join("\n\n");
}

/**
 * A person's own way of asking, as texts in a file: no code runs, and the key cannot be named. Another form of answer,
 * asked for by a variant or an instruction, is said after the file's words, which cannot be told apart from the
 * question; so are the words a conversation opens with. A later turn without words of its own puts the question again.
 */
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
    const { item } = input.variant;
    const texts = textsFor(all, item.language);
    const { system, option, example, language } = texts;
    return putQuestion(input, {
      language,
      answerForm,
      choose: choose === "one" || (choose === "by-kind" && item.kind !== "multiple") ? "one" : "any",
      system: system ?? undefined,
      option: ({ label, text }) => option.fill({ label, text }),
      question: (parts) => questionOf(parts, texts),
      ...(example !== null && {
        example: (key, exemplar) =>
          example.fill({
            labels: key.map(({ label }) => label).join(""),
            texts: key.map(({ text }) => text).join("\n"),
            explanation: exemplar.references[0] ?? "",
          }),
      }),
    });
  },
});
