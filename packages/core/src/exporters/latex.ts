import { z } from "zod";
import { keptAnalyses } from "../comparisons/kept-analyses.ts";
import { type EstimateBlock, estimateBlocks } from "../figures/estimate-blocks.ts";
import { type StratumTable, stratumTables } from "../figures/stratum-tables.ts";
import type { ComparedModel } from "../records/comparison.ts";
import type { Estimate } from "../records/estimate.ts";
import { blockTitle, levelText } from "../reports/estimate-cells.ts";
import { headlineRanks } from "../reports/headline-ranks.ts";
import { type ReportWords, reportWords } from "../reports/report-words.ts";
import { strataTitle } from "../reports/strata-table.ts";
import { defineExporter } from "./define.ts";
import { nameTasks } from "./exam-tasks.ts";
import { type LatexCell, type LatexColumn, type LatexTable, latexTable } from "./latex-table.ts";
import { latexPercent, needsCjkFont } from "./latex-text.ts";
import type { ExportedRun } from "./open-run.ts";
import { distinctNames } from "./portable-name.ts";

export default defineExporter({
  name: "latex",
  description: "LaTeX tables (booktabs, siunitx): leaderboards with intervals, strata, and a document that shows all",
  source: "booktabs and siunitx packages, CTAN",
  settings: z.strictObject({}),
  write: async (run, folder) => {
    const words = reportWords(run.report.language);
    const analyses = run.report.analyses ?? (await keptAnalyses(run.folder));
    const tables = tablesOf({ ...run, report: { ...run.report, analyses } }, words);
    for (const [name, table] of tables) {
      const text = latexTable(table);
      folder.write(`${name}.tex`, `${[...requirements(text), text].join("\n")}\n`);
    }
    folder.write("tables.tex", documentOf([...tables.keys()], [...tables.values()].map(latexTable).join("\n"), words));
    return [];
  },
});

/** File name without its ending → table, leaderboards first. */
function tablesOf(run: ExportedRun, words: ReportWords): ReadonlyMap<string, LatexTable> {
  const taskOf = nameTasks(run);
  const blocks = estimateBlocks(run.estimates);
  const entries = blocks.flatMap((block) => {
    const task = taskOf(block).name;
    const place = run.scorers.length > 1 ? `${task}-${block.scorer}` : task;
    return [
      { key: `leaderboard-${place}`, make: (label: string) => leaderboard(block, run, words, label) },
      ...stratumTables(run.estimates, block, run.report.strata).map((table) => ({
        key: `strata-${place}-${table.tags.join("-")}`,
        make: (label: string) => strata(table, block, run, words, label),
      })),
    ];
  });
  const names = distinctNames(entries.map(({ key }) => key));
  return new Map(
    entries.map(({ key, make }, index) => {
      // Labels are read by commands, so they hold no letters but ASCII.
      const name = names.get(key) ?? key;
      return [name, make(`tab:viva-${index + 1}`)];
    }),
  );
}

function leaderboard(block: EstimateBlock, run: ExportedRun, words: ReportWords, label: string): LatexTable {
  const accuracies = block.models.flatMap(({ accuracy }) => (accuracy === undefined ? [] : [accuracy]));
  const corrected = block.models.some(({ measures }) => measures.has("chance-corrected-accuracy"));
  const ranks = headlineRanks(block, run.report, words);
  return {
    caption: blockTitle(block, run.report, words),
    label,
    columns: [
      { header: words.text("column.model"), kind: "words" },
      ...intervalColumns("column.accuracy", accuracies, words),
      ...(corrected ? intervalColumns("column.chanceCorrected", accuracies, words) : []),
      numbers(words.text("column.items")),
      numbers(words.text("leaderboard.rank")),
      numbers(words.text("pairs.column.rankInterval", { level: levelText(accuracies, words) })),
      numbers(null),
      { header: words.text("leaderboard.tied"), kind: "words" },
    ],
    groups: [
      block.models.map(({ model, accuracy, measures }) => [
        { text: model },
        ...intervalCells(accuracy),
        ...(corrected ? intervalCells(measures.get("chance-corrected-accuracy")) : []),
        { number: accuracy === undefined ? "{--}" : String(accuracy.nItems) },
        ...rankCells(ranks.rankedModel(model)),
        { text: ranks.cellsOf(model)[1].text },
      ]),
    ],
    long: false,
    notes: [...ranks.notes, ...methodNotes(accuracies, words)],
  };
}

function strata(
  table: StratumTable,
  block: EstimateBlock,
  run: ExportedRun,
  words: ReportWords,
  label: string,
): LatexTable {
  const models = block.models.map(({ model }) => model);
  const rows = table.rows.flatMap(({ cells }) => [...cells.values()]);
  return {
    caption: words.pair(blockTitle(block, run.report, words), strataTitle(table, words)),
    label,
    columns: [
      ...table.tags.map((tag): LatexColumn => ({ header: words.named("tag", tag), kind: "words" })),
      { header: words.text("column.model"), kind: "words" },
      ...intervalColumns("column.accuracy", rows, words),
      numbers(words.text("column.items")),
    ],
    groups: table.rows.map(({ values, cells }) =>
      models
        .filter((model) => cells.has(model))
        .map((model, place) => [
          ...values.map(
            (value, tag): LatexCell => ({
              text: place === 0 ? words.tagValue(table.tags[tag] ?? "", value) : "",
            }),
          ),
          { text: model },
          ...intervalCells(cells.get(model)),
          { number: String(cells.get(model)?.nItems ?? "{--}") },
        ]),
    ),
    long: true,
    notes: methodNotes(rows, words),
  };
}

function numbers(header: string | null): LatexColumn {
  return { header, kind: "numbers" };
}

/** Value, lower and upper bound; the bounds share a header. */
function intervalColumns(
  value: "column.accuracy" | "column.chanceCorrected",
  rows: readonly Estimate[],
  words: ReportWords,
): LatexColumn[] {
  const interval = words.text("column.interval", { level: levelText(rows, words) });
  return [numbers(`${words.text(value)} (%)`), numbers(interval), numbers(null)];
}

function intervalCells(row: Estimate | undefined): LatexCell[] {
  return [row?.value ?? null, row?.low ?? null, row?.high ?? null].map((rate) => ({ number: latexPercent(rate) }));
}

function rankCells(model: ComparedModel | undefined): LatexCell[] {
  return [model?.rank, model?.rankLow, model?.rankHigh].map((rank) => ({ number: String(rank ?? "{--}") }));
}

function methodNotes(rows: readonly Estimate[], words: ReportWords): string[] {
  const methods = [...new Set(rows.filter(({ low }) => low !== null).map(({ method }) => method))];
  return methods.length === 0
    ? []
    : [words.text("results.methods", { methods: words.list(methods.map((name) => words.named("method", name))) })];
}

/** What a document needs that takes this table in. */
function requirements(text: string): string[] {
  return [
    "% Needs: booktabs, siunitx, textcomp, and longtable for tables over several pages.",
    ...(needsCjkFont(text)
      ? ["% Chinese text: compile with XeLaTeX and \\usepackage{xeCJK}, or with LuaLaTeX and luatexja."]
      : []),
  ];
}

function documentOf(names: readonly string[], text: string, words: ReportWords): string {
  const decimal = words.decimal(0.5, 1).charAt(1);
  return [
    "% Compile with XeLaTeX or LuaLaTeX.",
    "\\documentclass{article}",
    "\\usepackage{fontspec}",
    "\\usepackage{textcomp}",
    "\\usepackage[margin=2cm]{geometry}",
    "\\usepackage{booktabs}",
    "\\usepackage{longtable}",
    "\\usepackage{siunitx}",
    ...(decimal === "." ? [] : [`\\sisetup{output-decimal-marker={${decimal}}}`]),
    ...(needsCjkFont(text) ? ["\\usepackage{xeCJK} % XeLaTeX; choose a font with \\setCJKmainfont"] : []),
    "\\begin{document}",
    ...names.map((name) => `\\input{"${name}.tex"}`),
    "\\end{document}",
    "",
  ].join("\n");
}
