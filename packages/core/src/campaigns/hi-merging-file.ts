import { dirname, resolve } from "node:path";
import { isMap, isNode, LineCounter, parseDocument, visit } from "yaml";
import { z } from "zod";
import { UsageError, VivaError } from "../base/errors.ts";
import { readRecipeText, recipeError } from "../merges/recipe.ts";
import { parseStudyDocument, problemsOf, type StudyDocument } from "../runs/study-problems.ts";
import { hiMergingSettings } from "./hi-merging-settings.ts";
import { judgeSettings } from "./judge-settings.ts";

const studyWanted =
  "a study is wanted: the path of a study file, or its fields (dataset, filters, prompts, modes, scorers, …)";
const studySource = z.union([z.string({ error: studyWanted }).min(1), z.looseObject({}, { error: studyWanted })]);

const taskSchema = z.strictObject({
  name: z.string().min(1).describe("Name of the task in tables and in the file of evaluations."),
  model: z.string().min(1).describe("The specialist that was trained for it, named as in a merge recipe."),
  validation: studySource.describe("What is tuned on: the path of a study file, or a study's fields."),
  test: studySource.describe("What is reported on and never tuned on: the path of a study file, or a study's fields."),
});

/** The file of `viva merge --method hi-merging`. */
export const hiMergingFileSchema = z.strictObject({
  base: z.string().min(1).describe("The model the specialists were trained from, named as in a merge recipe."),
  tasks: z
    .array(taskSchema)
    .min(2, "two tasks or more are wanted, each with its specialist")
    .describe("What the specialists were trained for, one task each."),
  settings: hiMergingSettings.prefault({}).describe("How the search is carried out: docs/hi-merging.md."),
  judge: judgeSettings.prefault({ use: "local" }).describe("How merged models are asked."),
});

/** Where a task's study comes from. */
export type TaskStudySource =
  | { readonly kind: "file"; readonly file: string }
  /** Fields that stand in the file itself; the text is padded so that its lines are those of the file. */
  | { readonly kind: "fields"; readonly file: string; readonly text: string };

/** A task as the file names it. */
export interface HiMergingTask {
  readonly name: string;
  readonly model: string;
  readonly validation: TaskStudySource;
  readonly test: TaskStudySource;
}

/** A file of `viva merge --method hi-merging`, read. */
export interface HiMergingFile {
  /** Absolute path; what it names relative lies beside it. */
  readonly file: string;
  readonly folder: string;
  /** As it was written. */
  readonly text: string;
  readonly base: string;
  readonly tasks: readonly HiMergingTask[];
  readonly settings: z.infer<typeof hiMergingSettings>;
  readonly judge: z.infer<typeof judgeSettings>;
  /** The line on which something stands. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** Read a file. Throws MERGE_RECIPE_NOT_FOUND, and MERGE_RECIPE_INVALID as `parseHiMergingFile` does. */
export function readHiMergingFile(file: string): HiMergingFile {
  return parseHiMergingFile(readRecipeText(file), file);
}

/**
 * Parse the file of a search: YAML. Throws MERGE_RECIPE_INVALID with a line for each key or value that is unknown or does not
 * fit. The studies it names are not read yet.
 */
export function parseHiMergingFile(text: string, file: string): HiMergingFile {
  const document = documentOf(text, file);
  const parsed = hiMergingFileSchema.safeParse(document.value);
  if (!parsed.success) {
    throw recipeError(document, problemsOf(parsed.error, [], Object.keys(hiMergingFileSchema.shape)));
  }
  const { base, tasks, settings, judge } = parsed.data;
  const names = tasks.map(({ name }) => name);
  const twice = names.findIndex((name, at) => names.indexOf(name) !== at);
  if (twice >= 0) {
    const message = `two tasks are called "${names[twice]}"`;
    throw recipeError(document, [{ path: ["tasks", twice, "name"], message }]);
  }
  const path = resolve(file);
  const folder = dirname(path);
  const sourceOf = (source: string | object, at: readonly (string | number)[]): TaskStudySource =>
    typeof source === "string"
      ? { kind: "file", file: resolve(folder, source) }
      : { kind: "fields", file, text: fieldsText(text, at) };
  return {
    ...{ file: path, folder, text, base, settings, judge, lineOf: document.lineOf },
    tasks: tasks.map(({ name, model, validation, test }, at) => ({
      ...{ name, model },
      validation: sourceOf(validation, ["tasks", at, "validation"]),
      test: sourceOf(test, ["tasks", at, "test"]),
    })),
  };
}

function documentOf(text: string, file: string): StudyDocument {
  try {
    return parseStudyDocument(text, file);
  } catch (error) {
    if (error instanceof VivaError) {
      throw new UsageError("MERGE_RECIPE_INVALID", error.message, { cause: error });
    }
    throw error;
  }
}

/**
 * The text of a map within YAML, each character where it stands in the whole. Where aliases are in play its text alone says
 * too little: then its value stands on the map's first line.
 */
function fieldsText(text: string, path: readonly (string | number)[]): string {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  let aliases = false;
  visit(document, {
    Alias: () => {
      aliases = true;
      return visit.BREAK;
    },
  });
  const node = document.getIn(path, true);
  const [from, to] = isNode(node) && node.range ? node.range : [0, 0];
  const { line, col } = counter.linePos(from);
  const above = "\n".repeat(line - 1);
  if (isMap(node) && !aliases) {
    return `${above}${" ".repeat(col - 1)}${text.slice(from, to)}`;
  }
  const whole = document.toJS({ maxAliasCount: 100 }) as unknown;
  const value = path.reduce((part, key) => (part as Readonly<Record<string | number, unknown>>)[key], whole);
  return `${above}${JSON.stringify(value)}`;
}
