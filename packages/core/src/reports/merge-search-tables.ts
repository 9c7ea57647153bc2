import type { ForestRow } from "../figures/forest-figure.ts";
import { singleLine } from "../figures/printable-text.ts";
import type { MeasuredImpact, SearchRecord } from "../merges/search-record.ts";
import type { ModelNames } from "./merge-names.ts";
import { levelPercent, pointsText, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** A search as tables: what each model was pruned and scaled to, and what each layer contributes, lost and became. */
export function mergeSearchTables(search: SearchRecord, words: ReportWords, names: ModelNames): readonly ReportTable[] {
  return [
    gridTable(search, words, names),
    ...(search.contributions.length === 0 ? [] : [contributionsTable(search, words, names)]),
  ];
}

function gridTable(
  { grids, tasks, models, evaluations }: SearchRecord,
  words: ReportWords,
  names: ModelNames,
): ReportTable {
  return {
    title: words.text("merge.grid"),
    columns: [
      wordColumn(words.text("merge.model")),
      wordColumn(words.text("merge.grid.task")),
      numberColumn(words.text("merge.grid.density")),
      numberColumn(words.text("merge.grid.scale")),
      numberColumn(words.text("merge.grid.score")),
      numberColumn(words.text("merge.grid.cells")),
      numberColumn(words.text("merge.grid.items")),
    ],
    rows: grids.map(({ best, cells }, model) => [
      { text: names(models[model] ?? "") },
      { text: singleLine(tasks[model]?.name ?? "") },
      { text: words.decimal(best.density, 2) },
      { text: words.decimal(best.scale, 2) },
      { text: best.score === null ? "–" : words.percent(best.score) },
      { text: words.count(cells.length) },
      { text: words.count(tasks[model]?.validationItems ?? 0) },
    ]),
    notes: [
      words.text("merge.grid.note"),
      ...(evaluations === null
        ? []
        : [
            words.text("merge.evaluations", {
              made: words.count(evaluations.made),
              known: words.count(evaluations.known),
            }),
          ]),
    ],
  };
}

function impactCell(impact: MeasuredImpact, words: ReportWords): ReportCell {
  const detail = words.interval(impact);
  return { text: pointsText(impact.value, words), ...(detail === "" ? {} : { detail }) };
}

function contributionsTable(search: SearchRecord, words: ReportWords, names: ModelNames): ReportTable {
  const { contributions, layers, tasks, treatments } = search;
  return {
    title: words.text("merge.contributions"),
    columns: [
      wordColumn(words.text("merge.layer")),
      wordColumn(words.text("merge.grid.task")),
      numberColumn(words.text("merge.alone")),
      numberColumn(words.text("merge.within")),
      numberColumn(words.text("merge.loss")),
      numberColumn(words.text("pairs.column.holm")),
      wordColumn(words.text("merge.class")),
      wordColumn(words.text("merge.done")),
    ],
    rows: contributions.flatMap((ofTasks, layer) => {
      const treatment = treatments.find((each) => each.layer === layer);
      return ofTasks.map((line, task): readonly ReportCell[] => [
        { text: singleLine(layers[layer] ?? "") },
        { text: singleLine(tasks[task]?.name ?? "") },
        impactCell(line.single.contribution, words),
        impactCell(line.merged.contribution, words),
        impactCell(line.loss, words),
        { text: pText(line.adjustedP, words) },
        { text: treatment === undefined ? "–" : words.text(`merge.class.${treatment.class}`) },
        { text: treatment === undefined ? "–" : doneText(search, treatment, words, names) },
      ]);
    }),
    notes: [words.text("merge.contributionsNote", { level: levelPercent(search.level, words) })],
  };
}

function doneText(
  { models, final }: SearchRecord,
  { layer, dropped, prunedAgain }: SearchRecord["treatments"][number],
  words: ReportWords,
  names: ModelNames,
): string {
  const name = (model: number): string => names(models[model] ?? "");
  const parts = [
    ...(dropped.length === 0 ? [] : [words.text("merge.done.dropped", { list: words.list(dropped.map(name)) })]),
    ...(prunedAgain.length === 0
      ? []
      : [
          words.text("merge.done.pruned", {
            list: words.list(
              prunedAgain.map((model) => {
                const { density = 0, scale = 0 } = final[model]?.[layer] ?? {};
                return words.text("merge.done.share", {
                  ...{ model: name(model), density: words.decimal(density, 2), scale: words.decimal(scale, 2) },
                });
              }),
            ),
          }),
        ]),
  ];
  return parts.length === 0 ? words.text("merge.done.nothing") : parts.join("; ");
}

/**
 * Losses of contribution for a forest plot; filled where the search's own test found them. None where one lies beyond what the
 * plot's axis holds: a contribution is the sum of two differences of scores.
 */
export function mergeLossRows({ contributions, layers, tasks, settings }: SearchRecord): readonly ForestRow[] {
  const alpha = typeof settings["alpha"] === "number" ? settings["alpha"] : 0.05;
  const rows = contributions.flatMap((ofTasks, layer) =>
    ofTasks.map(({ loss, adjustedP }, task) => ({
      ...{ first: layers[layer] ?? "", second: tasks[task]?.name ?? "", toldApart: adjustedP <= alpha },
      ...{ value: loss.value, low: loss.low, high: loss.high },
    })),
  );
  const beyond = rows.some(({ value, low, high }) => [value, low ?? 0, high ?? 0].some((end) => Math.abs(end) > 1));
  return beyond ? [] : rows;
}
