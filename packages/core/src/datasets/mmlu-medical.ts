import { readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { readCsv } from "../base/csv.ts";
import { DataError, messageOf, type Place } from "../base/errors.ts";
import { isHubReference } from "../base/hub-reference.ts";
import type { Item } from "../records/item.ts";
import { contentIds } from "./content-id.ts";
import { type DatasetContext, defineDataset, type LoadedRow } from "./define.ts";
import { loadedRow, unusableRow } from "./loaded-row.ts";
import { optionLetter } from "./option-label.ts";
import { publishedRows } from "./published-rows.ts";
import { sourceRecords } from "./source-records.ts";

/** The nine subjects that Meditron (arXiv 2311.16079) and others report as MMLU-Medical. */
const medicalSubjects = [
  "anatomy",
  "clinical_knowledge",
  "college_biology",
  "college_medicine",
  "high_school_biology",
  "medical_genetics",
  "nutrition",
  "professional_medicine",
  "virology",
] as const;

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe("A CSV, JSON or Parquet file, or a folder with such files of the subjects, relative to the study file."),
  subjects: z
    .array(z.enum(medicalSubjects))
    .min(1)
    .default([...medicalSubjects])
    .describe("The subjects that are read; others in the files are passed over."),
});

const rowSchema = z.looseObject({
  question: z.string(),
  subject: z.string().nullish(),
  choices: z.array(z.string()),
  answer: z.union([z.int(), z.string()]).nullish(),
});

type ContentId = (...parts: readonly string[]) => string;

/** The medical subjects of MMLU: CSV files without a header, or rows with choices and an answer that counts from 0. */
export default defineDataset({
  name: "mmlu-medical",
  description: "MMLU-Medical: the nine medical and biological subjects of MMLU, four options each",
  source: "Hendrycks et al. 2021, arXiv 2009.03300, https://github.com/hendrycks/test",
  languages: ["en"],
  settings,
  files: ({ path, subjects }, context) => filesOf(path, subjects, context),
  load: (given, context) => readRows(given, context),
});

/** The file itself, or the files of the subjects below a folder in code-point order. */
function filesOf(path: string, subjects: readonly string[], context: DatasetContext): string[] {
  const resolved = context.resolvePath(path);
  if (isHubReference(resolved)) {
    return [resolved];
  }
  const place = { file: resolved };
  try {
    if (statSync(resolved).isFile()) {
      return [resolved];
    }
    const found = readdirSync(resolved, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(csv|jsonl?|parquet)$/u.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => subjects.includes(subjectOf(file) ?? ""))
      .sort();
    if (found.length > 0) {
      return found;
    }
  } catch (cause) {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place, cause });
  }
  throw new DataError("DATASET_NOT_FOUND", `has no file named after ${subjects.join(", ")}`, { place });
}

const fileName = /^(?:(?<subject>[a-z_]+?)[_-])?(?<split>test|dev|val|validation|train)(?:-\d+-of-\d+)?\.\w+$/u;

/** The subject a file is named after, or the one its folder is named after. */
function subjectOf(file: string): string | undefined {
  const subject = fileName.exec(basename(file))?.groups?.["subject"];
  const folder = basename(join(file, ".."));
  return medicalSubjects.find((known) => known === subject) ?? medicalSubjects.find((known) => known === folder);
}

async function* readRows(
  { path, subjects }: z.infer<typeof settings>,
  context: DatasetContext,
): AsyncGenerator<LoadedRow> {
  const contentId = contentIds("mmlu");
  for (const file of filesOf(path, subjects, context)) {
    const facts = { subject: subjectOf(file), split: fileName.exec(basename(file))?.groups?.["split"] };
    if (file.endsWith(".csv")) {
      if (facts.subject === undefined) {
        throw new DataError("DATASET_NOT_FOUND", `the file's name says none of ${medicalSubjects.join(", ")}`, {
          place: { file },
          remedy: "Keep the published name, such as anatomy_test.csv: the rows do not say their subject.",
        });
      }
      yield* csvRows(file, facts, contentId);
      continue;
    }
    yield* publishedRows(sourceRecords(file), {
      needed: ["question", "choices", "answer"],
      schema: rowSchema,
      toRow: (place, row) => {
        const subject = row.subject ?? facts.subject;
        return subjects.some((wanted) => wanted === subject)
          ? toRow(place, row, { ...facts, subject }, contentId)
          : undefined;
      },
    });
  }
}

/** What is known of a row beside its own fields. */
interface Facts {
  readonly subject: string | undefined;
  readonly split: string | undefined;
}

async function* csvRows(file: string, facts: Facts, contentId: ContentId): AsyncGenerator<LoadedRow> {
  for await (const { line, cells } of readCsv(file)) {
    const place = { file, line };
    const question = cells[0] ?? "";
    if (cells.length !== 6) {
      yield unusableRow(place, `${cells.length} cells; question, four options and the answer were expected`);
      continue;
    }
    yield toRow(place, { question, choices: cells.slice(1, 5), answer: cells[5] ?? "" }, facts, contentId);
  }
}

function toRow(
  place: Place,
  row: { question: string; choices: readonly string[]; answer?: string | number | null | undefined },
  facts: Facts,
  contentId: ContentId,
): LoadedRow {
  const { answer } = row;
  const key = typeof answer === "number" ? (answer < 0 ? "" : optionLetter(answer)) : (answer ?? "").trim();
  const stem = row.question.trim();
  const item: Item = {
    id: contentId(facts.subject ?? "", stem, ...row.choices),
    language: "en",
    kind: "single",
    stem,
    options: row.choices.map((text, index) => ({ id: optionLetter(index), text: text.trim() })),
    accepted: key === "" ? [] : [[key]],
    tags: facts.subject === undefined ? {} : { subject: [facts.subject] },
    ...(facts.split === undefined ? {} : { split: facts.split }),
    references: [],
    weight: 1,
  };
  return loadedRow(place, item);
}
