import { z } from "zod";
import { readCsv } from "../base/csv.ts";
import { DataError, type Place } from "../base/errors.ts";
import type { FinishReason } from "../records/completion.ts";
import { defineImporter, type ImportContext, type Imported, type ImportedReply } from "./define.ts";
import { jsonLines } from "./json-lines.ts";
import { type SourceRecord, scalarText, scoreOf } from "./source-record.ts";

const column = z.string().min(1);

const settings = z.strictObject({
  path: z.string().min(1).describe("Replies: CSV with a header row, or JSON Lines where the name ends in .jsonl."),
  exam: z
    .looseObject({ use: z.string().min(1).describe("Name of the dataset plugin.") })
    .describe("The exam that was posed: { use: dataset plugin, … with its settings }, as in a study file."),
  columns: z
    .strictObject({
      item: column.describe("Column with the item's id in the exam."),
      model: column.optional().describe("Column with the model's name; without it `model` is set."),
      text: column.describe("Column with the reply."),
      repeat: column.optional().describe("Column with the number of the run; without it every reply is the first."),
      turn: column.optional().describe("Column with the turn, from 0."),
      arm: column.optional().describe("Column with the way of asking."),
      perturbation: column.optional().describe("Column with the perturbation; an empty cell is the item itself."),
      reasoning: column.optional().describe("Column with reasoning kept apart from the reply."),
      finishReason: column.optional().describe("Column with stop, length, content-filter, tool-calls or unknown."),
      reading: column.optional().describe("Column with the option ids read at the source: B, or A, C."),
      score: column.optional().describe("Column with the source's score: a number, or true and false."),
      prompt: column.optional().describe("Column with the prompt as it was sent."),
    })
    .describe("Which column of a reply is what."),
  model: z.string().min(1).optional().describe("The model's name, where no column has it."),
  repeatBase: z
    .union([z.literal(0), z.literal(1)])
    .default(0)
    .describe("What the first run counts as."),
  labels: z
    .array(z.string().min(1))
    .min(2)
    .optional()
    .describe(
      "Labels the prompts showed, in option order, where they are not the options' ids; an item uses as many as it has options.",
    ),
});

type CsvSettings = z.infer<typeof settings>;

const finishReasons: readonly FinishReason[] = ["stop", "length", "content-filter", "tool-calls", "unknown"];

/** Replies in any table, with an exam beside them. */
export default defineImporter({
  name: "csv",
  description: "Replies in any CSV or JSON Lines file, with a map that says which column is what, and their exam",
  source: "RFC 4180; https://jsonlines.org",
  settings,
  files: ({ path }, context) => Promise.resolve([context.resolvePath(path)]),
  read,
});

async function* read(given: CsvSettings, context: ImportContext): AsyncGenerator<Imported> {
  const file = context.resolvePath(given.path);
  if (given.columns.model === undefined && given.model === undefined) {
    throw new DataError("IMPORT_LAYOUT", "neither columns.model nor model says whose replies these are", {
      place: { file },
      remedy: "Set columns.model to a column, or model to a name.",
    });
  }
  for await (const item of context.exam(given.exam)) {
    if (given.labels !== undefined && given.labels.length < item.options.length) {
      yield { kind: "left-out", reason: "an item with more options than `labels` has", place: { itemId: item.id } };
      continue;
    }
    const labels = given.labels === undefined ? {} : { labels: given.labels.slice(0, item.options.length) };
    yield { kind: "item", item, ...labels, place: { itemId: item.id } };
  }
  const rows = /\.(jsonl|ndjson)$/i.test(file) ? jsonLines(file) : csvRows(file, given);
  for await (const { place, value } of rows) {
    yield replyOf(value, place, given);
  }
}

interface Row {
  readonly place: Place;
  readonly value: SourceRecord;
}

async function* csvRows(file: string, { columns }: CsvSettings): AsyncGenerator<Row> {
  let header: readonly string[] | undefined;
  for await (const { line, cells } of readCsv(file)) {
    if (header === undefined) {
      header = cells.map((cell) => cell.trim());
      const there = header;
      const missing = Object.values(columns).filter((name) => name !== undefined && !there.includes(name));
      if (missing.length > 0 || new Set(there).size < there.length) {
        const what = missing.length > 0 ? `no column ${missing.join(", ")}` : "two columns of one name";
        throw new DataError("IMPORT_LAYOUT", `${what}; the columns are ${there.join(", ")}`, {
          place: { file, line },
        });
      }
      continue;
    }
    yield {
      place: { file, line },
      value: Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])),
    };
  }
}

function replyOf(row: SourceRecord, at: Place, { columns, model, repeatBase }: CsvSettings): Imported {
  const cell = (name: string | undefined): string | undefined => {
    const text = name === undefined ? undefined : scalarText(row[name]);
    return text === undefined || text === "" ? undefined : text;
  };
  const itemId = cell(columns.item);
  const name = cell(columns.model) ?? model;
  if (itemId === undefined || name === undefined) {
    return { kind: "left-out", reason: "a row without an item or a model", place: at };
  }
  const place = { ...at, itemId };
  const whole = (what: string, field: string | undefined, base: number): number => {
    const text = cell(field) ?? String(base);
    const number = Number(text) - base;
    if (!/^\d+$/.test(text) || number < 0) {
      throw new DataError("IMPORT_LAYOUT", `the ${what} is "${text}"; it must be a whole number from ${base}`, {
        place,
      });
    }
    return number;
  };
  const finishReason = finishReasons.find((reason) => reason === cell(columns.finishReason));
  if (cell(columns.finishReason) !== undefined && finishReason === undefined) {
    throw new DataError(
      "IMPORT_LAYOUT",
      `the finish reason is "${cell(columns.finishReason)}"; it must be one of ${finishReasons.join(", ")}`,
      { place },
    );
  }
  const perturbation = cell(columns.perturbation);
  const reasoning = cell(columns.reasoning);
  const promptText = cell(columns.prompt);
  const reply: ImportedReply = {
    kind: "reply",
    itemId,
    model: name,
    arm: cell(columns.arm) ?? "recorded",
    ...(perturbation === undefined || perturbation === "none" ? {} : { perturbation }),
    repeat: whole("run", columns.repeat, repeatBase),
    turn: whole("turn", columns.turn, 0),
    text: cell(columns.text) ?? "",
    ...(reasoning === undefined ? {} : { reasoning }),
    finishReason: finishReason ?? "unknown",
    sourceReading: columns.reading === undefined ? null : readingOf(row[columns.reading]),
    sourceScore: (columns.score === undefined ? undefined : scoreOf(row[columns.score])) ?? null,
    ...(promptText === undefined ? {} : { promptText }),
    place,
  };
  return reply;
}

/** Option ids of a cell: a list as it is, else what stands between commas or semicolons. */
function readingOf(value: unknown): string[] {
  if (Array.isArray(value)) {
    return value.map(String);
  }
  return (scalarText(value) ?? "")
    .split(/[,;]/)
    .map((id) => id.trim())
    .filter((id) => id !== "");
}
