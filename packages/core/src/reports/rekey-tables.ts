import { singleLine } from "../figures/printable-text.ts";
import type { RekeyAccuracy, RekeyedExam, RekeyedModel, RekeyRecord } from "../records/rekey.ts";
import { levelNote } from "./item-analysis-tables.ts";
import { pointsText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** What revised keys change: a table for each exam and way of asking. */
export function rekeyTables(record: RekeyRecord, words: ReportWords): readonly ReportTable[] {
  return record.exams.map((exam) => rekeyTable(exam, record, words));
}

function rekeyTable(exam: RekeyedExam, { exams, unchanged, level }: RekeyRecord, words: ReportWords): ReportTable {
  const several = (of: (one: RekeyedExam) => string): boolean => new Set(exams.map(of)).size > 1;
  const name = [
    singleLine(exam.exam),
    ...(several(({ arm }) => arm) ? [singleLine(exam.arm)] : []),
    ...(several(({ perturbation }) => perturbation) ? [words.named("perturbation", exam.perturbation)] : []),
  ].join(" · ");
  const { passMark } = exam;
  return {
    title: words.text("items.rekey", { exam: name }),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("items.before")),
      numberColumn(words.text("items.after")),
      numberColumn(words.text("items.change")),
      numberColumn(words.text("items.gained")),
      numberColumn(words.text("items.lost")),
      numberColumn(words.text("items.rankChange")),
      ...(passMark === null ? [] : [wordColumn(`${words.text("items.pass")} (${words.percent(passMark)})`)]),
    ],
    rows: exam.models.map((model) => [
      { text: singleLine(model.model) },
      accuracyCell(model.before, words),
      accuracyCell(model.after, words),
      changeCell(model.difference, words),
      { text: words.count(model.gained) },
      { text: words.count(model.lost) },
      { text: changeText(rankText(model.rankBefore, words), rankText(model.rankAfter, words)) },
      ...(passMark === null ? [] : [{ text: passText(model, words) }]),
    ]),
    notes: [
      words.text("items.rekeyNote", {
        rekeyed: words.count(exam.rekeyed),
        dropped: words.count(exam.dropped),
        credited: words.count(exam.credited),
        before: words.count(exam.itemsBefore),
        after: words.count(exam.itemsAfter),
      }),
      levelNote(level, words),
      ...(unchanged === 0 ? [] : [words.text("items.rekeyUnchanged", { n: words.count(unchanged) })]),
      ...(exam.keptAnswers === 0 ? [] : [words.text("items.rekeyKept", { n: words.count(exam.keptAnswers) })]),
    ],
  };
}

function accuracyCell(accuracy: RekeyAccuracy | null, words: ReportWords): ReportCell {
  return accuracy === null
    ? { text: words.text("value.notEstimable") }
    : { text: words.percent(accuracy.value), detail: `${words.interval(accuracy)} n = ${words.count(accuracy.n)}` };
}

function changeCell(difference: RekeyAccuracy | null, words: ReportWords): ReportCell {
  return difference === null
    ? { text: words.text("value.notEstimable") }
    : {
        text: pointsText(difference.value, words),
        detail: `${words.interval(difference)} n = ${words.count(difference.n)}`,
      };
}

function rankText(rank: number | null, words: ReportWords): string {
  return rank === null ? "–" : words.count(rank);
}

function passText({ passBefore, passAfter }: RekeyedModel, words: ReportWords): string {
  const text = (passed: boolean | null): string =>
    passed === null ? "–" : words.text(passed ? "items.passed" : "items.failed");
  return changeText(text(passBefore), text(passAfter));
}

/** "3 → 2", or the one where both are the same. */
function changeText(before: string, after: string): string {
  return before === after ? after : `${before} → ${after}`;
}
