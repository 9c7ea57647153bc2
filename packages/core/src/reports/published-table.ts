import type { EstimateBlock } from "../figures/estimate-blocks.ts";
import type { ReferenceLine } from "../figures/leaderboard-figure.ts";
import { singleLine } from "../figures/printable-text.ts";
import type { PublishedValue, ReferenceValue } from "../records/published-value.ts";
import type { ReportInput } from "../records/report-input.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** The study's references, its pass mark first, as a reference like the others. */
function referencesOf({ stated }: ReportInput, words: ReportWords): readonly ReferenceValue[] {
  const passMark: readonly ReferenceValue[] =
    stated.passMark === null
      ? []
      : [
          {
            name: words.text("published.passMark"),
            value: stated.passMark,
            source: words.text("published.passMarkSource"),
            measure: "accuracy",
            exam: null,
            stratum: {},
          },
        ];
  return [...passMark, ...stated.references];
}

function isAccuracyOf(exam: string, row: ReferenceValue | PublishedValue): boolean {
  return row.measure === "accuracy" && (row.exam ?? exam) === exam && Object.keys(row.stratum).length === 0;
}

/** The references that a leaderboard of accuracy over a whole exam can be set beside. */
export function referenceLines(
  block: Pick<EstimateBlock, "exam">,
  input: ReportInput,
  words: ReportWords,
): readonly ReferenceLine[] {
  return referencesOf(input, words).filter((reference) => isAccuracyOf(block.exam, reference));
}

/** Everything others state, references first, each in the order of the study; null when the study states nothing. */
export function publishedTable(input: ReportInput, words: ReportWords): ReportTable | null {
  const references = referencesOf(input, words);
  const { published } = input.stated;
  const rows = [
    ...references.map((reference) => ({ ...reference, spread: null })),
    ...published.map((row) => ({ ...row, name: row.model })),
  ];
  if (rows.length === 0) {
    return null;
  }
  const exams = rows.some(({ exam }) => exam !== null);
  return {
    title: words.text("published.title"),
    columns: [
      wordColumn(words.text("published.name")),
      ...(exams ? [wordColumn(words.text("exams.name"))] : []),
      wordColumn(words.text("published.measure")),
      wordColumn(words.text("published.stratum")),
      numberColumn(words.text("published.value")),
      wordColumn(words.text("published.source")),
    ],
    rows: rows.map((row) => [
      { text: singleLine(row.name) },
      ...(exams ? [{ text: row.exam === null ? words.text("published.all") : singleLine(row.exam) }] : []),
      { text: measureText(row, words) },
      { text: stratumText(row.stratum, words) },
      valueCell(row.value, row.spread, words),
      { text: singleLine(row.source) },
    ]),
    notes: [words.text("published.note")],
  };
}

/** What was measured: the report's word for the measure, and whose marks it is made from. */
function measureText({ measure, scorer }: Pick<PublishedValue, "measure" | "scorer">, words: ReportWords): string {
  const [name = measure, ...detail] = measure.split(":");
  const told = detail.length === 0 || words.known("measure", measure) !== null;
  const text = told ? words.named("measure", measure) : words.pair(words.named("measure", name), detail.join(":"));
  return scorer === undefined ? text : `${text} (${singleLine(scorer)})`;
}

function stratumText(stratum: Readonly<Record<string, string>>, words: ReportWords): string {
  const parts = Object.entries(stratum).map(([tag, value]) =>
    words.pair(words.named("tag", tag), words.tagValue(tag, value)),
  );
  return parts.length === 0 ? words.text("published.all") : parts.join(" · ");
}

function valueCell(value: number, spread: number | null, words: ReportWords): ReportCell {
  return {
    text: words.percent(value),
    ...(spread === null ? {} : { detail: `± ${words.decimal(spread * 100, 1)}` }),
  };
}

/**
 * What stands below a leaderboard that has no figure: one sentence with the references of its exam, one with the
 * published accuracies. Sources are named where they change.
 */
export function publishedNotes(
  block: Pick<EstimateBlock, "exam">,
  input: ReportInput,
  words: ReportWords,
): readonly string[] {
  const named = [
    referencesOf(input, words),
    input.stated.published.map((row): ReferenceValue => ({ ...row, name: row.model })),
  ];
  return named.flatMap((rows) => {
    const fitting = rows.filter((row) => isAccuracyOf(block.exam, row));
    const entries = fitting.map((row, index) => {
      const plain = `${singleLine(row.name)} ${words.percent(row.value)}`;
      return fitting[index + 1]?.source === row.source
        ? plain
        : words.text("published.entry", {
            name: singleLine(row.name),
            value: words.percent(row.value),
            source: singleLine(row.source),
          });
    });
    return entries.length === 0 ? [] : [words.text("published.notMeasured", { list: words.list(entries) })];
  });
}
