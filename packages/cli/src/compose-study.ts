import { dirname, resolve } from "node:path";
import { catalogs, parseStudy } from "@viva/core";
import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from "yaml";
import type { ShippedStudy } from "./shipped-studies.ts";

/** What a person wants different from the study they start from; what is left out stays as it is. */
export interface StudyChoices {
  readonly name?: string;
  /** Dataset plugin. */
  readonly dataset?: string;
  /** Settings of the dataset. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The model as its server calls it. */
  readonly model?: string;
  readonly baseUrl?: string;
}

/** Columns to begin with where a dataset wants to be told which is which: those of a common spreadsheet. */
const commonFields = { stem: "question", options: ["a", "b", "c", "d"], key: "correct" };

/** What the study a person starts from says where they may want something else. */
export interface StudyPresets {
  /** Null for a study over several exams. */
  readonly dataset: string | null;
  readonly settings: Readonly<Record<string, unknown>>;
  /** Null where the study asks no server. */
  readonly model: { readonly model: string; readonly baseUrl: string } | null;
}

/** Read what a shipped study says of its exam and its model. */
export function presetsOf(study: ShippedStudy): StudyPresets {
  const document = parseDocument(study.text);
  const { use = null, ...settings } = plain(document.get("dataset")) as { readonly use?: string };
  const server = serverModel(document);
  return {
    dataset: use,
    settings,
    model: server === null ? null : { model: String(server.get("model")), baseUrl: String(server.get("baseUrl")) },
  };
}

/** Settings of a dataset plugin that must be given; none for a plugin that Viva does not know. */
export async function neededSettings(dataset: string): Promise<readonly string[]> {
  const known = catalogs.dataset as Readonly<
    Record<string, () => Promise<{ readonly default: { readonly settings: object } }>>
  >;
  const schema = (await known[dataset]?.())?.default.settings;
  const shape =
    schema !== undefined && "shape" in schema
      ? (schema.shape as Readonly<Record<string, { safeParse(value: unknown): { readonly success: boolean } }>>)
      : {};
  return Object.entries(shape)
    .filter(([, field]) => !field.safeParse(undefined).success)
    .map(([name]) => name);
}

/**
 * The text of a new study: a shipped one, comments and all, with what a person chose in its place. It is read as
 * `viva plan` reads it before it is given back. Throws STUDY_INVALID naming what a choice made wrong.
 */
export async function composeStudy(from: ShippedStudy, choices: StudyChoices, file: string): Promise<string> {
  const document = parseDocument(from.text);
  if (choices.name !== undefined) {
    document.set("name", choices.name);
  }
  await setDataset(document, choices);
  setModel(document, choices);
  const text = `# Begun with \`viva new study --from ${from.name}\`; yours to change.\n${document.toString({ lineWidth: 0 })}`;
  // The published values lie beside the shipped study until they are copied beside the new one.
  const published = document.get("published");
  if (typeof published === "string") {
    document.set("published", resolve(dirname(from.file), published));
  }
  await parseStudy(document.toString({ lineWidth: 0 }), file);
  return text;
}

async function setDataset(document: Document, { dataset, settings }: StudyChoices): Promise<void> {
  const before = plain(document.get("dataset")) as { readonly use?: string };
  if (dataset === undefined && Object.keys(settings).length === 0) {
    return;
  }
  const use = dataset ?? before.use;
  const held = document.get("dataset");
  if (use === before.use && isMap(held)) {
    for (const [name, value] of Object.entries(settings)) {
      held.set(name, document.createNode(value, { flow: true }));
    }
    return;
  }
  document.delete("datasets");
  const needed = use === undefined ? [] : await neededSettings(use);
  const filled = {
    use,
    ...(needed.includes("path") ? { path: "exam" } : {}),
    ...(needed.includes("language") ? { language: "en" } : {}),
    ...(needed.includes("fields") ? { fields: commonFields } : {}),
    ...settings,
  };
  const node = document.createNode(filled, { flow: true });
  if (needed.includes("fields") && settings["fields"] === undefined) {
    node.comment = " FILL IN: which column is what";
  }
  document.set("dataset", node);
}

function setModel(document: Document, { model, baseUrl }: StudyChoices): void {
  if (model === undefined && baseUrl === undefined) {
    return;
  }
  const server = serverModel(document);
  if (server === null) {
    const added = {
      id: model ?? "my-model",
      backend: "openai-compatible",
      baseUrl: baseUrl ?? "http://127.0.0.1:8000/v1",
      model: model ?? "my-model",
    };
    document.addIn(["models"], document.createNode(added));
    return;
  }
  if (model !== undefined) {
    server.set("id", model);
    server.set("model", model);
  }
  if (baseUrl !== undefined) {
    server.set("baseUrl", baseUrl);
  }
}

/** The first model of a study that stands behind a server. */
function serverModel(document: Document): YAMLMap | null {
  const models = document.get("models");
  const found = isSeq(models)
    ? models.items.find((entry) => isMap(entry) && entry.get("backend") === "openai-compatible")
    : undefined;
  return isMap(found) ? found : null;
}

function plain(node: unknown): object {
  return isMap(node) ? (node.toJSON() as object) : {};
}
