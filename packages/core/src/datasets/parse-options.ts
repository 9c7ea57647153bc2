import type { Option } from "../records/item.ts";
import { optionLetter } from "./option-label.ts";
import { optionLines } from "./option-lines.ts";
import { isSourceRecord, type SourceRecord, textOf } from "./record-field.ts";

/** An option with the other names its source has for it. */
export interface SourceOption extends Option {
  /** Column names, so that a key may name the column. */
  readonly aliases: readonly string[];
}

/** Options read, or why not. */
export type ParsedOptions =
  | { readonly status: "read"; readonly options: readonly SourceOption[]; readonly warnings: readonly string[] }
  | { readonly status: "unreadable"; readonly message: string };

/**
 * Options from the columns that hold one each. Columns named by single capital letters or digits are their own labels;
 * otherwise the columns are A, B, C, … in the order listed. An empty or null cell is an option that is not there;
 * the others keep their letters.
 *
 * @param at The value of a column.
 */
export function optionsFromColumns(at: (name: string) => unknown, columns: readonly string[]): ParsedOptions {
  const own = columns.every((column) => /^[A-Z0-9]$/u.test(column));
  const options = columns.flatMap((column, index) => {
    const text = textOf(at(column));
    return text === undefined ? [] : [{ id: own ? column : optionLetter(index), text, aliases: [column] }];
  });
  return { status: "read", options, warnings: [] };
}

/**
 * Options from one field: an object label → text (an entry with null is no option), an array of texts, an array of
 * `{ id | label | key, text }`, or a cell of text: JSON of one of these, or an option a line ("A text").
 *
 * @param numbered Whether texts without labels are called 1, 2, 3, … instead of A, B, C, …
 */
export function optionsFromField(value: unknown, numbered: boolean): ParsedOptions {
  if (Array.isArray(value)) {
    return fromArray(value, numbered);
  }
  if (isSourceRecord(value)) {
    return fromObject(value);
  }
  if (typeof value === "string") {
    return fromText(value, numbered);
  }
  return unreadable(value);
}

function fromArray(members: readonly unknown[], numbered: boolean): ParsedOptions {
  const options: SourceOption[] = [];
  for (const [index, member] of members.entries()) {
    const label = numbered ? String(index + 1) : optionLetter(index);
    if (isSourceRecord(member)) {
      const id = textOf(member["id"] ?? member["label"] ?? member["key"]) ?? label;
      const text = member["text"] ?? member["value"];
      if (typeof text !== "string" && typeof text !== "number") {
        return unreadable(member);
      }
      options.push({ id, text: String(text), aliases: [] });
    } else if (typeof member === "string" || typeof member === "number" || typeof member === "boolean") {
      options.push({ id: label, text: String(member), aliases: [] });
    } else {
      return unreadable(member);
    }
  }
  return { status: "read", options, warnings: [] };
}

function fromObject(labelled: SourceRecord): ParsedOptions {
  const options: SourceOption[] = [];
  for (const [id, text] of Object.entries(labelled)) {
    if (text === null) {
      continue;
    }
    if (id === "" || (typeof text !== "string" && typeof text !== "number" && typeof text !== "boolean")) {
      return unreadable(labelled);
    }
    options.push({ id, text: String(text), aliases: [] });
  }
  return { status: "read", options, warnings: [] };
}

function fromText(cell: string, numbered: boolean): ParsedOptions {
  if (/^\s*[[{]/u.test(cell)) {
    try {
      return optionsFromField(JSON.parse(cell), numbered);
    } catch {
      // Not JSON after all: a bracket may open an option's text.
    }
  }
  const { options, joined, unread } = optionLines(cell);
  if (options.length === 0 && cell.trim() !== "") {
    return unreadable(cell);
  }
  const warnings = [
    ...joined.map((line) => `the line "${line}" has no label of its own and was joined to the option before it`),
    ...unread.map((line) => `the line "${line}" before the first option was left out`),
  ];
  return { status: "read", options: options.map((option) => ({ ...option, aliases: [] })), warnings };
}

function unreadable(value: unknown): ParsedOptions {
  const seen = JSON.stringify(value) ?? "nothing";
  return { status: "unreadable", message: `cannot read options from ${seen.slice(0, 200)}` };
}
