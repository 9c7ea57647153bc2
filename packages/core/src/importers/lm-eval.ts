import { basename, dirname } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { defineImporter, type ImportContext, type Imported } from "./define.ts";
import { jsonLines } from "./json-lines.ts";
import { type HarnessTask, importHarnessSample } from "./lm-eval-sample.ts";
import { sourceFiles } from "./source-files.ts";
import { isRecord, recordAt, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";
import { wholeJson } from "./whole-json.ts";

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe("Output folder of the harness (results_*.json, samples_*.jsonl), or one samples file."),
  language: z.string().min(2).describe("BCP 47 language of the questions: zh, en, es, pt, …"),
  model: z
    .string()
    .min(1)
    .optional()
    .describe("The model's name; default: what results_*.json says, else the folder's name."),
  metric: z
    .string()
    .min(1)
    .optional()
    .describe("Whose value is kept beside ours; default: acc, exact_match, else the first."),
  filter: z.string().min(1).optional().describe("Filter whose reading is taken; default: the first in each file."),
  choiceBy: z
    .enum(["likelihood", "per-character"])
    .default("likelihood")
    .describe("How likelihoods choose an option: by their sum (acc) or over the option's length (acc_norm)."),
  stemField: z.string().min(1).optional().describe("Field of doc with the question; default: the usual names."),
  optionsField: z.string().min(1).optional().describe("Field of doc with the options; default: the usual names."),
  keyBase: z
    .union([z.literal(0), z.literal(1)])
    .default(0)
    .describe("What the first option counts as where the target of a generated reply is a number that is no label."),
});

type HarnessSettings = z.infer<typeof settings>;

/** One task's samples of one model. */
interface SamplesFile {
  readonly file: string;
  readonly task: string;
  readonly date: string;
  readonly results: SourceRecord | null;
}

/** The language model evaluation harness of EleutherAI, with --log_samples. */
export default defineImporter({
  name: "lm-eval",
  description: "Samples of lm-evaluation-harness (--log_samples); choices by likelihood become the option chosen",
  source: "https://github.com/EleutherAI/lm-evaluation-harness",
  settings,
  files: async ({ path }, context) => await filesOf(context.resolvePath(path)),
  read,
});

const samplesName = /^samples_(?<task>.+?)(?:_(?<date>\d{4}-\d\d-\d\dT[^_]*))?\.jsonl$/;

async function filesOf(path: string): Promise<readonly string[]> {
  return await sourceFiles(path, "samples_*.jsonl", (name) =>
    /(^|\/)(samples_[^/]+\.jsonl|results_[^/]+\.json)$/.test(name),
  );
}

async function* read(given: HarnessSettings, context: ImportContext): AsyncGenerator<Imported> {
  const path = context.resolvePath(given.path);
  const files = await filesOf(path);
  const results = new Map<string, SourceRecord>();
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    results.set(file, wholeJson(file));
  }
  const samples = files.filter((file) => file.endsWith(".jsonl")).map((file) => samplesFile(file, results));
  if (samples.length === 0) {
    throw new DataError("IMPORT_SOURCE_UNKNOWN", "no samples_*.jsonl: the harness writes them with --log_samples", {
      place: { file: path },
    });
  }
  for (const found of results.values()) {
    yield* aboutResults(found, given.model);
  }
  const latest = new Map<string, SamplesFile>();
  for (const one of samples) {
    const key = JSON.stringify([dirname(one.file), one.task]);
    const other = latest.get(key);
    const [older, newer] = other === undefined || other.date <= one.date ? [other, one] : [one, other];
    latest.set(key, newer);
    if (older !== undefined) {
      yield { kind: "left-out", reason: "an earlier run of the same task", place: { file: older.file } };
    }
  }
  for (const one of latest.values()) {
    yield* readSamples(one, given);
  }
}

function samplesFile(file: string, results: ReadonlyMap<string, SourceRecord>): SamplesFile {
  const { task = basename(file, ".jsonl"), date = "" } = samplesName.exec(basename(file))?.groups ?? {};
  const beside = [...results].filter(([other]) => dirname(other) === dirname(file));
  // One invocation writes both with the same date; a lone results file is theirs too.
  const own = beside.find(([other]) => date !== "" && basename(other) === `results_${date}.json`) ?? beside.at(-1);
  return { file, task, date, results: own?.[1] ?? null };
}

/** The model an invocation asked. */
function modelOf(results: SourceRecord | null): string | undefined {
  if (results === null) {
    return undefined;
  }
  const stated = scalarText(results["model_name"]);
  const args = recordAt(results, "config")["model_args"];
  const named = isRecord(args)
    ? scalarText(args["pretrained"] ?? args["model"])
    : /(?:^|,)(?:pretrained|model|path|engine)=([^,]+)/.exec(scalarText(args) ?? "")?.[1];
  return [stated, named].find((name) => name !== undefined && name !== "");
}

function* aboutResults(results: SourceRecord, model: string | undefined): Generator<Imported> {
  const version = scalarText(results["lm_eval_version"]);
  if (version !== undefined) {
    yield { kind: "fact", name: "lm-eval version", value: version };
  }
  const name = model ?? modelOf(results);
  for (const [task, metrics] of Object.entries(recordAt(results, "results"))) {
    for (const [metric, value] of Object.entries(isRecord(metrics) ? metrics : {})) {
      const number = scoreOf(value);
      if (
        name !== undefined &&
        number !== undefined &&
        typeof value === "number" &&
        /^(?!.*_stderr,).+,/.test(metric)
      ) {
        const n = scoreOf(recordAt(recordAt(results, "n-samples"), task)["effective"]) ?? null;
        yield { kind: "estimate", model: name, measure: `${task}: ${metric}`, value: number, n };
      }
    }
  }
}

async function* readSamples({ file, task, results }: SamplesFile, given: HarnessSettings): AsyncGenerator<Imported> {
  const model = given.model ?? modelOf(results) ?? basename(dirname(file));
  const shots = scoreOf(recordAt(results ?? {}, "n-shot")[task]);
  const header: HarnessTask = { task, model, arm: shots === undefined ? "recorded" : `${shots}-shot` };
  let filter = given.filter;
  for await (const { place, value: sample } of jsonLines(file)) {
    const own = scalarText(sample["filter"]) ?? "none";
    filter ??= own;
    if (own === filter) {
      yield* importHarnessSample(sample, header, given, place);
    } else {
      yield { kind: "left-out", reason: `another filter's reading of a reply (${own})`, place };
    }
  }
}
