import { singleLine } from "../figures/printable-text.ts";
import type { SeveralRuns } from "../records/several-runs.ts";
import { checksTables } from "./checks-tables.ts";
import { overlapTable } from "./pairs-overlap.ts";
import { numberColumn, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** Digits of a specification's hash that a table shows: enough to tell runs apart. */
const shownDigits = 12;

/** The runs of a report over several, and what items they have in common; the second only for more than one run. */
export function severalTables(several: SeveralRuns, words: ReportWords): readonly ReportTable[] {
  const overlap = overlapTable(several, words);
  return [runsTable(several, words), ...(overlap === null ? [] : [overlap])];
}

function runsTable({ runs, overlaps }: SeveralRuns, words: ReportWords): ReportTable {
  const readings = new Set(runs.map(({ extractor, scorers }) => JSON.stringify([extractor, scorers])));
  const items = overlaps.map(({ exam, common }) =>
    words.text("several.itemsOf", { exam: singleLine(exam), common: words.count(common) }),
  );
  return {
    title: words.text("several.runs"),
    columns: [
      wordColumn(words.text("several.run")),
      wordColumn(words.text("several.study")),
      numberColumn(words.text("several.models")),
      wordColumn(words.text("several.extractor")),
      wordColumn(words.text("several.scorers")),
      wordColumn(words.text("several.finished")),
      wordColumn(words.text("several.specification")),
    ],
    rows: runs.map((run) => [
      { text: singleLine(run.folder) },
      { text: singleLine(run.name) },
      { text: words.count(run.models) },
      { text: singleLine(run.extractor) },
      { text: words.list(run.scorers.map(singleLine)) },
      { text: words.text(run.complete ? "several.yes" : "several.no") },
      { text: run.specificationHash.slice(0, shownDigits) },
    ]),
    notes: [
      words.text("several.items", { list: words.list(items) }),
      ...(readings.size > 1 ? [words.text("several.otherReading")] : []),
    ],
  };
}

/** The checks of every run, under its folder's name. */
export function severalChecksTables({ runs, checks }: SeveralRuns, words: ReportWords): readonly ReportTable[] {
  return checks.flatMap((run, place) =>
    checksTables(run, words).map((table) => ({
      ...table,
      title: `${singleLine(runs[place]?.folder ?? run.run)} · ${table.title}`,
    })),
  );
}
