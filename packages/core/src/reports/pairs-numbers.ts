import { singleLine } from "../figures/printable-text.ts";
import type { ComparedPair, ComparedValue, FieldComparison } from "../records/comparison.ts";
import type { ReportCell } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** A difference of rates in percentage points with its sign: "+2.3", "−0.4", "0.0". */
export function pointsText(difference: number, words: ReportWords, decimals = 1): string {
  const text = words.decimal(difference * 100, decimals);
  return difference > 0 && /[1-9]/u.test(text) ? `+${text}` : text;
}

/** A p-value with four decimals, or "< 0.0001". */
export function pText(p: number | null, words: ReportWords): string {
  return p === null ? "–" : p < 0.0001 ? `< ${words.decimal(0.0001, 4)}` : words.decimal(p, 4);
}

/** "= 0.0379" or "< 0.0001", for a sentence. */
export function pEquation(p: number, words: ReportWords): string {
  const text = pText(p, words);
  return text.startsWith("<") ? text : `= ${text}`;
}

/** A difference in points with its interval; its reason where there is none. */
export function differenceCell(difference: ComparedValue, words: ReportWords): ReportCell {
  return difference.value === null
    ? { text: words.text("value.notEstimable") }
    : { text: pointsText(difference.value, words), detail: words.interval(difference) };
}

/** An odds ratio with its interval; "∞" where it has no upper bound, a dash where there is none. */
export function oddsCell({ value, low, high }: ComparedPair["oddsRatio"], words: ReportWords): ReportCell {
  if (low === null) {
    return { text: "–" };
  }
  const infinity = "∞";
  const upper = high === null ? infinity : oddsText(high, words);
  return {
    text: value === null ? infinity : oddsText(value, words),
    detail: `[${oddsText(low, words)}${words.language === "es" ? "; " : ", "}${upper}]`,
  };
}

/** Two decimals, fewer for large ones. */
function oddsText(value: number, words: ReportWords): string {
  return value >= 1000 ? words.count(value) : words.decimal(value, value >= 100 ? 0 : value >= 10 ? 1 : 2);
}

/** Letter of a tied set by its place: a, b, … z, aa, ab, …. */
export function setLetter(place: number): string {
  const letter = String.fromCharCode(97 + (place % 26));
  return place < 26 ? letter : `${setLetter(Math.floor(place / 26) - 1)}${letter}`;
}

/** A level such as 0.05 as a percentage: "5%", "2.5%". */
export function levelPercent(level: number, words: ReportWords): string {
  const tenths = Math.round(level * 1000) / 10;
  return Number.isInteger(tenths) ? words.wholePercent(level) : words.percent(level);
}

/** The exam, and of way of asking, form of the items and scorer those of which the exam has several. */
export function comparisonTitle(
  comparison: FieldComparison,
  all: readonly FieldComparison[],
  words: ReportWords,
): string {
  const ofExam = all.filter(({ exam }) => exam === comparison.exam);
  const several = (field: "arm" | "perturbation" | "scorer"): boolean =>
    new Set(ofExam.map((other) => other[field])).size > 1;
  return [
    singleLine(comparison.exam),
    ...(several("arm") ? [singleLine(comparison.arm)] : []),
    ...(several("perturbation") ? [words.named("perturbation", comparison.perturbation)] : []),
    ...(several("scorer") ? [singleLine(comparison.scorer)] : []),
  ].join(" · ");
}

/** A rank: mean ranks of ties are halves. */
export function rankText(rank: number, words: ReportWords): string {
  return words.decimal(rank, Number.isInteger(rank) ? 0 : 1);
}

/** "1–3", or a dash without bounds. */
export function rankRange(low: number | null, high: number | null, words: ReportWords): string {
  return low === null || high === null ? "–" : `${rankText(low, words)}–${rankText(high, words)}`;
}
