import type { RunAnalyses } from "../records/run-analyses.ts";
import { calibrationTables } from "./calibration-tables.ts";
import { contaminationTables } from "./contamination-tables.ts";
import { examStandardTables } from "./exam-standard-tables.ts";
import { factsTables } from "./facts-tables.ts";
import { instructionsTables } from "./instructions-tables.ts";
import { analysisName, examStatisticsTable } from "./item-analysis-tables.ts";
import { suspectsTable } from "./item-list-tables.ts";
import { judgesTables } from "./judges-tables.ts";
import { knowledgeTables } from "./knowledge-tables.ts";
import { levelGapTables } from "./level-gap-tables.ts";
import { pairsTables } from "./pairs-tables.ts";
import { parallelLanguagesTables } from "./parallel-languages-tables.ts";
import { placeTitle } from "./profile-cells.ts";
import { promptsTables } from "./prompts-tables.ts";
import { reasonsTables } from "./reasons-tables.ts";
import type { ReportTable } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import { robustnessTables } from "./robustness-tables.ts";
import { stratumProfileTables } from "./stratum-profile-tables.ts";

/** Rows of a list of items at most, in formats that are read from top to bottom. */
const mostListed = 30;

/** The tables of a run's analyses under their headings, for formats without figures. Sections without any are left out. */
export function analysisTables(
  {
    comparisons,
    profiles,
    levels,
    standards,
    facts,
    items,
    parallelLanguages,
    robustness,
    contamination,
    prompts,
    instructions,
    knowledge,
    judges,
    reasons,
    calibration,
    partings,
    stems,
  }: RunAnalyses,
  words: ReportWords,
  withheld: boolean,
): readonly { readonly title: string; readonly tables: readonly ReportTable[] }[] {
  const placed = <T extends { readonly exam: string; readonly arm: string; readonly perturbation: string }>(
    records: readonly T[],
    tablesOf: (record: T) => readonly ReportTable[],
  ): readonly ReportTable[] =>
    records.flatMap((record) =>
      tablesOf(record).map((table) => ({ ...table, title: `${placeTitle(record, records, words)}: ${table.title}` })),
    );
  const itemTables = items.flatMap((analysis) => {
    const name = analysisName(analysis, items);
    const stemOf = withheld ? null : (id: string): string => stems[analysis.exam]?.[id] ?? "";
    const suspects = suspectsTable(analysis, name, words, { top: mostListed, stems: stemOf });
    return [examStatisticsTable(analysis, name, words), ...(suspects === null ? [] : [suspects])];
  });
  const languages =
    parallelLanguages === null ? [] : parallelLanguagesTables(parallelLanguages, words, { top: mostListed });
  return [
    {
      title: words.text("pairs.title"),
      tables: comparisons.some(({ pairs }) => pairs.length > 0) ? pairsTables(comparisons, words) : [],
    },
    {
      title: words.text("robustness.section"),
      tables: robustness === undefined ? [] : robustnessTables(robustness, words),
    },
    { title: words.text("prompts.section"), tables: promptsTables(prompts ?? [], words) },
    { title: words.text("instructions.section"), tables: instructionsTables(instructions ?? [], words) },
    {
      title: words.text("knowledge.section"),
      tables: knowledgeTables(knowledge ?? [], words, {
        stemsOf: (exam) => new Map(withheld ? [] : Object.entries(stems[exam] ?? {})),
      }),
    },
    { title: words.text("reasons.section"), tables: reasonsTables({ reasons: reasons ?? [], stems }, words) },
    { title: words.text("judges.section"), tables: judgesTables(judges ?? [], words) },
    {
      title: words.text("calibration.section"),
      tables: calibrationTables({ analyses: calibration ?? [], partings: partings ?? [] }, words),
    },
    {
      title: words.text("profile.section"),
      tables: placed(profiles, (profile) => stratumProfileTables(profile, words)),
    },
    { title: words.text("level.section"), tables: placed(levels, (gap) => levelGapTables(gap, words)) },
    { title: words.text("standard.section"), tables: placed(standards, (one) => examStandardTables(one, words)) },
    {
      title: words.text("section.facts"),
      tables: facts.some(({ models }) => models.length > 0) ? factsTables(facts, words) : [],
    },
    {
      title: words.text("section.contamination"),
      tables: placed(contamination ?? [], (panel) => contaminationTables(panel, words)),
    },
    { title: words.text("section.items"), tables: [...itemTables, ...languages] },
  ].filter(({ tables }) => tables.length > 0);
}
