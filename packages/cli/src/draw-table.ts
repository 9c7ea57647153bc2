import type { TerminalTable } from "@viva/core";
import Table from "cli-table3";

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

/** Draw a table as text: header, one line a row, columns aligned (wide characters too). */
export function drawTable(table: Pick<TerminalTable, "header" | "align" | "rows">): string {
  const drawn = new Table({
    head: [...table.header],
    colAligns: [...table.align],
    chars: rules,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 },
  });
  drawn.push(...table.rows.map((row) => [...row]));
  return drawn
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

/** A table with its title and notes, for standard output. */
export function printTable(table: TerminalTable): void {
  console.log(`\n${table.title}\n\n${drawTable(table)}`);
  for (const note of table.notes) {
    console.log(`  ${note}`);
  }
}
