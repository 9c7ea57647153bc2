import { singleLine } from "../figures/printable-text.ts";
import {
  headlineDenominator,
  type LanguageInteraction,
  type RobustnessAnalysis,
  type RobustnessPair,
} from "../records/robustness.ts";
import { levelPercent, pointsText, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import {
  countedRows,
  headlineOnly,
  intervalText,
  itemsCell,
  pointsValueCell,
  rateCell,
  whyNote,
  withCounted,
} from "./robustness-cells.ts";

/** What two perturbations at once take beyond the sum of both. Null without a chain whose parts were asked too. */
export function robustnessInteractionsTable(analysis: RobustnessAnalysis, words: ReportWords): ReportTable | null {
  const lines = Map.groupBy(analysis.interactions, ({ perturbation, model }) => JSON.stringify([perturbation, model]));
  const rows = [...lines.values()].flatMap((line) => countedRows(line, words));
  if (rows.length === 0) {
    return null;
  }
  const drop = (value: number | null) => ({ text: value === null ? "–" : pointsText(value, words) });
  return {
    title: words.text("robustness.interactions"),
    columns: [
      wordColumn(words.text("robustness.perturbation")),
      wordColumn(words.text("column.model")),
      numberColumn(words.text("robustness.items")),
      numberColumn(words.text("robustness.interactions.first")),
      numberColumn(words.text("robustness.interactions.second")),
      numberColumn(words.text("robustness.interactions.joint")),
      numberColumn(words.text("robustness.interactions.beyond")),
      numberColumn(words.text("pairs.column.holm")),
    ],
    rows: rows.map(({ row, counted }) => [
      withCounted({ text: singleLine(row.perturbation) }, counted, words),
      { text: singleLine(row.model) },
      itemsCell(row, words),
      drop(row.firstDrop),
      drop(row.secondDrop),
      drop(row.jointDrop),
      pointsValueCell(row.interaction, words),
      { text: pText(row.test.holmP, words) },
    ]),
    notes: [
      words.text("robustness.interactions.note", { level: levelPercent(analysis.level, words) }),
      ...whyNote(
        headlineOnly(rows).map((row) => row.interaction),
        words,
      ),
    ],
  };
}

/** The share of its accuracy that each model keeps, a column a kind of perturbation. */
export function robustnessProfileTable(analysis: RobustnessAnalysis, words: ReportWords): ReportTable {
  const lines = Map.groupBy(analysis.profiles, ({ model }) => model);
  const rows = [...lines.values()].flatMap((line) => countedRows(line, words));
  const axes = rows[0]?.row.axes ?? [];
  return {
    title: words.text("robustness.profile"),
    columns: [
      wordColumn(words.text("column.model")),
      ...axes.map(({ group }) => numberColumn(words.text(`robustness.group.${group}`))),
    ],
    rows: rows.map(({ row, counted }) => [
      withCounted({ text: singleLine(row.model) }, counted, words),
      ...row.axes.map(({ retained, nItems }) => {
        const cell = rateCell(retained, words);
        return { ...cell, detail: `${cell.detail ?? ""} n = ${words.count(nItems)}`.trim() };
      }),
    ]),
    notes: [
      words.text("robustness.profile.note", { level: levelPercent(analysis.level, words) }),
      ...whyNote(
        headlineOnly(rows).flatMap(({ axes: own }) => own.map(({ retained }) => retained)),
        words,
      ),
    ],
  };
}

/** Whether the order of the models changes, a line a perturbation. Null for a single model. */
export function robustnessRanksTable(analysis: RobustnessAnalysis, words: ReportWords): ReportTable | null {
  if (analysis.models.length < 2) {
    return null;
  }
  const lines = Map.groupBy(analysis.ranks, ({ perturbation }) => perturbation);
  const rows = [...lines.values()].flatMap((line) => countedRows(line, words));
  const rank = (value: number): string => words.decimal(value, Number.isInteger(value) ? 0 : 1);
  return {
    title: words.text("robustness.ranks"),
    columns: [
      wordColumn(words.text("robustness.perturbation")),
      numberColumn(words.text("robustness.items")),
      numberColumn(words.text("robustness.tau")),
      wordColumn(words.text("robustness.moved")),
    ],
    rows: rows.map(({ row, counted }) => {
      const moved = row.models.filter(({ originalRank, perturbedRank }) => originalRank !== perturbedRank);
      const { value, low, high } = row.tau;
      return [
        withCounted({ text: singleLine(row.perturbation) }, counted, words),
        itemsCell(row, words),
        value === null
          ? { text: words.text("value.notEstimable") }
          : {
              text: words.decimal(value, 2),
              ...(low === null || high === null
                ? {}
                : {
                    detail: `[${words.decimal(low, 2)}${words.language === "es" ? "; " : ", "}${words.decimal(high, 2)}]`,
                  }),
            },
        {
          text:
            moved.length === 0
              ? words.text(row.models.length === 0 ? "value.notEstimable" : "robustness.unmoved")
              : words.list(
                  moved.map(
                    ({ model, originalRank, perturbedRank }) =>
                      `${singleLine(model)} ${rank(originalRank)} → ${rank(perturbedRank)}`,
                  ),
                ),
        },
      ];
    }),
    notes: [
      words.text("robustness.ranks.note", { level: levelPercent(analysis.level, words) }),
      ...whyNote(
        headlineOnly(rows).map(({ tau }) => tau),
        words,
      ),
    ],
  };
}

/** One pair of models, a line a perturbation. */
export function robustnessPairTable(
  pair: RobustnessPair,
  analysis: RobustnessAnalysis,
  words: ReportWords,
): ReportTable {
  const [first, second] = [singleLine(pair.first), singleLine(pair.second)];
  const lines = Map.groupBy(pair.differences, ({ perturbation }) => perturbation);
  const rows = [...lines.values()].flatMap((line) => countedRows(line, words));
  const drop = (value: number | null) => ({ text: value === null ? "–" : pointsText(value, words) });
  const { published } = pair;
  return {
    title: words.text("robustness.pairs", {
      first,
      second,
      wins: words.count(pair.wins),
      ties: words.count(pair.ties),
      losses: words.count(pair.losses),
    }),
    columns: [
      wordColumn(words.text("robustness.perturbation")),
      numberColumn(words.text("robustness.items")),
      numberColumn(words.text("robustness.pairs.firstDrop", { model: first })),
      numberColumn(words.text("robustness.pairs.firstDrop", { model: second })),
      numberColumn(words.text("robustness.pairs.advantage", { model: first })),
      numberColumn(words.text("pairs.column.p")),
      numberColumn(words.text("pairs.column.holm")),
      wordColumn(words.text("robustness.pairs.outcome")),
    ],
    rows: rows.map(({ row, counted }) => [
      withCounted({ text: singleLine(row.perturbation) }, counted, words),
      itemsCell(row, words),
      drop(row.firstDrop),
      drop(row.secondDrop),
      pointsValueCell(row.advantage, words),
      { text: pText(row.test.p, words) },
      { text: pText(row.test.holmP, words) },
      { text: words.text(`robustness.outcome.${row.outcome}`) },
    ]),
    notes: [
      words.text(`robustness.pairs.${pair.kind}`, { first, second }),
      ...(published.value === null
        ? []
        : [
            words.text("robustness.pairs.published", {
              first,
              second,
              value: pointsText(published.value, words),
              interval: intervalText(published, words),
              n: words.count(pair.nItems),
            }),
          ]),
      words.text("robustness.pairs.note", { level: levelPercent(analysis.level, words) }),
      ...whyNote(
        headlineOnly(rows).map(({ advantage }) => advantage),
        words,
      ),
    ],
  };
}

/** Whether the lead of one model over another depends on the language. Null without pairs or a second language. */
export function robustnessLanguagesTable(
  languages: readonly LanguageInteraction[],
  level: number,
  words: ReportWords,
): ReportTable | null {
  const lines = Map.groupBy(languages, ({ arm, first, second, perturbation, languages: two }) =>
    JSON.stringify([arm, first, second, perturbation, two]),
  );
  const arms = new Set(languages.map(({ arm }) => arm));
  const rows = [...lines.values()].flatMap((line) =>
    // As published there is nothing to leave out.
    line.length === 1 ? line.map((row) => ({ row, counted: "" })) : countedRows(line, words),
  );
  if (rows.length === 0) {
    return null;
  }
  const gain = (row: LanguageInteraction, side: 0 | 1) => pointsValueCell(row.gains[side], words);
  return {
    title: words.text("robustness.languages"),
    columns: [
      wordColumn(words.text("robustness.languages.pair")),
      wordColumn(words.text("robustness.perturbation")),
      wordColumn(words.text("robustness.languages.which")),
      numberColumn(words.text("robustness.items")),
      numberColumn(words.text("robustness.languages.gain")),
      numberColumn(words.text("robustness.languages.laterGain")),
      numberColumn(words.text("robustness.languages.interaction")),
    ],
    rows: rows.map(({ row, counted }) => {
      const [earlier, later] = row.languages;
      const [n, laterN] = row.nItems;
      return [
        {
          text: `${singleLine(row.first)} – ${singleLine(row.second)}`,
          ...(arms.size > 1 ? { detail: singleLine(row.arm) } : {}),
        },
        withCounted({ text: words.named("perturbation", row.perturbation) }, counted, words),
        {
          text: `${earlier.language} → ${later.language}`,
          detail: words.text(row.paired ? "robustness.languages.paired" : "robustness.languages.unpaired"),
        },
        { text: row.paired ? words.count(n) : `${words.count(n)} / ${words.count(laterN)}` },
        gain(row, 0),
        gain(row, 1),
        pointsValueCell(row.interaction, words),
      ];
    }),
    notes: [
      words.text("robustness.languages.note", { level: levelPercent(level, words) }),
      ...whyNote(
        headlineOnly(rows).map((row) => row.interaction),
        words,
      ),
    ],
  };
}

/** Rows of a pair under the headline denominator, for its figure. */
export function headlineDifferences({ differences }: RobustnessPair): RobustnessPair["differences"] {
  return differences.filter(({ denominator }) => denominator === headlineDenominator);
}
