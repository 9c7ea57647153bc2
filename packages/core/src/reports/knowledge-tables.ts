import { singleLine } from "../figures/printable-text.ts";
import type { KnowledgeAnalysis, KnowledgeChange, KnowledgeRow } from "../records/knowledge-analysis.ts";
import { levelPercent, pText } from "./pairs-numbers.ts";
import { plainTable } from "./plain-table.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import { type ReportWords, reportWords } from "./report-words.ts";
import { itemsCell, plainMeanCell, pointsValueCell, rateCell, whyNote } from "./robustness-cells.ts";
import type { TerminalTable } from "./terminal-table.ts";

/** Changed questions shown of each way of asking and kind at most. */
const mostChanges = 5;

/** Beginnings of stems, by item id. */
export type KnowledgeStems = ReadonlyMap<string, string>;

/** Every table of what looking things up does, exam by exam. */
export function knowledgeTables(
  analyses: readonly KnowledgeAnalysis[],
  words: ReportWords,
  stemsOf: (exam: string) => KnowledgeStems = () => new Map(),
): readonly ReportTable[] {
  return analyses.flatMap((analysis) =>
    [
      armsTable(analysis, words),
      ...analysis.models.flatMap((model) => knowledgeModelTables(analysis, model, words, stemsOf(analysis.exam))),
    ].map((table) => ({ ...table, title: `${singleLine(analysis.exam)}: ${table.title}` })),
  );
}

function knowledgeModelTables(
  analysis: KnowledgeAnalysis,
  model: string,
  words: ReportWords,
  stems: KnowledgeStems,
): readonly ReportTable[] {
  const rows = analysis.rows.filter((row) => row.model === model);
  const uptake = rows.filter((row) => row.uptake.value !== null);
  const changes = analysis.changes.filter((change) => change.model === model);
  return [
    rowsTable(analysis, model, rows, words),
    ...(analysis.pairs.some((pair) => pair.model === model) ? [pairsTable(analysis, model, words)] : []),
    ...(uptake.length === 0 ? [] : [uptakeTable(model, uptake, words)]),
    ...(changes.length === 0 ? [] : [changesTable(model, changes, words, stems)]),
  ];
}

function armsTable({ arms, level }: KnowledgeAnalysis, words: ReportWords): ReportTable {
  const shown = arms.filter(({ retriever }) => retriever !== null);
  return {
    title: words.text("knowledge.arms"),
    columns: [
      wordColumn(words.text("knowledge.arm")),
      wordColumn(words.text("knowledge.role")),
      numberColumn(words.text("knowledge.items")),
      numberColumn(words.text("knowledge.passages")),
      numberColumn(words.text("knowledge.nothingFound")),
      numberColumn(words.text("knowledge.recall")),
      numberColumn(words.text("knowledge.precision")),
    ],
    rows: shown.map(({ arm, role, nItems, passagesPerItem, nothingFound, recall, precision }) => [
      { text: singleLine(arm) },
      { text: words.text(`knowledge.role.${role}`) },
      { text: words.count(nItems) },
      { text: words.decimal(passagesPerItem, 1) },
      rateCell(nothingFound, words),
      rateCell(recall, words),
      rateCell(precision, words),
    ]),
    notes: [
      words.text("knowledge.arms.note", { level: levelPercent(level, words) }),
      ...whyNote(
        shown.flatMap(({ nothingFound, recall }) => [nothingFound, recall]),
        words,
      ),
    ],
  };
}

function rowsTable(
  { arms, level }: KnowledgeAnalysis,
  model: string,
  rows: readonly KnowledgeRow[],
  words: ReportWords,
): ReportTable {
  const repeated = rows.some(({ majority }) => majority !== null);
  const lookedUp = (row: KnowledgeRow): boolean => arms.find(({ arm }) => arm === row.arm)?.retriever != null;
  const changed = (row: KnowledgeRow, kind: "gain" | "harm"): ReportCell =>
    lookedUp(row) ? rateCell(row[kind], words) : { text: "–" };
  const tokens = (value: number | null): ReportCell => ({ text: value === null ? "–" : words.decimal(value, 0) });
  return {
    title: words.text("knowledge.rows", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("knowledge.arm")),
      numberColumn(words.text("knowledge.items")),
      numberColumn(words.text("knowledge.accuracy")),
      ...(repeated ? [numberColumn(words.text("knowledge.majority"))] : []),
      numberColumn(words.text("knowledge.gain")),
      numberColumn(words.text("knowledge.harm")),
      numberColumn(words.text("knowledge.promptTokens")),
      numberColumn(words.text("knowledge.completionTokens")),
    ],
    rows: rows.map((row) => [
      { text: singleLine(row.arm) },
      itemsCell(row.accuracy, words),
      plainMeanCell(row.accuracy, words),
      ...(repeated ? [row.majority === null ? { text: "–" } : plainMeanCell(row.majority, words)] : []),
      changed(row, "gain"),
      changed(row, "harm"),
      tokens(row.promptTokens),
      tokens(row.completionTokens),
    ]),
    notes: [
      words.text("knowledge.rows.note", { level: levelPercent(level, words) }),
      ...(repeated ? [words.text("knowledge.majority.note")] : []),
      ...whyNote(
        rows.filter(lookedUp).map(({ gain }) => gain),
        words,
      ),
    ],
  };
}

function pairsTable({ pairs, level }: KnowledgeAnalysis, model: string, words: ReportWords): ReportTable {
  const shown = pairs.filter((pair) => pair.model === model);
  return {
    title: words.text("knowledge.pairs", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("knowledge.arm")),
      wordColumn(words.text("knowledge.against")),
      wordColumn(words.text("knowledge.role")),
      numberColumn(words.text("knowledge.items")),
      numberColumn(words.text("knowledge.difference")),
      numberColumn(words.text("knowledge.p")),
    ],
    rows: shown.map((pair) => [
      { text: singleLine(pair.arm) },
      { text: singleLine(pair.against) },
      { text: words.text(`knowledge.role.${pair.againstRole}`) },
      itemsCell(pair, words),
      pointsValueCell(pair.difference, words),
      { text: pText(pair.test.holmP, words) },
    ]),
    notes: [
      words.text("knowledge.pairs.note", { level: levelPercent(level, words) }),
      ...whyNote(
        shown.map(({ difference }) => difference),
        words,
      ),
    ],
  };
}

function uptakeTable(model: string, rows: readonly KnowledgeRow[], words: ReportWords): ReportTable {
  return {
    title: words.text("knowledge.uptake", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("knowledge.arm")),
      numberColumn(words.text("knowledge.taken")),
      numberColumn(words.text("knowledge.withUptake")),
      numberColumn(words.text("knowledge.items")),
      numberColumn(words.text("knowledge.withoutUptake")),
      numberColumn(words.text("knowledge.items")),
    ],
    rows: rows.map(({ arm, uptake, accuracyWithUptake, accuracyWithoutUptake }) => [
      { text: singleLine(arm) },
      rateCell(uptake, words),
      plainMeanCell(accuracyWithUptake, words),
      itemsCell(accuracyWithUptake, words),
      plainMeanCell(accuracyWithoutUptake, words),
      itemsCell(accuracyWithoutUptake, words),
    ]),
    notes: [words.text("knowledge.uptake.note")],
  };
}

function changesTable(
  model: string,
  changes: readonly KnowledgeChange[],
  words: ReportWords,
  stems: KnowledgeStems,
): ReportTable {
  const shown = [...Map.groupBy(changes, ({ arm, kind }) => JSON.stringify([arm, kind])).values()].flatMap((group) =>
    group.slice(0, mostChanges),
  );
  return {
    title: words.text("knowledge.changes", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("knowledge.question")),
      wordColumn(words.text("knowledge.arm")),
      wordColumn(words.text("knowledge.change")),
      wordColumn(words.text("knowledge.seeds")),
    ],
    rows: shown.map(({ itemId, arm, kind, seeds }) => {
      const stem = stems.get(itemId) ?? "";
      return [
        { text: singleLine(itemId), ...(stem === "" ? {} : { detail: singleLine(stem) }) },
        { text: singleLine(arm) },
        { text: words.text(`knowledge.change.${kind}`) },
        {
          text: seeds
            .map(({ label, explained }) => `${singleLine(label)}${explained === true ? " ✓" : ""}`)
            .join(" · "),
        },
      ];
    }),
    notes: [
      words.text("knowledge.changes.note", { count: words.count(changes.length), shown: words.count(shown.length) }),
    ],
  };
}

/** What is said of a run that looks nothing up. */
export function noKnowledgeText(language: ReportWords["language"]): string {
  return reportWords(language).text("knowledge.none");
}

/** The tables of `viva knowledge report`, for a terminal. */
export function knowledgeTerminalTables(
  analyses: readonly KnowledgeAnalysis[],
  language: ReportWords["language"],
  stemsOf?: (exam: string) => KnowledgeStems,
): readonly TerminalTable[] {
  return knowledgeTables(analyses, reportWords(language), stemsOf).map(plainTable);
}
