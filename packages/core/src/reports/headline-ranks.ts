import { mostItemsAnalysed } from "../comparisons/analyse-run.ts";
import type { EstimateBlock } from "../figures/estimate-blocks.ts";
import { singleLine } from "../figures/printable-text.ts";
import type { ComparedModel, FieldComparison } from "../records/comparison.ts";
import type { ReportInput } from "../records/report-input.ts";
import { levelPercent, rankRange, rankText, setLetter } from "./pairs-numbers.ts";
import type { ReportCell } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Ranks of a leaderboard's models, from the comparison that the report tells of elsewhere: the two never differ. */
export interface HeadlineRanks {
  /** Rank with its interval, and letters of the tied sets; dashes where there is none. */
  cellsOf(model: string): readonly [rank: ReportCell, tied: ReportCell];
  /** The model's line of the comparison; undefined where there is none. */
  rankedModel(model: string): ComparedModel | undefined;
  /** How ranks are read, or why there are none. */
  readonly notes: readonly string[];
}

const none = { text: "–" };

/**
 * Rank with the interval of the paired bootstrap, and tied sets, of every model of a block. Dashes and the reason for a
 * single model, a run too large to be analysed when it ends, a scorer that is not the exam's first, and a report
 * without analyses.
 */
export function headlineRanks(
  block: EstimateBlock,
  input: Pick<ReportInput, "analyses" | "exams">,
  words: ReportWords,
): HeadlineRanks {
  const comparison = comparisonOf(block, input);
  if (block.models.length < 2 || comparison === undefined) {
    const why = whyNone(block, input);
    const values = {
      most: words.count(mostItemsAnalysed),
      command: why === "too-large" ? "viva compare" : "viva report",
    };
    return {
      cellsOf: () => [none, none],
      rankedModel: () => undefined,
      notes: [words.text(`leaderboard.${why}`, values)],
    };
  }
  const models = new Map(comparison.models.map((model) => [model.name, model]));
  const unranked = block.models.filter(({ model }) => (models.get(model)?.rank ?? null) === null);
  return {
    cellsOf: (name) => rankCells(models.get(name), words),
    rankedModel: (name) => models.get(name),
    notes: [
      words.text("leaderboard.note", {
        level: levelPercent(comparison.level, words),
        resamples: words.count(comparison.resamples),
        alpha: levelPercent(comparison.alpha, words),
      }),
      ...(unranked.length === 0
        ? []
        : [words.text("leaderboard.unscored", { models: words.list(unranked.map(({ model }) => singleLine(model))) })]),
    ],
  };
}

/** The comparison of a block's models; undefined where they were not compared by this scorer. */
export function comparisonOf(
  block: Pick<EstimateBlock, "exam" | "arm" | "perturbation" | "scorer">,
  { analyses }: Pick<ReportInput, "analyses">,
): FieldComparison | undefined {
  return analyses?.comparisons.find(
    ({ exam, arm, perturbation, scorer }) =>
      exam === block.exam && arm === block.arm && perturbation === block.perturbation && scorer === block.scorer,
  );
}

function whyNone(
  block: EstimateBlock,
  { analyses, exams }: Pick<ReportInput, "analyses" | "exams">,
): "one-model" | "too-large" | "other-scorer" | "not-analysed" {
  if (block.models.length < 2) {
    return "one-model";
  }
  if (analyses !== null) {
    return "other-scorer";
  }
  return exams.reduce((sum, { nItems }) => sum + nItems, 0) > mostItemsAnalysed ? "too-large" : "not-analysed";
}

function rankCells(model: ComparedModel | undefined, words: ReportWords): readonly [ReportCell, ReportCell] {
  if (model === undefined || model.rank === null) {
    return [none, none];
  }
  const range = model.rankLow === null ? {} : { detail: `[${rankRange(model.rankLow, model.rankHigh, words)}]` };
  return [{ text: rankText(model.rank, words), ...range }, { text: model.tiedSets.map(setLetter).join(" ") || "–" }];
}
