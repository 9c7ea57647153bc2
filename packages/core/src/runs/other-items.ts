import { textHash } from "../base/text-hash.ts";
import type { LoadedRow } from "../datasets/define.ts";
import type { OtherItems } from "../perturbations/define.ts";
import type { Item } from "../records/item.ts";

/** An exam that can be read from its beginning, such as an exam of a study. */
export interface ReadableExam {
  readonly configured: { load(): AsyncIterable<LoadedRow> };
}

/** How other items are gathered. */
export interface GatherOptions {
  /** Other exams that may hold the same questions in other languages; they give parallels only. */
  readonly parallelExams?: readonly ReadableExam[];
}

/** Items kept of each language, and of each specialty of a language. */
const keptItems = 64;
/** Fewer others than this of an item's specialty, and its whole language is taken. */
const leastItems = 8;

interface KeptItem {
  readonly draw: string;
  readonly item: Item;
}

/**
 * The other items of an exam, for operators that need one. One pass over the whole exam, whatever a study filters: of
 * every language, and of every specialty within it, the 64 items with options whose hash of seed and id is smallest are
 * kept. So what an item is given depends neither on the order of the source nor on a subset, and one item more or less
 * changes one place in 64 at most.
 *
 * Memory: 64 items for each specialty of a language, however large the exam; and every item that has a parallelId,
 * until the last row, because its parallel may come last (those without one are let go then). Rows that cannot be used
 * are passed over: a run refuses them itself. Throws what reading the exams throws.
 */
export async function gatherOtherItems(
  exam: ReadableExam,
  seed: number,
  options: GatherOptions = {},
): Promise<OtherItems> {
  const buckets = new Map<string, KeptItem[]>();
  const parallels = new Map<string, Item[]>();
  for await (const row of exam.configured.load()) {
    const item = usable(row);
    if (item === null) {
      continue;
    }
    if (item.options.length > 0) {
      const kept = { draw: textHash(`${seed}\u0000other-items\u0000${item.id}`), item };
      keep(buckets, bucketName(item.language), kept);
      for (const specialty of new Set(item.tags["specialty"])) {
        keep(buckets, bucketName(item.language, specialty), kept);
      }
    }
    addParallel(parallels, item);
  }
  for (const other of options.parallelExams ?? []) {
    for await (const row of other.configured.load()) {
      const item = usable(row);
      if (item !== null) {
        addParallel(parallels, item);
      }
    }
  }
  for (const [id, items] of parallels) {
    if (items.length < 2) {
      parallels.delete(id);
    }
  }
  const kept = new Map([...buckets].map(([name, items]) => [name, items.map(({ item }) => item).sort(byId)]));
  return otherItemsOf(kept, parallels);
}

function usable({ item, problems }: LoadedRow): Item | null {
  return item === undefined || problems.some(({ severity }) => severity === "error") ? null : item;
}

function bucketName(language: string, specialty?: string): string {
  return specialty === undefined ? language : `${language}\u0000${specialty}`;
}

/** Keep an item if its draw is among the smallest of its bucket; the largest of them stands last. */
function keep(buckets: Map<string, KeptItem[]>, name: string, kept: KeptItem): void {
  let bucket = buckets.get(name);
  if (bucket === undefined) {
    bucket = [];
    buckets.set(name, bucket);
  }
  if (bucket.length === keptItems && before(bucket.at(-1), kept)) {
    return;
  }
  let at = bucket.length;
  while (at > 0 && !before(bucket[at - 1], kept)) {
    at -= 1;
  }
  bucket.splice(at, 0, kept);
  bucket.length = Math.min(bucket.length, keptItems);
}

/** Items of one id are refused by a run; here the first of them stays in front. */
function before(one: KeptItem | undefined, other: KeptItem): boolean {
  return one !== undefined && one.draw <= other.draw;
}

function addParallel(parallels: Map<string, Item[]>, item: Item): void {
  if (item.parallelId !== undefined) {
    const known = parallels.get(item.parallelId);
    if (known === undefined) {
      parallels.set(item.parallelId, [item]);
    } else {
      known.push(item);
    }
  }
}

function byId(one: Item, other: Item): number {
  return one.id < other.id ? -1 : one.id > other.id ? 1 : 0;
}

function otherItemsOf(
  buckets: ReadonlyMap<string, readonly Item[]>,
  parallels: ReadonlyMap<string, readonly Item[]>,
): OtherItems {
  const othersIn = (name: string, { id, group }: Item): readonly Item[] =>
    (buckets.get(name) ?? []).filter(
      (other) => other.id !== id && (group === undefined || other.group?.id !== group.id),
    );
  return {
    similar: (item) => {
      for (const specialty of item.tags["specialty"] ?? []) {
        const others = othersIn(bucketName(item.language, specialty), item);
        if (others.length >= leastItems) {
          return others;
        }
      }
      return othersIn(bucketName(item.language), item);
    },
    parallels: (item) => {
      const known = item.parallelId === undefined ? undefined : parallels.get(item.parallelId);
      return (known ?? [])
        .filter(({ language }) => language !== item.language)
        .sort((a, b) => (a.language < b.language ? -1 : a.language > b.language ? 1 : byId(a, b)));
    },
  };
}
