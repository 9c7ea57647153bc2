import { singleLine } from "../figures/printable-text.ts";
import { smallCellItems } from "../figures/specialty-level-heatmap.ts";
import type { ReportInput } from "../records/report-input.ts";
import { levelText } from "./estimate-cells.ts";
import type { ReportWords } from "./report-words.ts";
import { missingCalls } from "./run-tables.ts";

/** What stands at the top of every report of an unfinished run; null when all calls finished. */
export function bannerTexts(
  input: ReportInput,
  words: ReportWords,
): { readonly title: string; readonly body: string } | null {
  if (input.complete) {
    return null;
  }
  const { missing, planned } = missingCalls(input);
  return {
    title: words.text("banner.title"),
    body: words.text("banner.body", { missing: words.count(missing), planned: words.count(planned) }),
  };
}

/** The paragraphs that say how to read a report. */
export function readingTexts(input: ReportInput, words: ReportWords): readonly string[] {
  return [
    words.text("reading.intervals", { level: levelText(input.estimates, words) }),
    words.text("reading.denominators"),
    words.text("reading.outcomes"),
    words.text("reading.corrected", { whole: words.wholePercent(1) }),
    words.text("reading.small", {
      limit: words.count(smallCellItems),
      from: words.wholePercent(0.6),
      to: words.wholePercent(0.8),
    }),
  ];
}

/** Version, specification and revision, in one line. */
export function footerText(input: ReportInput, words: ReportWords): string {
  return words.text("page.footer", {
    version: singleLine(input.vivaVersion),
    hash: singleLine(input.specificationHash),
    revision: input.gitRevision === null ? words.text("page.noRevision") : singleLine(input.gitRevision),
  });
}

/** What a reader must know before comparing: withheld items, worked examples, candidates that are yardsticks. */
export function noteTexts(input: ReportInput, words: ReportWords): readonly string[] {
  const { fewShot } = input;
  const yardsticks = input.models.flatMap(({ model, backend }) => {
    const what = words.known("yardstick", backend);
    return what === null ? [] : [words.text("notes.yardstick", { model: singleLine(model), what })];
  });
  return [
    ...(input.withheld ? [words.text("notes.withheld")] : []),
    ...(fewShot === null
      ? []
      : [words.text("notes.fewShot", { k: words.count(fewShot.k), train: singleLine(fewShot.train) })]),
    ...yardsticks,
  ];
}
