import { singleLine } from "../figures/printable-text.ts";
import type {
  CleanSubsetLine,
  ContaminationPanel,
  ContaminationRecord,
  CorpusOverlap,
  ItemOverlap,
  SuspectReason,
} from "../records/contamination.ts";
import { type Reading, readingNotes, readingText } from "./contamination-readings.ts";
import { rateCell } from "./facts-cells.ts";
import { cutoffTable } from "./facts-comparison-tables.ts";
import { differenceCell } from "./pairs-numbers.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** The tables of a panel beside its tests: overlap with a corpus, the score without it, dates, items to look at. */
export function contaminationPartTables(
  panel: ContaminationPanel,
  words: ReportWords,
  top: number,
): readonly ReportTable[] {
  const { overlap, cutoff } = panel;
  return [
    ...(overlap === null ? [] : overlapTables(overlap, words, top)),
    ...(overlap === null ? [] : [cleanTable(panel, words)]),
    ...(cutoff.length === 0 ? [] : [cutoffTable(panel, words)]),
    ...suspectsTables(panel, words, top),
  ];
}

/** What was looked through and how, as sentences; none without a corpus. */
export function corpusNotes(
  { corpora, settings }: Pick<ContaminationRecord, "corpora" | "settings">,
  words: ReportWords,
): readonly string[] {
  const list = corpora.map(({ path, files, sizeBytes }) =>
    words.text("contamination.corpus", {
      path: singleLine(path),
      files: words.count(files),
      size: words.decimal(sizeBytes / 1e6, 1),
    }),
  );
  return corpora.length === 0
    ? []
    : [
        words.text("contamination.corpora", { list: words.list(list) }),
        words.text("contamination.overlapNote", {
          share: words.wholePercent(settings.leastShare),
          words: words.count(settings.words),
          characters: words.count(settings.characters),
          leastWords: words.count(settings.leastWords),
          leastCharacters: words.count(settings.leastCharacters),
          most: words.count(settings.mostItems),
        }),
        words.text("contamination.overlapLimits"),
      ];
}

function lengthText(units: number, unit: ItemOverlap["unit"], words: ReportWords): string {
  return words.text(unit === "word" ? "contamination.words" : "contamination.characters", { n: words.count(units) });
}

function overlapTables(overlap: CorpusOverlap, words: ReportWords, top: number): readonly ReportTable[] {
  const { nItems, overlapping, clean, tooShort, phrasesOnly, found } = overlap;
  const share = (count: number) => ({
    text: words.count(count),
    detail: words.percent(nItems === 0 ? null : count / nItems),
  });
  return [
    {
      title: words.text("contamination.part.overlap"),
      columns: [
        numberColumn(words.text("column.items")),
        numberColumn(words.text("contamination.overlapping")),
        numberColumn(words.text("contamination.notFound")),
        numberColumn(words.text("contamination.tooShort")),
        numberColumn(words.text("contamination.phrasesOnly")),
      ],
      rows: [[{ text: words.count(nItems) }, share(overlapping), share(clean), share(tooShort), share(phrasesOnly)]],
      notes: [],
    },
    ...(found.length === 0 ? [] : [foundTable(found, words, top)]),
  ];
}

function foundTable(found: readonly ItemOverlap[], words: ReportWords, top: number): ReportTable {
  return {
    title: words.text("contamination.found"),
    columns: [
      wordColumn(words.text("contamination.item")),
      numberColumn(words.text("contamination.share")),
      numberColumn(words.text("contamination.longestRun")),
      numberColumn(words.text("contamination.length")),
      wordColumn(words.text("contamination.place")),
    ],
    rows: found
      .slice(0, top)
      .map(({ itemId, found: seen, ngrams, longestRun, unit, length, place }) => [
        { text: singleLine(itemId) },
        { text: words.percent(seen / ngrams), detail: `${words.count(seen)} / ${words.count(ngrams)}` },
        { text: lengthText(longestRun, unit, words) },
        { text: lengthText(length, unit, words) },
        { text: `${singleLine(place.file)}:${place.line}` },
      ]),
    notes: moreNotes(found.length - top, words),
  };
}

function moreNotes(more: number, words: ReportWords): readonly string[] {
  return more > 0
    ? [words.text("contamination.more", { n: words.count(more), command: "viva contamination --json" })]
    : [];
}

function cleanReading({ difference }: CleanSubsetLine): Reading {
  const { low, high } = difference;
  return low === null || high === null ? "none" : high < 0 ? "lower" : low > 0 ? "higher" : "apart";
}

function cleanTable({ cleanSubset }: ContaminationPanel, words: ReportWords): ReportTable {
  const readings = cleanSubset.map(cleanReading);
  const whys = new Set(cleanSubset.flatMap(({ difference }) => difference.why ?? []));
  return {
    title: words.text("contamination.part.cleanSubset"),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("contamination.full")),
      numberColumn(words.text("contamination.clean")),
      numberColumn(words.text("contamination.overlapping")),
      numberColumn(words.text("contamination.cleanDifference")),
      wordColumn(words.text("contamination.reading")),
    ],
    rows: cleanSubset.map((line, at) => [
      { text: singleLine(line.model) },
      rateCell(line.full, words, line.nFull),
      rateCell(line.clean, words, line.nClean),
      rateCell(line.overlapping, words, line.nOverlapping),
      differenceCell(line.difference, words),
      { text: readingText(readings[at], words) },
    ]),
    notes: [
      ...readingNotes(
        readings.filter((reading) => reading !== "none"),
        words,
      ),
      ...(whys.size === 0
        ? []
        : [words.text("value.why", { list: words.list([...whys].map((why) => words.named("why", why))) })]),
      words.text("contamination.cleanNote"),
    ],
  };
}

function reasonText(reason: SuspectReason, words: ReportWords): string {
  if (reason.kind === "overlap") {
    return words.text("contamination.reason.overlap", {
      share: words.percent(reason.share),
      run: lengthText(reason.longestRun, reason.unit, words),
    });
  }
  return words.text(`contamination.reason.${reason.kind}`, { models: words.list(reason.models.map(singleLine)) });
}

/** Items that bear a flag, with everything that is known of them; those that are only in a corpus have their own table. */
function suspectsTables({ suspects }: ContaminationPanel, words: ReportWords, top: number): readonly ReportTable[] {
  const bearing = suspects.filter(({ reasons }) => reasons.some(({ kind }) => kind !== "overlap"));
  // Those with the most reasons first; within, the order of the exam.
  const sorted = [...bearing].sort((a, b) => b.reasons.length - a.reasons.length);
  return bearing.length === 0
    ? []
    : [
        {
          title: words.text("contamination.suspects"),
          columns: [wordColumn(words.text("contamination.item")), wordColumn(words.text("contamination.why"))],
          rows: sorted
            .slice(0, top)
            .map(({ itemId, reasons }) => [
              { text: singleLine(itemId) },
              { text: reasons.map((reason) => reasonText(reason, words)).join("; ") },
            ]),
          notes: [words.text("contamination.suspectsNote"), ...moreNotes(bearing.length - top, words)],
        },
      ];
}
