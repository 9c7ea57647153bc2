import { createDictionary } from "../base/growable.ts";
import { identityHash } from "../base/hash.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { type Item, publishedKey, tagValuesOf } from "../records/item.ts";
import { runFile } from "../runs/run-files.ts";
import type { Field, FieldTag } from "./field.ts";

/** The items of one exam of a run, as a field has them. */
export interface RunItems
  extends Pick<
    Field,
    "itemIds" | "kinds" | "clusters" | "weights" | "parallelIds" | "languages" | "keys" | "optionCounts" | "tags"
  > {
  /** Place of each item, by id. */
  readonly placeOf: ReadonlyMap<string, number>;
  /** Option ids of each item. */
  readonly optionIds: readonly (readonly string[])[];
  /** A hash of stem, options and key of each item: two runs pose the same item where id and content agree. */
  readonly contents: readonly string[];
}

/** Tags every item has besides its own. */
const givenTags: readonly string[] = ["kind", "language", "optionCount", "stemLength", "split"];

/** The items of each exam of a run, in order. Annulled items that count for nobody and items without a key are left out. */
export async function readRunItems(folder: string): Promise<ReadonlyMap<string, RunItems>> {
  const path = runFile(folder, "items");
  const byExam = new Map<string, Item[]>();
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const { exam, ...item } = parseJsonLine(line, path) as Item & { readonly exam: string };
      if (item.annulled === undefined && item.accepted.length > 0) {
        const items = byExam.get(exam) ?? [];
        byExam.set(exam, items);
        items.push(item);
      }
    }
  }
  return new Map([...byExam].map(([exam, items]) => [exam, itemColumns(items)]));
}

function itemColumns(items: readonly Item[]): RunItems {
  const clusters = createDictionary();
  const names = [...new Set([...givenTags, ...items.flatMap(({ tags }) => Object.keys(tags))])].sort();
  return {
    itemIds: items.map(({ id }) => id),
    placeOf: new Map(items.map(({ id }, place) => [id, place])),
    kinds: items.map(({ kind }) => kind),
    clusters: Int32Array.from(items, ({ id, group }) => clusters.code(group === undefined ? `i${id}` : `g${group.id}`)),
    weights: Float64Array.from(items, ({ weight }) => weight),
    parallelIds: items.map(({ parallelId }) => parallelId ?? null),
    languages: items.map(({ language }) => language),
    keys: Int32Array.from(items, keyPlace),
    optionCounts: Int32Array.from(items, ({ options }) => options.length),
    optionIds: items.map(({ options }) => options.map(({ id }) => id)),
    contents: items.map(({ stem, options, accepted }) => identityHash(JSON.stringify([stem, options, accepted]))),
    tags: new Map(
      names.map((name) => [name, tagColumn(items, name)] as const).filter(([, { values }]) => values.length > 0),
    ),
  };
}

function keyPlace(item: Item): number {
  const key = publishedKey(item);
  return key.length === 1 ? item.options.findIndex(({ id }) => id === key[0]) : -1;
}

function tagColumn(items: readonly Item[], name: string): FieldTag {
  const valuesOf = items.map((item) => tagValuesOf(item, name));
  const values = [...new Set(valuesOf.flat())].sort();
  const codes = new Map(values.map((value, code) => [value, code]));
  return { values, ofItem: valuesOf.map((own) => own.map((value) => codes.get(value) ?? 0)) };
}
