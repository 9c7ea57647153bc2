import { singleLine } from "../figures/printable-text.ts";
import type { Estimable, ItemAnalysis, ItemStatistics, ItemsWhy } from "../records/item-analysis.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** What tables of items show beside the numbers. */
export interface ItemTableOptions {
  /** Rows of each table at most. */
  readonly top: number;
  /** First words of an item's stem by its id; null where items are withheld. */
  readonly stems: ((itemId: string) => string) | null;
}

/** "exam", or "exam · arm" where one exam was asked in several ways. */
export function analysisName(analysis: ItemAnalysis, all: readonly ItemAnalysis[]): string {
  const several = all.some((other) => other.exam === analysis.exam && other.arm !== analysis.arm);
  return [analysis.exam, ...(several ? [analysis.arm] : [])].map(singleLine).join(" · ");
}

/** A reason as the report says it. */
export function whyText(why: ItemsWhy, words: ReportWords): string {
  return words.text(`items.why.${why}`);
}

/** The exam as a whole: reliability, scale, agreement, and how many items ask to be read again. */
export function examStatisticsTable(analysis: ItemAnalysis, name: string, words: ReportWords): ReportTable {
  const { items } = analysis;
  const text = (value: string): ReportCell => ({ text: value });
  const count = (value: number): ReportCell => text(words.count(value));
  const none = text("–");
  const rows: (readonly ReportCell[])[] = [];
  const add = (label: string, value: ReportCell, interval: ReportCell = none, n: ReportCell = none): void => {
    rows.push([text(label), value, interval, n]);
  };
  // Reasons are too long for a column of numbers: they stand below the table.
  const reasons: string[] = [];
  const refuse = (label: string, why: string): void => {
    add(label, text(words.text("value.notEstimable")));
    reasons.push(`${label} – ${why}`);
  };
  const estimated = <Facts>(
    label: string,
    statistic: Estimable<Facts>,
    cells: (facts: Facts) => readonly [ReportCell, ReportCell, ReportCell],
  ): void => {
    if (statistic.status === "estimated") {
      add(label, ...cells(statistic));
    } else {
      refuse(label, whyText(statistic.why, words));
    }
  };
  const candidates = analysis.candidates.length;
  const scored = items.filter(({ facility }) => facility !== null);
  const discriminating = items.filter(({ discrimination }) => discrimination !== null);
  add(words.text("items.candidates"), count(candidates));
  add(words.text("items.items"), count(analysis.nItems));
  add(words.text("items.choiceItems"), count(analysis.choiceItems), none, count(analysis.nItems));
  const { reliability, rasch, passMarkInformation, twoParameter, agreement, suspicion } = analysis;
  const kind = reliability.status === "estimated" && reliability.kind === "alpha" ? "α" : "KR-20";
  estimated(words.text("items.reliability", { kind }), reliability, (facts) => [
    // Thousands of items come within a hundredth of 1.
    text(words.decimal(facts.value, 3)),
    text(bounds(facts.low, facts.high, words, 3)),
    count(facts.candidates),
  ]);
  const spread = rasch.status === "estimated" && rasch.integrated === "candidates" ? "Candidates" : "Items";
  estimated(words.text(`items.spread${spread}`), rasch, (facts) => [
    text(words.decimal(facts.spread, 2)),
    none,
    count(facts.integrated === "items" ? analysis.nItems : candidates),
  ]);
  const information =
    passMarkInformation.status === "estimated"
      ? words.text("items.information", { mark: words.percent(passMarkInformation.passMark) })
      : words.text("items.informationPlain");
  estimated(information, passMarkInformation, (facts) => [
    text(words.decimal(facts.information, 1)),
    none,
    count(analysis.nItems),
  ]);
  if (passMarkInformation.status === "estimated") {
    add(words.text("items.standardError"), text(words.decimal(passMarkInformation.standardError, 2)));
  }
  if (twoParameter.status === "not-estimable" && twoParameter.why === "too-few-candidates") {
    const counts = { candidates: words.count(candidates), needed: words.count(analysis.twoParameterNeeds) };
    refuse(words.text("items.twoParameter"), words.text("items.refused", counts));
  } else {
    estimated(words.text("items.twoParameter"), twoParameter, (facts) => [
      text(words.text("items.twoParameterDone")),
      none,
      count(facts.candidates),
    ]);
  }
  estimated(words.text("items.agreement"), agreement, (facts) => [
    text(words.decimal(facts.kappa, 2)),
    text(bounds(facts.low, facts.high, words)),
    count(facts.items),
  ]);
  estimated(words.text("items.wrongKeyShare"), suspicion, (facts) => [
    text(words.percent(facts.wrongKeyShare)),
    none,
    count(facts.judged),
  ]);
  add(words.text("items.nobody"), count(itemsAt(items, 0).length), none, count(scored.length));
  add(words.text("items.everybody"), count(itemsAt(items, 1).length), none, count(scored.length));
  add(
    words.text("items.negative"),
    discriminating.length === 0 ? none : count(negativeItems(items).length),
    none,
    count(discriminating.length),
  );
  return {
    title: words.text("items.exam", { exam: name }),
    columns: [
      wordColumn(words.text("items.what")),
      numberColumn(words.text("items.value")),
      numberColumn(words.text("items.interval", { level: words.wholePercent(analysis.level) })),
      numberColumn(words.text("column.items")),
    ],
    rows,
    notes: [
      ...examNotes(analysis, words),
      ...(reasons.length === 0 ? [] : [words.text("value.why", { list: reasons.join("; ") })]),
    ],
  };
}

function examNotes(analysis: ItemAnalysis, words: ReportWords): readonly string[] {
  const { caution, candidates, leftOut, withoutChoices, rounded, reliability, rasch } = analysis;
  const reasons = ["several-answers", "free-text", "several-keys", "no-option"] as const;
  const without = reasons.flatMap((reason) =>
    withoutChoices[reason] === 0
      ? []
      : [words.text(`items.without.${reason}`, { n: words.count(withoutChoices[reason]) })],
  );
  return [
    ...(caution === null ? [] : [words.text(`items.${caution}`, { n: words.count(candidates.length) })]),
    ...(leftOut.length === 0 ? [] : [words.text("items.leftOut", { list: words.list(leftOut.map(singleLine)) })]),
    ...(without.length === 0 ? [] : [words.text("items.without", { list: words.list(without) })]),
    ...(rounded === 0 ? [] : [words.text("items.rounded", { n: words.count(rounded) })]),
    ...(reliability.status === "estimated" && reliability.leftOut > 0
      ? [words.text("items.reliabilityLeftOut", { n: words.count(reliability.leftOut) })]
      : []),
    ...(rasch.status === "estimated" && rasch.spreadAtLimit ? [words.text("items.spreadAtLimit")] : []),
  ];
}

/** Items of a facility of 0 or 1. */
export function itemsAt(items: readonly ItemStatistics[], facility: 0 | 1): readonly ItemStatistics[] {
  return items.filter((item) => item.facility?.value === facility);
}

/** Items with a discrimination below 0, the lowest first. */
export function negativeItems(items: readonly ItemStatistics[]): readonly ItemStatistics[] {
  return items
    .filter(({ discrimination }) => discrimination !== null && discrimination.value < 0)
    .sort((a, b) => (a.discrimination?.value ?? 0) - (b.discrimination?.value ?? 0));
}

/** "[0.41, 0.87]", of numbers that are no rates; a dash without limits. */
export function bounds(low: number | null, high: number | null, words: ReportWords, decimals = 2): string {
  return low === null || high === null
    ? "–"
    : `[${words.decimal(low, decimals)}${words.language === "es" ? "; " : ", "}${words.decimal(high, decimals)}]`;
}

/** What brackets hold. */
export function levelNote(level: number, words: ReportWords): string {
  return words.text("items.level", { level: words.wholePercent(level) });
}
