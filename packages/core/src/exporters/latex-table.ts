import { latexText } from "./latex-text.ts";

/** A column: words to the left, or numbers that siunitx aligns at the decimal sign. */
export interface LatexColumn {
  /** Plain text; null where the header before it spans this column too. */
  readonly header: string | null;
  readonly kind: "words" | "numbers";
}

/** A cell: plain text, escaped here, or a number as siunitx reads it. */
export type LatexCell = { readonly text: string } | { readonly number: string };

/** A table before it is written. */
export interface LatexTable {
  /** Plain text. */
  readonly caption: string;
  /** Letters, digits, ":" and "-". */
  readonly label: string;
  readonly columns: readonly LatexColumn[];
  /** Groups of rows; a small space stands between groups. */
  readonly groups: readonly (readonly (readonly LatexCell[])[])[];
  /** Breaks over pages. */
  readonly long: boolean;
  /** Plain sentences below. */
  readonly notes: readonly string[];
}

/** A booktabs table: a float, or a longtable where it may run over pages. Numbers stand in S columns of siunitx. */
export function latexTable(table: LatexTable): string {
  const specification = `@{}${table.columns.map((column, place) => columnType(table, column, place)).join("")}@{}`;
  const header = row(headerCells(table.columns));
  const body = table.groups
    .map((rows) => rows.map((cells) => row(cells.map(cellText))).join("\n"))
    .join("\n\\addlinespace\n");
  const caption = `\\caption{${latexText(table.caption)}}\\label{${table.label}}`;
  const notes = table.notes.map((note) => `\\par\\smallskip{\\footnotesize ${latexText(note)}\\par}`);
  return table.long
    ? [
        `\\begin{longtable}{${specification}}`,
        `${caption}\\\\`,
        "\\toprule",
        header,
        "\\midrule",
        "\\endfirsthead",
        "\\toprule",
        header,
        "\\midrule",
        "\\endhead",
        "\\bottomrule",
        "\\endfoot",
        body,
        "\\end{longtable}",
        ...notes,
      ].join("\n")
    : [
        "\\begin{table}[htbp]",
        "\\centering",
        caption,
        `\\begin{tabular}{${specification}}`,
        "\\toprule",
        header,
        "\\midrule",
        body,
        "\\bottomrule",
        "\\end{tabular}",
        ...notes,
        "\\end{table}",
      ].join("\n");
}

/** Headers of number columns stand in braces, so that siunitx does not read them; spanning ones in the middle. */
function headerCells(columns: readonly LatexColumn[]): string[] {
  return columns.flatMap(({ header, kind }, place) => {
    if (header === null) {
      return [];
    }
    const next = columns.findIndex((column, other) => other > place && column.header !== null);
    const width = (next < 0 ? columns.length : next) - place;
    const text = latexText(header);
    return [width > 1 ? `\\multicolumn{${width}}{c}{${text}}` : kind === "numbers" ? `{${text}}` : text];
  });
}

function row(cells: readonly string[]): string {
  return `${cells.join(" & ")} \\\\`;
}

function cellText(cell: LatexCell): string {
  return "number" in cell ? cell.number : latexText(cell.text);
}

/** As many digits before and after the decimal sign as the column's longest number has. */
function columnType({ groups }: LatexTable, { kind }: LatexColumn, place: number): string {
  if (kind === "words") {
    return "l";
  }
  let sign = "";
  let whole = 1;
  let decimals = 0;
  for (const cell of groups.flat().map((cells) => cells[place])) {
    const match = cell !== undefined && "number" in cell ? /^(-?)(\d+)(?:\.(\d+))?$/.exec(cell.number) : null;
    if (match !== null) {
      sign = match[1] === "-" ? "-" : sign;
      whole = Math.max(whole, match[2]?.length ?? 0);
      decimals = Math.max(decimals, match[3]?.length ?? 0);
    }
  }
  return `S[table-format=${sign}${whole}.${decimals}]`;
}
