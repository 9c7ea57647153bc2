import { singleLine } from "../figures/printable-text.ts";
import type { ComparedModel, ComparedPair, FieldComparison, PairTestMethod } from "../records/comparison.ts";
import {
  comparisonTitle,
  differenceCell,
  levelPercent,
  oddsCell,
  pEquation,
  pText,
  rankRange,
  rankText,
  setLetter,
} from "./pairs-numbers.ts";
import { pairsReferenceTable } from "./pairs-reference-table.ts";
import { mostListedPairs, shownPairs } from "./pairs-shown.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Leaderboard, pairs and reference table of every comparison; tables without rows are left out. */
export function pairsTables(comparisons: readonly FieldComparison[], words: ReportWords): readonly ReportTable[] {
  return comparisons.flatMap((comparison) => {
    const title = comparisonTitle(comparison, comparisons, words);
    const tables = [
      pairsLeaderboardTable(comparison, words),
      pairsTable(comparison, words),
      pairsReferenceTable(comparison, words),
    ];
    return tables
      .filter((table) => table !== null)
      .map((table) => ({ ...table, title: [title, table.title].filter((part) => part !== "").join(" · ") }));
  });
}

/** The models of a comparison, best first: accuracy, rank with both intervals, tied sets, pairs won, tied and lost. */
export function pairsLeaderboardTable(comparison: FieldComparison, words: ReportWords): ReportTable {
  const level = levelPercent(comparison.level, words);
  const confidence = levelPercent(1 - comparison.alpha, words);
  const single = comparison.models.length < 2;
  return {
    title: words.text("pairs.leaderboard"),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("column.accuracy")),
      numberColumn(words.text("column.interval", { level })),
      numberColumn(words.text("column.items")),
      numberColumn(words.text("pairs.column.rank")),
      numberColumn(words.text("pairs.column.rankInterval", { level })),
      numberColumn(words.text("pairs.column.jointRank")),
      wordColumn(words.text("pairs.column.sets")),
      numberColumn(words.text("pairs.column.record")),
    ],
    rows: comparison.models.map((model) => leaderboardRow(model, words)),
    notes: single
      ? [words.text(comparison.models.length === 0 ? "pairs.none" : "pairs.oneModel")]
      : [
          words.text("pairs.letters"),
          words.text("pairs.ranks", { level, confidence, resamples: words.count(comparison.resamples) }),
          ...clusterNotes(comparison, words),
          ...omnibusNotes(comparison, words),
          ...referenceNotes(comparison, words),
        ],
  };
}

function leaderboardRow(model: ComparedModel, words: ReportWords): readonly ReportCell[] {
  return [
    { text: singleLine(model.name) },
    { text: words.percent(model.value) },
    { text: words.interval(model) || "–" },
    { text: words.count(model.nItems) },
    { text: model.rank === null ? "–" : rankText(model.rank, words) },
    { text: rankRange(model.rankLow, model.rankHigh, words) },
    { text: rankRange(model.jointRankLow, model.jointRankHigh, words) },
    { text: model.tiedSets.map(setLetter).join(" ") || "–" },
    { text: `${words.count(model.wins)} – ${words.count(model.ties)} – ${words.count(model.losses)}` },
  ];
}

function clusterNotes({ models }: FieldComparison, words: ReportWords): readonly string[] {
  const texts = models
    .filter(({ nItems, nClusters }) => nItems !== nClusters)
    .map(({ nItems, nClusters }) =>
      words.text("pairs.itemsClusters", { items: words.count(nItems), clusters: words.count(nClusters) }),
    );
  return texts.length === 0 ? [] : [`${[...new Set(texts)].join("; ")}.`];
}

/** Cochran's Q tells nothing new about two models. */
function omnibusNotes({ models, omnibus }: FieldComparison, words: ReportWords): readonly string[] {
  if (models.length < 3 || omnibus.statistic === null || omnibus.p === null) {
    return [];
  }
  return [
    words.text("pairs.omnibus", {
      models: words.count((omnibus.degrees ?? 0) + 1),
      q: words.decimal(omnibus.statistic, 1),
      degrees: words.count(omnibus.degrees ?? 0),
      p: pEquation(omnibus.p, words),
      items: words.count(omnibus.nItems),
    }),
  ];
}

/** Why the models are not held against the reference that the study names. */
function referenceNotes({ reference }: FieldComparison, words: ReportWords): readonly string[] {
  return reference?.why === undefined
    ? []
    : [words.text("pairs.referenceWhy", { why: words.named("why", reference.why) })];
}

/** The pairs of a comparison, a line each; null without a pair. Of very many only those with the best and the reference. */
export function pairsTable(comparison: FieldComparison, words: ReportWords): ReportTable | null {
  const { pairs, alpha } = comparison;
  if (pairs.length === 0) {
    return null;
  }
  const shown = shownPairs(comparison, mostListedPairs);
  const level = levelPercent(comparison.level, words);
  const tested = words.count(pairs.filter(({ test }) => test.p !== null).length);
  return {
    title: words.text("pairs.pairs"),
    columns: [
      wordColumn(words.text("pairs.column.pair")),
      numberColumn(words.text("pairs.column.difference")),
      numberColumn(words.text("pairs.column.bootstrap")),
      numberColumn(words.text("column.items")),
      numberColumn(words.text("pairs.column.counts")),
      numberColumn(words.text("pairs.column.p")),
      numberColumn(words.text("pairs.column.holm")),
      numberColumn(words.text("pairs.column.falseDiscovery")),
      numberColumn(words.text("pairs.column.effect")),
      numberColumn(words.text("pairs.column.odds")),
      wordColumn(words.text("pairs.column.verdict")),
    ],
    rows: shown.map((pair) => pairRow(pair, words)),
    notes: [
      ...(shown.length === pairs.length
        ? []
        : [words.text("pairs.some", { shown: words.count(shown.length), count: words.count(pairs.length) })]),
      words.text("pairs.family", { level, count: tested, alpha: levelPercent(alpha, words) }),
      words.text("pairs.counts"),
      ...methodNotes(shown, words),
      ...whyNotes(shown, words),
    ],
  };
}

function pairRow(pair: ComparedPair, words: ReportWords): readonly ReportCell[] {
  const { test } = pair;
  const exact = test.midP !== null && (test.method === "mcnemar-exact" || test.method === "clustered-sign-flip");
  return [
    { text: `${singleLine(pair.first)} – ${singleLine(pair.second)}` },
    differenceCell(pair.difference, words),
    { text: words.interval(pair.bootstrap) || "–" },
    {
      text: words.count(pair.nItems),
      ...(pair.nClusters === pair.nItems ? {} : { detail: `(${words.count(pair.nClusters)})` }),
    },
    { text: [pair.firstAhead, pair.alike, pair.secondAhead].map((count) => words.count(count)).join(" : ") },
    {
      text: pText(test.p, words),
      ...(exact ? { detail: `(${words.text("pairs.midP", { p: pText(test.midP, words) })})` } : {}),
    },
    { text: pText(test.holmP, words) },
    { text: pText(test.benjaminiHochbergP, words) },
    { text: pair.cohensH === null ? "–" : words.decimal(pair.cohensH, 2) },
    oddsCell(pair.oddsRatio, words),
    { text: words.text(`pairs.verdict.${pair.verdict}`) },
  ];
}

const testMethods: readonly PairTestMethod[] = [
  "mcnemar-exact",
  "mcnemar-chi-square",
  "clustered-sign-flip",
  "clustered-chi-square",
];

function methodNotes(pairs: readonly ComparedPair[], words: ReportWords): readonly string[] {
  return testMethods
    .filter((method) => pairs.some(({ test }) => test.method === method))
    .map((method) => words.text(`pairs.method.${method}`));
}

/** Why some pairs lack a number. */
function whyNotes(pairs: readonly ComparedPair[], words: ReportWords): readonly string[] {
  const missing = pairs.filter(({ difference }) => difference.value === null);
  const ratios = pairs.flatMap(({ oddsRatio, difference }) =>
    difference.value !== null && oddsRatio.low === null && oddsRatio.why !== undefined ? [oddsRatio.why] : [],
  );
  const list = [
    ...missing.map(
      ({ first, second, difference }) =>
        `${singleLine(first)} – ${singleLine(second)} (${words.named("why", difference.why ?? "")})`,
    ),
    ...[...new Set(ratios)].map((why) => `${words.text("pairs.column.odds")} (${words.named("why", why)})`),
  ];
  return list.length === 0 ? [] : [words.text("value.why", { list: words.list(list) })];
}
