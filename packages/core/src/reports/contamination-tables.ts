import { singleLine } from "../figures/printable-text.ts";
import type {
  ChanceProbe,
  ChanceProbeLine,
  CompletionLine,
  ContaminationPanel,
  OrderLine,
  TestedLine,
} from "../records/contamination.ts";
import { missingTable } from "./contamination-missing.ts";
import { contaminationPartTables } from "./contamination-overlap-tables.ts";
import { type Reading, readingNotes, readingText } from "./contamination-readings.ts";
import { rateCell } from "./facts-cells.ts";
import { differenceCell, levelPercent, pointsText, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Rows of a list of items in a report at most. */
export const mostItemsListed = 30;

/**
 * The tables of one panel: the flags, one table for each sign that the run can show, items to look at, and what the run
 * cannot say.
 */
export function contaminationTables(
  panel: ContaminationPanel,
  words: ReportWords,
  top: number = mostItemsListed,
): readonly ReportTable[] {
  return [
    ...summaryTable(panel, words),
    ...panel.probes.filter(({ why }) => why === null).map((probe) => probeTable(probe, panel, words)),
    ...(panel.order.why === null ? [orderTable(panel, words)] : []),
    ...(panel.completion.why === null ? [completionTable(panel, words)] : []),
    ...contaminationPartTables(panel, words, top),
    ...missingTable(panel, words),
  ];
}

/** Each model's flags side by side; none where nothing was tested. */
function summaryTable(panel: ContaminationPanel, words: ReportWords): readonly ReportTable[] {
  const tests: readonly (readonly [string, readonly TestedLine[]])[] = [
    ...panel.probes.map(({ probe, models }) => [words.text(`contamination.part.${probe}`), models] as const),
    [words.text("contamination.part.order"), panel.order.models],
    [words.text("contamination.part.completion"), panel.completion.models],
  ];
  const shown = tests.filter(([, lines]) => lines.length > 0);
  const names = [...new Set(shown.flatMap(([, lines]) => lines.map(({ model }) => model)))];
  const cell = (line: TestedLine | undefined): ReportCell => ({
    text: words.text(
      line === undefined || line.holmP === null
        ? "contamination.notTested"
        : line.flagged
          ? "contamination.flag"
          : "contamination.noFlag",
    ),
  });
  return shown.length === 0
    ? []
    : [
        {
          title: words.text("contamination.summary"),
          columns: [wordColumn(words.text("column.model")), ...shown.map(([name]) => wordColumn(name))],
          rows: names.map((name) => [
            { text: singleLine(name) },
            ...shown.map(([, lines]) => cell(lines.find(({ model }) => model === name))),
          ]),
          notes: [words.text("contamination.summaryNote", { alpha: levelPercent(panel.alpha, words) })],
        },
      ];
}

function probeReading(line: ChanceProbeLine, alpha: number): Reading {
  if (line.accuracy.value === null) {
    return "none";
  }
  return line.yardstick
    ? "yardstick"
    : line.flagged
      ? "above"
      : line.holmP !== null && line.holmP <= alpha
        ? "letter"
        : "at";
}

function probeTable({ probe, models }: ChanceProbe, { alpha }: ContaminationPanel, words: ReportWords): ReportTable {
  const readings = models.map((line) => probeReading(line, alpha));
  const letter = models.find(({ bestLetter }) => bestLetter !== null)?.bestLetter ?? null;
  return {
    title: words.text(`contamination.part.${probe}`),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("column.accuracy")),
      numberColumn(words.text("contamination.guessing")),
      numberColumn(words.text("contamination.difference")),
      numberColumn(words.text("contamination.holm")),
      wordColumn(words.text("contamination.reading")),
    ],
    rows: models.map((line, at) => [
      { text: singleLine(line.model) },
      rateCell(line.accuracy, words, line.nItems),
      { text: words.percent(line.chance) },
      differenceCell(line.difference, words),
      { text: pText(line.holmP, words) },
      { text: readingText(readings[at], words) },
    ]),
    notes: [
      ...readingNotes(readings, words),
      words.text("contamination.probeNote", { letter: words.percent(letter) }),
      words.text("contamination.probeRule", { alpha: words.decimal(alpha, 2) }),
    ],
  };
}

function orderReading({ drop, flagged, holmP }: OrderLine, alpha: number): Reading {
  return drop.value === null ? "none" : flagged ? "falls" : holmP !== null && holmP <= alpha ? "explained" : "holds";
}

function orderTable({ order, alpha }: ContaminationPanel, words: ReportWords): ReportTable {
  const { models, perturbations, unsound, unchanged } = order;
  const readings = models.map((line) => orderReading(line, alpha));
  const points = (value: number | null): ReportCell => ({ text: value === null ? "–" : pointsText(value, words) });
  const orders = models.flatMap((line) => line.orders ?? []);
  const mean = orders.reduce((sum, count) => sum + count, 0) / Math.max(1, orders.length);
  return {
    title: words.text("contamination.part.order"),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("contamination.published")),
      numberColumn(words.text("contamination.reordered")),
      numberColumn(words.text("contamination.drop")),
      numberColumn(words.text("contamination.habit")),
      numberColumn(words.text("contamination.othersMedian")),
      numberColumn(words.text("contamination.holm")),
      wordColumn(words.text("contamination.reading")),
    ],
    rows: models.map((line, at) => [
      { text: singleLine(line.model) },
      rateCell(line.published, words, line.nItems),
      rateCell(line.reordered, words),
      differenceCell(line.drop, words),
      points(line.habit),
      points(line.othersMedian),
      { text: pText(line.holmP, words) },
      { text: readingText(readings[at], words) },
    ]),
    notes: [
      ...readingNotes(readings, words),
      words.text("contamination.orderNote", {
        list: words.list(perturbations.map((name) => words.named("perturbation", name))),
        orders: words.decimal(mean, 1),
        unsound: words.count(unsound),
        unchanged: words.count(unchanged),
      }),
      words.text("contamination.orderRule", { alpha: words.decimal(alpha, 2) }),
    ],
  };
}

function completionReading({ completed, difference, flagged, yardstick }: CompletionLine): Reading {
  if (completed.value === null) {
    return "none";
  }
  if (yardstick) {
    return "yardstick";
  }
  return completed.value === 0 ? "never" : difference.value === null ? "alone" : flagged ? "more" : "same";
}

function completionTable({ completion, alpha }: ContaminationPanel, words: ReportWords): ReportTable {
  const readings = completion.models.map(completionReading);
  return {
    title: words.text("contamination.part.completion"),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("contamination.completed")),
      numberColumn(words.text("contamination.others")),
      numberColumn(words.text("contamination.difference")),
      numberColumn(words.text("contamination.holm")),
      wordColumn(words.text("contamination.reading")),
    ],
    rows: completion.models.map((line, at) => [
      { text: singleLine(line.model) },
      rateCell(line.completed, words, line.nItems),
      { text: line.others === null ? "–" : words.percent(line.others) },
      differenceCell(line.difference, words),
      { text: pText(line.holmP, words) },
      { text: readingText(readings[at], words) },
    ]),
    notes: [
      ...readingNotes(readings, words),
      words.text("contamination.completionRule", { alpha: words.decimal(alpha, 2) }),
    ],
  };
}
