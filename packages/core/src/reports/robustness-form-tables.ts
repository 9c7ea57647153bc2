import { singleLine } from "../figures/printable-text.ts";
import type { FormScope, PositionBias, RobustnessAnalysis, SpreadValue } from "../records/robustness.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import {
  type CountedRow,
  countedRows,
  intervalText,
  itemsCell,
  plainMeanCell,
  withCounted,
} from "./robustness-cells.ts";

/** All forms of a question together, for one model: worst and best case, consistency, firm errors. Null without any. */
export function robustnessEnsemblesTable(
  analysis: RobustnessAnalysis,
  model: string,
  words: ReportWords,
): ReportTable | null {
  const own = analysis.ensembles.filter((ensemble) => ensemble.model === model);
  const lines = [...Map.groupBy(own, ({ scope }) => `${scope.kind} ${scope.name}`).values()];
  const rows = lines.flatMap((line) => countedRows(line, words));
  if (rows.length === 0) {
    return null;
  }
  return {
    title: words.text("robustness.ensembles", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("robustness.scope")),
      numberColumn(words.text("robustness.items")),
      numberColumn(words.text("robustness.formsPerItem")),
      numberColumn(words.text("robustness.rightInAll")),
      numberColumn(words.text("robustness.mean")),
      numberColumn(words.text("robustness.rightInAny")),
      numberColumn(words.text("robustness.consistent")),
      numberColumn(words.text("robustness.majority")),
      numberColumn(words.text("robustness.reliablyWrong")),
      numberColumn(words.text("robustness.withoutChoice")),
    ],
    rows: rows.map(({ row, counted }) => [
      withCounted(scopeCell(row.scope, words), counted, words),
      itemsCell(row, words),
      { text: row.formsPerItem === null ? "–" : words.decimal(row.formsPerItem, 1) },
      ...[row.worst, row.mean, row.best, row.consistent, row.majority, row.reliablyWrong, row.withoutChoice].map(
        (mean) => plainMeanCell(mean, words),
      ),
    ]),
    notes: [words.text("robustness.ensembles.note")],
  };
}

function scopeCell(scope: FormScope, words: ReportWords): ReportCell {
  return scope.kind === "perturbation"
    ? { text: singleLine(scope.name) }
    : { text: words.text("robustness.scope.group", { group: words.text(`robustness.group.${scope.name}`) }) };
}

/** Recall by the place of the key, and where the choices fall: two tables, a line a model. None without such forms. */
export function robustnessPositionTables(analysis: RobustnessAnalysis, words: ReportWords): readonly ReportTable[] {
  const lines = [...Map.groupBy(analysis.positions, ({ model }) => model).values()];
  const rows = lines.flatMap((line) => countedRows(line, words)).filter(({ row }) => row.positions.length > 0);
  const most = Math.max(0, ...rows.map(({ row }) => row.positions.length));
  if (most === 0) {
    return [];
  }
  const places = Array.from({ length: most }, (_, place) => words.count(place + 1));
  const head = [wordColumn(words.text("column.model"))];
  const start = ({ row, counted }: CountedRow<PositionBias>) => [
    withCounted({ text: singleLine(row.model) }, counted, words),
  ];
  const options = words.list([...new Set(rows.map(({ row }) => words.count(row.optionCount)))]);
  const leftOut = [...new Set(rows.map(({ row }) => row.leftOut).filter((count) => count > 0))];
  return [
    {
      title: words.text("robustness.positions"),
      columns: [
        ...head,
        ...places.map((place) => numberColumn(words.text("robustness.place", { place }))),
        numberColumn(words.text("robustness.recallSd")),
      ],
      rows: rows.map((entry) => [
        ...start(entry),
        ...places.map((_, at): ReportCell => {
          const recall = entry.row.positions[at]?.recall;
          const mean = recall === undefined || recall.value === null ? null : plainMeanCell(recall, words);
          return mean === null
            ? { text: "–" }
            : { ...mean, detail: `${mean.detail ?? ""} n = ${words.count(recall?.nItems ?? 0)}` };
        }),
        spreadCell(entry.row.recallSd, words),
      ]),
      notes: [
        words.text("robustness.positions.note", { options }),
        words.text(
          rows.every(({ row }) => row.balanced) ? "robustness.positions.balanced" : "robustness.positions.unbalanced",
        ),
        ...(leftOut.length === 0
          ? []
          : [words.text("robustness.positions.leftOut", { n: words.list(leftOut.map((n) => words.count(n))) })]),
        ...noIntervalNote(
          rows.map(({ row }) => row.recallSd),
          words,
        ),
      ],
    },
    {
      title: words.text("robustness.choices"),
      columns: [
        ...head,
        ...places.map((place) => numberColumn(words.text("robustness.chosenPlace", { place }))),
        numberColumn(words.text("robustness.fromKeys")),
        numberColumn(words.text("robustness.fromUniform")),
      ],
      rows: rows.map((entry) => [
        ...start(entry),
        ...places.map((_, at): ReportCell => {
          const position = entry.row.positions[at];
          return position === undefined || position.chosen.value === null
            ? { text: "–" }
            : {
                text: words.percent(position.chosen.value),
                detail: `${words.interval(position.chosen)} / ${words.percent(position.keyShare)}`,
              };
        }),
        ...[entry.row.fromKeys, entry.row.fromUniform].map(
          (distance): ReportCell =>
            distance.value === null
              ? { text: words.text("value.notEstimable") }
              : {
                  text: words.decimal(distance.value * 100, 1),
                  detail: `${intervalText(distance, words)} ${words.text("robustness.byChance", {
                    value: words.decimal((distance.byChance ?? 0) * 100, 1),
                  })}`.trim(),
                },
        ),
      ]),
      notes: [words.text("robustness.choices.note")],
    },
  ];
}

function spreadCell(spread: SpreadValue, words: ReportWords): ReportCell {
  if (spread.value === null) {
    return { text: words.text("value.notEstimable") };
  }
  const beyond =
    spread.beyondChance === null
      ? ""
      : words.text("robustness.beyondChance", { value: words.decimal(spread.beyondChance * 100, 1) });
  return {
    text: words.decimal(spread.value * 100, 1),
    detail: [beyond, intervalText(spread, words)].filter((part) => part !== "").join(" "),
  };
}

/** Why a spread that is known has no interval. */
function noIntervalNote(spreads: readonly SpreadValue[], words: ReportWords): readonly string[] {
  const reasons = [...new Set(spreads.flatMap(({ low, why }) => (low === null && why !== undefined ? [why] : [])))];
  const list = words.list(reasons.map((why) => words.named("why", why)));
  return reasons.length === 0 ? [] : [words.text("robustness.noInterval", { list })];
}
