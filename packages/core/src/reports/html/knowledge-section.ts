import { type AccuracyPair, accuracyPairFigure } from "../../figures/accuracy-pair-figure.ts";
import { type ChangeShare, type GainHarmRow, gainHarmFigure } from "../../figures/gain-harm-figure.ts";
import { singleLine } from "../../figures/printable-text.ts";
import type { ItemMean } from "../../records/item-mean.ts";
import type { KnowledgeAnalysis } from "../../records/knowledge-analysis.ts";
import {
  knowledgeArmsTable,
  knowledgePairsTable,
  knowledgeRowsTable,
  knowledgeUptakeTable,
} from "../knowledge-arm-tables.ts";
import { knowledgeChangesTable } from "../knowledge-item-tables.ts";
import { type KnowledgeItemTexts, leakingMarked, mostChangesListed, rowsWithUptake } from "../knowledge-tables.ts";
import { leakingName } from "../mark-leaking-arms.ts";
import { levelPercent } from "../pairs-numbers.ts";
import type { ReportWords } from "../report-words.ts";
import { escapeHtml } from "./escape-html.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { knowledgeGallery } from "./knowledge-gallery.ts";
import { knowledgePoints, knowledgeScatters } from "./knowledge-scatters.ts";
import { blockDetails } from "./page-parts.ts";

/** What is shown of single questions. */
export interface KnowledgeSectionOptions extends KnowledgeItemTexts {
  /** Changed questions of each way of asking and kind that are listed at most; default 5. */
  readonly mostChanges?: number;
}

/** Lines of a table of differences or of questions up to which it stands open. */
const mostOpenRows = 24;

/**
 * What looking things up does, as the body of a section: for each exam what was put beside the questions, then for each model
 * gains and harms, tests, uptake, recall and cost as figures and tables, the questions that changed, and examples.
 */
export function knowledgeSection(
  analyses: readonly KnowledgeAnalysis[],
  words: ReportWords,
  nextId: NextFigureId,
  options: KnowledgeSectionOptions,
): string {
  return blockDetails(
    analyses.map((analysis) => ({
      title: singleLine(analysis.exam),
      body: examBody(leakingMarked(analysis, words), words, nextId, options),
    })),
  );
}

function examBody(
  analysis: KnowledgeAnalysis,
  words: ReportWords,
  nextId: NextFigureId,
  options: KnowledgeSectionOptions,
): string {
  const models = analysis.models.map((model) => ({
    title: singleLine(model),
    body: modelBody(analysis, model, words, nextId, options),
  }));
  return [htmlTable(knowledgeArmsTable(analysis, words)), blockDetails(models)].join("\n");
}

function modelBody(
  analysis: KnowledgeAnalysis,
  model: string,
  words: ReportWords,
  nextId: NextFigureId,
  { stemsOf, mostChanges = mostChangesListed }: KnowledgeSectionOptions,
): string {
  const rows = analysis.rows.filter((row) => row.model === model);
  const changes = analysis.changes.filter((change) => change.model === model);
  const examples = analysis.examples.filter((example) => example.model === model);
  const stems = stemsOf(analysis.exam);
  const pairs = analysis.pairs.filter((pair) => pair.model === model);
  const changesTable = knowledgeChangesTable(model, changes, words, { stems, most: mostChanges });
  const pairsTable = knowledgePairsTable(analysis, model, words);
  return [
    changesFigure(analysis, model, words, nextId),
    htmlTable(knowledgeRowsTable(analysis, model, rows, words)),
    ...(pairs.length === 0 ? [] : [folded(pairsTable.title, htmlTable(pairsTable), pairs.length > mostOpenRows)]),
    ...uptakeBlocks(analysis, model, words, nextId),
    knowledgeScatters(analysis, model, words, nextId),
    ...(changes.length === 0
      ? []
      : [folded(changesTable.title, htmlTable(changesTable), changesTable.rows.length > mostOpenRows)]),
    ...(examples.length === 0 ? [] : [knowledgeGallery(model, examples, words, stems)]),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function folded(title: string, body: string, long: boolean): string {
  return long ? `<details><summary>${escapeHtml(title)}</summary>\n${body}\n</details>` : body;
}

function changesFigure(
  { arms, rows, level }: KnowledgeAnalysis,
  model: string,
  words: ReportWords,
  nextId: NextFigureId,
): string {
  const drawn = rows
    .filter((row) => row.model === model && arms.find(({ arm }) => arm === row.arm)?.without != null)
    .map(
      ({ arm, gain, harm }): GainHarmRow => ({ name: nameParts(arm, words), gain: shareOf(gain), harm: shareOf(harm) }),
    );
  return drawn.length === 0
    ? ""
    : htmlFigure(
        (widthPx) => gainHarmFigure(drawn, knowledgePoints(words), widthPx),
        words.text("knowledge.figure.changes", { model: singleLine(model), level: levelPercent(level, words) }),
        nextId,
      );
}

function uptakeBlocks(
  analysis: KnowledgeAnalysis,
  model: string,
  words: ReportWords,
  nextId: NextFigureId,
): readonly string[] {
  const rows = rowsWithUptake(analysis, model);
  if (rows.length === 0) {
    return [];
  }
  const level = levelPercent(analysis.level, words);
  // Where no reply names a seed there is nothing to hold against each other.
  const drawn = rows.some(({ accuracyWithUptake }) => accuracyWithUptake.value !== null)
    ? rows.map(
        ({ arm, accuracyWithUptake, accuracyWithoutUptake }): AccuracyPair => ({
          name: nameParts(arm, words),
          filled: shareOf(accuracyWithUptake),
          hollow: shareOf(accuracyWithoutUptake),
        }),
      )
    : [];
  const caption = words.text("knowledge.figure.uptake", { model: singleLine(model), level });
  return [
    ...(drawn.length === 0
      ? []
      : [htmlFigure((widthPx) => accuracyPairFigure(drawn, words, widthPx), caption, nextId)]),
    htmlTable(knowledgeUptakeTable(model, rows, words)),
  ];
}

/** A way of asking in the parts its name is made of: the mark of one that leaks, the prompt, what was put beside it. */
function nameParts(arm: string, words: ReportWords): readonly string[] {
  const mark = leakingName("", words);
  const [prompt = "", ...more] = (arm.startsWith(mark) ? arm.slice(mark.length) : arm).split("+");
  return [...(arm.startsWith(mark) ? [mark] : []), prompt, ...more.map((part) => `+${part}`)];
}

function shareOf({ value, low, high }: Pick<ItemMean, "value" | "low" | "high">): ChangeShare | null {
  return value === null || low === null || high === null ? null : { value, low, high };
}
