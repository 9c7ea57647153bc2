import { singleLine } from "../figures/printable-text.ts";
import type { ReasonAnalysis, ReasonExample, ReasonModel } from "../records/reason-analysis.ts";
import type { RunAnalyses } from "../records/run-analyses.ts";
import { levelPercent } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import { plainMeanCell } from "./robustness-cells.ts";

/** Characters of a question's identifier and of its stem that a line shows. */
const stemCharacters = 60;

/** Every table of right answers for wrong reasons, under their exams. */
export function reasonsTables(
  { reasons = [], stems }: Pick<RunAnalyses, "reasons" | "stems">,
  words: ReportWords,
): readonly ReportTable[] {
  return reasons.flatMap((analysis) => {
    const title = reasonsTitle(analysis, reasons);
    return reasonAnalysisTables(analysis, stems, words).map((table) => ({
      ...table,
      title: `${title}: ${table.title}`,
    }));
  });
}

/** The exam, and the way of asking where an exam has several. */
export function reasonsTitle({ exam, arm }: ReasonAnalysis, all: readonly ReasonAnalysis[]): string {
  const several = all.some((other) => other.exam === exam && other.arm !== arm);
  return several ? `${singleLine(exam)} · ${singleLine(arm)}` : singleLine(exam);
}

/** The tables of one exam and way of asking: the cells of answer and reason, then examples if there are any. */
export function reasonAnalysisTables(
  analysis: ReasonAnalysis,
  stems: RunAnalyses["stems"],
  words: ReportWords,
): readonly ReportTable[] {
  return [
    cellsTable(analysis, words),
    ...(analysis.examples.length === 0 ? [] : [examplesTable(analysis, stems, words)]),
  ];
}

function cellsTable(analysis: ReasonAnalysis, words: ReportWords): ReportTable {
  const { models, level, threshold, scorers } = analysis;
  return {
    title: words.text("reasons.table"),
    columns: [
      wordColumn(words.text("reasons.model")),
      numberColumn(words.text("reasons.replies")),
      numberColumn(words.text("reasons.rightSound")),
      numberColumn(words.text("reasons.rightWrong")),
      numberColumn(words.text("reasons.wrongSound")),
      numberColumn(words.text("reasons.wrongWrong")),
      numberColumn(words.text("reasons.ofAll")),
      numberColumn(words.text("reasons.ofRight")),
    ],
    rows: models.map((one) => [
      { text: singleLine(one.model) },
      ...[one.nReplies, one.rightSound, one.rightWrong, one.wrongSound, one.wrongWrong].map((count) => ({
        text: words.count(count),
      })),
      plainMeanCell(one.ofAll, words),
      plainMeanCell(one.ofRight, words),
    ]),
    notes: [
      ...aloud(models, words),
      ...(threshold === null ? [] : [words.text("reasons.note.recall", { threshold: words.percent(threshold) })]),
      ...(scorers.includes("option-reasoning") ? [words.text("reasons.note.options")] : []),
      words.text("reasons.note", { level: levelPercent(level, words) }),
    ],
  };
}

/** The line with most right answers for wrong reasons, read out; none where no answer is right. */
function aloud(models: readonly ReasonModel[], words: ReportWords): readonly string[] {
  const [line] = models
    .filter(({ ofRight }) => ofRight.value !== null)
    .toSorted((left, right) => right.rightWrong - left.rightWrong);
  return line === undefined
    ? []
    : [
        words.text("reasons.table.example", {
          model: singleLine(line.model),
          n: words.count(line.nReplies),
          count: words.count(line.rightWrong),
          share: words.percent(line.ofRight.value),
          interval: words.interval(line.ofRight),
        }),
      ];
}

function examplesTable(
  { exam, examples }: ReasonAnalysis,
  stems: RunAnalyses["stems"],
  words: ReportWords,
): ReportTable {
  return {
    title: words.text("reasons.examples"),
    columns: [
      wordColumn(words.text("reasons.model")),
      wordColumn(words.text("reasons.question")),
      wordColumn(words.text("reasons.why")),
      wordColumn(words.text("reasons.reply")),
    ],
    rows: examples.map((example) => [
      { text: singleLine(example.model) },
      questionCell(example.itemId, stems[exam]?.[example.itemId] ?? ""),
      { text: whyOf(example, words) },
      { text: example.excerpt === null ? words.text("reasons.withheld") : singleLine(example.excerpt) },
    ]),
    notes: [words.text("reasons.examples.note")],
  };
}

function questionCell(id: string, stem: string): ReportCell {
  const beginning = [...singleLine(stem)].slice(0, stemCharacters).join("");
  return { text: singleLine(id), ...(beginning === "" ? {} : { detail: beginning }) };
}

function whyOf({ againstKey, recall, contradicted }: ReasonExample, words: ReportWords): string {
  const reasons = [
    ...(againstKey === true ? [words.text("reasons.againstKey")] : []),
    ...(recall === null ? [] : [words.text("reasons.recalled", { recall: words.percent(recall) })]),
    ...(contradicted === null || contradicted === 0
      ? []
      : [words.text("reasons.contradicts", { contradicted: words.percent(contradicted) })]),
  ];
  return reasons.join(words.language === "zh" ? "；" : "; ");
}
