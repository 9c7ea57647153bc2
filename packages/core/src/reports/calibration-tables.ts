import { singleLine } from "../figures/printable-text.ts";
import type {
  Calibration,
  CalibrationAnalysis,
  CalibrationRow,
  RecordedMarks,
  RecordedThreshold,
  ValueRange,
} from "../records/calibration-analysis.ts";
import { levelPercent, pText } from "./pairs-numbers.ts";
import { plainTable } from "./plain-table.ts";
import { placeTitle } from "./profile-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { itemsCell, plainMeanCell, rateCell } from "./robustness-cells.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** Every table of a run's calibration, exam by exam and way of asking by way of asking, replies against likelihoods last. */
export function calibrationTables({ analyses, partings }: Calibration, words: ReportWords): readonly ReportTable[] {
  return [
    ...analyses.flatMap((analysis) =>
      calibrationAnalysisTables(analysis, words).map((table) => ({
        ...table,
        title: `${calibrationTitle(analysis, analyses, words)}: ${table.title}`,
      })),
    ),
    ...likelihoodPartingTables(partings, words),
  ];
}

/** The exam, and the way of asking where there are several. */
export function calibrationTitle(
  { exam, arm }: CalibrationAnalysis,
  all: readonly CalibrationAnalysis[],
  words: ReportWords,
): string {
  const places = all.map((one) => ({ exam: one.exam, arm: one.arm, perturbation: "" }));
  return placeTitle({ exam, arm, perturbation: "" }, places, words);
}

/** The tables of one exam and way of asking. */
export function calibrationAnalysisTables(analysis: CalibrationAnalysis, words: ReportWords): readonly ReportTable[] {
  return [
    errorTable(analysis, words),
    scoreTable(analysis, words),
    selectiveTable(analysis, words),
    thresholdTable(analysis, words),
  ];
}

/** The model, and where its confidence comes from. */
export function calibrationName({ model, source }: CalibrationRow, words: ReportWords): string {
  return `${singleLine(model)} · ${words.text(`calibration.source.${source}`)}`;
}

function head({ model, source }: CalibrationRow, words: ReportWords): readonly ReportCell[] {
  return [{ text: singleLine(model) }, { text: words.text(`calibration.source.${source}`) }];
}

function headColumns(words: ReportWords): ReportTable["columns"] {
  return [wordColumn(words.text("column.model")), wordColumn(words.text("calibration.source"))];
}

function errorTable({ rows, level, bins }: CalibrationAnalysis, words: ReportWords): ReportTable {
  return {
    title: words.text("calibration.table"),
    columns: [
      ...headColumns(words),
      numberColumn(words.text("calibration.answers")),
      numberColumn(words.text("calibration.leftOut")),
      numberColumn(words.text("calibration.accuracy")),
      numberColumn(words.text("calibration.confidence")),
      numberColumn(words.text("calibration.error")),
      numberColumn(words.text("calibration.byChance")),
      numberColumn(words.text("calibration.p")),
      numberColumn(words.text("calibration.debiased")),
    ],
    rows: rows.map((row) => [
      ...head(row, words),
      { text: words.count(row.nAnswers) },
      { text: `${words.count(row.withoutAnswer)} / ${words.count(row.withoutConfidence)}` },
      plainMeanCell(row.accuracy, words),
      { text: words.percent(row.confidence) },
      rateCell({ value: row.calibrationError.value, low: null, high: null, ...row.calibrationError.interval }, words),
      { text: words.percent(row.calibrationError.byChance) },
      { text: pText(row.calibrationError.p, words) },
      { text: row.debiased === null ? words.text("value.notEstimable") : words.percent(row.debiased.root) },
    ]),
    notes: [words.text("calibration.table.note", { bins: words.count(bins), level: levelPercent(level, words) })],
  };
}

function scoreTable({ rows }: CalibrationAnalysis, words: ReportWords): ReportTable {
  const number = (value: number): ReportCell => ({ text: words.decimal(value, 3) });
  return {
    title: words.text("calibration.scores"),
    columns: [
      ...headColumns(words),
      ...(["brier", "reliability", "resolution", "uncertainty", "within", "log"] as const).map((name) =>
        numberColumn(words.text(`calibration.${name}`)),
      ),
    ],
    rows: rows.map((row) => {
      const { reliability, resolution, uncertainty, withinBinVariance, withinBinCovariance } = row.decomposition;
      const { value, low, high } = row.brier;
      return [
        ...head(row, words),
        {
          ...number(value),
          detail: `[${words.decimal(low, 3)}${words.language === "es" ? "; " : ", "}${words.decimal(high, 3)}]`,
        },
        number(reliability),
        number(resolution),
        number(uncertainty),
        number(withinBinVariance - withinBinCovariance),
        number(row.logarithmic.value),
      ];
    }),
    notes: [words.text("calibration.scores.note")],
  };
}

function selectiveTable({ rows }: CalibrationAnalysis, words: ReportWords): ReportTable {
  const coverages = rows[0]?.selective.map(({ coverage }) => coverage) ?? [];
  return {
    title: words.text("calibration.selective"),
    columns: [
      ...headColumns(words),
      ...coverages.map((coverage) =>
        numberColumn(
          coverage === 1
            ? words.text("calibration.atFullCoverage")
            : words.text("calibration.atCoverage", { coverage: words.wholePercent(coverage) }),
        ),
      ),
      numberColumn(words.text("calibration.aurc")),
      numberColumn(words.text("calibration.excess")),
      numberColumn(words.text("calibration.augrc")),
    ],
    rows: rows.map((row) => [
      ...head(row, words),
      ...row.selective.map((one) => rateCell(one, words)),
      rateCell({ value: row.area.value, low: null, high: null, ...row.area.interval }, words),
      { text: words.percent(row.area.excess) },
      { text: words.percent(row.area.generalised) },
    ]),
    notes: [words.text("calibration.selective.note")],
  };
}

function thresholdTable({ rows, wantedAccuracy, marks }: CalibrationAnalysis, words: ReportWords): ReportTable {
  const mark = (value: number): string => words.decimal(value, 2);
  const markCell = (value: number | null): ReportCell => ({ text: value === null ? "–" : mark(value) });
  const line = (row: CalibrationRow, goal: string, found: RecordedThreshold | null): readonly ReportCell[][] =>
    found === null
      ? []
      : [
          [
            ...head(row, words),
            { text: goal },
            { text: thresholdText(found.threshold, words) },
            { text: `${words.count(found.heldOut.taken)} / ${words.count(found.heldOut.n)}` },
            // Of no answer there is no accuracy: the column before says so.
            found.heldOut.accuracy === null ? { text: "–" } : rateCell(found.heldOut.accuracy, words),
            ...(marks === null ? [] : [markCell(found.heldOut.marks), markCell(found.heldOut.marksAnsweringAll)]),
          ],
        ];
  const forAccuracy = words.text("calibration.goal.accuracy", { accuracy: words.percent(wantedAccuracy) });
  return {
    title: words.text("calibration.thresholds"),
    columns: [
      ...headColumns(words),
      wordColumn(words.text("calibration.goal")),
      numberColumn(words.text("calibration.threshold")),
      numberColumn(words.text("calibration.taken")),
      numberColumn(words.text("calibration.accuracy")),
      ...(marks === null
        ? []
        : [numberColumn(words.text("calibration.marks")), numberColumn(words.text("calibration.marksAll"))]),
    ],
    rows: rows.flatMap((row) => [
      ...line(row, forAccuracy, row.forAccuracy),
      ...(marks === null ? [] : line(row, marksGoal(marks, words), row.forMarks)),
    ]),
    notes: [words.text("calibration.thresholds.note"), marksNote(marks, words)],
  };
}

function marksGoal({ right, wrong, abstained }: RecordedMarks, words: ReportWords): string {
  const mark = (range: ValueRange): string => rangeText(range, (value) => words.decimal(value, 2));
  return words.text("calibration.goal.marks", { right: mark(right), wrong: mark(wrong), abstained: mark(abstained) });
}

/** Where the marks come from; without any, that wrong answers cost nothing. */
function marksNote(marks: RecordedMarks | null, words: ReportWords): string {
  if (marks === null) {
    return words.text("calibration.thresholds.noMarks");
  }
  const indifference = rangeText(marks.indifference, words.percent);
  return marks.scorer === null
    ? words.text("calibration.thresholds.asked", { indifference })
    : words.text("calibration.thresholds.declared", { indifference, scorer: singleLine(marks.scorer) });
}

/** "−0.33", or "−0.33 … −0.25" where questions differ as far as two digits tell. */
function rangeText({ low, high }: ValueRange, print: (value: number) => string): string {
  const [least, most] = [print(low), print(high)];
  return least === most ? least : `${least} … ${most}`;
}

function thresholdText(threshold: number | null, words: ReportWords): string {
  return threshold === null
    ? words.text("calibration.threshold.none")
    : threshold > 1
      ? words.text("calibration.threshold.never")
      : words.percent(threshold);
}

/** Replies against likelihoods, a table an exam. */
export function likelihoodPartingTables(partings: Calibration["partings"], words: ReportWords): readonly ReportTable[] {
  return partings.map(({ exam, level, rows }) => ({
    title: `${singleLine(exam)}: ${words.text("calibration.parting")}`,
    columns: [
      wordColumn(words.text("column.model")),
      wordColumn(words.text("calibration.parting.arm")),
      numberColumn(words.text("calibration.parting.items")),
      numberColumn(words.text("calibration.parting.reply")),
      numberColumn(words.text("calibration.parting.likelihood")),
      numberColumn(words.text("calibration.parting.agreement")),
      numberColumn(words.text("calibration.parting.only")),
      numberColumn(words.text("pairs.column.p")),
      numberColumn(words.text("pairs.column.holm")),
    ],
    rows: rows.map((row) => [
      { text: singleLine(row.model) },
      { text: singleLine(row.likelihoodArm) },
      itemsCell(row, words),
      plainMeanCell(row.generate, words),
      plainMeanCell(row.likelihood, words),
      plainMeanCell(row.agreement, words),
      { text: `${words.count(row.onlyGenerate)} / ${words.count(row.onlyLikelihood)}` },
      { text: pText(row.test.p, words) },
      { text: pText(row.test.holmP, words) },
    ]),
    notes: [words.text("calibration.parting.note", { level: levelPercent(level, words) })],
  }));
}

/** The tables of `viva calibration`, for a terminal. */
export function calibrationTerminalTables(
  calibration: Calibration,
  language: ReportWords["language"],
): readonly TerminalTable[] {
  return calibrationTables(calibration, reportWords(language)).map(plainTable);
}
