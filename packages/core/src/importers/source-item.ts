import type { Item, Option } from "../records/item.ts";
import { isRecord, listAt, type SourceRecord, scalarText } from "./source-record.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** Options from their texts alone: A, B, C, … and past Z the number from 1. */
export function optionsOf(texts: readonly string[]): Option[] {
  return texts.map((text, index) => ({ id: letters[index] ?? String(index + 1), text }));
}

/** What an item is made of. */
export interface SourceItem {
  readonly id: string;
  readonly language: string;
  readonly stem: string;
  /** Empty for a free-text question. */
  readonly options: readonly Option[];
  /** Accepted sets of option ids, the published key first. */
  readonly accepted: readonly (readonly string[])[];
  readonly references?: readonly string[];
  readonly tags?: Readonly<Record<string, readonly string[]>>;
}

/** An item of a source as Viva's record: its kind follows from options and key, tags without a value are left out. */
export function itemOf({ id, language, stem, options, accepted, references = [], tags = {} }: SourceItem): Item {
  const several = accepted.some((set) => set.length > 1);
  return {
    id,
    language,
    kind: options.length === 0 ? "free-text" : several ? "multiple" : "single",
    stem,
    options,
    accepted,
    tags: Object.fromEntries(Object.entries(tags).filter(([, values]) => values.length > 0)),
    references,
    weight: 1,
  };
}

/** A longer text is a reply and no key; looking for labels in it would take long. */
const longestKey = 4000;

/**
 * A key as a source writes it, as option ids: a label ("B", "(B)", "b."), several ("ABD", "A, C"), an option's text, or
 * a list of these, which together are one set. A number is a label when there is one of that name, and otherwise a place
 * counted from `base`. Undefined when it names no option or `base` is needed and not given.
 *
 * @example keyOf("(B)", options) → ["B"]
 */
export function keyOf(value: unknown, options: readonly Option[], base?: 0 | 1): readonly string[] | undefined {
  if (Array.isArray(value)) {
    const sets = value.map((member) => keyOf(member, options, base));
    const known = sets.filter((set) => set !== undefined);
    return known.length === sets.length && known.length > 0 ? inOrder(known.flat(), options) : undefined;
  }
  const text = scalarText(value)?.trim();
  if (text === undefined || text === "") {
    return undefined;
  }
  const only = (matches: (option: Option) => boolean): readonly string[] | undefined => {
    const [first, second] = options.filter(matches);
    return first !== undefined && second === undefined ? [first.id] : undefined;
  };
  if (text.length > longestKey) {
    return only((option) => option.text.trim() === text);
  }
  const bare = text.replace(/^[([{"'\s]+|[)\]}"'.:\s]+$/g, "");
  const found =
    only(({ id }) => id === text) ??
    only(({ id }) => id === bare) ??
    only((option) => option.text.trim() === text) ??
    only(({ id }) => id.toLowerCase() === bare.toLowerCase()) ??
    only((option) => option.text.trim().toLowerCase() === text.toLowerCase());
  if (found !== undefined) {
    return found;
  }
  if (/^\d+$/.test(bare)) {
    const option = base === undefined ? undefined : options[Number(bare) - base];
    return option === undefined ? undefined : [option.id];
  }
  return severalLabels(bare, options);
}

function severalLabels(text: string, options: readonly Option[]): readonly string[] | undefined {
  const byLabel = new Map(options.map(({ id }) => [id.toLowerCase(), id]));
  const parts = text.split(/[\s,，;；、/|+&]+/u).filter((part) => part !== "");
  const labels = parts.flatMap((part) => (byLabel.has(part.toLowerCase()) ? [part] : [...part]));
  const ids = labels.map((label) => byLabel.get(label.toLowerCase()));
  const known = ids.filter((id) => id !== undefined);
  return known.length > 1 && known.length === ids.length ? inOrder(known, options) : undefined;
}

function inOrder(ids: readonly string[], options: readonly Option[]): string[] {
  return options.map(({ id }) => id).filter((id) => ids.includes(id));
}

/** Fields in which published question sets keep the stem, the first that is there wins. */
const stemFields = ["question", "Question", "stem", "query", "sent1", "problem", "input", "prompt", "题目"];
/** Sets of fields with one option each. */
const optionColumns = [
  ["opa", "opb", "opc", "opd", "ope"],
  ["ending0", "ending1", "ending2", "ending3", "ending4"],
  ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"],
  ["option_a", "option_b", "option_c", "option_d", "option_e"],
  ["op1", "op2", "op3", "op4", "op5"],
];

/** The stem of a question in one of the field names published sets use; undefined when it has none of them. */
export function stemOf(question: SourceRecord, field?: string): string | undefined {
  const names = field === undefined ? stemFields : [field];
  return names
    .map((name) => question[name])
    .find((value): value is string => typeof value === "string" && value.trim() !== "");
}

/**
 * The options of a question as published sets write them: a list of texts, an object label → text, a list of objects
 * with a label (or key) and a text (or value), `{ text: [], label: [] }`, or one field an option (`opa`, `ending0`,
 * `A`, …). Empty when there are none.
 */
export function sourceOptions(question: SourceRecord, field?: string): Option[] {
  for (const name of field === undefined ? ["options", "choices"] : [field]) {
    const found = optionsFrom(question[name]);
    if (found.length > 1) {
      return found;
    }
  }
  for (const columns of field === undefined ? optionColumns : []) {
    const there = columns.filter((column) => typeof question[column] === "string" && question[column] !== "");
    if (there.length > 1 && there.every((column, index) => column === columns[index])) {
      return optionsOf(there.map((column) => String(question[column])));
    }
  }
  return [];
}

function optionsFrom(value: unknown): Option[] {
  if (Array.isArray(value)) {
    const texts = value.map(scalarText);
    if (texts.every((text) => text !== undefined)) {
      return optionsOf(texts);
    }
    return value.flatMap((member, index) => {
      if (!isRecord(member)) {
        return [];
      }
      const text = scalarText(member["text"] ?? member["value"]);
      const id = scalarText(member["label"] ?? member["key"] ?? member["id"]) ?? letters[index];
      return text === undefined || id === undefined ? [] : [{ id, text }];
    });
  }
  if (!isRecord(value)) {
    return [];
  }
  const texts = listAt(value, "text").map(scalarText);
  if (texts.length > 1 && texts.every((text) => text !== undefined)) {
    const labels = listAt(value, "label").map(scalarText);
    return texts.map((text, index) => ({ id: labels[index] ?? letters[index] ?? String(index + 1), text }));
  }
  return Object.entries(value).flatMap(([id, text]) => (typeof text === "string" ? [{ id, text }] : []));
}
