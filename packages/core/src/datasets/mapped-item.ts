import { type Place, UsageError } from "../base/errors.ts";
import type { Writable } from "../base/writable.ts";
import type { Item, ItemGroup, ItemKind, Option } from "../records/item.ts";
import { contentIds } from "./content-id.ts";
import type { LoadedRow, RowProblem } from "./define.ts";
import type { FieldMap, MappedSettings } from "./field-map.ts";
import { loadedRow, rowWarning, unusableRow } from "./loaded-row.ts";
import { parseHarm } from "./parse-harm.ts";
import { parseKey } from "./parse-key.ts";
import { optionsFromColumns, optionsFromField, type ParsedOptions } from "./parse-options.ts";
import { fieldAt, type SourceRecord, textOf, textsOf } from "./record-field.ts";

/** The value of a source field; undefined when the row has none. */
type ReadField = (name: string | undefined) => unknown;

const kinds: readonly ItemKind[] = ["single", "multiple", "true-false", "free-text"];

/**
 * A reader of rows by a field map. It remembers, per file, the content ids given and how many items each group has,
 * so make one for every pass over a file.
 *
 * Throws SETTINGS_INVALID when a key is a number that could count from 0 or from 1 and `keyBase` does not say.
 */
export function createItemMapper(settings: MappedSettings): (place: Place, record: SourceRecord) => LoadedRow {
  const { fields, language, keyBase } = settings;
  const missing: ReadonlySet<unknown> | null = settings.missing.length === 0 ? null : new Set(settings.missing);
  const contentId = contentIds("item");
  const tagFields = Object.entries(fields.tags ?? {});
  const groupSizes = new Map<string, number>();
  return (place, record) => {
    const at: ReadField = (name) => {
      const value = name === undefined ? undefined : fieldAt(record, name).value;
      return missing?.has(value) === true ? undefined : value;
    };
    const stemField = fieldAt(record, fields.stem);
    if (!stemField.present) {
      const there = Object.keys(record).join(", ");
      return unusableRow(place, `no field ${fields.stem}; the row has ${there}`, "DATASET_COLUMN_MISSING");
    }
    if (stemField.value !== "" && textOf(stemField.value) === undefined) {
      return unusableRow(place, `the stem is not a text: ${seen(stemField.value)}`);
    }
    const stem = textOf(at(fields.stem)) ?? "";
    const statedKind = textOf(at(fields.kind));
    // An open question among others: what would be the key is its model answer.
    const optionFields = statedKind === "free-text" && !hasOptions(at, fields.options) ? undefined : fields.options;
    const read = readOptions(at, optionFields, keyBase !== undefined);
    if (read.status === "unreadable") {
      return unusableRow(place, read.message);
    }
    const key = optionFields === undefined ? undefined : parseKey(at(fields.key), read.options, keyBase);
    if (key?.status === "needs-base") {
      throw new UsageError("SETTINGS_INVALID", `the key is the number ${key.value} and no option has that label`, {
        place,
        remedy: "Add keyBase: 0 or keyBase: 1 to say what the first option counts as.",
      });
    }
    if (key?.status === "unreadable") {
      return unusableRow(place, key.message);
    }
    const harm = parseHarm(at(fields.harm), read.options);
    if (harm.status === "unreadable") {
      return unusableRow(place, harm.message);
    }
    const accepted = key?.accepted ?? [];
    const kind =
      statedKind ?? (key === undefined ? "free-text" : (accepted[0]?.length ?? 0) > 1 ? "multiple" : "single");
    if (!isKind(kind)) {
      return unusableRow(place, `the kind is "${kind}"; it must be one of ${kinds.join(", ")}`);
    }
    const annulled = readAnnulled(at(fields.annulled));
    if (annulled === "unknown") {
      return unusableRow(place, `annulled is ${seen(at(fields.annulled))}; it must be true, false, drop or credit-all`);
    }
    const problems: RowProblem[] = read.warnings.map(rowWarning);
    const group = readGroup(at, fields, groupSizes);
    if (typeof group === "string") {
      return unusableRow(place, group);
    }
    const options: Option[] = [];
    for (const { id, text } of read.options) {
      const grade = harm.grades.size === 0 ? undefined : harm.grades.get(id);
      options.push(grade === undefined ? { id, text } : { id, text, harm: grade });
    }
    const split = textOf(at(fields.split));
    const context = textOf(at(fields.context));
    const parallelId = textOf(at(fields.parallelId));
    const media = textsOf(at(fields.media));
    // Field by field: spreading what may be absent costs more than reading all of it.
    const item: Partial<Writable<Item>> = {
      id: textOf(at(fields.id)) ?? contentId(stem, ...options.flatMap((option) => [option.id, option.text])),
      language,
      kind,
      stem,
      options,
      accepted,
    };
    if (annulled !== undefined) {
      item.annulled = annulled;
    }
    item.tags = readTags(at, tagFields);
    if (split !== undefined) {
      item.split = split;
    }
    if (group !== undefined) {
      item.group = group;
    }
    if (parallelId !== undefined) {
      item.parallelId = parallelId;
    }
    if (context !== undefined) {
      item.context = context;
    }
    // Without options the key is a model answer.
    const explanation = textsOf(at(fields.explanation));
    item.references = key === undefined ? [...textsOf(at(fields.key)), ...explanation] : explanation;
    if (media.length > 0) {
      item.media = media;
    }
    item.weight = 1;
    return loadedRow(place, item as Item, problems);
  };
}

function readOptions(at: ReadField, fields: FieldMap["options"], numbered: boolean): ParsedOptions {
  if (fields === undefined) {
    return { status: "read", options: [], warnings: [] };
  }
  return typeof fields === "string" ? optionsFromField(at(fields), numbered) : optionsFromColumns(at, fields);
}

/** Whether any of the fields with options holds something; an empty list or object does not. */
function hasOptions(at: ReadField, fields: FieldMap["options"]): boolean {
  return (typeof fields === "string" ? [fields] : (fields ?? [])).some((name) => {
    const value = at(name);
    return typeof value === "object" && value !== null ? Object.keys(value).length > 0 : textOf(value) !== undefined;
  });
}

/** The group a row states, undefined when it states none, or what is wrong with it. */
function readGroup(at: ReadField, fields: FieldMap, sizes: Map<string, number>): ItemGroup | string | undefined {
  if (fields.group === undefined) {
    return undefined;
  }
  const names = typeof fields.group === "string" ? { id: fields.group, kind: "shared-stem" as const } : fields.group;
  const id = textOf(at(names.id));
  if (id === undefined) {
    return undefined;
  }
  const size = (sizes.get(id) ?? 0) + 1;
  sizes.set(id, size);
  const stated = "order" in names && names.order !== undefined ? at(names.order) : size;
  const order = Number(stated);
  if (!Number.isInteger(order) || order < 1) {
    return `the place in group ${id} is ${seen(stated)}; it must be a whole number from 1`;
  }
  const text = "text" in names && names.text !== undefined ? textOf(at(names.text)) : undefined;
  return { id, kind: names.kind, order, text: text ?? "" };
}

function readTags(at: ReadField, fields: readonly (readonly [tag: string, field: string])[]): Record<string, string[]> {
  const tags: Record<string, string[]> = {};
  for (const [tag, name] of fields) {
    const values = textsOf(at(name));
    if (values.length > 0) {
      tags[tag] = values.length === 1 ? values : [...new Set(values)];
    }
  }
  return tags;
}

function readAnnulled(value: unknown): Item["annulled"] | "unknown" {
  const text = textOf(value)?.toLowerCase();
  if (text === undefined || text === "false" || text === "0") {
    return undefined;
  }
  if (text === "drop" || text === "credit-all") {
    return text;
  }
  return text === "true" || text === "1" ? "drop" : "unknown";
}

function isKind(kind: string): kind is ItemKind {
  return kinds.some((known) => known === kind);
}

function seen(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 200);
}
