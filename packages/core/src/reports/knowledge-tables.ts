import { singleLine } from "../figures/printable-text.ts";
import type { KnowledgeAnalysis, KnowledgeRow } from "../records/knowledge-analysis.ts";
import {
  knowledgeArmsTable,
  knowledgePairsTable,
  knowledgeRowsTable,
  knowledgeUptakeTable,
} from "./knowledge-arm-tables.ts";
import { type KnowledgeStems, knowledgeChangesTable, knowledgeExamplesTable } from "./knowledge-item-tables.ts";
import { markLeakingArms } from "./mark-leaking-arms.ts";
import { plainTable } from "./plain-table.ts";
import type { ReportTable } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** Changed questions of each way of asking and kind that a report lists at most. */
export const mostChangesListed = 5;

/** Texts and limits of the tables of single questions. */
export interface KnowledgeItemTexts {
  /** Beginnings of an exam's stems; none where they are withheld. */
  stemsOf(exam: string): KnowledgeStems;
}

/** No stems. */
export const noKnowledgeStems: KnowledgeItemTexts = { stemsOf: () => new Map() };

/** Every table of what looking things up does, exam by exam. */
export function knowledgeTables(
  analyses: readonly KnowledgeAnalysis[],
  words: ReportWords,
  texts: KnowledgeItemTexts = noKnowledgeStems,
): readonly ReportTable[] {
  return analyses.flatMap((unmarked) => {
    const analysis = leakingMarked(unmarked, words);
    const stems = texts.stemsOf(analysis.exam);
    return [
      knowledgeArmsTable(analysis, words),
      ...analysis.models.flatMap((model) => modelTables(analysis, model, words, stems)),
    ].map((table) => ({ ...table, title: `${singleLine(analysis.exam)}: ${table.title}` }));
  });
}

/** An analysis in which the ways of asking that leak are named so. */
export function leakingMarked(analysis: KnowledgeAnalysis, words: ReportWords): KnowledgeAnalysis {
  const leaking = analysis.arms.flatMap(({ role, arm }) => (role === "leaking" ? [arm] : []));
  return markLeakingArms(analysis, new Set(leaking), words);
}

/** The lines of a model under ways of asking whose replies can be searched for seeds. */
export function rowsWithUptake({ rows }: KnowledgeAnalysis, model: string): readonly KnowledgeRow[] {
  return rows.filter((row) => row.model === model && row.uptake.value !== null);
}

function modelTables(
  analysis: KnowledgeAnalysis,
  model: string,
  words: ReportWords,
  stems: KnowledgeStems,
): readonly ReportTable[] {
  const rows = analysis.rows.filter((row) => row.model === model);
  const uptake = rowsWithUptake(analysis, model);
  const changes = analysis.changes.filter((change) => change.model === model);
  const examples = analysis.examples.filter((example) => example.model === model);
  return [
    knowledgeRowsTable(analysis, model, rows, words),
    ...(analysis.pairs.some((pair) => pair.model === model) ? [knowledgePairsTable(analysis, model, words)] : []),
    ...(uptake.length === 0 ? [] : [knowledgeUptakeTable(model, uptake, words)]),
    ...(changes.length === 0 ? [] : [knowledgeChangesTable(model, changes, words, { stems, most: mostChangesListed })]),
    ...(examples.length === 0 ? [] : [knowledgeExamplesTable(model, examples, words, stems)]),
  ];
}

/** What is said of a run that looks nothing up. */
export function noKnowledgeText(language: ReportWords["language"]): string {
  return reportWords(language).text("knowledge.none");
}

/** The tables of `viva knowledge report`, for a terminal: the examples' texts are too long for one and stand on the page. */
export function knowledgeTerminalTables(
  analyses: readonly KnowledgeAnalysis[],
  language: ReportWords["language"],
  stemsOf: KnowledgeItemTexts["stemsOf"] = noKnowledgeStems.stemsOf,
): readonly TerminalTable[] {
  const withoutExamples = analyses.map((analysis) => ({ ...analysis, examples: [] }));
  return knowledgeTables(withoutExamples, reportWords(language), { stemsOf }).map(plainTable);
}
