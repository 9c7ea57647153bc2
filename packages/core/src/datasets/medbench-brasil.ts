import { z } from "zod";
import { DataError, type Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { type DatasetContext, defineDataset, type LoadedRow } from "./define.ts";
import { jsonElements } from "./json-elements.ts";
import { readJsonText } from "./json-scan.ts";
import { loadedRow } from "./loaded-row.ts";
import { publishedRows } from "./published-rows.ts";
import type { SourceRow } from "./source-row.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("The JSON file of one edition, relative to the study file."),
  annulled: z
    .enum(["drop", "credit-all"])
    .default("drop")
    .describe("What becomes of annulled items: left out, as the project scores them, or credited to everyone."),
});

/** Facts of the edition that every item carries as tags. */
const editionSchema = z.looseObject({
  year: z.int().nullish(),
  cutoffScore: z.number().min(0).max(1).nullish(),
});

const rowSchema = z.looseObject({
  id: z.string().min(1),
  editionId: z.string().nullish(),
  stem: z.string(),
  options: z.record(z.string(), z.string()),
  correct: z.string().nullish(),
  annulled: z.boolean().nullish(),
  hasImage: z.boolean().nullish(),
  hasTable: z.boolean().nullish(),
  specialty: z.array(z.string()).nullish(),
});

/** Brazilian licensing exams in the layout of the medbench-brasil project. */
export default defineDataset({
  name: "medbench-brasil",
  description: "Brazilian licensing exams (Revalida and others), with annulled items, specialties and the pass mark",
  source: "https://github.com/Precisa-Saude/medbench-brasil",
  languages: ["pt"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (given, context) => readRows(given, context),
});

async function* readRows(
  { path, annulled }: z.infer<typeof settings>,
  context: DatasetContext,
): AsyncGenerator<LoadedRow> {
  const file = context.resolvePath(path);
  const edition = editionSchema.safeParse(readJsonText(file).whole);
  if (!edition.success) {
    throw new DataError("DATASET_ROW_INVALID", z.prettifyError(edition.error), { place: { file } });
  }
  yield* publishedRows(questions(file), {
    needed: ["id", "stem", "options", "correct", "annulled"],
    schema: rowSchema,
    toRow: (place, row) => toRow(place, row, edition.data, annulled),
  });
}

function* questions(file: string): Generator<SourceRow> {
  for (const { line, value } of jsonElements(file, "questions")) {
    yield { place: { file, line }, value };
  }
}

function toRow(
  place: Place,
  row: z.infer<typeof rowSchema>,
  edition: z.infer<typeof editionSchema>,
  annulled: "drop" | "credit-all",
): LoadedRow {
  const key = (row.correct ?? "").trim();
  const hasImage = row.hasImage === true;
  const hasTable = row.hasTable === true;
  // The file says that there is a picture or table and does not bring it along: the names only mark the place.
  const media = [...(hasImage ? [`${row.id}#image`] : []), ...(hasTable ? [`${row.id}#table`] : [])];
  const specialties = [...new Set(row.specialty ?? [])];
  const item: Item = {
    id: row.id,
    language: "pt",
    kind: "single",
    stem: row.stem.trim(),
    options: Object.entries(row.options).map(([id, text]) => ({ id, text: text.trim() })),
    accepted: key === "" ? [] : [[key]],
    ...(row.annulled === true ? { annulled } : {}),
    tags: {
      ...(specialties.length === 0 ? {} : { specialty: specialties }),
      ...(row.editionId === null || row.editionId === undefined ? {} : { edition: [row.editionId] }),
      ...(edition.year === null || edition.year === undefined ? {} : { year: [String(edition.year)] }),
      ...(edition.cutoffScore === null || edition.cutoffScore === undefined
        ? {}
        : { passMark: [String(edition.cutoffScore)] }),
      hasImage: [String(hasImage)],
      hasTable: [String(hasTable)],
    },
    references: [],
    ...(media.length === 0 ? {} : { media }),
    weight: 1,
  };
  return loadedRow(place, item);
}
