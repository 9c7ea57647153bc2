import type { EstimateBlock } from "../figures/estimate-blocks.ts";
import { singleLine } from "../figures/printable-text.ts";
import { smallCellItems } from "../figures/specialty-level-heatmap.ts";
import type { Estimate } from "../records/estimate.ts";
import type { ReportInput } from "../records/report-input.ts";
import type { ReportCell } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** An estimate as a cell: value, interval in brackets and n. An absent one is a dash; "°" marks a small n. */
export function estimateCell(estimate: Estimate | undefined, words: ReportWords, withItems = true): ReportCell {
  if (estimate === undefined) {
    return { text: "–" };
  }
  const mark = estimate.nItems < smallCellItems ? "°" : "";
  const items = withItems ? `n = ${words.count(estimate.nItems)}${mark}` : "";
  const detail = [words.interval(estimate), items].filter((part) => part !== "").join(" ");
  const small = estimate.nItems < smallCellItems ? { small: true as const } : {};
  return { text: words.percent(estimate.value), ...(detail === "" ? {} : { detail }), ...small };
}

/** "annulled 2, without a key 1", or the report's word for none. */
export function reasonCounts(counts: Readonly<Record<string, number>>, words: ReportWords): string {
  const parts = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(
      ([reason, count]) => `${words.known("reason", reason) ?? words.named("outcome", reason)} ${words.count(count)}`,
    );
  return parts.length === 0 ? words.text("value.none") : words.list(parts);
}

/** A sentence with the reasons of every estimate that could not be made; empty when all could. */
export function whyNotes(estimates: readonly (Estimate | undefined)[], words: ReportWords): readonly string[] {
  const reasons = estimates.flatMap((estimate) =>
    estimate === undefined || estimate.status === "estimated"
      ? []
      : [`${singleLine(estimate.model)}${estimate.why === undefined ? "" : ` (${words.named("why", estimate.why)})`}`],
  );
  return reasons.length === 0 ? [] : [words.text("value.why", { list: words.list([...new Set(reasons)]) })];
}

/** The title of a block: its exam, and of arm, items, scorer and extractor those that the run has several of. */
export function blockTitle(block: Omit<EstimateBlock, "models">, input: ReportInput, words: ReportWords): string {
  const extractors = new Set(input.estimates.map((estimate) => estimate.extractor));
  return [
    singleLine(block.exam),
    ...(input.arms.length > 1 ? [singleLine(block.arm)] : []),
    ...(input.perturbations.length > 1 ? [words.named("perturbation", block.perturbation)] : []),
    ...(input.scorers.length > 1 ? [singleLine(block.scorer)] : []),
    ...(extractors.size > 1 ? [singleLine(block.extractor)] : []),
  ].join(" · ");
}

/** The confidence level of the intervals as a percentage; 95 % when there are none to ask. */
export function levelText(estimates: readonly Estimate[], words: ReportWords): string {
  return words.wholePercent(estimates.find((estimate) => estimate.low !== null)?.level ?? 0.95);
}
