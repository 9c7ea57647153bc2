import type { TerminalTable } from "@viva/core";
import Table from "cli-table3";
import { displayColumns } from "./display-columns.ts";

/** Thin rules only: the numbers are what is read. */
const rules = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  ",
};

/** Spaces between two columns. */
const gapColumns = 2;

/**
 * Draw a table as text: header, one line a row, columns aligned (wide characters too). A table wider than `most` columns
 * is drawn in parts below each other, each with the first column again: a line that the terminal breaks is not read.
 */
export function drawTable(
  table: Pick<TerminalTable, "header" | "align" | "rows">,
  most = Number.POSITIVE_INFINITY,
): string {
  return columnParts(table, most)
    .map((places) => drawColumns(table, places))
    .join("\n\n");
}

/** Places of the columns of each part: as many as fit, and at least one beside the first. */
function columnParts(
  { header, rows }: Pick<TerminalTable, "header" | "rows">,
  most: number,
): readonly (readonly number[])[] {
  const widths = header.map((label, place) =>
    Math.max(displayColumns(label), ...rows.map((row) => displayColumns(row[place] ?? ""))),
  );
  const first = widths[0] ?? 0;
  const parts: number[][] = [[0]];
  let taken = first;
  for (const [place, width] of widths.entries()) {
    if (place > 0) {
      let part = parts.at(-1) ?? [];
      if (taken + gapColumns + width > most && part.length > 1) {
        part = [0];
        parts.push(part);
        taken = first;
      }
      part.push(place);
      taken += gapColumns + width;
    }
  }
  return parts;
}

function drawColumns(
  { header, align, rows }: Pick<TerminalTable, "header" | "align" | "rows">,
  places: readonly number[],
): string {
  const drawn = new Table({
    head: places.map((place) => header[place] ?? ""),
    colAligns: places.map((place) => align[place] ?? "left"),
    chars: rules,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  drawn.push(...rows.map((row) => places.map((place) => row[place] ?? "")));
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A table with its title and notes, for standard output: on a terminal no wider than that is. */
export function printTable(table: TerminalTable): void {
  console.log(`\n${table.title}\n\n${drawTable(table, process.stdout.isTTY ? process.stdout.columns : undefined)}`);
  for (const note of table.notes) {
    console.log(`  ${note}`);
  }
}
