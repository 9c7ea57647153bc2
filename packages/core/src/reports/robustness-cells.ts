import { singleLine } from "../figures/printable-text.ts";
import type { ComparedValue } from "../records/comparison.ts";
import type { ItemMean } from "../records/item-mean.ts";
import { headlineDenominator, type ValidityDenominator, validityDenominators } from "../records/robustness.ts";
import { pointsText } from "./pairs-numbers.ts";
import type { ReportCell } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** A rate with its interval; the report's "not estimable" where there is none. */
export function rateCell(value: ComparedValue, words: ReportWords): ReportCell {
  return value.value === null
    ? { text: words.text("value.notEstimable") }
    : { text: words.percent(value.value), detail: intervalText(value, words) };
}

/** A difference in points with its interval. */
export function pointsValueCell(value: ComparedValue, words: ReportWords, more = ""): ReportCell {
  return value.value === null
    ? { text: words.text("value.notEstimable") }
    : {
        text: pointsText(value.value, words),
        detail: [intervalText(value, words), more].filter((part) => part !== "").join(" "),
      };
}

/** An interval in per cent or points; "[−∞, 12.3]" where one side is not bounded, empty without any limit. */
export function intervalText({ low, high }: Pick<ComparedValue, "low" | "high">, words: ReportWords): string {
  if (low === null && high === null) {
    return "";
  }
  const limit = (value: number | null, infinity: string): string =>
    value === null ? infinity : words.decimal(value * 100, 1);
  return `[${limit(low, "−∞")}${words.language === "es" ? "; " : ", "}${limit(high, "∞")}]`;
}

/** A mean with its interval; n stands in a column of its own. */
export function plainMeanCell(mean: ItemMean, words: ReportWords): ReportCell {
  return mean.value === null
    ? { text: words.text("value.notEstimable") }
    : { text: words.percent(mean.value), detail: words.interval(mean) };
}

/** "70" or "70 (60)" where clusters are fewer. */
export function itemsCell(
  { nItems, nClusters }: { readonly nItems: number; readonly nClusters: number },
  words: ReportWords,
): ReportCell {
  return {
    text: words.count(nItems),
    ...(nClusters === nItems ? {} : { detail: `(${words.count(nClusters)})` }),
  };
}

/** A perturbation by its name, and what its operators do to a question where the report has words for it. */
export function perturbationCell(name: string, operators: readonly string[], words: ReportWords): ReportCell {
  const meanings = operators.map((operator) => words.known("operator", operator));
  const known = meanings.filter((meaning) => meaning !== null);
  return {
    text: singleLine(name),
    ...(known.length === meanings.length && known.length > 0
      ? { detail: bracketed(known.join(words.language === "zh" ? "；" : "; "), words) }
      : {}),
  };
}

function bracketed(text: string, { language }: ReportWords): string {
  return language === "zh" ? `（${text}）` : `(${text})`;
}

/** Rows under several denominators that say the same, told once. */
export interface CountedRow<Row> {
  readonly row: Row;
  /** Which forms are counted, as the report says it; empty where all three denominators say the same. */
  readonly counted: string;
}

/**
 * The rows of one line of a table under the three denominators, equal ones merged: usually a single row. The headline
 * denominator stands first.
 */
export function countedRows<Row extends { readonly denominator: ValidityDenominator }>(
  rows: readonly Row[],
  words: ReportWords,
): readonly CountedRow<Row>[] {
  const merged = new Map<string, { readonly row: Row; readonly denominators: ValidityDenominator[] }>();
  for (const row of rows) {
    // Adjusted p-values depend on the family and may differ where the data do not.
    const key = JSON.stringify({ ...row, denominator: null, test: null, verdict: null, outcome: null });
    const entry = merged.get(key);
    if (entry === undefined) {
      merged.set(key, { row, denominators: [row.denominator] });
    } else {
      entry.denominators.push(row.denominator);
    }
  }
  const isHeadline = ({ denominators }: { readonly denominators: readonly ValidityDenominator[] }): boolean =>
    denominators.includes(headlineDenominator);
  return [...merged.values()]
    .sort((a, b) => Number(isHeadline(b)) - Number(isHeadline(a)))
    .map(({ row, denominators }) => ({
      // The row of the headline denominator, for its p-values.
      row: rows.find((one) => denominators.includes(one.denominator) && one.denominator === headlineDenominator) ?? row,
      counted:
        denominators.length === validityDenominators.length
          ? ""
          : words.list(denominators.map((one) => words.text(`robustness.denominator.${one}`))),
    }));
}

/** A cell with what is counted behind it, where that needs to be said. */
export function withCounted(cell: ReportCell, counted: string, words: ReportWords): ReportCell {
  return counted === "" ? cell : { ...cell, detail: [cell.detail ?? "", bracketed(counted, words)].join(" ").trim() };
}

/** The rows of the headline denominator: those whose missing numbers need a reason. */
export function headlineOnly<Row extends { readonly denominator: ValidityDenominator }>(
  rows: readonly CountedRow<Row>[],
): readonly Row[] {
  return rows.map(({ row }) => row).filter(({ denominator }) => denominator === headlineDenominator);
}

/** A note with the reasons why some numbers are missing; none where all are there. */
export function whyNote(values: readonly ComparedValue[], words: ReportWords): readonly string[] {
  const reasons = [...new Set(values.flatMap(({ value, why }) => (value === null && why !== undefined ? [why] : [])))];
  return reasons.length === 0
    ? []
    : [
        words.text("robustness.notEstimable", {
          list: words.list(reasons.map((why) => words.named("why", why))),
        }),
      ];
}
