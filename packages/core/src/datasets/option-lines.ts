import type { Option } from "../records/item.ts";

const letterLine = /^\s*[(（]?([A-Z])(?:[.．、:：)）]\s?|\s|$)(.*)$/su;
const numberLine = /^\s*[(（]?(\d{1,2})(?:[.．、:：)）]\s?|\s|$)(.*)$/su;

/** Options read from one cell, and the lines that did not look like an option. */
export interface OptionLines {
  readonly options: readonly Option[];
  /** Lines without a label of their own: part of the option before them, or unreadable before the first. */
  readonly joined: readonly string[];
  readonly unread: readonly string[];
}

/**
 * The options of one cell that has an option a line, "A text", "A. text", "A、text", "(A) text" or the same with
 * numbers; the first labelled line says which. Everything after the label and the one character that ends it is the text, so "E 无" is an option whose
 * text is 无, and an option's inner spaces are kept. Labels rise; they need not begin at A nor be without gaps. A line whose label
 * does not rise (or that has none) continues the option before it. Blank lines are skipped.
 *
 * @example optionLines("A 青霉素\nB 维生素 C").options → [{ id: "A", text: "青霉素" }, { id: "B", text: "维生素 C" }]
 */
export function optionLines(cell: string): OptionLines {
  const lines = cell.split(/\r?\n/u).filter((line) => line.trim() !== "");
  const labelled = lines.find((line) => letterLine.test(line) || numberLine.test(line)) ?? "";
  const pattern = letterLine.test(labelled) ? letterLine : numberLine;
  const rank = (label: string): number => (pattern === letterLine ? label.charCodeAt(0) : Number(label));
  const options: Option[] = [];
  const joined: string[] = [];
  const unread: string[] = [];
  for (const line of lines) {
    const match = pattern.exec(line);
    const last = options.at(-1);
    const [, label = "", text = ""] = match ?? [];
    if (match !== null && (last === undefined || rank(label) > rank(last.id))) {
      options.push({ id: label, text });
    } else if (last !== undefined) {
      options[options.length - 1] = { id: last.id, text: `${last.text}\n${line}` };
      joined.push(line);
    } else {
      unread.push(line);
    }
  }
  return { options, joined, unread };
}
