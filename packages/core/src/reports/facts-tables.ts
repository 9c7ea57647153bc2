import { singleLine } from "../figures/printable-text.ts";
import type { FactsAnalysis, SizeCorrelation } from "../records/facts-analysis.ts";
import { coefficientCell, factsTitle, leftOutNotes, parametersText, rateCell } from "./facts-cells.ts";
import { architectureTable, cutoffTable, descentTable, frontTables } from "./facts-comparison-tables.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Every table of the analyses, each titled with its exam; what has nothing to show is left out. */
export function factsTables(analyses: readonly FactsAnalysis[], words: ReportWords): readonly ReportTable[] {
  return analyses.flatMap((analysis) =>
    factsTablesOf(analysis, words).map((table) => ({
      ...table,
      title: `${factsTitle(analysis, analyses, words)} · ${table.title}`,
    })),
  );
}

/** The tables of one analysis: the models, then one a comparison. Without a model with facts, the first alone. */
export function factsTablesOf(analysis: FactsAnalysis, words: ReportWords): readonly ReportTable[] {
  const fronts = frontTables(analysis, words);
  if (analysis.models.length === 0) {
    return [factsModelsTable(analysis, words), ...fronts];
  }
  const { descent, descentLeftOut, cutoff } = analysis;
  return [
    factsModelsTable(analysis, words),
    sizeTable(analysis, words),
    architectureTable(analysis, words),
    ...(descent.length + descentLeftOut.length === 0 ? [] : [descentTable(analysis, words)]),
    ...fronts,
    ...(cutoff.length === 0 ? [] : [cutoffTable(analysis, words)]),
  ];
}

/** The models whose facts are known, and which are left out. */
export function factsModelsTable(analysis: FactsAnalysis, words: ReportWords): ReportTable {
  const unknown = words.text("facts.unpublished");
  const size = (count: number | null): { text: string } => ({
    text: count === null ? unknown : parametersText(count, words),
  });
  const { models, leftOut } = analysis;
  return {
    title: words.text("facts.models"),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("column.accuracy")),
      numberColumn(words.text("facts.parameters")),
      numberColumn(words.text("facts.active")),
      wordColumn(words.text("facts.architecture")),
      wordColumn(words.text("facts.domain")),
      wordColumn(words.text("facts.reasoning")),
      wordColumn(words.text("facts.family")),
      wordColumn(words.text("facts.trainingCutoff")),
    ],
    rows: models.map((model) => [
      { text: singleLine(model.name) },
      rateCell(model.accuracy, words, model.nItems),
      size(model.totalParameters),
      size(model.activeParameters),
      { text: model.architecture === null ? unknown : words.text(`facts.architecture.${model.architecture}`) },
      { text: words.text(`facts.domain.${model.domain}`) },
      { text: model.reasoning === null ? unknown : words.text(model.reasoning ? "facts.yes" : "facts.no") },
      { text: model.family === null ? unknown : singleLine(model.family) },
      { text: model.trainingCutoff ?? unknown },
    ]),
    notes: [...(models.length === 0 ? [words.text("facts.nothing")] : []), ...leftOutNotes(leftOut, words)],
  };
}

/** The correlations of accuracy with total and active parameters. */
function sizeTable({ size }: FactsAnalysis, words: ReportWords): ReportTable {
  const coefficients = ["pearson", "spearman", "kendall"] as const;
  return {
    title: words.text("facts.size"),
    columns: [
      wordColumn(words.text("facts.sizeOf")),
      ...coefficients.map((kind) => numberColumn(words.text(`facts.${kind}`))),
      numberColumn(words.text("facts.nModels")),
      numberColumn(words.text("facts.nFamilies")),
    ],
    rows: size.map((row) => [
      { text: words.text(`facts.sizeOf.${row.size}`) },
      ...coefficients.map((kind) => coefficientCell(row[kind], words)),
      { text: words.count(row.nModels) },
      { text: words.count(row.nFamilies) },
    ]),
    notes: [
      words.text("facts.sizeNote"),
      ...noIntervalNotes(size, words),
      ...leftOutNotes(
        [...new Map(size.flatMap(({ leftOut }) => leftOut.map((one) => [JSON.stringify(one), one]))).values()],
        words,
      ),
    ],
  };
}

function noIntervalNotes(size: readonly SizeCorrelation[], words: ReportWords): readonly string[] {
  const list = size.flatMap((row) =>
    (["pearson", "spearman", "kendall"] as const).flatMap((kind) => {
      const { why } = row[kind];
      return why === undefined
        ? []
        : [{ what: `${words.text(`facts.${kind}`)}, ${words.text(`facts.sizeOf.${row.size}`)}`, why }];
    }),
  );
  const byReason = Map.groupBy(list, ({ why }) => why);
  const reasons = [...byReason].map(([why, of]) =>
    words.text("facts.noIntervalFor", {
      what: of.length === size.length * 3 ? words.text("facts.size") : words.list(of.map(({ what }) => what)),
      why: words.named("why", why),
    }),
  );
  return reasons.length === 0 ? [] : [words.text("facts.noInterval", { list: words.list(reasons) })];
}
