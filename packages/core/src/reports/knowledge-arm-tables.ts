import { singleLine } from "../figures/printable-text.ts";
import type { ComparedValue } from "../records/comparison.ts";
import type { KnowledgeAnalysis, KnowledgeRow } from "../records/knowledge-analysis.ts";
import { levelPercent, pText } from "./pairs-numbers.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";
import { itemsCell, plainMeanCell, pointsValueCell, rateCell, whyNote } from "./robustness-cells.ts";

const dash: ReportCell = { text: "–" };

/** What was put beside the questions: how much, how often nothing, and how it compares with the explanations. */
export function knowledgeArmsTable({ arms, level }: KnowledgeAnalysis, words: ReportWords): ReportTable {
  const shown = arms.filter(({ retriever }) => retriever !== null);
  const ofSeeds = shown.filter(({ role }) => role === "seeds" || role === "control" || role === "leaking");
  const seedsOnly = (value: ComparedValue, of: (typeof arms)[number]): ReportCell =>
    ofSeeds.includes(of) ? rateCell(value, words) : dash;
  return {
    title: words.text("knowledge.arms"),
    columns: [
      wordColumn(words.text("knowledge.arm")),
      wordColumn(words.text("knowledge.role")),
      numberColumn(words.text("knowledge.items")),
      numberColumn(words.text("knowledge.passages")),
      numberColumn(words.text("knowledge.withoutEntity")),
      numberColumn(words.text("knowledge.nothingFound")),
      numberColumn(words.text("knowledge.recall")),
      numberColumn(words.text("knowledge.precision")),
    ],
    rows: shown.map((one) => [
      { text: singleLine(one.arm) },
      { text: words.text(`knowledge.role.${one.role}`) },
      { text: words.count(one.nItems) },
      { text: words.decimal(one.passagesPerItem, 1) },
      seedsOnly(one.withoutEntity, one),
      rateCell(one.nothingFound, words),
      seedsOnly(one.recall, one),
      seedsOnly(one.precision, one),
    ]),
    notes: [
      words.text("knowledge.arms.note", { level: levelPercent(level, words) }),
      ...whyNote([...shown.map(({ nothingFound }) => nothingFound), ...ofSeeds.map(({ recall }) => recall)], words),
    ],
  };
}

/** Accuracy, gains, harms and tokens of a model under every way of asking. */
export function knowledgeRowsTable(
  { arms, level }: KnowledgeAnalysis,
  model: string,
  rows: readonly KnowledgeRow[],
  words: ReportWords,
): ReportTable {
  const repeated = rows.some(({ majority }) => majority !== null);
  const counted = rows.some(({ promptTokens, completionTokens }) => promptTokens !== null || completionTokens !== null);
  const lookedUp = (row: KnowledgeRow): boolean => arms.find(({ arm }) => arm === row.arm)?.retriever != null;
  const changed = (row: KnowledgeRow, kind: "gain" | "harm"): ReportCell =>
    lookedUp(row) ? rateCell(row[kind], words) : dash;
  const tokens = (value: number | null): ReportCell => (value === null ? dash : { text: words.decimal(value, 0) });
  return {
    title: words.text("knowledge.rows", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("knowledge.arm")),
      numberColumn(words.text("knowledge.items")),
      numberColumn(words.text("knowledge.accuracy")),
      ...(repeated ? [numberColumn(words.text("knowledge.majority"))] : []),
      numberColumn(words.text("knowledge.gain")),
      numberColumn(words.text("knowledge.harm")),
      numberColumn(words.text("knowledge.net")),
      ...(counted
        ? [numberColumn(words.text("knowledge.promptTokens")), numberColumn(words.text("knowledge.completionTokens"))]
        : []),
    ],
    rows: rows.map((row) => [
      { text: singleLine(row.arm) },
      itemsCell(row.accuracy, words),
      plainMeanCell(row.accuracy, words),
      ...(repeated ? [row.majority === null ? dash : plainMeanCell(row.majority, words)] : []),
      changed(row, "gain"),
      changed(row, "harm"),
      lookedUp(row) ? pointsValueCell(row.net, words) : dash,
      ...(counted ? [tokens(row.promptTokens), tokens(row.completionTokens)] : []),
    ]),
    notes: [
      words.text("knowledge.rows.note", { level: levelPercent(level, words) }),
      words.text(counted ? "knowledge.tokens.note" : "knowledge.tokens.none"),
      ...(repeated ? [words.text("knowledge.majority.note")] : []),
      ...whyNote(
        rows.filter(lookedUp).map(({ gain }) => gain),
        words,
      ),
    ],
  };
}

/** Every way of asking with something looked up held against every baseline and control. */
export function knowledgePairsTable(
  { pairs, level }: KnowledgeAnalysis,
  model: string,
  words: ReportWords,
): ReportTable {
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

/** Whether replies name the seeds, and how right those are that do and that do not. */
export function knowledgeUptakeTable(model: string, rows: readonly KnowledgeRow[], words: ReportWords): ReportTable {
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
      accuracyWithUptake.value === null ? dash : plainMeanCell(accuracyWithUptake, words),
      itemsCell(accuracyWithUptake, words),
      accuracyWithoutUptake.value === null ? dash : plainMeanCell(accuracyWithoutUptake, words),
      itemsCell(accuracyWithoutUptake, words),
    ]),
    notes: [words.text("knowledge.uptake.note")],
  };
}
