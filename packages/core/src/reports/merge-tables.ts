import { singleLine } from "../figures/printable-text.ts";
import type { ComparedModel, FieldComparison } from "../records/comparison.ts";
import type { MergeReport } from "./gather-merge-report.ts";
import { comparisonTitle, levelPercent, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** How a model was made, line by line. */
export function mergeFactsTable({ record, geometry, search }: MergeReport, words: ReportWords): ReportTable {
  const models = [...new Set(record.inputs.map(({ model }) => model))];
  const facts: readonly (readonly [string, string])[] = [
    [words.text("merge.method"), search === null ? record.method : `${search.method} (${record.method})`],
    ...(geometry?.base === null || geometry === null ? [] : [[words.text("merge.base"), geometry.base] as const]),
    [words.text("merge.models"), words.list(models.filter((model) => model !== geometry?.base).map(singleLine))],
    [words.text("merge.seed"), String(record.seed)],
    [words.text("merge.tensors"), words.count(record.tensors)],
    ["Viva", record.viva],
  ];
  return {
    title: words.text("merge.made"),
    columns: [wordColumn(words.text("merge.fact")), wordColumn(words.text("merge.value"))],
    rows: facts.map((cells) => cells.map((text) => ({ text: singleLine(text) }))),
    notes: record.notes.map(singleLine),
  };
}

/** Every file that a model was made from, with its hash. */
export function mergeInputsTable({ record }: Pick<MergeReport, "record">, words: ReportWords): ReportTable {
  return {
    title: words.text("merge.inputs"),
    columns: [
      wordColumn(words.text("merge.input.model")),
      wordColumn(words.text("merge.input.file")),
      numberColumn(words.text("merge.input.size")),
      wordColumn(words.text("merge.input.hash")),
    ],
    rows: record.inputs.map(({ model, file, sizeBytes, sha256 }) => [
      { text: singleLine(model) },
      { text: singleLine(file) },
      { text: words.count(sizeBytes) },
      { text: singleLine(sha256) },
    ]),
    notes: [],
  };
}

/** Whether the model and its inputs are what the record says, in sentences. */
export function mergeVerificationTexts({ verification }: MergeReport, words: ReportWords): readonly string[] {
  if (verification === null) {
    return [words.text("merge.notVerified", { command: "viva merge verify" })];
  }
  const { problems, inputsAbsent, tensors, inputsCompared } = verification;
  const record = "merge.json";
  return [
    problems.length === 0
      ? words.text("merge.verified", {
          ...{ record, tensors: words.count(tensors), inputs: words.count(inputsCompared) },
        })
      : words.text("merge.verifyProblems", { record, list: words.list(problems.map(singleLine)) }),
    ...(inputsAbsent.length === 0
      ? []
      : [words.text("merge.verifyAbsent", { list: words.list(inputsAbsent.map(singleLine)) })]),
  ];
}

/** The models of the runs with their accuracy in every exam, best mean first, and each against this merge; null without runs. */
export function mergeAccuracyTable(
  { comparison }: Pick<MergeReport, "comparison">,
  words: ReportWords,
): ReportTable | null {
  const fields = comparison?.comparisons ?? [];
  const [first] = fields;
  if (first === undefined) {
    return null;
  }
  const names = [...new Set(fields.flatMap(({ models }) => models.map(({ name }) => name)))];
  const meanOf = (name: string): number => {
    const values = fields.flatMap(({ models }) => models.find((model) => model.name === name)?.value ?? []);
    return values.length === 0 ? -1 : values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  const tested = fields.some((field) => referenceOf(field) !== null);
  return {
    title: words.text("merge.accuracy"),
    columns: [
      wordColumn(words.text("column.model")),
      ...fields.flatMap((field) => {
        const reference = referenceOf(field);
        return [
          numberColumn(comparisonTitle(field, fields, words)),
          ...(reference === null
            ? []
            : [numberColumn(words.text("merge.accuracyHolm", { model: singleLine(reference) }))]),
        ];
      }),
    ],
    rows: names
      .toSorted((a, b) => meanOf(b) - meanOf(a))
      .map((name) => [
        { text: singleLine(name) },
        ...fields.flatMap((field) => [
          accuracyCell(
            field.models.find((model) => model.name === name),
            words,
          ),
          ...(referenceOf(field) === null ? [] : [{ text: pText(pAgainstReference(field, name), words) }]),
        ]),
      ]),
    notes: [
      words.text("merge.accuracyNote", { level: levelPercent(first.level, words) }),
      ...(tested ? [] : [words.text("merge.accuracyNoReference")]),
    ],
  };
}

const referenceOf = ({ reference }: FieldComparison): string | null => reference?.model ?? null;

function accuracyCell(model: ComparedModel | undefined, words: ReportWords): ReportCell {
  if (model === undefined || model.value === null) {
    return { text: "–" };
  }
  return { text: words.percent(model.value), detail: words.interval(model) };
}

function pAgainstReference(field: FieldComparison, name: string): number | null {
  const reference = referenceOf(field);
  const pair = field.pairs.find(
    ({ first, second }) => (first === name && second === reference) || (second === name && first === reference),
  );
  return pair?.test.holmP ?? null;
}
