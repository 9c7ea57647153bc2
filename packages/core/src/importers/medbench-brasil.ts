import { basename } from "node:path";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { defineImporter, type Imported } from "./define.ts";
import { fileChunks } from "./file-chunks.ts";
import { jsonLines } from "./json-lines.ts";
import { jsonMembers } from "./json-members.ts";
import { sourceFiles } from "./source-files.ts";
import { isRecord, recordAt, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";
import { wholeJson } from "./whole-json.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("Folder with the editions (*.json), raw/*.raw.jsonl and published/*.json."),
});

const questionSchema = z.looseObject({
  id: z.string().min(1),
  stem: z.string(),
  options: z.record(z.string(), z.string()),
  correct: z.string(),
  annulled: z.boolean().default(false),
  hasImage: z.boolean().default(false),
  hasTable: z.boolean().default(false),
  specialty: z.array(z.string()).default([]),
});

const replySchema = z.looseObject({
  questionId: z.string().min(1),
  modelId: z.string().min(1),
  run: z.int().min(1),
  rawResponse: z.string().nullable(),
  parsed: z.string().nullable(),
  correct: z.boolean().nullish(),
  requestParams: z.unknown().optional(),
});

/** MedBench-Brasil: the Revalida examination, three runs a model. */
export default defineImporter({
  name: "medbench-brasil",
  description: "MedBench-Brasil: editions of the Revalida, raw replies in three runs, and the published scores",
  source: "Revalida, INEP; the layout of MedBench-Brasil's published files",
  settings,
  files: async ({ path }, context) => await filesOf(context.resolvePath(path)),
  read: ({ path }, context) => read(context.resolvePath(path)),
});

async function filesOf(path: string): Promise<readonly string[]> {
  return await sourceFiles(path, "edition (*.json) with raw/*.raw.jsonl beside it", (name) =>
    /^(?:[^/]+\.json|raw\/[^/]+\.raw\.jsonl|published\/[^/]+\.json)$/.test(name),
  );
}

async function* read(path: string): AsyncGenerator<Imported> {
  const files = await filesOf(path);
  const raw = files.filter((file) => file.endsWith(".raw.jsonl"));
  const published = files.filter((file) => /[/\\]published[/\\][^/\\]+$/.test(file));
  const editions = files.filter((file) => !raw.includes(file) && !published.includes(file));
  if (editions.length === 0 || raw.length === 0) {
    throw new DataError("IMPORT_SOURCE_UNKNOWN", `${editions.length} editions and ${raw.length} files of replies`, {
      place: { file: path },
    });
  }
  for (const file of editions) {
    yield* readEdition(file);
  }
  for (const file of raw) {
    yield* readReplies(file);
  }
  for (const file of published) {
    yield* readPublished(file);
  }
}

async function* readEdition(file: string): AsyncGenerator<Imported> {
  const inQuestions = (path: readonly (string | number)[]): "take" | "enter" | "skip" =>
    path[0] === undefined || (path[0] === "questions" && path.length === 1)
      ? "enter"
      : path[0] === "questions" || ["year", "cutoffScore"].includes(String(path[0]))
        ? "take"
        : "skip";
  let year: string[] = [];
  for await (const { path, value, line } of jsonMembers(file, fileChunks(file), inQuestions)) {
    const place = { file, line };
    if (path[0] === "year") {
      year = [String(value)];
    } else if (path[0] === "cutoffScore") {
      yield { kind: "fact", name: `pass mark of ${basename(file, ".json")}`, value: String(value) };
    } else {
      const parsed = questionSchema.safeParse(value);
      if (!parsed.success) {
        throw new DataError("IMPORT_LAYOUT", `not a question: ${z.prettifyError(parsed.error)}`, { place });
      }
      yield { kind: "item", item: questionItem(parsed.data, basename(file, ".json"), year), place };
    }
  }
}

function questionItem(question: z.infer<typeof questionSchema>, edition: string, year: string[]): Item {
  const shows = [question.hasImage ? "image" : "", question.hasTable ? "table" : ""].filter((what) => what !== "");
  return {
    id: question.id,
    language: "pt",
    kind: "single",
    stem: question.stem,
    options: Object.entries(question.options).map(([id, text]) => ({ id, text })),
    accepted: [[question.correct]],
    // The board's final key annuls it; the published scores leave it out.
    ...(question.annulled ? { annulled: "drop" as const } : {}),
    tags: {
      edition: [edition],
      ...(year.length === 0 ? {} : { year }),
      ...(question.specialty.length === 0 ? {} : { specialty: question.specialty }),
      ...(shows.length === 0 ? {} : { shows }),
    },
    references: [],
    weight: 1,
  };
}

async function* readReplies(file: string): AsyncGenerator<Imported> {
  for await (const { place, value } of jsonLines(file)) {
    const parsed = replySchema.safeParse(value);
    if (!parsed.success) {
      throw new DataError("IMPORT_LAYOUT", `not a reply: ${z.prettifyError(parsed.error)}`, { place });
    }
    const { questionId, modelId, run, rawResponse, parsed: letter, correct, requestParams } = parsed.data;
    const promptText = isRecord(requestParams) ? promptOf(requestParams) : undefined;
    yield {
      kind: "reply",
      itemId: questionId,
      model: modelId,
      arm: "recorded",
      // Runs count from 1.
      repeat: run - 1,
      turn: 0,
      text: rawResponse ?? "",
      finishReason: "unknown",
      sourceReading: letter === null || letter === "" ? [] : [letter],
      sourceScore: scoreOf(correct) ?? null,
      ...(promptText === undefined ? {} : { promptText }),
      place: { ...place, itemId: questionId },
    };
  }
}

/** The request's messages as one text; some clients send the instruction beside them. */
function promptOf(request: SourceRecord): string | undefined {
  const messages: unknown = request["messages"];
  const texts = (Array.isArray(messages) ? messages : []).flatMap((message) => {
    const { role, content } = isRecord(message) ? message : {};
    return typeof content === "string" ? [{ role: String(role), content }] : [];
  });
  const system = request["system"];
  const all = typeof system === "string" ? [{ role: "system", content: system }, ...texts] : texts;
  return all.length === 0 ? undefined : all.map(({ role, content }) => `${role}: ${content}`).join("\n\n");
}

function* readPublished(file: string): Generator<Imported> {
  const whole = wholeJson(file);
  const model = scalarText(whole["modelId"]);
  if (model === undefined) {
    yield { kind: "left-out", reason: "a published file without modelId", place: { file } };
    return;
  }
  const n = scoreOf(whole["total"]) ?? null;
  for (const measure of ["accuracy", "macroF1"]) {
    const value = scoreOf(whole[measure]);
    if (value !== undefined) {
      yield { kind: "estimate", model, measure, value, n };
    }
  }
  for (const [specialty, part] of Object.entries(recordAt(whole, "perSpecialty"))) {
    const value = isRecord(part) ? scoreOf(part["accuracy"]) : undefined;
    if (isRecord(part) && value !== undefined) {
      yield { kind: "estimate", model, measure: `accuracy of ${specialty}`, value, n: scoreOf(part["n"]) ?? null };
    }
  }
}
