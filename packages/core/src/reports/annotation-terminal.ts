import { singleLine } from "../figures/printable-text.ts";
import type { AnnotationResult, AnnotationTally } from "../records/annotation-result.ts";
import type { ReviewEstimate } from "../records/review.ts";
import { plainTable } from "./plain-table.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { agreementTable } from "./review-tables.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** What annotating an exam came to, as tables for a terminal: what the model gave, how reviewers agree, whose labels stand. */
export function annotationTerminalTables(
  result: AnnotationResult,
  language: "en" | "es" | "zh",
): readonly TerminalTable[] {
  const words = reportWords(language);
  const agreement = result.reviews.map((review) => agreementTable({ ...review, scheme: result.scheme }, words));
  return [modelTable(result, words), ...agreement, sourcesTable(result, words)].map((table) => plainTable(table));
}

function nameOf({ scheme }: AnnotationResult, tag: string, words: ReportWords): string {
  return scheme.criteria.find(({ id }) => id === tag.toLowerCase())?.title[words.language] ?? singleLine(tag);
}

function modelTable(result: AnnotationResult, words: ReportWords): ReportTable {
  const { forms, tags } = result;
  const published = tags.some((tally) => tally.published !== null);
  return {
    title: words.text("annotation.title", { exam: singleLine(result.exam), model: singleLine(result.model) }),
    columns: [
      wordColumn(words.text("annotation.annotation")),
      ...(["labelled", "notApplicable", "invalid", "missing"] as const).map((name) =>
        numberColumn(words.text(`annotation.${name}`)),
      ),
      ...(published
        ? [numberColumn(words.text("annotation.published")), numberColumn(words.text("annotation.kappa"))]
        : []),
    ],
    rows: tags.map((tally) => [
      { text: nameOf(result, tally.tag, words) },
      ...[tally.model.labelled, tally.model.notApplicable, tally.model.invalid, tally.model.missing].map((count) => ({
        text: words.count(count),
      })),
      ...(published ? publishedCells(tally, words) : []),
    ]),
    notes: [
      words.text("annotation.replied", {
        replied: words.count(result.replied),
        items: words.count(result.items),
        strict: words.count(forms.strict),
        lenient: words.count(forms.lenient),
        unreadable: words.count(forms.unreadable),
      }),
      ...tags
        .filter(({ invalidExamples }) => invalidExamples.length > 0)
        .map(({ tag, invalidExamples }) =>
          words.text("annotation.invalidExamples", {
            annotation: nameOf(result, tag, words),
            examples: words.list(invalidExamples.map((written) => `“${singleLine(written)}”`)),
          }),
        ),
      ...(published ? [words.text("annotation.publishedNote")] : []),
      ...(tags.some(({ tag }) => tag === "difficulty") ? [words.text("annotation.difficulty")] : []),
    ],
  };
}

function publishedCells({ published }: AnnotationTally, words: ReportWords): readonly ReportCell[] {
  const notEstimable = { text: words.text("value.notEstimable") };
  if (published === null) {
    return [notEstimable, notEstimable];
  }
  const share = ({ raw, cases }: NonNullable<AnnotationTally["published"]>): ReportCell =>
    raw.status === "estimated"
      ? { text: words.percent(raw.value), detail: `${words.interval(raw)} n = ${words.count(cases)}` }
      : notEstimable;
  const kappa = (estimate: ReviewEstimate | undefined): ReportCell =>
    estimate?.status === "estimated"
      ? { text: words.decimal(estimate.value, 2), detail: rangeText(estimate.low, estimate.high, words) }
      : notEstimable;
  return [share(published), kappa(published.cohen[0]?.kappa)];
}

function rangeText(low: number, high: number, words: ReportWords): string {
  return `[${words.decimal(low, 2)}${words.language === "es" ? "; " : ", "}${words.decimal(high, 2)}]`;
}

function sourcesTable(result: AnnotationResult, words: ReportWords): ReportTable {
  const names = ["published", "consensus", "reviewer", "model", "none"] as const;
  const shown = names.filter((name) => result.tags.some(({ sources }) => sources[name] > 0));
  return {
    title: words.text("annotation.sources"),
    columns: [
      wordColumn(words.text("annotation.annotation")),
      ...shown.map((name) => numberColumn(words.text(`annotation.source.${name}`))),
    ],
    rows: result.tags.map(({ tag, sources }) => [
      { text: nameOf(result, tag, words) },
      ...shown.map((name) => ({ text: words.count(sources[name]) })),
    ]),
    notes: [],
  };
}
