import { existsSync, readFileSync } from "node:fs";
import { fileHash, identityHash } from "../base/hash.ts";
import { writeWhole } from "../base/lines.ts";
import { vivaVersion } from "../base/version.ts";
import type { Robustness } from "../records/robustness.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import type { KnownModels } from "../runs/known-models.ts";
import { readModelFacts } from "../runs/read-model-facts.ts";
import { type RunFileName, runFile } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { type ExamAnalysis, examAnalysisFormat, writeExamAnalysis } from "./exam-analysis.ts";
import { keptRatings } from "./human-ratings.ts";
import { type ItemTexts, readItemTexts } from "./item-texts.ts";
import { writeRobustness } from "./read-robustness.ts";
import { readStatedConfidences } from "./stated-confidences.ts";

/** Version of comparisons.json's layout. */
const comparisonsFormat = 2;

/** Analyses that stand in item-analysis.json or robustness.json, or are made from the items when they are read. */
type KeptElsewhere = "items" | "parallelLanguages" | "robustness" | "stems";

interface ComparisonsFile extends Omit<RunAnalyses, KeptElsewhere> {
  readonly format: number;
  readonly inputs: string;
  readonly stated: string | null;
}

/** Files that analyses are made from. */
const inputFiles: readonly RunFileName[] = [
  "items",
  "variants",
  "contexts",
  "answers",
  "scores",
  "judgements",
  "preferences",
  "estimates",
  "sensitivity",
];

/**
 * Hash of what a run's analyses are a function of: its specification, its derived files, the facts of models and Viva's
 * version. Kept analyses are the run's own while it is the same, and what replies state of their confidence is.
 */
export async function analysesInputs(folder: string, known: KnownModels = readModelFacts()): Promise<string> {
  const { specificationHash } = readRunRecord(folder);
  const hashes: (string | null)[] = [];
  for (const path of [...inputFiles.map((name) => runFile(folder, name)), keptRatings(folder)]) {
    hashes.push(existsSync(path) ? await fileHash(path) : null);
  }
  return identityHash(JSON.stringify([comparisonsFormat, vivaVersion, specificationHash, hashes, known.all]));
}

/**
 * Write comparisons.json, item-analysis.json and, for a run with perturbations, robustness.json. Throws DISK_FULL or
 * FILE_WRITE_FAILED.
 *
 * @param inputs From `analysesInputs`, with the hash of stated confidences.
 */
export function writeAnalyses(
  folder: string,
  inputs: Pick<ComparisonsFile, "inputs" | "stated">,
  runName: string,
  { items, parallelLanguages, robustness, stems: _stems, ...compared }: RunAnalyses,
): void {
  // The items first: where writing them fails, no comparisons are there to be taken for a whole.
  writeExamAnalysis(
    { runFolder: folder },
    { format: examAnalysisFormat, runs: [runName], analyses: items, parallelLanguages },
  );
  writeRobustness(folder, robustness);
  writeWhole(runFile(folder, "comparisons"), comparisonsJson(inputs, compared));
}

/**
 * The analyses that the run folder keeps, or null where there are none, or where they were made from other files, other
 * facts about models or by another version: then they have to be worked out again. Throws RUN_NOT_FOUND.
 */
export async function keptAnalyses(folder: string): Promise<RunAnalyses | null> {
  const record = readRunRecord(folder);
  const comparisons = readJson<ComparisonsFile>(runFile(folder, "comparisons"));
  const exams = readJson<ExamAnalysis>(runFile(folder, "itemAnalysis"));
  if (comparisons?.inputs === undefined || exams?.format !== examAnalysisFormat) {
    return null;
  }
  if (comparisons.inputs !== (await analysesInputs(folder))) {
    return null;
  }
  // The journal last: it is the largest file, and nothing is read where no confidences are asked for. Where it is gone there
  // is nothing to work them out from.
  if (
    existsSync(runFile(folder, "completions")) &&
    comparisons.stated !== (await readStatedConfidences(folder, record)).hash
  ) {
    return null;
  }
  const { format: _format, inputs: _inputs, stated: _stated, ...compared } = comparisons;
  const robustness = readJson<Robustness>(runFile(folder, "robustness"));
  return {
    ...compared,
    ...(robustness === null ? {} : { robustness }),
    items: exams.analyses,
    parallelLanguages: exams.parallelLanguages,
    stems: stemsOf(await readItemTexts(folder, record.specification["withholdItems"] === true)),
  };
}

/** Beginnings of the stems, by exam and item id. */
export function stemsOf(texts: ItemTexts): RunAnalyses["stems"] {
  return Object.fromEntries(
    [...texts].map(([exam, ofExam]) => [
      exam,
      Object.fromEntries([...ofExam].map(([id, { beginning }]) => [id, beginning])),
    ]),
  );
}

/** A file of our own making that may be missing, or cut off by hand: either way there is nothing to be had from it. */
function readJson<T>(path: string): T | null {
  if (!existsSync(path)) {
    return null;
  }
  try {
    return JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (error) {
    if (error instanceof SyntaxError) {
      return null;
    }
    throw error;
  }
}

/** One record a line in each list: readable by a person, by diff and by every tool. */
function comparisonsJson(
  { inputs, stated }: Pick<ComparisonsFile, "inputs" | "stated">,
  lists: Omit<RunAnalyses, KeptElsewhere>,
): string {
  const parts = Object.entries(lists).map(([name, records]) => {
    const lines = records.map((record) => JSON.stringify(record)).join(",\n");
    return `${JSON.stringify(name)}: [${lines === "" ? "" : `\n${lines}\n`}]`;
  });
  const made = `"inputs": ${JSON.stringify(inputs)},\n"stated": ${JSON.stringify(stated)}`;
  return `{\n"format": ${comparisonsFormat},\n${made},\n${parts.join(",\n")}\n}\n`;
}
