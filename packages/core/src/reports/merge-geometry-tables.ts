import { singleLine } from "../figures/printable-text.ts";
import type { GeometryRow, MergeGeometry, VectorShares } from "../merges/task-vector-geometry.ts";
import type { ModelNames } from "./merge-names.ts";
import { numberColumn, type ReportCell, type ReportTable, wordColumn } from "./report-table.ts";
import type { ReportWords } from "./report-words.ts";

/** A merge's task vectors as tables: by layer, by kind of tensor, and the cosines between them where there are several. */
export function mergeGeometryTables(
  geometry: MergeGeometry,
  words: ReportWords,
  names: ModelNames,
): readonly ReportTable[] {
  return [
    {
      ...sharesTable(words.text("merge.layers"), words.text("merge.layer"), layerRows(geometry), words, names),
      notes: [words.text("merge.vectorsNote")],
    },
    {
      ...sharesTable(words.text("merge.kinds"), words.text("merge.kind"), geometry.kinds, words, names),
      notes: [words.text("merge.tensorNote", { file: "report.json" })],
    },
    cosinesTable(geometry, words, names),
  ].filter((table) => table !== null);
}

/** The whole model first. */
const layerRows = ({ whole, layers }: MergeGeometry): readonly GeometryRow[] => [whole, ...layers];

function rowName({ layer, kind }: GeometryRow, words: ReportWords): string {
  if (layer !== null) {
    return words.text("merge.layerNumber", { number: String(layer) });
  }
  return kind === null ? words.text("merge.allTensors") : singleLine(kind);
}

function sharesTable(
  title: string,
  heading: string,
  rows: readonly GeometryRow[],
  words: ReportWords,
  names: ModelNames,
): Omit<ReportTable, "notes"> {
  // Methods without a density leave the column out.
  const asked = rows.some(({ models }) => models.some(({ density }) => density !== null));
  return {
    title,
    columns: [
      wordColumn(heading),
      wordColumn(words.text("merge.model")),
      numberColumn(words.text("merge.normShare")),
      numberColumn(words.text("merge.unchanged")),
      ...(asked ? [numberColumn(words.text("merge.density"))] : []),
      numberColumn(words.text("merge.kept")),
      numberColumn(words.text("merge.left")),
      numberColumn(words.text("merge.reversed")),
      numberColumn(words.text("merge.projection")),
      numberColumn(words.text("merge.cosineWithMerge")),
    ],
    rows: rows.flatMap((row) => [
      ...row.models.map((shares) => sharesRow(row, { ...shares, model: names(shares.model) }, asked, words)),
      mergedRow(row, asked, words),
    ]),
  };
}

const dash: ReportCell = { text: "–" };

function shareCell(share: number | null, words: ReportWords): ReportCell {
  return share === null ? dash : { text: words.percent(share) };
}

function numberCell(value: number | null, decimals: number, words: ReportWords): ReportCell {
  return value === null ? dash : { text: words.decimal(value, decimals) };
}

function sharesRow(row: GeometryRow, shares: VectorShares, asked: boolean, words: ReportWords): readonly ReportCell[] {
  return [
    { text: rowName(row, words) },
    { text: shares.model },
    shareCell(shares.normShare, words),
    shareCell(shares.unchanged, words),
    ...(asked ? [shareCell(shares.density, words)] : []),
    shareCell(shares.kept, words),
    shareCell(shares.left, words),
    shareCell(shares.reversed, words),
    numberCell(shares.projection, 2, words),
    numberCell(shares.cosineWithMerge, 3, words),
  ];
}

function mergedRow(row: GeometryRow, asked: boolean, words: ReportWords): readonly ReportCell[] {
  return [
    { text: rowName(row, words) },
    { text: words.text("merge.theMerge") },
    shareCell(row.merged.normShare, words),
    shareCell(row.merged.unchanged, words),
    ...Array.from({ length: asked ? 6 : 5 }, () => dash),
  ];
}

function cosinesTable(geometry: MergeGeometry, words: ReportWords, names: ModelNames): ReportTable | null {
  const { whole } = geometry;
  if (whole.cosines.length === 0) {
    return null;
  }
  return {
    title: words.text("merge.cosines"),
    columns: [
      wordColumn(words.text("merge.layer")),
      ...whole.cosines.map(({ first, second }) => numberColumn(`${names(first)} · ${names(second)}`)),
    ],
    rows: layerRows(geometry).map((row) => [
      { text: rowName(row, words) },
      ...row.cosines.map(({ cosine }) => numberCell(cosine, 3, words)),
    ]),
    notes: [words.text("merge.cosinesNote")],
  };
}
