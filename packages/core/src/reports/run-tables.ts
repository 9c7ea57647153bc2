import { singleLine } from "../figures/printable-text.ts";
import type { ModelCounts, ReportInput } from "../records/report-input.ts";
import { reasonCounts } from "./estimate-cells.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** The exams of the run and what they hold. */
export function examsTable(input: ReportInput, words: ReportWords): ReportTable {
  return {
    title: words.text("exams.caption"),
    columns: [
      wordColumn(words.text("exams.name")),
      wordColumn(words.text("exams.dataset")),
      numberColumn(words.text("exams.items")),
      wordColumn(words.text("exams.languages")),
      wordColumn(words.text("exams.kinds")),
    ],
    rows: input.exams.map((exam) => [
      { text: singleLine(exam.name) },
      { text: singleLine(exam.dataset) },
      { text: words.count(exam.nItems) },
      { text: words.list(exam.languages.map(singleLine)) },
      {
        text: words.list(
          Object.entries(exam.kinds).map(([kind, count]) => `${words.named("kind", kind)} ${words.count(count)}`),
        ),
      },
    ]),
    notes: [],
  };
}

/** The models, what became of their calls, and what they used. */
export function modelsTable(input: ReportInput, words: ReportWords): ReportTable {
  const count = (value: number | null) => ({
    text: value === null ? words.text("value.unknown") : words.count(value),
  });
  return {
    title: words.text("models.caption"),
    columns: [
      wordColumn(words.text("column.model")),
      wordColumn(words.text("models.backend")),
      numberColumn(words.text("models.planned")),
      numberColumn(words.text("models.finished")),
      numberColumn(words.text("models.unfinished")),
      wordColumn(words.text("models.notMade")),
      numberColumn(words.text("models.promptTokens")),
      numberColumn(words.text("models.completionTokens")),
      numberColumn(words.text("models.cost")),
    ],
    rows: input.models.map((entry) => [
      { text: singleLine(entry.model) },
      { text: singleLine(entry.backend) },
      count(entry.planned),
      count(entry.finished),
      count(entry.unfinished),
      { text: reasonCounts(entry.notMade, words) },
      count(entry.promptTokens),
      count(entry.completionTokens),
      { text: costText(entry, words) },
    ]),
    notes: [],
  };
}

/** Planned calls that should have a reply and have none, over all models. */
export function missingCalls(input: ReportInput): { readonly missing: number; readonly planned: number } {
  let missing = 0;
  let planned = 0;
  for (const entry of input.models) {
    const notMade = Object.values(entry.notMade).reduce((sum, count) => sum + count, 0);
    planned += entry.planned - notMade;
    missing += Math.max(0, entry.planned - notMade - entry.finished);
  }
  return { missing, planned };
}

/** Two decimals, four where an amount would else read as nothing. */
function costText(entry: ModelCounts, words: ReportWords): string {
  if (entry.cost === null) {
    return words.text("value.unknown");
  }
  const { amount, currency } = entry.cost;
  const decimals = amount !== 0 && Math.abs(amount) < 1 ? 4 : 2;
  return `${words.decimal(amount, decimals)} ${singleLine(currency)}`;
}
