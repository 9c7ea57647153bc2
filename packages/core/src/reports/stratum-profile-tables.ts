import { singleLine } from "../figures/printable-text.ts";
import type { StratumCell, StratumProfile, StratumSpread } from "../records/stratum-profile.ts";
import { meanCell, pointsCell, pooledText, stratumName, tagsName } from "./profile-cells.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/**
 * One breakdown as tables: the cells with their pooled values, how far the strata of each model lie apart with the
 * worst one, and each model's profile against the field. The last is left out where it cannot be estimated, saying why.
 */
export function stratumProfileTables(profile: StratumProfile, words: ReportWords): readonly ReportTable[] {
  const tags = tagsName(profile.tags, words);
  return [cellsTable(profile, tags, words), spreadTable(profile, tags, words), ...residualsTable(profile, tags, words)];
}

function cellsTable(profile: StratumProfile, tags: string, words: ReportWords): ReportTable {
  return {
    title: words.text("profile.title", { tags }),
    columns: columnsOf(profile, tags),
    rows: rowsOf(profile, words, (cell) => profileCell(cell, words)),
    notes: [
      words.text("profile.intro", { limit: words.count(profile.smallStratum) }),
      ...(profile.untagged === 0 ? [] : [words.text("profile.untagged", { n: words.count(profile.untagged) })]),
      ...(profile.overlapping ? [words.text("profile.overlapping")] : []),
      ...(profile.why === undefined
        ? []
        : [words.text("profile.noResiduals", { why: words.named("why", profile.why) })]),
    ],
  };
}

function columnsOf(profile: StratumProfile, tags: string): ReportTable["columns"] {
  return [wordColumn(tags), ...profile.models.map(({ model }) => numberColumn(singleLine(model)))];
}

function rowsOf(
  profile: StratumProfile,
  words: ReportWords,
  cellOf: (cell: StratumCell) => ReportCell,
): ReportTable["rows"] {
  const [first] = profile.models;
  return (first?.cells ?? []).map(({ stratum }, at) => [
    { text: stratumName(stratum, words) },
    ...profile.models.map(({ cells }): ReportCell => {
      const cell = cells[at];
      return cell === undefined ? { text: "–" } : cellOf(cell);
    }),
  ]);
}

function profileCell(cell: StratumCell, words: ReportWords): ReportCell {
  const plain = meanCell(cell, words, cell.small ? "°" : "");
  if (!cell.small) {
    return plain;
  }
  const pooled = cell.pooled === null ? "" : ` ${pooledText(cell.pooled, words)}`;
  return { text: plain.text, detail: `${plain.detail ?? ""}${pooled}`, small: true };
}

function spreadTable(profile: StratumProfile, tags: string, words: ReportWords): ReportTable {
  return {
    title: words.text("profile.spread", { tags }),
    columns: [
      wordColumn(words.text("column.model")),
      numberColumn(words.text("profile.range")),
      numberColumn(words.text("profile.sd")),
      wordColumn(words.text("profile.worst")),
      numberColumn(words.text("column.accuracy")),
      numberColumn(words.text("profile.lowestShare")),
    ],
    rows: profile.models.map(({ model, range, sd, worst }) => [
      { text: singleLine(model) },
      spreadCell(range, words),
      spreadCell(sd, words),
      { text: worst === null ? "–" : stratumName(worst.stratum, words) },
      worst === null ? { text: "–" } : meanCell(worst, words, worst.nItems < profile.smallStratum ? "°" : ""),
      { text: worst === null || worst.lowestShare === null ? "–" : words.percent(worst.lowestShare) },
    ]),
    notes: [words.text("profile.spreadNote", { from: words.count(profile.spreadFrom) })],
  };
}

function spreadCell(spread: StratumSpread | null, words: ReportWords): ReportCell {
  if (spread === null) {
    return { text: words.text("value.notEstimable") };
  }
  const beyond = words.text("profile.beyond", { value: words.decimal(spread.beyondChance * 100, 1) });
  return { text: words.decimal(spread.value * 100, 1), detail: `${beyond} ${words.interval(spread)}` };
}

function residualsTable(profile: StratumProfile, tags: string, words: ReportWords): readonly ReportTable[] {
  if (profile.why !== undefined) {
    return [];
  }
  return [
    {
      title: words.text("profile.residuals", { tags }),
      columns: columnsOf(profile, tags),
      rows: rowsOf(profile, words, (cell) => ({
        ...pointsCell(cell.residual, words),
        ...(cell.small ? { small: true as const } : {}),
      })),
      notes: [words.text("profile.residualsNote")],
    },
  ];
}
