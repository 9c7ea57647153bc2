import { UsageError } from "../base/errors.ts";
import { createLineWriter } from "../base/lines.ts";
import type { ItemAnalysis } from "../records/item-analysis.ts";
import type { ParallelLanguages } from "../records/parallel-languages.ts";
import { runFile } from "../runs/run-files.ts";
import { analyseItems } from "./analyse-items.ts";
import { type GatherFieldsOptions, gatherFields } from "./gather-fields.ts";
import { type ItemText, readItemTexts } from "./item-texts.ts";
import { parallelLanguages } from "./parallel-languages.ts";
import { runSettings } from "./run-settings.ts";

/** Version of item-analysis.json. */
export const examAnalysisFormat = 1;

/** What item-analysis.json holds. */
export interface ExamAnalysis {
  readonly format: number;
  /** Names of the runs whose models are the candidates. */
  readonly runs: readonly string[];
  /** One for each exam and way of asking. */
  readonly analyses: readonly ItemAnalysis[];
  readonly parallelLanguages: ParallelLanguages | null;
}

/** Choices for the analysis of an exam: how the runs are put together. */
export type ExamineExamOptions = GatherFieldsOptions;

/** An analysis with what is needed to show it. */
export interface ExaminedExam {
  readonly record: ExamAnalysis;
  /** Texts of the items of the first run that has the exam. */
  textsOf(exam: string): ReadonlyMap<string, ItemText>;
  /** The first study's language for reports. */
  readonly language: "en" | "zh" | "es";
  readonly withheld: boolean;
}

/**
 * Analyse the exams of one or several runs from the answers of all their models, item by item, on the items as they were
 * published. Settings (seed, confidence, pass mark, margin) are those of the first run; items are withheld if any of the
 * studies withholds them.
 *
 * Throws what `gatherFields` throws.
 *
 * @param folders At least one run folder.
 */
export async function examineExam(folders: readonly string[], options: ExamineExamOptions = {}): Promise<ExaminedExam> {
  const gathered = await gatherFields(folders, options);
  const [first] = gathered.records;
  if (first === undefined) {
    throw new UsageError("ARGUMENT_INVALID", "no run folder");
  }
  const withheld = gathered.records.some(({ specification }) => specification["withholdItems"] === true);
  const texts = await Promise.all(folders.map((folder) => readItemTexts(folder, withheld)));
  const textsOf = (exam: string): ReadonlyMap<string, ItemText> =>
    texts.find((ofRun) => ofRun.has(exam))?.get(exam) ?? new Map<string, ItemText>();
  const settings = runSettings(first);
  const published = gathered.fields.filter(({ perturbation }) => perturbation === "none");
  const analyses = published.map((field) => {
    const optionIds = new Map([...textsOf(field.exam)].map(([id, text]) => [id, text.optionIds]));
    return analyseItems(field, settings, { optionIds });
  });
  return {
    record: {
      format: examAnalysisFormat,
      runs: gathered.records.map(({ name }) => name),
      analyses,
      parallelLanguages: parallelLanguages(published, settings),
    },
    textsOf,
    language: (first.specification["language"] as ExaminedExam["language"] | undefined) ?? "en",
    withheld,
  };
}

/** The record as JSON with one item a line: readable by a person, by diff and by every tool. */
export function examAnalysisJson(record: ExamAnalysis): string {
  return Array.from(examAnalysisLines(record), (line) => `${line}\n`).join("");
}

/** The same line by line: of a large exam the whole would be one text of many megabytes. */
function* examAnalysisLines({ analyses, ...head }: ExamAnalysis): Generator<string> {
  yield `${JSON.stringify(head, null, 2).slice(0, -2)},`;
  yield '  "analyses": [';
  for (const [place, { items, ...facts }] of analyses.entries()) {
    yield `${JSON.stringify(facts, null, 2).slice(0, -2)},`;
    yield '  "items": [';
    yield* listed(items);
    yield place + 1 < analyses.length ? "]}," : "]}";
  }
  if (analyses.length === 0) {
    yield "";
  }
  yield "]}";
}

/** Records one a line, with commas between; an empty line where there are none. */
function* listed(records: readonly unknown[]): Generator<string> {
  if (records.length === 0) {
    yield "";
  }
  for (const [place, record] of records.entries()) {
    yield place + 1 < records.length ? `${JSON.stringify(record)},` : JSON.stringify(record);
  }
}

/**
 * Write the record, without any text of an item, to a file; into a run folder as its item-analysis.json.
 * Returns the path. Throws DISK_FULL or FILE_WRITE_FAILED.
 */
export function writeExamAnalysis(to: { file: string } | { runFolder: string }, record: ExamAnalysis): string {
  const path = "file" in to ? to.file : runFile(to.runFolder, "itemAnalysis");
  const writer = createLineWriter(path);
  try {
    for (const line of examAnalysisLines(record)) {
      writer.write(line);
    }
    writer.finish();
  } finally {
    writer.discard();
  }
  return path;
}
