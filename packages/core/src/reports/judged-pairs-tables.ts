import { singleLine } from "../figures/printable-text.ts";
import type { JudgedPair, PairwiseJudging } from "../records/judge-analysis.ts";
import { coefficientCell } from "./facts-cells.ts";
import { oddsCell, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import { plainMeanCell, pointsValueCell, rateCell, whyNote } from "./robustness-cells.ts";

/** The tables of replies held against each other: the pairs, the strengths they come to, and what sways the verdicts. */
export function judgedPairsTables(pairwise: PairwiseJudging, words: ReportWords): readonly ReportTable[] {
  return [pairsTable(pairwise, words), strengthsTable(pairwise, words), swayTable(pairwise, words)];
}

/** A pair as a line's heading. */
export function judgedPairText({ models: [first, second] }: Pick<JudgedPair, "models">, words: ReportWords): string {
  return words.text("judges.pairText", { first: singleLine(first), second: singleLine(second) });
}

function pairsTable({ pairs, judges }: PairwiseJudging, words: ReportWords): ReportTable {
  const underTest = judges.flatMap(({ judge, underTest: model }) =>
    model === null ? [] : [words.text("judges.underTest", { judge: singleLine(judge), model: singleLine(model) })],
  );
  return {
    title: words.text("judges.pairs"),
    columns: [
      wordColumn(words.text("judges.judge")),
      wordColumn(words.text("judges.pair")),
      numberColumn(words.text("judges.questions")),
      numberColumn(words.text("judges.won")),
      numberColumn(words.text("judges.tied")),
      numberColumn(words.text("judges.swayed")),
      numberColumn(words.text("judges.lost")),
      numberColumn(words.text("judges.unread")),
      numberColumn(words.text("judges.share")),
    ],
    rows: pairs.map((pair) => [
      { text: singleLine(pair.judge) },
      { text: judgedPairText(pair, words) },
      ...[pair.nItems, pair.wins, pair.ties, pair.inconsistent, pair.losses, pair.unread].map((count) => ({
        text: words.count(count),
      })),
      plainMeanCell(pair.share, words),
    ]),
    notes: [...underTest, words.text("judges.pairs.note")],
  };
}

function strengthsTable({ strengths }: PairwiseJudging, words: ReportWords): ReportTable {
  return {
    title: words.text("judges.strengths"),
    columns: [
      wordColumn(words.text("judges.judge")),
      wordColumn(words.text("judges.model")),
      numberColumn(words.text("judges.strength")),
    ],
    rows: strengths.map((one) => [
      { text: singleLine(one.judge) },
      { text: singleLine(one.model) },
      coefficientCell(one, words),
    ]),
    notes: [words.text("judges.strengths.note", { odds: words.decimal(Math.E, 1) }), ...whyNote(strengths, words)],
  };
}

function swayTable({ judges, position, length }: PairwiseJudging, words: ReportWords): ReportTable {
  return {
    title: words.text("judges.sway"),
    columns: [
      wordColumn(words.text("judges.judge")),
      numberColumn(words.text("judges.swayed")),
      numberColumn(words.text("judges.position")),
      numberColumn(words.text("judges.p")),
      numberColumn(words.text("judges.double")),
      numberColumn(words.text("judges.p")),
    ],
    rows: judges.map(({ judge }) => {
      const place = position.find((one) => one.judge === judge);
      const long = length.find((one) => one.judge === judge);
      return [
        { text: singleLine(judge) },
        place === undefined ? { text: "–" } : rateCell(place.changed, words),
        place === undefined ? { text: "–" } : pointsValueCell(place.advantage, words),
        { text: pText(place?.p ?? null, words) },
        long === undefined ? { text: "–" } : oddsCell(long, words),
        { text: pText(long?.p ?? null, words) },
      ];
    }),
    notes: [
      words.text("judges.sway.note"),
      ...whyNote([...position.map(({ advantage }) => advantage), ...length], words),
    ],
  };
}
