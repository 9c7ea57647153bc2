import { singleLine } from "../figures/printable-text.ts";
import type { ItemAnalysis, ItemStatistics } from "../records/item-analysis.ts";
import { bounds, type ItemTableOptions, itemsAt, levelNote, negativeItems } from "./item-analysis-tables.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** With more candidates than this, counts stand in place of names. */
const namedCandidates = 6;

/**
 * The lists of an analysis: suspected keys, striking items, consensus errors, shared errors; those that have rows. One
 * candidate makes none: its right and wrong items are no news of the exam.
 */
export function itemListTables(
  analysis: ItemAnalysis,
  name: string,
  words: ReportWords,
  options: ItemTableOptions,
): readonly ReportTable[] {
  return analysis.candidates.length < 2
    ? []
    : [
        suspectsTable(analysis, name, words, options),
        ...strikingItemsTables(analysis, name, words, options),
        consensusTable(analysis, name, words, options),
        sharedErrorsTable(analysis, name, words, options),
      ].filter((table) => table !== null);
}

/** The published keys that the answers speak against most; null where no key was judged. */
export function suspectsTable(
  analysis: ItemAnalysis,
  name: string,
  words: ReportWords,
  options: ItemTableOptions,
): ReportTable | null {
  const suspected = analysis.items
    .flatMap((item) => (item.suspicion === null ? [] : [{ item, suspicion: item.suspicion }]))
    .sort((a, b) => a.suspicion.rank - b.suspicion.rank);
  if (suspected.length === 0) {
    return null;
  }
  return {
    title: titled("items.suspects", name, words),
    columns: [
      wordColumn(words.text("items.rank")),
      wordColumn(words.text("items.item")),
      wordColumn(words.text("items.key")),
      wordColumn(words.text("items.rival")),
      numberColumn(words.text("items.probability")),
      wordColumn(words.text("items.answered")),
      ...stemColumn(words, options),
    ],
    rows: suspected
      .slice(0, options.top)
      .map(({ item, suspicion }) => [
        { text: words.count(suspicion.rank) },
        { text: singleLine(item.id) },
        { text: singleLine(item.key ?? "–") },
        { text: singleLine(suspicion.rival) },
        { text: words.percent(suspicion.probability) },
        { text: answeredText(item, analysis, words) },
        ...stemCell(item.id, options),
      ]),
    notes: [
      words.text("items.suspectsNote"),
      ...shownNote(suspected.length, words, options),
      ...(options.stems === null ? [words.text("items.withheld")] : []),
    ],
  };
}

/** Items that nobody got right, that everybody did, and that better candidates fail more; those that have rows. */
export function strikingItemsTables(
  analysis: ItemAnalysis,
  name: string,
  words: ReportWords,
  options: ItemTableOptions,
): readonly ReportTable[] {
  const table = (
    title: "items.nobody" | "items.everybody" | "items.negative",
    items: readonly ItemStatistics[],
    notes: readonly string[],
  ): readonly ReportTable[] =>
    items.length === 0
      ? []
      : [
          {
            title: titled(title, name, words),
            columns: [
              wordColumn(words.text("items.item")),
              wordColumn(words.text("items.key")),
              numberColumn(words.text("items.facility")),
              numberColumn(words.text("items.discrimination")),
              wordColumn(words.text("items.answered")),
              ...stemColumn(words, options),
            ],
            rows: items
              .slice(0, options.top)
              .map((item) => [
                { text: singleLine(item.id) },
                { text: singleLine(item.key ?? "–") },
                facilityCell(item, words),
                discriminationCell(item, words),
                { text: answeredText(item, analysis, words) },
                ...stemCell(item.id, options),
              ]),
            notes: [...notes, levelNote(analysis.level, words), ...shownNote(items.length, words, options)],
          },
        ];
  return [
    ...table("items.nobody", itemsAt(analysis.items, 0), []),
    ...table("items.negative", negativeItems(analysis.items), [words.text("items.discriminationNote")]),
    ...table("items.everybody", itemsAt(analysis.items, 1), []),
  ];
}

/** Wrong options that half of the candidates or more chose; null without any. */
export function consensusTable(
  analysis: ItemAnalysis,
  name: string,
  words: ReportWords,
  options: ItemTableOptions,
): ReportTable | null {
  const { consensusErrors } = analysis;
  return consensusErrors.length === 0
    ? null
    : {
        title: titled("items.consensus", name, words),
        columns: [
          wordColumn(words.text("items.item")),
          wordColumn(words.text("items.key")),
          wordColumn(words.text("items.wrongOption")),
          numberColumn(words.text("items.votes")),
          ...stemColumn(words, options),
        ],
        rows: consensusErrors
          .slice(0, options.top)
          .map(({ id, key, option, votes, share }) => [
            { text: singleLine(id) },
            { text: singleLine(key ?? "–") },
            { text: singleLine(option) },
            { text: words.percent(share), detail: `n = ${votesText(votes / share, words)}` },
            ...stemCell(id, options),
          ]),
        notes: shownNote(consensusErrors.length, words, options),
      };
}

/** How often pairs of candidates give the same wrong answer, the most alike first; null with one candidate. */
export function sharedErrorsTable(
  analysis: ItemAnalysis,
  name: string,
  words: ReportWords,
  options: ItemTableOptions,
): ReportTable | null {
  const { sharedErrors, chanceSameWrong } = analysis;
  if (sharedErrors.length === 0) {
    return null;
  }
  const pairs = [...sharedErrors].sort((a, b) => (b.rate?.value ?? -1) - (a.rate?.value ?? -1));
  return {
    title: titled("items.pairs", name, words),
    columns: [
      wordColumn(words.text("items.first")),
      wordColumn(words.text("items.second")),
      numberColumn(words.text("items.sameWrong")),
      numberColumn(words.text("column.items")),
    ],
    rows: pairs
      .slice(0, options.top)
      .map(({ first, second, rate }) => [
        { text: singleLine(first) },
        { text: singleLine(second) },
        rate === null ? { text: "–" } : { text: words.percent(rate.value), detail: words.interval(rate) },
        { text: rate === null ? words.count(0) : votesText(rate.n, words) },
      ]),
    notes: [
      chanceSameWrong === null
        ? words.text("items.pairsPlain")
        : words.text("items.pairsNote", { chance: words.wholePercent(chanceSameWrong) }),
      levelNote(analysis.level, words),
      ...shownNote(pairs.length, words, options),
    ],
  };
}

function titled(key: Parameters<ReportWords["text"]>[0], name: string, words: ReportWords): string {
  return `${words.text(key)} · ${name}`;
}

function stemColumn(words: ReportWords, { stems }: ItemTableOptions): ReportTable["columns"] {
  return stems === null ? [] : [wordColumn(words.text("items.stem"))];
}

function stemCell(id: string, { stems }: ItemTableOptions): readonly ReportCell[] {
  return stems === null ? [] : [{ text: singleLine(stems(id)) }];
}

function shownNote(total: number, words: ReportWords, { top }: ItemTableOptions): readonly string[] {
  return total <= top ? [] : [words.text("items.shown", { shown: words.count(top), total: words.count(total) })];
}

function facilityCell({ facility }: ItemStatistics, words: ReportWords): ReportCell {
  return facility === null
    ? { text: "–" }
    : {
        text: words.percent(facility.value),
        detail: `${words.interval(facility)} n = ${words.count(facility.n)}`,
      };
}

function discriminationCell({ discrimination }: ItemStatistics, words: ReportWords): ReportCell {
  if (discrimination === null) {
    return { text: "–" };
  }
  const { value, low, high, n } = discrimination;
  const interval = low === null ? "" : `${bounds(low, high, words)} `;
  return { text: words.decimal(value, 2), detail: `${interval}n = ${words.count(n)}` };
}

/** Whole votes without decimals, parts of votes with one. */
function votesText(votes: number, words: ReportWords): string {
  return Math.abs(votes - Math.round(votes)) < 1e-6 ? words.count(votes) : words.decimal(votes, 1);
}

/** "B: m1, m2; C: m3", or with many candidates "B 12, C 3"; "–" stands for no choice. */
function answeredText(item: ItemStatistics, { candidates }: ItemAnalysis, words: ReportWords): string {
  if (item.chosen !== null && candidates.length <= namedCandidates) {
    const byOption = Map.groupBy(candidates.keys(), (candidate) => item.chosen?.[candidate] ?? null);
    const known = [...byOption].sort(([a], [b]) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1));
    return known
      .map(([option, of]) => {
        const names = words.list(of.map((candidate) => singleLine(candidates[candidate] ?? "")));
        return words.pair(singleLine(option ?? "–"), names);
      })
      .join("; ");
  }
  const votes = (item.options ?? []).map(({ id, share }) => ({ id, votes: share * candidates.length }));
  const unanswered = { id: "–", votes: (item.unanswered ?? 0) * candidates.length };
  const given = [...votes, unanswered].filter((entry) => entry.votes > 1e-6).sort((a, b) => b.votes - a.votes);
  return given.length === 0
    ? "–"
    : words.list(given.map((entry) => `${singleLine(entry.id)} ${votesText(entry.votes, words)}`));
}
