import type { AnyPlugin } from "./plugins.ts";
import type { Study } from "./study.ts";
import { parseStudyDocument, problemsOf, type StudyProblem, studyError } from "./study-problems.ts";
import { StudyReader } from "./study-reader.ts";
import { studySchema } from "./study-schema.ts";
import type { StudyChoices, StudyOverrides } from "./study-source.ts";
import { readStudyText } from "./study-text.ts";

/** What reading a study may use besides the file. */
export interface ReadStudyOptions extends StudyChoices {
  /** Plugins from the person's own files. */
  readonly plugins?: readonly AnyPlugin[];
}

/**
 * Read a study file: YAML, checked field by field, every plugin found and its settings checked. Throws
 * STUDY_NOT_FOUND, STUDY_SYNTAX, or STUDY_INVALID listing every mistake with its line and the allowed values.
 */
export async function readStudy(file: string, options: ReadStudyOptions = {}): Promise<Study> {
  return parseStudy(readStudyText(file), file, options);
}

/** The same from text; `file` is used for messages and to resolve relative paths. */
export async function parseStudy(text: string, file: string, options: ReadStudyOptions = {}): Promise<Study> {
  const document = parseStudyDocument(text, file);
  const merged = mergeOverrides(document.value, options);
  const parsed = studySchema.safeParse(merged);
  const reader = new StudyReader(document, options.plugins ?? []);
  if (parsed.success) {
    const study = await reader.read(parsed.data, options.onlyModels);
    const { plugins = [], ...choices } = options;
    return { ...study, source: plugins.length > 0 ? null : { text, file, choices } };
  }
  const problems = problemsOf(parsed.error, [], Object.keys(studySchema.shape));
  // The rest is checked too, so that a person sees every mistake at once.
  const sound = studySchema.safeParse(soundPart(merged, problems));
  throw studyError(document, sound.success ? [...problems, ...(await reader.check(sound.data))] : problems);
}

/** A study without its wrong fields; harmless ones stand in for what must be there. */
function soundPart(merged: unknown, problems: readonly StudyProblem[]): unknown {
  if (typeof merged !== "object" || merged === null) {
    return merged;
  }
  const wrong = new Set(problems.map(({ path }) => path[0]));
  if (wrong.has("prompts")) {
    // Contexts may name prompts.
    wrong.add("contexts");
  }
  const rest = Object.entries(merged).filter(([field]) => !wrong.has(field));
  const standIns = { name: "study", models: [{ id: "stand-in", backend: "random-option" }] };
  return { ...standIns, ...Object.fromEntries(rest) };
}

function mergeOverrides(value: unknown, options: ReadStudyOptions): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return value;
  }
  const written = value as Record<string, unknown>;
  const merged = { ...options.fallbacks, ...written, ...options.overrides, ...withPrompts(written, options) };
  const filters = options.overrides?.["filters"];
  if (typeof filters === "object" && typeof written["filters"] === "object") {
    return { ...merged, filters: { ...written["filters"], ...filters } };
  }
  return merged;
}

/** The study's prompts with those of flags behind them; something that is no list is left for the schema to refuse. */
function withPrompts(written: Record<string, unknown>, { addedPrompts = [] }: ReadStudyOptions): StudyOverrides {
  const prompts = written["prompts"] ?? studySchema.shape.prompts.parse(undefined);
  return addedPrompts.length > 0 && Array.isArray(prompts) ? { prompts: [...prompts, ...addedPrompts] } : {};
}
