import { singleLine } from "../figures/printable-text.ts";
import type { KnowledgeChange, KnowledgeExample, KnowledgeSeed } from "../records/knowledge-analysis.ts";
import { type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Beginnings of stems, by item id. */
export type KnowledgeStems = ReadonlyMap<string, string>;

/** Questions whose points seeds changed, `most` of each way of asking and kind, in the order of the exam. */
export function knowledgeChangesTable(
  model: string,
  changes: readonly KnowledgeChange[],
  words: ReportWords,
  { stems, most }: { readonly stems: KnowledgeStems; readonly most: number },
): ReportTable {
  const shown = [...Map.groupBy(changes, ({ arm, kind }) => JSON.stringify([arm, kind])).values()].flatMap((group) =>
    group.slice(0, most),
  );
  return {
    title: words.text("knowledge.changes", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("knowledge.question")),
      wordColumn(words.text("knowledge.arm")),
      wordColumn(words.text("knowledge.change")),
      wordColumn(words.text("knowledge.seeds")),
    ],
    rows: shown.map(({ itemId, arm, kind, seeds }) => [
      questionCell(itemId, stems),
      { text: singleLine(arm) },
      { text: words.text(`knowledge.change.${kind}`) },
      { text: seeds === null ? words.text("knowledge.withheld") : seedsText(seeds, words) },
    ]),
    notes: [
      words.text("knowledge.changes.note", { count: words.count(changes.length), shown: words.count(shown.length) }),
    ],
  };
}

/** Examples of questions that were helped, harmed and left as they were, with their seeds and the ways to them. */
export function knowledgeExamplesTable(
  model: string,
  examples: readonly KnowledgeExample[],
  words: ReportWords,
  stems: KnowledgeStems,
): ReportTable {
  return {
    title: words.text("knowledge.examples", { model: singleLine(model) }),
    columns: [
      wordColumn(words.text("knowledge.question")),
      wordColumn(words.text("knowledge.arm")),
      wordColumn(words.text("knowledge.change")),
      wordColumn(words.text("knowledge.answer")),
      wordColumn(words.text("knowledge.seeds")),
      wordColumn(words.text("knowledge.reply")),
    ],
    rows: examples.map((example) => [
      questionCell(example.itemId, stems),
      { text: singleLine(example.arm) },
      { text: words.text(`knowledge.change.${example.kind}`), detail: pointsChange(example, words) },
      { text: answerChange(example, words) },
      {
        text:
          example.seeds === null
            ? words.text("knowledge.withheld")
            : example.seeds
                .map((seed) => `${seedText(seed)}${seed.way === "" ? "" : ` (${singleLine(seed.way)})`}`)
                .join(" · "),
      },
      { text: example.excerpt === null ? words.text("knowledge.withheld") : singleLine(example.excerpt) },
    ]),
    notes: [words.text("knowledge.examples.note")],
  };
}

/** "0 → 1": points with nothing looked up and with seeds. */
export function pointsChange({ before, after }: KnowledgeExample, words: ReportWords): string {
  const points = (value: number): string => words.decimal(value, Number.isInteger(value) ? 0 : 2);
  return `${points(before)} → ${points(after)}`;
}

/** "B → A": answers with nothing looked up and with seeds; what a reply without a choice was is said in words. */
export function answerChange({ answerBefore, answerAfter }: KnowledgeExample, words: ReportWords): string {
  const answer = (text: string): string => (text === "" ? "–" : words.named("outcome", text));
  return `${answer(answerBefore)} → ${answer(answerAfter)}`;
}

/** A seed's name, with a mark where the explanation names it. */
export function seedText({ label, explained }: KnowledgeSeed): string {
  return `${singleLine(label)}${explained === true ? " ✓" : ""}`;
}

function seedsText(seeds: readonly KnowledgeSeed[], words: ReportWords): string {
  return seeds.length === 0 ? words.text("knowledge.noSeeds") : seeds.map(seedText).join(" · ");
}

function questionCell(itemId: string, stems: KnowledgeStems): ReportCell {
  const stem = stems.get(itemId) ?? "";
  return { text: singleLine(itemId), ...(stem === "" ? {} : { detail: singleLine(stem) }) };
}
