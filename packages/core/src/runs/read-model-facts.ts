import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { DataError, describePlace, messageOf, type Place, UsageError, VivaError } from "../base/errors.ts";
import { limits } from "../base/limits.ts";
import { shippedPath } from "../base/shipped.ts";
import { type ModelFacts, modelFactsSchema } from "../records/model-facts.ts";
import { createKnownModels, type KnownModels, nameKey } from "./known-models.ts";
import { type ModelFactsFile, type ModelFactsProblem, modelFactsConflicts } from "./model-facts-conflicts.ts";
import { parseStudyDocument, problemsOf, type StudyDocument } from "./study-problems.ts";

/**
 * The facts of every model that ships with Viva and of a person's own: one YAML file, or a folder of them (`.yaml` or
 * `.yml`, one model a file; folders inside are not entered). A model of one's own with the id of a shipped one takes its
 * place. Throws MODEL_FACTS_NOT_FOUND for a path that cannot be read or a folder without such a file, and
 * MODEL_FACTS_INVALID, listing every mistake with its file and line, for what is wrong in a file or between files: a
 * name two models share, a parent that no file describes.
 *
 * @example readModelFacts().get("mixtral:8x7b").activeParameters → 12900000000
 */
export function readModelFacts(own?: string): KnownModels {
  const ownFiles = own === undefined ? [] : filesAt(own).map(readFile);
  const ownIds = new Set(ownFiles.map(({ facts }) => nameKey(facts.id)));
  const shipped = filesAt(shippedPath("models"))
    .map(readFile)
    .filter(({ facts }) => !ownIds.has(nameKey(facts.id)));
  const files = [...shipped, ...ownFiles];
  const problems = modelFactsConflicts(files);
  if (problems.length > 0) {
    throw factsError(problems);
  }
  return createKnownModels(files.map(({ facts }) => facts));
}

/** The files of a path: itself, or those in it. */
function filesAt(path: string): readonly string[] {
  const names = attempt(path, () => (statSync(path).isDirectory() ? readdirSync(path) : undefined));
  if (names === undefined) {
    return [path];
  }
  const files = names.filter((name) => /\.ya?ml$/i.test(name)).sort();
  if (files.length === 0) {
    throw new UsageError("MODEL_FACTS_NOT_FOUND", "the folder has no .yaml file", { place: { file: path } });
  }
  return files.map((name) => join(path, name));
}

function attempt<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new UsageError("MODEL_FACTS_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
  }
}

function readFile(file: string): ModelFactsFile {
  const size = attempt(file, () => statSync(file).size);
  if (size > limits.studyFileBytes) {
    throw new DataError("MODEL_FACTS_INVALID", `larger than ${limits.studyFileBytes} bytes, so not one model's facts`, {
      place: { file },
    });
  }
  const document = parseYaml(
    attempt(file, () => readFileSync(file, "utf8")),
    file,
  );
  const parsed = modelFactsSchema.safeParse(document.value);
  if (!parsed.success) {
    throw factsError(
      problemsOf(parsed.error, [], Object.keys(modelFactsSchema.shape)).map(({ path, message }) => ({
        file,
        line: document.lineOf(path),
        message: path.length === 0 ? message : `${path.join(".")}: ${message}`,
      })),
    );
  }
  const facts: ModelFacts = parsed.data;
  return { file, document, facts };
}

/** Studies and facts are read by one parser; its mistake is told as one of a facts file. */
function parseYaml(text: string, file: string): StudyDocument {
  try {
    return parseStudyDocument(text, file);
  } catch (cause) {
    const place = cause instanceof VivaError ? (cause.place ?? { file }) : { file };
    const message = messageOf(cause).replace(`${describePlace(place)}: `, "");
    throw new DataError("MODEL_FACTS_INVALID", `not valid YAML: ${message}`, { place, cause });
  }
}

/** Every problem as one error, a line each, by file and line; the error's place is that of the first. */
function factsError(problems: readonly ModelFactsProblem[]): DataError {
  const [first, ...others] = [...problems].sort(
    (a, b) => Number(a.file > b.file) - Number(a.file < b.file) || a.line - b.line,
  );
  const place: Place = first === undefined ? {} : { file: first.file, line: first.line };
  const lines = others.map(
    (problem) => `${describePlace({ file: problem.file, line: problem.line })}: ${problem.message}`,
  );
  return new DataError("MODEL_FACTS_INVALID", [first?.message ?? "", ...lines].join("\n"), { place });
}
