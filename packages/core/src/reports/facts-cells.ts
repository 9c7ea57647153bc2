import { singleLine } from "../figures/printable-text.ts";
import type { ComparedValue } from "../records/comparison.ts";
import type { FactsAnalysis, LeftOutModel } from "../records/facts-analysis.ts";
import type { ReportCell } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** A rate with its interval and, where given, n; the words for "not estimable" without one. */
export function rateCell(rate: ComparedValue, words: ReportWords, n?: number): ReportCell {
  const items = n === undefined ? "" : `n = ${words.count(n)}`;
  const detail = [words.interval(rate), items].filter((part) => part !== "").join(" ");
  return { text: words.percent(rate.value), ...(detail === "" ? {} : { detail }) };
}

/** A coefficient of −1 to 1 with two decimals and its interval, where it has one. */
export function coefficientCell({ value, low, high }: ComparedValue, words: ReportWords): ReportCell {
  if (value === null) {
    return { text: words.text("value.notEstimable") };
  }
  const two = (limit: number): string => words.decimal(limit, 2);
  const between = words.language === "es" ? "; " : ", ";
  return low === null || high === null
    ? { text: two(value) }
    : { text: two(value), detail: `[${two(low)}${between}${two(high)}]` };
}

/** Parameters in billions with three digits: "7.61B", "46.7B", "671B". */
export function parametersText(count: number, words: ReportWords): string {
  const billions = count / 1e9;
  return `${words.decimal(billions, billions >= 99.95 ? 0 : billions >= 9.995 ? 1 : 2)}B`;
}

/** Sentences that name what was left out, grouped by reason; none where nothing was. */
export function leftOutNotes(leftOut: readonly LeftOutModel[], words: ReportWords): readonly string[] {
  const byReason = Map.groupBy(leftOut, ({ why }) => why);
  const list = [...byReason].map(([why, models]) =>
    words.text("facts.leftOutFor", {
      models: words.list(models.map(({ name }) => singleLine(name))),
      why: words.named("why", why),
    }),
  );
  return list.length === 0 ? [] : [words.text("facts.leftOut", { list: words.list(list) })];
}

/** The exam, and of way of asking and form of the items those of which there are several. */
export function factsTitle(
  analysis: Pick<FactsAnalysis, "exam" | "arm" | "perturbation">,
  all: readonly Pick<FactsAnalysis, "exam" | "arm" | "perturbation">[],
  words: ReportWords,
): string {
  const several = (field: "arm" | "perturbation"): boolean => new Set(all.map((other) => other[field])).size > 1;
  return [
    singleLine(analysis.exam),
    ...(several("arm") ? [singleLine(analysis.arm)] : []),
    ...(several("perturbation") ? [words.named("perturbation", analysis.perturbation)] : []),
  ].join(" · ");
}
