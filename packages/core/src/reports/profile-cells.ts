import { singleLine } from "../figures/printable-text.ts";
import type { Bounded, ItemMean } from "../records/item-mean.ts";
import { pointsText } from "./pairs-numbers.ts";
import type { ReportCell } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** A mean with interval and n; `mark` is put behind n. */
export function meanCell(mean: ItemMean, words: ReportWords, mark = ""): ReportCell {
  const n = `n = ${words.count(mean.nItems)}${mark}`;
  const detail = [words.interval(mean), n].filter((part) => part !== "").join(" ");
  return { text: mean.value === null ? "–" : words.percent(mean.value), detail };
}

/** A partially pooled value with its interval, behind the raw one: "→ 32.2% [10.6, 54.6]". */
export function pooledText(pooled: Bounded, words: ReportWords): string {
  return `→ ${words.percent(pooled.value)} ${words.interval(pooled)}`;
}

/** A difference in points with its interval; a dash without one. */
export function pointsCell(difference: Bounded | null, words: ReportWords): ReportCell {
  return difference === null
    ? { text: "–" }
    : { text: pointsText(difference.value, words), detail: words.interval(difference) };
}

/**
 * A probability as a percentage. One that is all but 0 or 1 is not printed as 0 or 100 %: "< 0.1%", "> 99.9%".
 */
export function chanceText(chance: number | null, words: ReportWords): string {
  if (chance === null) {
    return words.text("value.notEstimable");
  }
  return chance < 0.0005
    ? `< ${words.percent(0.001)}`
    : chance > 0.9995
      ? `> ${words.percent(0.999)}`
      : words.percent(chance);
}

/** "neurology · senior physician" */
export function stratumName(stratum: Readonly<Record<string, string>>, words: ReportWords): string {
  return Object.entries(stratum)
    .map(([tag, value]) => words.tagValue(tag, value))
    .join(" · ");
}

/** "specialty and level" */
export function tagsName(tags: readonly string[], words: ReportWords): string {
  return tags.map((tag) => words.named("tag", tag)).join(words.text("strata.join"));
}

/** The exam, and of way of asking and form of the items those that the list has several of. */
export function placeTitle(
  place: { readonly exam: string; readonly arm: string; readonly perturbation: string },
  all: readonly { readonly exam: string; readonly arm: string; readonly perturbation: string }[],
  words: ReportWords,
): string {
  const several = (field: "arm" | "perturbation"): boolean => new Set(all.map((other) => other[field])).size > 1;
  return [
    singleLine(place.exam),
    ...(several("arm") ? [singleLine(place.arm)] : []),
    ...(several("perturbation") ? [words.named("perturbation", place.perturbation)] : []),
  ].join(" · ");
}
