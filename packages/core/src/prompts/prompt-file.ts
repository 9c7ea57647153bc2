import { z } from "zod";
import { compileTemplate, templateProblems } from "./template.ts";

/** What a question's template may name. */
export const questionPlaceholders = ["stem", "options", "labels", "context", "passages"] as const;
/** What one line of the options may name. */
export const optionPlaceholders = ["label", "text"] as const;
/** What the answer of a worked example may name. Only examples have a key to show. */
export const examplePlaceholders = ["labels", "texts", "explanation"] as const;

const textsShape = {
  system: z.string().min(1).optional().describe("System message, the same for every item: no placeholder."),
  user: z.string().min(1).describe("The question. It must show {{stem}} and, unless text is asked for, {{options}}."),
  option: z.string().min(1).default("{{label}}. {{text}}").describe("One line of {{options}}."),
  example: z.string().min(1).optional().describe("How a worked example answers; default: as answerForm says."),
};
const textsSchema = z.strictObject(textsShape);

/** Words of a prompt file in one language. */
export type PromptFileTexts = z.infer<typeof textsSchema>;

const languageSchema = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, "a language tag such as en or pt-BR");

/** A prompt file as a person writes it; what it may hold and nothing else. */
export const promptFileSchema = z
  .strictObject({
    name: z
      .string()
      .regex(/^[\p{L}\p{N}][\p{L}\p{N}._ -]*$/u, "letters, digits, '.', '_', '-' and spaces")
      .describe("Name of the arm in tables."),
    description: z.string().optional().describe("What this way of asking is for."),
    language: languageSchema.optional().describe("Language of the texts below; every item is asked in it."),
    ...textsShape,
    user: textsShape.user.optional(),
    option: z.string().min(1).optional(),
    texts: z
      .record(languageSchema, textsSchema)
      .optional()
      .describe("The texts by language instead: an item is asked in its own, else in the first."),
    answerForm: z
      .enum(["label", "reason-then-label", "json", "text"])
      .default("label")
      .describe("What the reply is asked to look like."),
    choose: z
      .enum(["any", "one", "by-kind"])
      .default("any")
      .describe("How many options a reply may name: any number, one, or as the item's kind has it."),
  })
  .superRefine((file, context) => {
    const report = (path: string[], message: string): void => {
      context.addIssue({ code: "custom", path, message, input: file });
    };
    const own = ["user", "system", "option", "example"].filter((field) => Reflect.get(file, field) !== undefined);
    if (file.texts === undefined) {
      if (file.user === undefined || file.language === undefined) {
        report([file.user === undefined ? "user" : "language"], "give user and language, or texts by language");
      }
    } else if (own.length > 0 || file.language !== undefined) {
      report([own[0] ?? "language"], "give either this or texts by language");
    } else if (Object.keys(file.texts).length === 0) {
      report(["texts"], "has no language");
    }
  });

/** A prompt file, checked. */
export type PromptFile = z.infer<typeof promptFileSchema>;

/** Something wrong with a template of a prompt file. */
export interface PromptFileProblem {
  readonly path: readonly string[];
  readonly message: string;
  /** The characters it is about, as they stand in the file. */
  readonly found?: string;
}

/** The texts of every language, in file order; a file in one language has one. */
export function textsByLanguage(file: PromptFile): [language: string, texts: PromptFileTexts][] {
  if (file.texts !== undefined) {
    return Object.entries(file.texts);
  }
  const { language = "", user = "", option = "{{label}}. {{text}}", system, example } = file;
  const texts = {
    user,
    option,
    ...(system === undefined ? {} : { system }),
    ...(example === undefined ? {} : { example }),
  };
  return [[language, texts]];
}

/** What is wrong with the templates of a file that has the right shape. */
export function promptFileProblems(file: PromptFile): PromptFileProblem[] {
  return textsByLanguage(file).flatMap(([language, texts]) => {
    const at = (field: string): string[] => (file.texts === undefined ? [field] : ["texts", language, field]);
    const check = (field: keyof PromptFileTexts, allowed: readonly string[]): PromptFileProblem[] =>
      templateProblems(texts[field] ?? "", allowed).map((problem) => ({ path: at(field), ...problem }));
    // Where text is asked for, options and labels may stay unseen; what they say may not be lost from a line.
    const asksText = file.answerForm === "text";
    const required = asksText ? ["stem"] : ["stem", "options"];
    const requiredInOption = asksText ? ["text"] : optionPlaceholders;
    const shown = placeholdersIn(texts.user);
    const shownInOption = placeholdersIn(texts.option);
    return [
      ...check("system", []),
      ...check("user", questionPlaceholders),
      ...check("option", optionPlaceholders),
      ...check("example", examplePlaceholders),
      ...required
        .filter((name) => !shown.includes(name))
        .map((name) => ({ path: at("user"), message: `does not show {{${name}}}` })),
      ...requiredInOption
        .filter((name) => !shownInOption.includes(name))
        .map((name) => ({ path: at("option"), message: `does not show {{${name}}}` })),
    ];
  });
}

function placeholdersIn(text: string): readonly string[] {
  return compileTemplate(text).placeholders;
}
