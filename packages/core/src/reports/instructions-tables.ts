import { singleLine } from "../figures/printable-text.ts";
import type { InstructionAnalysis, InstructionRow } from "../records/instruction-analysis.ts";
import { levelPercent, pointsText } from "./pairs-numbers.ts";
import { plainTable } from "./plain-table.ts";
import { promptsTitle } from "./prompts-tables.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { intervalText, itemsCell, plainMeanCell, pointsValueCell, whyNote } from "./robustness-cells.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** Every table of how far the models of a run do what they are told. */
export function instructionsTables(
  analyses: readonly InstructionAnalysis[],
  words: ReportWords,
): readonly ReportTable[] {
  return analyses.flatMap((analysis) => {
    const title = promptsTitle(analysis, analyses, words);
    return analysis.models.flatMap((model) =>
      instructionModelTables(analysis, model, words).map((table) => ({ ...table, title: `${title}: ${table.title}` })),
    );
  });
}

/** Form and answer of one model, and what the instructions themselves change. */
export function instructionModelTables(
  analysis: InstructionAnalysis,
  model: string,
  words: ReportWords,
): readonly ReportTable[] {
  const rows = analysis.rows.filter((row) => row.model === model);
  return [formTable(analysis, model, rows, words), effectTable(analysis, model, rows, words)];
}

function formTable(
  analysis: InstructionAnalysis,
  model: string,
  rows: readonly InstructionRow[],
  words: ReportWords,
): ReportTable {
  return {
    title: words.text("instructions.form", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("instructions.instruction")),
      numberColumn(words.text("instructions.items")),
      numberColumn(words.text("instructions.strict")),
      numberColumn(words.text("instructions.loose")),
      numberColumn(words.text("instructions.lenient")),
      numberColumn(words.text("instructions.joint")),
      numberColumn(words.text("instructions.formatTax")),
    ],
    rows: rows.map((row) => [
      instructionCell(row.instruction, words),
      itemsCell(row.strict, words),
      plainMeanCell(row.strict, words),
      plainMeanCell(row.loose, words),
      plainMeanCell(row.lenient, words),
      plainMeanCell(row.joint, words),
      taxCell(row, words),
    ]),
    notes: [
      ...aloud(model, rows, words),
      words.text("instructions.form.note", { level: levelPercent(analysis.level, words) }),
      ...whyNote(
        rows.map(({ formatTax }) => formatTax),
        words,
      ),
    ],
  };
}

/** An instruction by its name, and what it asks for where the report has words for it. */
function instructionCell(name: string, words: ReportWords): ReportCell {
  const meaning = words.known("instruction", name.split("/")[0] ?? "");
  const bracketed = words.language === "zh" ? `（${meaning}）` : `(${meaning})`;
  return { text: singleLine(name), ...(meaning === null ? {} : { detail: bracketed }) };
}

/** Without a sign: it cannot be below 0. */
function taxCell({ formatTax }: InstructionRow, words: ReportWords): ReportCell {
  return formatTax.value === null
    ? { text: words.text("value.notEstimable") }
    : { text: words.decimal(formatTax.value * 100, 1), detail: words.interval(formatTax) };
}

/** The line with the largest format tax, read out; none where no line has one. */
function aloud(model: string, rows: readonly InstructionRow[], words: ReportWords): readonly string[] {
  const [line] = rows
    .filter(({ formatTax, strict }) => formatTax.value !== null && strict.value !== null)
    .sort((a, b) => (b.formatTax.value ?? 0) - (a.formatTax.value ?? 0));
  return line === undefined
    ? []
    : [
        words.text("instructions.form.example", {
          instruction: singleLine(line.instruction),
          model: singleLine(model),
          n: words.count(line.strict.nItems),
          strict: words.percent(line.strict.value),
          lenient: words.percent(line.lenient.value),
          joint: words.percent(line.joint.value),
          tax: words.decimal((line.formatTax.value ?? 0) * 100, 1),
          interval: words.interval(line.formatTax),
        }),
      ];
}

function effectTable(
  analysis: InstructionAnalysis,
  model: string,
  rows: readonly InstructionRow[],
  words: ReportWords,
): ReportTable {
  const abstains = rows.some(({ abstained }) => abstained !== null);
  const [example] = rows
    .filter(({ effect }) => effect.value !== null)
    .sort((a, b) => Math.abs(b.effect.value ?? 0) - Math.abs(a.effect.value ?? 0));
  return {
    title: words.text("instructions.effect", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("instructions.instruction")),
      numberColumn(words.text("instructions.items")),
      numberColumn(words.text("instructions.without")),
      numberColumn(words.text("instructions.lenient")),
      numberColumn(words.text("instructions.change")),
      ...(abstains ? [numberColumn(words.text("instructions.abstained"))] : []),
    ],
    rows: rows.map(({ instruction, withoutInstruction, lenient, effect, abstained }) => [
      instructionCell(instruction, words),
      itemsCell(withoutInstruction, words),
      plainMeanCell(withoutInstruction, words),
      plainMeanCell(lenient, words),
      pointsValueCell(effect, words),
      ...(abstains ? [abstained === null ? { text: "–" } : plainMeanCell(abstained, words)] : []),
    ]),
    notes: [
      ...(example === undefined
        ? []
        : [
            words.text("instructions.effect.example", {
              instruction: singleLine(example.instruction),
              n: words.count(example.effect.nItems),
              without: words.percent(example.withoutInstruction.value),
              change: pointsText(example.effect.value ?? 0, words),
              interval: intervalText(example.effect, words),
            }),
          ]),
      words.text("instructions.effect.note", { level: levelPercent(analysis.level, words) }),
      ...(abstains ? [words.text("instructions.abstained.note")] : []),
      ...whyNote(
        rows.map(({ effect }) => effect),
        words,
      ),
    ],
  };
}

/** What is said of a run without instructions. */
export function noInstructionsText(language: ReportWords["language"]): string {
  return reportWords(language).text("instructions.none");
}

/** The tables of `viva instructions`, for a terminal. */
export function instructionsTerminalTables(
  analyses: readonly InstructionAnalysis[],
  language: ReportWords["language"],
): readonly TerminalTable[] {
  return instructionsTables(analyses, reportWords(language)).map(plainTable);
}
