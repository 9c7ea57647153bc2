import { DataError, VivaError } from "../base/errors.ts";
import { identityHash } from "../base/hash.ts";
import { createHashIndex } from "../base/hash-index.ts";
import { randomStream } from "../base/random.ts";
import { textHash } from "../base/text-hash.ts";
import type { LoadedRow } from "../datasets/define.ts";
import { type Item, tagValuesOf } from "../records/item.ts";
import type { Study, StudyDataset } from "./study.ts";

/**
 * The items of an exam that a study poses, in file order, lazily. Throws for the first row that cannot be used, and for an
 * id that stands twice.
 */
export async function* selectItems(exam: StudyDataset, filters: Study["filters"], seed: number): AsyncGenerator<Item> {
  const sampled = filters.sample === undefined ? null : await drawSample(exam, filters, filters.sample, seed);
  const matching = createMatching(filters);
  let passed = 0;
  let given = 0;
  for await (const row of exam.configured.load()) {
    const item = matching(row);
    if (item === null) {
      continue;
    }
    if (sampled === null || sampled.has(passed)) {
      yield item;
      given += 1;
    }
    passed += 1;
    if (filters.limit !== undefined && given >= filters.limit) {
      return;
    }
  }
}

/** One pass over an exam: the item of a row that passes the filters, before limit and sample; duplicate ids are refused. */
function createMatching(filters: Study["filters"]): (row: LoadedRow) => Item | null {
  const ids = createHashIndex();
  return (row) => {
    const item = itemOf(row);
    if (!ids.add(textHash(item.id)).isNew) {
      throw new DataError("DATASET_DUPLICATE_ID", `the id "${item.id}" stands twice`, {
        place: { ...row.place, itemId: item.id },
      });
    }
    return matches(item, filters) ? item : null;
  };
}

/** The item of a row. Throws its first error-level problem with its place. */
function itemOf(row: LoadedRow): Item {
  const problem = row.problems.find(({ severity }) => severity === "error");
  if (problem !== undefined || row.item === undefined) {
    const place = row.item === undefined ? row.place : { ...row.place, itemId: row.item.id };
    throw new DataError(problem?.code ?? "DATASET_ROW_INVALID", problem?.message ?? "gives no item", { place });
  }
  return row.item;
}

function matches(item: Item, filters: Study["filters"]): boolean {
  for (const [tag, wanted] of filters.tags === undefined ? [] : Object.entries(filters.tags)) {
    const values = tagValuesOf(item, tag);
    const accepted = typeof wanted === "string" ? [wanted] : wanted;
    if (!accepted.some((value) => values.includes(value))) {
      return false;
    }
  }
  const splits = typeof filters.split === "string" ? [filters.split] : filters.split;
  return (
    (splits === undefined || (item.split !== undefined && splits.includes(item.split))) &&
    (filters.kind === undefined || filters.kind.includes(item.kind)) &&
    (filters.language === undefined || filters.language.includes(item.language)) &&
    (filters.explanationOver === undefined || [...(item.references[0] ?? "")].length > filters.explanationOver)
  );
}

/** Ordinals (among matching items) of a sample: those with the smallest draws, each drawn by seed and item id alone. */
async function drawSample(
  exam: StudyDataset,
  filters: Study["filters"],
  size: number,
  seed: number,
): Promise<ReadonlySet<number>> {
  const draws: number[] = [];
  const matching = createMatching(filters);
  for await (const row of exam.configured.load()) {
    const item = matching(row);
    if (item !== null) {
      draws.push(randomStream(seed, "sample", exam.name, item.id).fraction());
    }
  }
  const order = draws.map((_draw, ordinal) => ordinal).sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0) || a - b);
  return new Set(order.slice(0, size));
}

/** A stem without case, punctuation and spaces, so that the same question is known again in a train source. */
export function stemFingerprint(item: Item): string {
  return identityHash(
    item.stem
      .normalize("NFKC")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ""),
  );
}

/** Worked examples for a study, drawn by its seed from the train source; tested items are never among them. Throws FEW_SHOT_TOO_FEW. */
export async function drawExemplars(
  fewShot: NonNullable<Study["fewShot"]>,
  tested: { has(fingerprint: string): boolean },
): Promise<Item[]> {
  const best: { draw: number; item: Item }[] = [];
  for await (const row of fewShot.train.configured.load()) {
    let item: Item;
    try {
      item = itemOf(row);
    } catch (error) {
      // A train source may hold rows that cannot serve; only the tested exam must be whole.
      if (error instanceof VivaError && error.kind === "data") {
        continue;
      }
      throw error;
    }
    if (!canServe(item) || tested.has(stemFingerprint(item))) {
      continue;
    }
    const draw = randomStream(fewShot.seed, "few-shot", item.id).fraction();
    best.push({ draw, item });
    best.sort((a, b) => a.draw - b.draw);
    best.length = Math.min(best.length, fewShot.k);
  }
  if (best.length < fewShot.k) {
    throw new DataError(
      "FEW_SHOT_TOO_FEW",
      `${fewShot.k} examples asked for, ${best.length} usable in "${fewShot.train.name}"`,
    );
  }
  return best.map(({ item }) => item);
}

/** A worked example shows an answer: the key among options or, to a free-text question, a reference. */
function canServe({ kind, options, accepted, references }: Item): boolean {
  return kind === "free-text" ? references.length > 0 : options.length >= 2 && accepted.length > 0;
}
