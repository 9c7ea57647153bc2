import { basename, dirname, relative, sep } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { parquetRows } from "../base/parquet-rows.ts";
import { defineImporter, type ImportContext, type Imported } from "./define.ts";
import { type DetailTask, importDetailRow } from "./lighteval-row.ts";
import { sourceFiles } from "./source-files.ts";
import { isRecord, recordAt, scalarText, scoreOf } from "./source-record.ts";
import { wholeJson } from "./whole-json.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("Output folder (details/, results/), or one details_*.parquet."),
  language: z.string().min(2).describe("BCP 47 language of the questions: zh, en, es, pt, …"),
  model: z.string().min(1).optional().describe("The model's name; default: the folders below details/."),
  metric: z
    .string()
    .min(1)
    .optional()
    .describe("Whose value is kept beside ours; default: acc, extractive_match, em, …"),
});

type LightevalSettings = z.infer<typeof settings>;

/** Columns of the layouts met: with and without underscores since 2025, and the flat one before. */
const columns = [
  ...["doc", "model_response", "metric", "__doc__", "__model_response__", "__metric__"],
  ...["example", "full_prompt", "predictions", "gold", "gold_index", "choices", "metrics", "pred_logits"],
];

/** LightEval's details, one Parquet file a task. */
export default defineImporter({
  name: "lighteval",
  description: "Details of LightEval (details_*.parquet); choices by likelihood become the option chosen",
  source: "https://huggingface.co/docs/lighteval/saving-and-reading-results",
  settings,
  files: async ({ path }, context) => await filesOf(context.resolvePath(path)),
  read,
});

async function filesOf(path: string): Promise<readonly string[]> {
  return await sourceFiles(path, "details_*.parquet", (name) =>
    /(^|\/)(details_[^/]+\.parquet|results_[^/]+\.json)$/.test(name),
  );
}

/** `details_<suite>|<task>|<shots>_<time>.parquet`. */
const detailsName = /^details_(?<task>.+?)(?:_(?<time>\d{4}-\d\d-\d\dT[^_]*))?\.parquet$/;

async function* read(given: LightevalSettings, context: ImportContext): AsyncGenerator<Imported> {
  const path = context.resolvePath(given.path);
  const files = await filesOf(path);
  const details = files.filter((file) => file.endsWith(".parquet"));
  if (details.length === 0) {
    throw new DataError("IMPORT_SOURCE_UNKNOWN", "no details_*.parquet: --save-details writes them", {
      place: { file: path },
    });
  }
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    yield* readResults(file, given.model);
  }
  const latest = new Map<string, string>();
  for (const file of details) {
    const task = detailsName.exec(basename(file))?.groups?.["task"] ?? basename(file, ".parquet");
    const key = JSON.stringify([modelOf(path, file, given), task]);
    const other = latest.get(key);
    const [older, newer] = other === undefined || timeOf(other) <= timeOf(file) ? [other, file] : [file, other];
    latest.set(key, newer);
    if (older !== undefined) {
      yield { kind: "left-out", reason: "an earlier run of the same task", place: { file: older } };
    }
  }
  for (const [key, file] of latest) {
    const [model, task] = JSON.parse(key) as [string, string];
    yield* readDetails(file, { task: task.replaceAll("|", ":"), model }, given);
  }
}

function timeOf(file: string): string {
  return detailsName.exec(basename(file))?.groups?.["time"] ?? "";
}

/** `details/<model>/<time>/`, where the model's name may have a slash. */
function modelOf(path: string, file: string, given: LightevalSettings): string {
  const folders = relative(path === file ? dirname(dirname(dirname(dirname(file)))) : path, dirname(file)).split(sep);
  const below = folders.slice(folders.lastIndexOf("details") + 1).filter((name) => !/^\d{4}-\d\d-\d\dT/.test(name));
  const name = given.model ?? below.filter((part) => part !== "" && part !== "..").join("/");
  if (name === "") {
    throw new DataError("IMPORT_LAYOUT", "the folders do not say which model this is", {
      place: { file },
      remedy: "Set model to its name.",
    });
  }
  return name;
}

function* readResults(file: string, model: string | undefined): Generator<Imported> {
  const whole = wholeJson(file);
  const general = recordAt(whole, "config_general");
  const name =
    model ?? scalarText(general["model_name"]) ?? scalarText(recordAt(general, "model_config")["model_name"]);
  const version = scalarText(general["lighteval_sha"]);
  if (version !== undefined) {
    yield { kind: "fact", name: "lighteval revision", value: version };
  }
  for (const [task, metrics] of Object.entries(recordAt(whole, "results"))) {
    for (const [metric, value] of Object.entries(isRecord(metrics) ? metrics : {})) {
      const number = scoreOf(value);
      if (name !== undefined && number !== undefined && !metric.endsWith("_stderr")) {
        yield { kind: "estimate", model: name, measure: `${task}: ${metric}`, value: number, n: null };
      }
    }
  }
}

async function* readDetails(file: string, header: DetailTask, given: LightevalSettings): AsyncGenerator<Imported> {
  const rows = parquetRows(file, (there) => {
    const known = columns.filter((name) => there.includes(name));
    if (!known.some((name) => ["doc", "__doc__", "full_prompt", "example"].includes(name))) {
      throw new DataError("IMPORT_LAYOUT", `no details of LightEval; the columns are ${there.join(", ")}`, {
        place: { file },
      });
    }
    return known;
  });
  for await (const { place, value } of rows) {
    yield* importDetailRow(isRecord(value) ? value : {}, header, (place.line ?? 1) - 1, given, place);
  }
}
