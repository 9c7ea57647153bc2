import { basename, dirname, resolve } from "node:path";
import { UsageError } from "../base/errors.ts";
import type { AnyPlugin } from "./plugins.ts";
import { parseStudy } from "./read-study.ts";
import type { Study, StudyExam, StudyModel } from "./study.ts";
import { parseStudyDocument } from "./study-problems.ts";
import { readStudyText } from "./study-text.ts";

/** Which exam a model is to annotate, and which model. */
export interface AnnotationRequest {
  /** Dataset plugin. */
  readonly dataset: string;
  /** Its settings; paths in them are relative to `folder`. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Name of the exam; default: the dataset's. */
  readonly exam?: string;
  readonly folder: string;
  /**
   * A YAML file with one model's definition (id, backend and its settings, as in a study), or a study file; behind `#` the id
   * of one of its assistants or models, which may be left out where there is one.
   */
  readonly model: string;
  /** Take the first n items. */
  readonly limit?: number;
  readonly seed: number;
  readonly concurrency?: number;
  readonly plugins?: readonly AnyPlugin[];
}

/** An exam and a model, both ready. */
export interface AnnotationStudy {
  readonly study: Study;
  readonly exam: StudyExam;
  readonly model: StudyModel;
}

/** Sits nothing: a study needs a model. */
const nobody = { id: "nobody", backend: "random-option" };

/**
 * Make an exam and a model ready, both checked as a study's are. Throws STUDY_NOT_FOUND, STUDY_SYNTAX or STUDY_INVALID
 * for the model's file, and ARGUMENT_INVALID for an id it does not have.
 */
export async function readAnnotationStudy(request: AnnotationRequest): Promise<AnnotationStudy> {
  const hash = request.model.lastIndexOf("#");
  const file = resolve(request.folder, hash < 0 ? request.model : request.model.slice(0, hash));
  const wantedId = hash < 0 ? null : request.model.slice(hash + 1);
  const { value } = parseStudyDocument(readStudyText(file), file);
  const definition = definitionOf(value, file, wantedId);
  const path = request.settings["path"];
  const settings = {
    ...request.settings,
    ...(typeof path === "string" && !path.startsWith("hf://") ? { path: resolve(request.folder, path) } : {}),
  };
  const written = {
    name: "annotation",
    dataset: { ...settings, use: request.dataset, ...(request.exam === undefined ? {} : { name: request.exam }) },
    models: [nobody],
    assistants: [definition],
    seed: request.seed,
    filters: request.limit === undefined ? {} : { limit: request.limit },
    ...(request.concurrency === undefined ? concurrencyOf(value) : { concurrency: request.concurrency }),
  };
  const study = await parseStudy(JSON.stringify(written, null, 2), resolve(dirname(file), basename(file)), {
    plugins: request.plugins ?? [],
  });
  const [exam] = study.exams;
  const [model] = study.assistants;
  if (exam === undefined || model === undefined) {
    throw new UsageError("ARGUMENT_INVALID", "an exam and a model are wanted", { place: { file } });
  }
  return { study, exam, model };
}

function definitionOf(value: unknown, file: string, wantedId: string | null): Readonly<Record<string, unknown>> {
  if (isMap(value) && typeof value["backend"] === "string") {
    const definition = { id: "annotator", ...value };
    if (wantedId !== null && wantedId !== definition.id) {
      throw new UsageError("ARGUMENT_INVALID", `--model: the file defines ${String(definition.id)}, not ${wantedId}`, {
        place: { file },
      });
    }
    return definition;
  }
  const listed = (key: string): readonly Readonly<Record<string, unknown>>[] => {
    const list = isMap(value) ? value[key] : undefined;
    return Array.isArray(list) ? list.filter(isMap) : [];
  };
  const known = [...listed("assistants"), ...listed("models")];
  const found = known.filter(({ id }) => wantedId === null || id === wantedId);
  const [only] = found;
  if (only === undefined || found.length > 1) {
    const ids = known.map(({ id }) => String(id)).join(", ");
    throw new UsageError(
      "ARGUMENT_INVALID",
      known.length === 0
        ? "--model: the file defines no model (id, backend and its settings) and is no study with some"
        : `--model: ${wantedId === null ? "which one" : `no ${wantedId}`}? ${basename(file)} has ${ids}: --model ${basename(file)}#<id>`,
      { place: { file } },
    );
  }
  return only;
}

function concurrencyOf(value: unknown): { readonly concurrency?: unknown } {
  return isMap(value) && value["concurrency"] !== undefined && value["backend"] === undefined
    ? { concurrency: value["concurrency"] }
    : {};
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
