import { basename } from "node:path";
import { z } from "zod";
import { DataError, type Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { type DatasetContext, defineDataset, type LoadedRow } from "./define.ts";
import { breaksIn, jsonItems, jsonMembers, readJsonText, skipSpace } from "./json-scan.ts";
import { loadedRow } from "./loaded-row.ts";
import { publishedRows } from "./published-rows.ts";
import { hasRowLines, sourceFormat, sourceRecords } from "./source-records.ts";
import type { SourceRow } from "./source-row.ts";

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe(
      "HEAD.json, HEAD_EN.json, one of their splits, or Hugging Face's Parquet file, relative to the study file.",
    ),
  language: z.enum(["en", "es"]).describe("Language of the file: the Spanish original or its translation."),
});

const textOrNumber = z.union([z.string(), z.number()]);

const rowSchema = z.looseObject({
  name: z.string(),
  year: textOrNumber,
  category: z.string(),
  qid: textOrNumber,
  qtext: z.string(),
  ra: textOrNumber,
  answers: z.array(z.looseObject({ aid: textOrNumber, atext: z.string() })),
  image: z.unknown(),
});

/** HEAD-QA in the layout of its JSON files (exams → data) and of Hugging Face's rows. */
export default defineDataset({
  name: "head-qa",
  description:
    "HEAD-QA: 6,765 questions of Spanish specialist entrance exams in six professions, parallel in en and es",
  source: "Vilares and Gómez-Rodríguez 2019, ACL P19-1092, https://github.com/aghie/head-qa",
  languages: ["en", "es"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (given, context) => readRows(given, context),
});

async function* readRows(
  { path, language }: z.infer<typeof settings>,
  context: DatasetContext,
): AsyncGenerator<LoadedRow> {
  const file = context.resolvePath(path);
  const split = /^(train|dev|test)[_-]/u.exec(basename(file))?.[1];
  const isExamFile = (await sourceFormat(file)) === "json-lines" && !(await hasRowLines(file, "qid"));
  const rows = isExamFile ? examRows(file) : sourceRecords(file);
  yield* publishedRows(rows, {
    needed: ["name", "qid", "qtext", "ra", "answers"],
    schema: rowSchema,
    toRow: (place, row) => toRow(place, row, language, split),
  });
}

/** The rows of every exam of a file, each with the facts of its exam. */
function* examRows(file: string): Generator<SourceRow> {
  const { text } = readJsonText(file);
  const start = skipSpace(text, 0);
  const root = [...jsonMembers(text, start, 1 + breaksIn(text, 0, start))];
  const exams = root.find(({ name }) => name === "exams");
  if (exams === undefined || text[exams.start] !== "{") {
    const there = root.map(({ name }) => name).join(", ") || "none";
    throw new DataError("DATASET_COLUMN_MISSING", `no object exams; the fields are ${there}`, { place: { file } });
  }
  for (const exam of jsonMembers(text, exams.start, exams.line)) {
    const facts: Record<string, unknown> = { name: exam.name };
    for (const field of jsonMembers(text, exam.start, exam.line)) {
      if (field.name !== "data") {
        facts[field.name] = JSON.parse(text.slice(field.start, field.end));
        continue;
      }
      for (const { start: from, end, line } of jsonItems(text, field.start, field.line)) {
        const question: unknown = JSON.parse(text.slice(from, end));
        yield { place: { file, line }, value: typeof question === "object" ? { ...facts, ...question } : question };
      }
    }
  }
}

function toRow(place: Place, row: z.infer<typeof rowSchema>, language: string, split: string | undefined): LoadedRow {
  const exam = row.name.trim();
  const key = String(row.ra).trim();
  const image = imageOf(row.image);
  const id = `${exam}-${String(row.qid).trim()}`;
  const item: Item = {
    id,
    language,
    kind: "single",
    stem: row.qtext.trim(),
    options: row.answers.map(({ aid, atext }) => ({ id: String(aid).trim(), text: atext.trim() })),
    // No option is called 0: the board gave no answer.
    accepted: key === "" || key === "0" ? [] : [[key]],
    tags: {
      exam: [exam],
      year: [String(row.year).trim()],
      category: [row.category.trim()],
      hasImage: [image === undefined ? "false" : "true"],
    },
    ...(split === undefined ? {} : { split }),
    parallelId: id,
    references: [],
    ...(image === undefined ? {} : { media: [image] }),
    weight: 1,
  };
  return loadedRow(place, item);
}

/** The name of the picture, where there is one: a path, or Hugging Face's `{ path, bytes }`. */
function imageOf(image: unknown): string | undefined {
  const path = typeof image === "object" && image !== null && "path" in image ? image.path : image;
  if (typeof path === "string" && path.trim() !== "") {
    return path.trim();
  }
  return typeof image === "object" && image !== null ? "picture in the file" : undefined;
}
