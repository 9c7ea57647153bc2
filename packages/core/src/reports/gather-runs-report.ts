import { identityHash } from "../base/hash.ts";
import { analyseFields } from "../comparisons/analyse-run.ts";
import { readCellReplies } from "../comparisons/checks/cell-replies.ts";
import { type CompareRunsOptions, gatherCompared, type RunsComparison } from "../comparisons/compare-runs.ts";
import { compareTexts } from "../comparisons/compare-texts.ts";
import type { Field } from "../comparisons/field.ts";
import { fieldEstimates, type RunReplies } from "../comparisons/field-estimates.ts";
import { type ItemText, type ItemTexts, readItemTexts } from "../comparisons/item-texts.ts";
import { stemsOf } from "../comparisons/kept-analyses.ts";
import { readAnomalyChecks } from "../comparisons/read-anomaly-checks.ts";
import { armsOfRuns, leakingArms } from "../comparisons/recorded-arms.ts";
import { readRunItems } from "../comparisons/run-items.ts";
import { runSettings } from "../comparisons/run-settings.ts";
import type { AnomalyChecks } from "../records/anomaly-checks.ts";
import type { PublishedValue, ReferenceValue } from "../records/published-value.ts";
import type { ReportInput } from "../records/report-input.ts";
import type { GatheredRun } from "../records/several-runs.ts";
import { readModelFacts } from "../runs/read-model-facts.ts";
import { type RunRecord, scorersOfExam } from "../runs/specification.ts";
import { readSummary } from "./gather-report.ts";

/** What a report over several runs is told beside the folders. */
export interface RunsReportOptions extends CompareRunsOptions {
  /** Default: the first study's. */
  readonly language?: ReportInput["language"];
  /** Leave the items' texts out; they are, too, where any of the studies withholds them. */
  readonly withholdItems?: boolean;
}

/** Runs put together. */
export interface RunsReport {
  readonly report: ReportInput;
  /** The part of it that `compareRuns` gives. */
  readonly comparison: RunsComparison;
}

/**
 * Gather what several runs come to together: every model of theirs in one leaderboard with its outcomes, every
 * comparison, what the facts about the models say, the exam item by item with all of them as candidates, and each run's
 * own checks. Numbers are over the items that all runs pose. Settings are those of the first run's study, the facts of a
 * model those its own study names.
 *
 * Throws as `compareRuns` does.
 *
 * @param folders At least one run folder.
 */
export async function gatherRunsReport(
  folders: readonly string[],
  options: RunsReportOptions = {},
): Promise<RunsReport> {
  const { fields, overlaps, records, settings: first, textFields } = await gatherCompared(folders, options);
  const withheld =
    options.withholdItems === true || records.some(({ specification }) => specification["withholdItems"] === true);
  const texts = await Promise.all(folders.map((folder) => readItemTexts(folder, withheld)));
  const merged = mergedTexts(texts);
  const said = textFields.flatMap((field) => compareTexts(field, first));
  const analyses = {
    ...(await analyseFields({
      fields,
      records,
      settings: {
        ...first,
        facts: new Map([...records].reverse().flatMap((record) => [...runSettings(record).facts])),
      },
      known: readModelFacts(),
      textsOf: (exam) => merged.get(exam) ?? new Map<string, ItemText>(),
    })),
    ...(said.length === 0 ? {} : { texts: said }),
    stems: stemsOf(merged),
  };
  const exams = [...new Set(fields.map(({ exam }) => exam))];
  const { replies, checks } = await repliesAndChecks(folders, records, exams);
  const extractors = [...new Set(records.map(extractorOf))].join(" / ");
  const summaries = folders.map(readSummary);
  const language = options.language ?? (records[0]?.specification["language"] as ReportInput["language"] | undefined);
  const runs = folders.map((folder, run) => gatheredRun(folder, run, records[run], fields, summaries[run]?.models));
  const leaking = leakingArms(armsOfRuns(records));
  const report: ReportInput = {
    studyName: [...new Set(runs.map(({ name }) => name))].join(" · "),
    language: language ?? "en",
    vivaVersion: [...new Set(records.map(({ recorded }) => recorded.viva))].join(", "),
    specificationHash: identityHash(runs.map(({ specificationHash }) => specificationHash).join()),
    gitRevision: common(records.map(({ recorded }) => recorded.gitRevision)),
    complete: runs.every(({ complete }) => complete),
    exams: exams.map((exam) => examOf(exam, fields, summaries)),
    models: fieldModels(fields).flatMap(({ name, id, run }) =>
      (summaries[run]?.models ?? []).filter(({ model }) => model === id).map((counts) => ({ ...counts, model: name })),
    ),
    arms: [...new Set(fields.map(({ arm }) => arm))],
    ...(leaking.length === 0 ? {} : { leakingArms: leaking }),
    perturbations: [...new Set(["none", ...fields.map(({ perturbation }) => perturbation)])],
    scorers: [...new Set(fields.map(({ scorer }) => scorer))],
    // Breakdowns are told by the profiles, which are over the common items.
    strata: [],
    estimates: fields.flatMap((field, place) => {
      const comparison = analyses.comparisons[place];
      return comparison === undefined ? [] : fieldEstimates(field, comparison, replies, extractors);
    }),
    sensitivity: [],
    analyses,
    stated: {
      passMark: first.passMark,
      references: distinct(records.flatMap((record) => stated<ReferenceValue>(record, "references"))),
      published: distinct(records.flatMap((record) => stated<PublishedValue>(record, "published"))),
    },
    samples: [],
    sampleRule: { shownItems: 0, totalItems: 0, seed: first.seed },
    fewShot: null,
    withheld,
    several: { runs, overlaps, checks },
  };
  return {
    report,
    comparison: {
      runs: runs.map(({ folder, name }) => ({ folder, name })),
      overlaps,
      comparisons: analyses.comparisons,
      profiles: analyses.profiles,
      levels: analyses.levels,
      texts: said,
      language: report.language,
    },
  };
}

/** What became of each run's replies, and its checks of the exams shown. */
async function repliesAndChecks(
  folders: readonly string[],
  records: readonly RunRecord[],
  exams: readonly string[],
): Promise<{ readonly replies: readonly RunReplies[]; readonly checks: readonly AnomalyChecks[] }> {
  const replies: RunReplies[] = [];
  const checks: AnomalyChecks[] = [];
  for (const [run, folder] of folders.entries()) {
    const record = records[run];
    if (record !== undefined) {
      const items = await readRunItems(folder);
      replies.push({ cells: await readCellReplies(folder, record, items), items });
      const found = await readAnomalyChecks(folder);
      checks.push({ ...found, checks: found.checks.filter(({ exam }) => exams.includes(exam)) });
    }
  }
  return { replies, checks };
}

function gatheredRun(
  folder: string,
  run: number,
  record: RunRecord | undefined,
  fields: readonly Field[],
  counts: ReportInput["models"] = [],
): GatheredRun {
  const ids = fields.flatMap(({ models }) => models.filter((model) => model.run === run).map(({ id }) => id));
  const exams = [...new Set(fields.map(({ exam }) => exam))];
  const scorers = record === undefined ? [] : exams.map((exam) => scorersOfExam(record.specification, exam)[0] ?? "");
  return {
    folder,
    name: record?.name ?? folder,
    specificationHash: record?.specificationHash ?? "",
    models: new Set(ids).size,
    extractor: record === undefined ? "" : extractorOf(record),
    scorers: [...new Set(scorers)],
    complete: counts.every(({ unfinished }) => unfinished === 0),
  };
}

function extractorOf({ specification }: RunRecord): string {
  return (specification["extractor"] as { readonly use: string }).use;
}

function stated<T>({ specification }: RunRecord, field: "references" | "published"): readonly T[] {
  return (specification[field] ?? []) as readonly T[];
}

/** Each once, where several studies state the same. */
function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The value that all share; null where they differ. */
function common(values: readonly (string | null)[]): string | null {
  const [first = null, ...others] = new Set(values);
  return others.length === 0 ? first : null;
}

/** Texts of each exam's items from the first run that has it. */
function mergedTexts(texts: readonly ItemTexts[]): ItemTexts {
  return new Map([...texts].reverse().flatMap((ofRun) => [...ofRun]));
}

/** Every model once, by its name. */
function fieldModels(fields: readonly Field[]): Field["models"] {
  return [...new Map(fields.flatMap(({ models }) => models.map((model) => [model.name, model] as const))).values()];
}

/** An exam as its fields have it: the items that all runs pose. */
function examOf(
  name: string,
  fields: readonly Field[],
  summaries: readonly Pick<ReportInput, "exams">[],
): ReportInput["exams"][number] {
  const field = fields.find(({ exam }) => exam === name);
  const datasets = summaries.flatMap(({ exams }) => exams.filter((exam) => exam.name === name));
  return {
    name,
    dataset: [...new Set(datasets.map(({ dataset }) => dataset))].join(", "),
    nItems: field?.itemIds.length ?? 0,
    languages: [...new Set(field?.languages)].sort(),
    kinds: Object.fromEntries(
      [...Map.groupBy(field?.kinds ?? [], (kind) => kind)].map(([kind, items]) => [kind, items.length]),
    ),
  };
}
