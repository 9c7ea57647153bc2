import { type ForestRow, forestFigure } from "../../figures/forest-figure.ts";
import { type PairCell, pairGridFigure } from "../../figures/pair-grid-figure.ts";
import type { ComparedPair, FieldComparison, PairVerdict } from "../../records/comparison.ts";
import { comparisonTitle, levelPercent, pointsText } from "../pairs-numbers.ts";
import { pairsReferenceTable } from "../pairs-reference-table.ts";
import { mostDrawnPairs, shownPairs } from "../pairs-shown.ts";
import { pairsLeaderboardTable, pairsTable } from "../pairs-tables.ts";
import type { ReportWords } from "../report-words.ts";
import { htmlFigure, type NextFigureId } from "./html-figure.ts";
import { htmlTable } from "./html-table.ts";
import { blockDetails, paragraph } from "./page-parts.ts";

/**
 * The comparison of models as the body of a section: for each exam and way of asking the leaderboard with ranks and
 * tied sets, the forest plot of the differences, the grid of wins and losses, and the tables behind them. Says so where
 * there is nothing to compare.
 */
export function pairsSection(
  comparisons: readonly FieldComparison[],
  words: ReportWords,
  nextId: NextFigureId,
): string {
  const [first] = comparisons;
  if (first === undefined) {
    return paragraph(words.text("pairs.none"));
  }
  const parts = comparisons.map((comparison) => ({
    title: comparisonTitle(comparison, comparisons, words),
    body: comparisonBody(comparison, words, nextId),
  }));
  return [paragraph(words.text("pairs.intro", { alpha: levelPercent(first.alpha, words) })), blockDetails(parts)].join(
    "\n",
  );
}

function comparisonBody(comparison: FieldComparison, words: ReportWords, nextId: NextFigureId): string {
  const tables = [pairsTable(comparison, words), pairsReferenceTable(comparison, words)];
  return [
    htmlTable(pairsLeaderboardTable(comparison, words)),
    ...(comparison.pairs.length === 0
      ? []
      : [forestPart(comparison, words, nextId), gridPart(comparison, words, nextId)]),
    ...tables.filter((table) => table !== null).map((table) => htmlTable(table)),
  ].join("\n");
}

function forestPart(comparison: FieldComparison, words: ReportWords, nextId: NextFigureId): string {
  const { pairs, reference } = comparison;
  const shown = shownPairs(comparison, mostDrawnPairs);
  const margin = reference?.margin ?? null;
  const counts = { shown: words.count(shown.length), count: words.count(pairs.length) };
  const caption = [
    words.text("pairs.figure.forest", { level: levelPercent(comparison.level, words) }),
    ...(shown.length === pairs.length ? [] : [words.text("pairs.figure.forestSome", counts)]),
    ...(margin === null ? [] : [words.text("pairs.figure.forestMargin")]),
  ].join(words.language === "zh" ? "" : " ");
  const rows = shown.map(forestRow);
  return htmlFigure((widthPx) => forestFigure(rows, figureWords(words), widthPx, margin), caption, nextId);
}

function forestRow({ first, second, difference, verdict }: ComparedPair): ForestRow {
  const { value, low, high } = difference;
  return { first, second, value, low, high, toldApart: verdict === "first-better" || verdict === "second-better" };
}

const outcomes: Readonly<Record<PairVerdict, readonly [ofFirst: PairCell["outcome"], ofSecond: PairCell["outcome"]]>> =
  {
    "first-better": ["win", "loss"],
    "second-better": ["loss", "win"],
    "not-told-apart": ["tie", "tie"],
    "not-compared": ["not-compared", "not-compared"],
  };

function gridPart({ models, pairs }: FieldComparison, words: ReportWords, nextId: NextFigureId): string {
  const names = models.map(({ name }) => name);
  const cells = pairs.flatMap(({ first, second, verdict, difference }): PairCell[] => {
    const [ofFirst, ofSecond] = outcomes[verdict];
    const { value } = difference;
    return [
      { row: first, column: second, outcome: ofFirst, difference: value },
      { row: second, column: first, outcome: ofSecond, difference: value === null ? null : -value },
    ];
  });
  return htmlFigure(
    (widthPx) => pairGridFigure(names, cells, figureWords(words), widthPx),
    words.text("pairs.figure.grid"),
    nextId,
  );
}

function figureWords(words: ReportWords) {
  return {
    points: (difference: number) => pointsText(difference, words),
    wholePoints: (difference: number) => pointsText(difference, words, 0),
  };
}
