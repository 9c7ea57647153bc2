import { singleLine } from "../figures/printable-text.ts";
import type { ComparedValue } from "../records/comparison.ts";
import type { JudgeAgreement, JudgeAnalysis, JudgeForms, ScorerJudging } from "../records/judge-analysis.ts";
import { coefficientCell } from "./facts-cells.ts";
import { judgedPairsTables } from "./judged-pairs-tables.ts";
import { levelPercent, pointsText, pText } from "./pairs-numbers.ts";
import { plainTable, type TerminalTable } from "./plain-table.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { plainMeanCell, pointsValueCell, rateCell, whyNote } from "./robustness-cells.ts";

/** Every table of what the judges of a run say. */
export function judgesTables(analyses: readonly JudgeAnalysis[], words: ReportWords): readonly ReportTable[] {
  return analyses.flatMap((analysis) => {
    const title = judgesTitle(analysis, analyses);
    return judgeAnalysisTables(analysis, words).map((table) => ({ ...table, title: `${title}: ${table.title}` }));
  });
}

/** The exam, and the way of asking where an exam has several. */
export function judgesTitle({ exam, arm }: JudgeAnalysis, all: readonly JudgeAnalysis[]): string {
  const several = all.some((other) => other.exam === exam && other.arm !== arm);
  return several ? `${singleLine(exam)} · ${singleLine(arm)}` : singleLine(exam);
}

/** The tables of one exam and way of asking: scorer by scorer, then the pairs. */
export function judgeAnalysisTables(analysis: JudgeAnalysis, words: ReportWords): readonly ReportTable[] {
  return [
    ...analysis.scorers.flatMap((scorer) => scorerTables(scorer, analysis.level, words)),
    ...(analysis.pairwise === null ? [] : judgedPairsTables(analysis.pairwise, words)),
  ];
}

/** Sentences that say which judges are themselves under test. */
export function underTestNotes(judges: readonly JudgeForms[], words: ReportWords): readonly string[] {
  return judges.flatMap(({ judge, underTest }) =>
    underTest === null
      ? []
      : [words.text("judges.underTest", { judge: singleLine(judge), model: singleLine(underTest) })],
  );
}

function nameCell(name: string): ReportCell {
  return { text: singleLine(name) };
}

function criterionCell(name: string, words: ReportWords): ReportCell {
  return { text: words.named("criterion", name) };
}

function scorerTables(scorer: ScorerJudging, level: number, words: ReportWords): readonly ReportTable[] {
  const title = (key: Parameters<ReportWords["text"]>[0]): string =>
    words.text(key, { scorer: singleLine(scorer.scorer) });
  const { people } = scorer;
  return [
    {
      title: title("judges.means"),
      columns: [
        wordColumn(words.text("judges.judge")),
        wordColumn(words.text("judges.model")),
        numberColumn(words.text("judges.replies")),
        numberColumn(words.text("judges.mean")),
      ],
      rows: scorer.means.map((mean) => [
        nameCell(mean.judge),
        nameCell(mean.model),
        { text: words.count(mean.nItems) },
        plainMeanCell(mean, words),
      ]),
      notes: [
        ...underTestNotes(scorer.judges, words),
        words.text("judges.means.note", { level: levelPercent(level, words) }),
      ],
    },
    formsTable(scorer, title("judges.forms"), words),
    ...(scorer.agreement.length === 0
      ? []
      : [agreementTable(scorer.agreement, title("judges.agreement"), [words.text("judges.agreement.note")], words)]),
    ...(scorer.selfPreference.length === 0 ? [] : [selfTable(scorer, title("judges.self"), words)]),
    ...(people === null
      ? []
      : [
          peopleTable(people, title("judges.people"), words),
          ...(people.among.length === 0
            ? []
            : [
                agreementTable(
                  people.among,
                  title("judges.among"),
                  [words.text("judges.among.note", { raters: words.count(people.raters) })],
                  words,
                ),
              ]),
          correctedTable(people, title("judges.corrected"), words),
          ...(people.rates.length === 0 ? [] : [ratesTable(people, title("judges.rates"), words)]),
        ]),
  ];
}

/** The columns in which judges' replies are counted by their form. */
export function formColumns(words: ReportWords): ReportTable["columns"] {
  return (["strict", "lenient", "unreadable", "failed"] as const).map((form) =>
    numberColumn(words.text(`judges.${form}`)),
  );
}

/** The counts of those columns. */
export function formCells({ strict, lenient, unreadable, failed }: JudgeForms, words: ReportWords): ReportCell[] {
  return [strict, lenient, unreadable, failed].map((count) => ({ text: words.count(count) }));
}

function formsTable(scorer: ScorerJudging, title: string, words: ReportWords): ReportTable {
  return {
    title,
    columns: [wordColumn(words.text("judges.judge")), ...formColumns(words), numberColumn(words.text("judges.length"))],
    rows: scorer.judges.map((forms) => {
      const length = scorer.lengths.find(({ judge }) => judge === forms.judge)?.correlation;
      return [
        nameCell(forms.judge),
        ...formCells(forms, words),
        length === undefined ? { text: "–" } : coefficientCell(length, words),
      ];
    }),
    notes: [
      words.text("judges.forms.note"),
      ...whyNote(
        scorer.lengths.map(({ correlation }) => correlation),
        words,
      ),
    ],
  };
}

function agreementTable(
  rows: readonly JudgeAgreement[],
  title: string,
  notes: readonly string[],
  words: ReportWords,
): ReportTable {
  return {
    title,
    columns: [
      wordColumn(words.text("judges.criterion")),
      numberColumn(words.text("judges.replies")),
      numberColumn(words.text("judges.same")),
      numberColumn(words.text("judges.kappa")),
      numberColumn(words.text("judges.alpha")),
    ],
    rows: rows.map(({ criterion, nReplies, agreement, kappa, alpha }) => [
      criterionCell(criterion, words),
      { text: words.count(nReplies) },
      { text: words.percent(agreement) },
      coefficientCell(kappa, words),
      coefficientCell(alpha, words),
    ]),
    notes: [
      ...notes,
      ...whyNote(
        rows.flatMap(({ kappa, alpha }) => [kappa, alpha]),
        words,
      ),
    ],
  };
}

function selfTable({ selfPreference }: ScorerJudging, title: string, words: ReportWords): ReportTable {
  return {
    title,
    columns: [
      wordColumn(words.text("judges.judge")),
      wordColumn(words.text("judges.model")),
      numberColumn(words.text("judges.self.value")),
      numberColumn(words.text("judges.p")),
      numberColumn(words.text("judges.self.own")),
      numberColumn(words.text("judges.self.other")),
    ],
    rows: selfPreference.map((row) => [
      nameCell(row.judge),
      nameCell(row.model),
      pointsValueCell(row, words),
      { text: pText(row.p, words) },
      { text: words.count(row.ownReplies) },
      { text: words.count(row.otherReplies) },
    ]),
    notes: [words.text("judges.self.note"), ...whyNote(selfPreference, words)],
  };
}

type People = NonNullable<ScorerJudging["people"]>;

function peopleTable({ agreement }: People, title: string, words: ReportWords): ReportTable {
  return {
    title,
    columns: [
      wordColumn(words.text("judges.judge")),
      wordColumn(words.text("judges.criterion")),
      numberColumn(words.text("judges.replies")),
      numberColumn(words.text("judges.ratings")),
      numberColumn(words.text("judges.same")),
      numberColumn(words.text("judges.kappa")),
      numberColumn(words.text("judges.bias")),
    ],
    rows: agreement.map((row) => [
      nameCell(row.judge),
      criterionCell(row.criterion, words),
      { text: words.count(row.nReplies) },
      { text: words.count(row.nRatings) },
      { text: words.percent(row.agreement) },
      coefficientCell(row.kappa, words),
      { text: row.bias === null ? "–" : pointsText(row.bias, words) },
    ]),
    notes: [
      words.text("judges.people.note"),
      ...whyNote(
        agreement.map(({ kappa }) => kappa),
        words,
      ),
    ],
  };
}

function correctedTable({ means }: People, title: string, words: ReportWords): ReportTable {
  return {
    title,
    columns: [
      ...placeColumns(words),
      numberColumn(words.text("judges.judgeMean")),
      numberColumn(words.text("judges.peopleMean")),
      numberColumn(words.text("judges.rated")),
      numberColumn(words.text("judges.correctedMean")),
    ],
    rows: means.map((row) => [
      ...placeCells(row, words),
      { text: words.percent(row.judgeMean) },
      { text: words.percent(row.peopleMean) },
      { text: words.count(row.labelled) },
      rateCell(row, words),
    ]),
    notes: [words.text("judges.corrected.note"), ...whyNote(means, words)],
  };
}

function ratesTable({ rates }: People, title: string, words: ReportWords): ReportTable {
  return {
    title,
    columns: [
      ...placeColumns(words),
      numberColumn(words.text("judges.apparent")),
      numberColumn(words.text("judges.sensitivity")),
      numberColumn(words.text("judges.specificity")),
      numberColumn(words.text("judges.correctedRate")),
    ],
    rows: rates.map((row) => [
      ...placeCells(row, words),
      ...[row.apparent, row.sensitivity, row.specificity].map((rate) => ({
        text: rate === null ? "–" : words.percent(rate),
      })),
      rateCell(row, words),
    ]),
    notes: [words.text("judges.rates.note"), ...whyNote(rates, words)],
  };
}

interface Place extends ComparedValue {
  readonly judge: string;
  readonly criterion: string;
  readonly model: string;
}

function placeColumns(words: ReportWords): ReportTable["columns"] {
  return (["judges.judge", "judges.criterion", "judges.model"] as const).map((key) => wordColumn(words.text(key)));
}

function placeCells({ judge, criterion, model }: Place, words: ReportWords): readonly ReportCell[] {
  return [nameCell(judge), criterionCell(criterion, words), nameCell(model)];
}

/** What is said of a run without judges. */
export function noJudgesText(language: ReportWords["language"]): string {
  return reportWords(language).text("judges.none");
}

/** The tables of `viva judges`, for a terminal. */
export function judgesTerminalTables(
  analyses: readonly JudgeAnalysis[],
  language: ReportWords["language"],
): readonly TerminalTable[] {
  return judgesTables(analyses, reportWords(language)).map(plainTable);
}
