import { basename, dirname } from "node:path";
import { z } from "zod";
import { DataError, UsageError } from "../base/errors.ts";
import { defineImporter, type ImportContext, type Imported } from "./define.ts";
import { type JsonLine, jsonLineBatches } from "./json-lines.ts";
import { type HarnessTask, importHarnessSample } from "./lm-eval-sample.ts";
import { sourceFiles } from "./source-files.ts";
import { isRecord, recordAt, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";
import { importVivaSample } from "./viva-export.ts";
import { chosenVivaExam, type VivaHeads, vivaFacts, vivaHeads, vivaItems, vivaOrder } from "./viva-export-folder.ts";
import { vivaStudy } from "./viva-study.ts";
import { wholeJson } from "./whole-json.ts";

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe("Output folder of the harness (results_*.json, samples_*.jsonl), or one samples file."),
  language: z
    .string()
    .min(2)
    .optional()
    .describe(
      "BCP 47 language of the questions: zh, en, es, pt, …; not for Viva's own exports, whose items say theirs.",
    ),
  exam: z.string().min(1).optional().describe("Exam to take out of Viva's own export of several."),
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
  files: async (given, context) => {
    const files = await filesOf(context.resolvePath(given.path));
    checkSettings(given, await vivaHeads(samplesIn(files)), files);
    return files;
  },
  read,
});

const samplesName = /^samples_(?<task>.+?)(?:_(?<date>\d{4}-\d\d-\d\dT[^_]*))?\.jsonl$/;

async function filesOf(path: string): Promise<readonly string[]> {
  return await sourceFiles(path, "samples_*.jsonl", (name) =>
    /(^|\/)(samples_[^/]+\.jsonl|results_[^/]+\.json|viva-items\.jsonl)$/.test(name),
  );
}

const isItems = (file: string): boolean => basename(file) === "viva-items.jsonl";

function samplesIn(files: readonly string[]): string[] {
  return files.filter((file) => file.endsWith(".jsonl") && !isItems(file));
}

/** Before a folder is made: what only a person can say is there, and no more. */
function checkSettings(given: HarnessSettings, heads: VivaHeads, files: readonly string[]): void {
  const foreign = samplesIn(files).find((file) => !heads.has(file));
  if (foreign !== undefined && given.language === undefined) {
    throw new UsageError("SETTINGS_INVALID", "language: the harness does not say in which language its questions are", {
      place: { file: foreign },
    });
  }
  chosenVivaExam(heads, given.exam);
}

async function* read(given: HarnessSettings, context: ImportContext): AsyncGenerator<Imported> {
  const path = context.resolvePath(given.path);
  const files = await filesOf(path);
  const results = new Map<string, SourceRecord>();
  for (const file of files.filter((name) => name.endsWith(".json"))) {
    results.set(file, wholeJson(file));
  }
  const samples = samplesIn(files).map((file) => samplesFile(file, results));
  if (samples.length === 0) {
    throw new DataError("IMPORT_SOURCE_UNKNOWN", "no samples_*.jsonl: the harness writes them with --log_samples", {
      place: { file: path },
    });
  }
  const heads = await vivaHeads(samplesIn(files));
  const exam = chosenVivaExam(heads, given.exam);
  // Replies of other tools beside were not asked for by the study of an export.
  const isWhole = samples.every(({ file }) => heads.has(file));
  for (const [file, found] of results) {
    yield* aboutResults(found, given.model, exam);
    yield* vivaFacts(found);
    if (exam !== undefined && isWhole) {
      yield* vivaStudy(found, exam, { file });
    }
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
  yield* vivaItems(files.filter(isItems), exam, heads);
  for (const one of vivaOrder([...latest.values()])) {
    const head = heads.get(one.file);
    if (head?.withheld === true) {
      yield {
        kind: "left-out",
        reason: "a withheld export: no question and no reply is in it",
        place: { file: one.file },
      };
    } else if (head === undefined || head.exam === exam) {
      const about = headerOf(one, given);
      for await (const lines of jsonLineBatches(one.file)) {
        const found = head === undefined ? harnessSamples(lines, about, given) : vivaSamples(lines, about, given, head);
        // Not one generator inside another: there may be millions of replies, and each would wait twice.
        for (const imported of found) {
          yield imported;
        }
      }
    }
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

function* aboutResults(
  results: SourceRecord,
  model: string | undefined,
  exam: string | undefined,
): Generator<Imported> {
  const version = scalarText(results["lm_eval_version"]);
  if (version !== undefined) {
    yield { kind: "fact", name: "lm-eval version", value: version };
  }
  const name = model ?? modelOf(results);
  for (const [task, metrics] of Object.entries(recordAt(results, "results"))) {
    const about = recordAt(recordAt(recordAt(recordAt(results, "configs"), task), "metadata"), "viva");
    if (exam !== undefined && scalarText(about["exam"]) !== undefined && about["exam"] !== exam) {
      continue;
    }
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

/** The model of a samples file: what a person or the results say, else the folder's name. */
function nameOf({ file, results }: SamplesFile, given: HarnessSettings): string {
  return given.model ?? modelOf(results) ?? basename(dirname(file));
}

/** What the samples of a file share; the filter is the first one met, unless one is named. */
interface SamplesHeader extends HarnessTask {
  filter: string | undefined;
}

function headerOf(one: SamplesFile, given: HarnessSettings): SamplesHeader {
  const shots = scoreOf(recordAt(one.results ?? {}, "n-shot")[one.task]);
  const arm = shots === undefined ? "recorded" : `${shots}-shot`;
  return { task: one.task, model: nameOf(one, given), arm, filter: given.filter };
}

function* vivaSamples(
  lines: Iterable<JsonLine>,
  { model }: SamplesHeader,
  { metric }: HarnessSettings,
  { asRecorded }: { readonly asRecorded: boolean },
): Generator<Imported> {
  for (const { place, value } of lines) {
    yield* importVivaSample(value, { model, asRecorded, metric }, place);
  }
}

function* harnessSamples(
  lines: Iterable<JsonLine>,
  header: SamplesHeader,
  given: HarnessSettings,
): Generator<Imported> {
  const settings = { ...given, language: given.language ?? "und" };
  for (const { place, value: sample } of lines) {
    const own = scalarText(sample["filter"]) ?? "none";
    header.filter ??= own;
    if (own === header.filter) {
      yield* importHarnessSample(sample, header, settings, place);
    } else {
      yield { kind: "left-out", reason: `another filter's reading of a reply (${own})`, place };
    }
  }
}
