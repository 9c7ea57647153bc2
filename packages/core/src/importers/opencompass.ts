import { basename, dirname, relative, sep } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { defineImporter, type ImportContext, type Imported } from "./define.ts";
import { fileChunks } from "./file-chunks.ts";
import { jsonMembers } from "./json-members.ts";
import { letteredOptions } from "./lettered-options.ts";
import { type CompassDetail, type CompassResults, compassDetails } from "./opencompass-details.ts";
import { sourceFiles } from "./source-files.ts";
import { itemOf, keyOf } from "./source-item.ts";
import { isRecord, listAt, type SourceRecord, scalarText } from "./source-record.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("A run's folder (with predictions/ and results/), or one predictions file."),
  language: z.string().min(2).describe("BCP 47 language of the questions: zh, en, es, pt, …"),
  model: z.string().min(1).optional().describe("The model's name, for a single file; default: the name of its folder."),
  exam: z
    .looseObject({ use: z.string().min(1).describe("Name of the dataset plugin.") })
    .optional()
    .describe(
      "The exam that was posed, in the order of the predictions; without it questions are read off the prompts.",
    ),
});

type CompassSettings = z.infer<typeof settings>;

/** All parts of one model's predictions for one dataset, in order. */
interface Predictions {
  readonly model: string;
  readonly dataset: string;
  readonly files: readonly string[];
  readonly results: string | null;
}

/** OpenCompass: predictions and, where the run kept them, details of the results. */
export default defineImporter({
  name: "opencompass",
  description: "Predictions of OpenCompass, with the details of its results where they were kept",
  source: "https://github.com/open-compass/opencompass",
  settings,
  files: async ({ path }, context) => await filesOf(context.resolvePath(path)),
  read,
});

async function filesOf(path: string): Promise<readonly string[]> {
  return await sourceFiles(path, "predictions/<model>/<dataset>.json", (name) =>
    /(^|\/)(predictions|results)\/.+\.json$/.test(name),
  );
}

async function* read(given: CompassSettings, context: ImportContext): AsyncGenerator<Imported> {
  const path = context.resolvePath(given.path);
  const groups = groupsOf(path, await filesOf(path), given.model);
  if (groups.length === 0) {
    throw new DataError("IMPORT_SOURCE_UNKNOWN", "no predictions/<model>/<dataset>.json", { place: { file: path } });
  }
  const exam: { readonly id: string; readonly options: Item["options"] }[] = [];
  if (given.exam !== undefined) {
    for await (const item of context.exam(given.exam)) {
      exam.push({ id: item.id, options: item.options });
      yield { kind: "item", item, place: { itemId: item.id } };
    }
  }
  for (const group of groups) {
    yield* readPredictions(group, given, given.exam === undefined ? null : exam);
  }
}

/** Predictions by model and dataset: a dataset split for speed lies in `<dataset>_0.json`, `<dataset>_1.json`, …. */
function groupsOf(path: string, files: readonly string[], model: string | undefined): Predictions[] {
  const isPrediction = (file: string): boolean =>
    file === path || relative(dirname(path), file).split(sep).includes("predictions");
  const groups = new Map<string, { model: string; dataset: string; files: string[]; results: string | null }>();
  for (const file of files.filter(isPrediction)) {
    const part = /^(?<dataset>.+)_(?<part>\d+)\.json$/.exec(basename(file))?.groups;
    const whole = basename(file, ".json");
    // "ceval-2" may be a name; a part is one only when it is the first or follows one.
    const isPart =
      part !== undefined && (part["part"] === "0" || groups.has(JSON.stringify([dirname(file), part["dataset"]])));
    const dataset = isPart ? (part["dataset"] ?? whole) : whole;
    const key = JSON.stringify([dirname(file), dataset]);
    const group = groups.get(key) ?? {
      model: model ?? basename(dirname(file)),
      dataset,
      files: [],
      results: resultsFor(file, dataset, files),
    };
    group.files.push(file);
    groups.set(key, group);
  }
  const order = (file: string): number => Number(/_(\d+)\.json$/.exec(file)?.[1] ?? 0);
  return [...groups.values()].map((group) => ({
    ...group,
    files: group.files.length < 2 ? group.files : group.files.toSorted((a, b) => order(a) - order(b)),
  }));
}

function resultsFor(file: string, dataset: string, files: readonly string[]): string | null {
  const at = file.lastIndexOf(`predictions${sep}`);
  const wanted = `${file.slice(0, Math.max(0, at))}results${sep}${relative(
    file.slice(0, at + "predictions".length),
    dirname(file),
  )}${sep}${dataset}.json`;
  return files.includes(wanted) ? wanted : null;
}

async function* readPredictions(
  { model, dataset, files, results }: Predictions,
  given: CompassSettings,
  exam: readonly { readonly id: string; readonly options: Item["options"] }[] | null,
): AsyncGenerator<Imported> {
  const judged: CompassResults =
    results === null ? { measures: [], details: new Map() } : await compassDetails(results);
  for (const { measure, value } of judged.measures) {
    yield { kind: "estimate", model, measure: `${dataset}: ${measure}`, value, n: null };
  }
  let before = 0;
  for (const file of files) {
    let last = -1;
    for await (const { path, value, line } of jsonMembers(file, fileChunks(file), (at) =>
      at.length === 0 ? "enter" : "take",
    )) {
      const index = Number(path[0]);
      const place = { file, line };
      if (!isRecord(value) || !Number.isInteger(index) || index < 0) {
        throw new DataError(
          "IMPORT_LAYOUT",
          `no prediction at "${String(path[0])}": an object under a number was expected`,
          {
            place,
          },
        );
      }
      last = Math.max(last, index);
      const posed = exam === null ? null : (exam[before + index] ?? "beyond");
      if (posed === "beyond") {
        yield { kind: "left-out", reason: "a prediction past the exam's last item", place };
        continue;
      }
      yield* importPrediction(value, `${dataset}/${before + index}`, {
        model,
        language: given.language,
        posed,
        detail: judged.details.get(before + index),
        place,
      });
    }
    before += last + 1;
  }
}

interface PredictionFacts {
  readonly model: string;
  readonly language: string;
  readonly posed: { readonly id: string; readonly options: Item["options"] } | null;
  readonly detail: CompassDetail | undefined;
  readonly place: { readonly file: string; readonly line: number };
}

function* importPrediction(prediction: SourceRecord, id: string, facts: PredictionFacts): Generator<Imported> {
  const { model, detail } = facts;
  const prompts = listAt(prediction, "origin_prompt");
  if (Array.isArray(prompts[0])) {
    yield { kind: "left-out", reason: "a question in several rounds", place: facts.place };
    return;
  }
  const weighed = Object.keys(prediction).filter((name) => name.startsWith("label: "));
  const first = prediction[weighed[0] ?? ""];
  const prompt = promptText(prediction["origin_prompt"] ?? (isRecord(first) ? first["testing input"] : undefined));
  const item = facts.posed === null ? promptItem(prediction, id, prompt, detail, facts.language) : null;
  const { id: itemId, options } = item ?? facts.posed ?? { id, options: [] };
  const place = { ...facts.place, itemId };
  if (item !== null) {
    yield { kind: "item", item, place };
  }
  const given = prediction["prediction"];
  const texts = (Array.isArray(given) ? given : [given]).map(scalarText);
  if (weighed.length > 0) {
    yield {
      kind: "fact",
      name: "choice by likelihood",
      value: "No text was generated: the reply is the label with the lowest perplexity.",
    };
  }
  for (const [repeat, text] of texts.entries()) {
    if (text === undefined) {
      yield { kind: "left-out", reason: "a prediction that is no text", place };
      continue;
    }
    const reading = weighed.length > 0 ? keyOf(text, options, 0) : keyOf(detail?.reading, options);
    yield {
      kind: "reply",
      itemId,
      model,
      arm: "recorded",
      repeat,
      turn: 0,
      text,
      finishReason: "unknown",
      sourceReading: detail === undefined && weighed.length === 0 ? null : (reading ?? []),
      // Details judge one reply a question.
      sourceScore: texts.length === 1 ? (detail?.correct ?? null) : null,
      ...(prompt === "" ? {} : { promptText: prompt }),
      place,
    };
  }
}

/** A prompt: a text, or messages with who says them (HUMAN, BOT, SYSTEM). */
function promptText(origin: unknown): string {
  if (typeof origin === "string") {
    return origin;
  }
  return (Array.isArray(origin) ? origin : [])
    .filter(isRecord)
    .map(({ role, prompt, content }) => `${String(role)}: ${scalarText(prompt ?? content) ?? ""}`)
    .join("\n\n");
}

/** The question a prompt asks: its last lettered options and what stands before them. */
function promptItem(
  prediction: SourceRecord,
  id: string,
  prompt: string,
  detail: CompassDetail | undefined,
  language: string,
): Item {
  const shown = letteredOptions(prompt);
  const gold = prediction["gold"] ?? detail?.reference;
  const key = shown === undefined ? undefined : keyOf(gold, shown.options);
  const tags = { dataset: [id.slice(0, id.lastIndexOf("/"))] };
  if (shown === undefined) {
    const references = (Array.isArray(gold) ? gold : [gold]).map(scalarText).filter((text) => text !== undefined);
    return itemOf({ id, language, stem: prompt.trim(), options: [], accepted: [], references, tags });
  }
  const accepted = key === undefined ? [] : [key];
  return itemOf({ id, language, stem: shown.stem.replace(/^[A-Z]+: /, ""), options: shown.options, accepted, tags });
}
