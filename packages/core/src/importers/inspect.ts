import { basename } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { defineImporter, type ImportContext, type Imported } from "./define.ts";
import { fileChunks } from "./file-chunks.ts";
import { importLimits } from "./import-limits.ts";
import { type InspectHeader, importInspectSample } from "./inspect-sample.ts";
import { jsonMembers } from "./json-members.ts";
import type { JsonPath, JsonVisit } from "./json-path.ts";
import { sourceFiles } from "./source-files.ts";
import { isRecord, listAt, recordAt, type SourceRecord, scoreOf } from "./source-record.ts";
import { zipEntries } from "./zip-entries.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("A log (.eval or .json), or a folder of logs."),
  language: z.string().min(2).describe("BCP 47 language of the questions: zh, en, es, pt, …"),
  scorer: z.string().min(1).optional().describe("Whose score is kept beside ours; default: the log's first scorer."),
});

type InspectSettings = z.infer<typeof settings>;

/** Inspect's evaluation logs: one file a task and model, epochs as repeats. */
export default defineImporter({
  name: "inspect",
  description: "Logs of Inspect: .eval archives and .json files; epochs become repeats",
  source: "https://inspect.aisi.org.uk/eval-logs.html",
  settings,
  files: async ({ path }, context) => await logsBelow(context.resolvePath(path)),
  read,
});

async function logsBelow(path: string): Promise<readonly string[]> {
  return await sourceFiles(path, "Inspect log (.eval or .json)", (name) => /\.(eval|json)$/.test(name));
}

async function* read(given: InspectSettings, context: ImportContext): AsyncGenerator<Imported> {
  const path = context.resolvePath(given.path);
  let logs = 0;
  for (const file of await logsBelow(path)) {
    const found = file.endsWith(".eval") ? readArchive(file, given) : readJson(file, given);
    let isLog = false;
    for await (const one of found) {
      isLog = true;
      yield one;
    }
    if (isLog) {
      logs += 1;
    } else {
      yield { kind: "left-out", reason: "a file that is no Inspect log", place: { file } };
    }
  }
  if (logs === 0) {
    throw new DataError("IMPORT_SOURCE_UNKNOWN", "no Inspect log", { place: { file: path } });
  }
}

/** Settings and results of one log, without its samples. */
function headerOf(log: SourceRecord, file: string): InspectHeader {
  const spec = recordAt(log, "eval");
  if (typeof spec["model"] !== "string" || typeof spec["task"] !== "string") {
    throw new DataError("IMPORT_LAYOUT", "the log does not say its model and task (eval.model, eval.task)", {
      place: { file },
    });
  }
  return { model: spec["model"], task: basename(spec["task"]), file };
}

function* aboutLog(log: SourceRecord, header: InspectHeader): Generator<Imported> {
  const about: Readonly<Record<string, unknown>> = {
    "log version": log["version"],
    status: log["status"],
    "inspect version": recordAt(recordAt(log, "eval"), "packages")["inspect_ai"],
  };
  for (const [name, value] of Object.entries(about)) {
    if (typeof value === "string" || typeof value === "number") {
      yield { kind: "fact", name, value: String(value) };
    }
  }
  for (const scorer of listAt(recordAt(log, "results"), "scores")) {
    const { name, metrics, scored_samples } = isRecord(scorer) ? scorer : {};
    for (const [metric, part] of Object.entries(isRecord(metrics) ? metrics : {})) {
      const value = isRecord(part) ? scoreOf(part["value"]) : undefined;
      if (value !== undefined) {
        const measure = `${header.task}: ${String(name)}/${metric}`;
        yield { kind: "estimate", model: header.model, measure, value, n: scoreOf(scored_samples) ?? null };
      }
    }
  }
}

/** A .json log: one document; its samples are taken one at a time. */
async function* readJson(file: string, given: InspectSettings): AsyncGenerator<Imported> {
  const parts: Record<string, unknown> = {};
  const visit = (path: JsonPath): JsonVisit => {
    if (path.length === 0 || (path.length === 1 && path[0] === "samples")) {
      return "enter";
    }
    if (path.length === 2) {
      return "take";
    }
    return ["version", "status", "eval", "results"].includes(String(path[0])) ? "take" : "skip";
  };
  let header: InspectHeader | null = null;
  let said = false;
  for await (const { path, value, line } of jsonMembers(file, fileChunks(file), visit)) {
    if (path[0] !== "samples") {
      parts[String(path[0])] = value;
      continue;
    }
    if (parts["eval"] === undefined) {
      // A JSON file with samples that is no log, or a log whose parts stand in another order.
      throw new DataError("IMPORT_LAYOUT", "samples come before eval", { place: { file, line } });
    }
    header ??= headerOf(parts, file);
    if (!said) {
      said = true;
      yield* aboutLog(parts, header);
    }
    yield* importInspectSample(value, header, given, { file, line });
  }
  if (!said && parts["eval"] !== undefined) {
    yield* aboutLog(parts, headerOf(parts, file));
    yield { kind: "left-out", reason: "a log without samples", place: { file } };
  }
}

/** An .eval log: a zip archive with a header and one entry a sample. */
async function* readArchive(file: string, given: InspectSettings): AsyncGenerator<Imported> {
  let log: SourceRecord | null = null;
  for await (const { name, chunks } of zipEntries(file)) {
    // A log that was broken off has only what was written at its start.
    if (name === "header.json" || (name === "_journal/start.json" && log === null)) {
      log = await wholeEntry(file, name, chunks());
    }
  }
  if (log === null) {
    throw new DataError("IMPORT_LAYOUT", "the archive has neither header.json nor _journal/start.json", {
      place: { file },
    });
  }
  const header = headerOf(log, file);
  yield* aboutLog(log, header);
  for await (const { name, chunks } of zipEntries(file)) {
    if (/^samples\/.+\.json$/.test(name)) {
      const sample = await wholeEntry(file, name, chunks());
      yield* importInspectSample(sample, header, given, { file: `${file}#${name}` });
    }
  }
}

async function wholeEntry(file: string, name: string, chunks: AsyncIterable<Buffer>): Promise<SourceRecord> {
  const place = `${file}#${name}`;
  for await (const { value } of jsonMembers(place, chunks, () => "take", importLimits.entryBytes)) {
    if (isRecord(value)) {
      return value;
    }
  }
  throw new DataError("IMPORT_LAYOUT", "the entry is no JSON object", { place: { file: place } });
}
