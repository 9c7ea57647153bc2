import { existsSync } from "node:fs";
import { DataError, messageOf, UsageError } from "../base/errors.ts";
import type { Estimate } from "../records/estimate.ts";
import type { ModelCounts, ReportInput } from "../records/report-input.ts";
import { gatherReport } from "../reports/gather-report.ts";
import { type RunFileName, runFile, runFileNames } from "../runs/run-files.ts";
import { readRunRecord } from "../runs/run-record.ts";
import { scorersOfExam } from "../runs/specification.ts";
import { type ExportedStudy, exportedStudy } from "./exported-study.ts";

/** A model of a run as other tools are told of it. */
export interface ExportedModel {
  /** Its id in the study. */
  readonly id: string;
  readonly backend: string;
  /** The name under which its server knows it; null for candidates without one. */
  readonly servedName: string | null;
  /** Sampling parameters as they were sent; empty where none were. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly counts: ModelCounts;
}

/** What an exporter knows of a run beside its calls. */
export interface ExportedRun {
  readonly folder: string;
  readonly name: string;
  readonly specificationHash: string;
  /** ISO 8601: first start of the run, the only time an export states. */
  readonly createdAt: string;
  readonly vivaVersion: string;
  readonly gitRevision: string | null;
  readonly exams: ReportInput["exams"];
  readonly models: readonly ExportedModel[];
  readonly arms: readonly string[];
  /** "none" first. */
  readonly perturbations: readonly string[];
  /** Of all exams together. */
  readonly scorers: readonly string[];
  /** Those an exam was marked with, its headline first. */
  scorersOf(exam: string): readonly string[];
  readonly extractor: { readonly name: string; readonly version: number };
  readonly repeats: number;
  readonly seed: number;
  /** Worked examples before each question. */
  readonly fewShot: number;
  /** The study in the words of a study file, for layouts that can be read again. */
  readonly study: ExportedStudy;
  readonly estimates: readonly Estimate[];
  readonly report: ReportInput;
  /** Only hashes and scores may leave the house. */
  readonly withheld: boolean;
}

/** Choices of an export that are not in the run folder. */
export interface OpenRunOptions {
  /** Withhold the items although the study does not; a study that withholds them always does. */
  readonly withholdItems?: boolean;
  /** Language of words in tables; default: the study's. */
  readonly language?: ReportInput["language"];
}

/** What run.json says that an export needs. */
interface SpecificationForExport {
  readonly models: readonly {
    readonly id: string;
    readonly backend: string;
    readonly settings: Readonly<Record<string, unknown>>;
  }[];
  readonly extractor: { readonly use: string; readonly version: number };
  readonly repeats: number;
  readonly seed: number;
  readonly withholdItems: boolean;
}

/** Files an export is made from. */
const neededFiles: readonly RunFileName[] = [
  "items",
  "variants",
  "prompts",
  "completions",
  "answers",
  "scores",
  "estimates",
  "sensitivity",
  "summary",
];

/**
 * Open a finished run for exporting. Throws RUN_NOT_FOUND, RUN_FORMAT_UNKNOWN, and RUN_UNFINISHED when calls are
 * missing: other tools have no place to say so, and would show the numbers as final.
 */
export async function openRun(folder: string, options: OpenRunOptions = {}): Promise<ExportedRun> {
  const record = readRunRecord(folder);
  const absent = neededFiles.find((name) => !existsSync(runFile(folder, name)));
  if (absent !== undefined) {
    throw new UsageError("RUN_UNFINISHED", `${runFileNames[absent]} is missing`, { place: { file: folder } });
  }
  const specification = record.specification as unknown as SpecificationForExport;
  const report = await gatherReport(folder, {
    withoutReplies: true,
    withholdItems: specification.withholdItems || options.withholdItems === true,
    ...(options.language === undefined ? {} : { language: options.language }),
  }).catch((cause: unknown) => {
    throw cause instanceof SyntaxError
      ? new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: folder }, cause })
      : cause;
  });
  const unfinished = report.models.reduce((sum, model) => sum + model.unfinished, 0);
  if (unfinished > 0) {
    throw new UsageError("RUN_UNFINISHED", `${unfinished} calls have no reply`, { place: { file: folder } });
  }
  return {
    folder,
    name: record.name,
    specificationHash: record.specificationHash,
    createdAt: record.recorded.createdAt,
    vivaVersion: record.recorded.viva,
    gitRevision: record.recorded.gitRevision,
    exams: report.exams,
    models: specification.models.map((model) => exportedModel(model, report.models)),
    arms: report.arms,
    perturbations: report.perturbations,
    scorers: report.scorers,
    scorersOf: (exam) => scorersOfExam(record.specification, exam),
    extractor: { name: specification.extractor.use, version: specification.extractor.version },
    repeats: specification.repeats,
    seed: specification.seed,
    fewShot: report.fewShot?.k ?? 0,
    study: exportedStudy(record.specification),
    estimates: report.estimates,
    report,
    withheld: report.withheld,
  };
}

/** Addresses, headers and key names of a server stay here: they are nobody else's business. */
function exportedModel(
  { id, backend, settings }: SpecificationForExport["models"][number],
  counts: readonly ModelCounts[],
): ExportedModel {
  const { model, parameters } = settings;
  const known = counts.find((entry) => entry.model === id);
  if (known === undefined) {
    throw new DataError("RUN_FILES_DISAGREE", `model ${id} of run.json is not in summary.json`);
  }
  return {
    id,
    backend,
    servedName: typeof model === "string" && model !== "" ? model : null,
    parameters:
      typeof parameters === "object" && parameters !== null && !Array.isArray(parameters) ? { ...parameters } : {},
    counts: known,
  };
}

/** The times of a run as other layouts write them. Throws FILE_JSON_INVALID when run.json holds no time. */
export function runTimes(run: Pick<ExportedRun, "createdAt" | "folder">): {
  /** "1700000000.0": seconds since the epoch as text. */
  readonly epochSeconds: string;
  /** "2023-11-14T22:13:20+00:00" */
  readonly iso: string;
  /** "2023-11-14T22-13-20.000000": lm-evaluation-harness's file names. */
  readonly fileTime: string;
} {
  const time = new Date(run.createdAt);
  if (Number.isNaN(time.getTime())) {
    throw new DataError("FILE_JSON_INVALID", `createdAt is ${JSON.stringify(run.createdAt)}, not a time`, {
      place: { file: runFile(run.folder, "run") },
    });
  }
  const text = time.toISOString();
  const seconds = time.getTime() / 1000;
  return {
    epochSeconds: Number.isInteger(seconds) ? `${seconds}.0` : String(seconds),
    iso: text.replace(/\.000Z$/, "Z").replace(/Z$/, "+00:00"),
    fileTime: text.replace(/Z$/, "000").replace(/:/g, "-"),
  };
}
