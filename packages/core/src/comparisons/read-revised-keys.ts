import type { ErrorCode } from "../base/error-codes.ts";
import { DataError, messageOf, type Place, VivaError } from "../base/errors.ts";
import { readCsvRecords } from "../datasets/csv-records.ts";
import { parseKey } from "../datasets/parse-key.ts";
import type { Item } from "../records/item.ts";
import type { RevisedKey } from "../records/rekey.ts";

/** A row of the file as it is. */
interface KeyRow {
  readonly place: Place;
  readonly line: number;
  readonly exam: string;
  readonly itemId: string;
  readonly key: string;
  readonly annul: string;
  readonly reason: string;
}

/** Further bad rows named in one message. */
const shownProblems = 9;

/** Looks up the items of an id: one for each exam that has it. */
export type ItemsOfId = (itemId: string) => readonly { readonly exam: string; readonly item: Item }[];

/**
 * The rows of a CSV file with revised keys, unchecked: columns `itemId`, and `key` or `annul`; `exam` and `reason` where
 * they are there. Throws REKEY_FILE_UNREADABLE, FILE_CSV_INVALID, FILE_ENCODING, and DATASET_COLUMN_MISSING.
 */
export async function readKeyRows(file: string): Promise<readonly KeyRow[]> {
  const rows: KeyRow[] = [];
  const checkHeader = (columns: readonly string[]): void => {
    if (!columns.includes("itemId") || !(columns.includes("key") || columns.includes("annul"))) {
      const message = `columns itemId, and key or annul, are wanted; there are ${columns.join(", ")}`;
      throw new DataError("DATASET_COLUMN_MISSING", message, {
        place: { file, line: 1 },
        remedy: "Write a comma-separated file with the columns itemId,key,annul,reason; docs/item-analysis.md has one.",
      });
    }
  };
  for await (const { place, value } of keyRecords(file, checkHeader)) {
    const cell = (name: string): string => value[name]?.trim() ?? "";
    if (Object.values(value).some((text) => text.trim() !== "")) {
      const [exam, itemId, key, annul, reason] = ["exam", "itemId", "key", "annul", "reason"].map(cell);
      rows.push({
        place,
        line: place.line ?? 0,
        exam: exam ?? "",
        itemId: itemId ?? "",
        key: key ?? "",
        annul: annul ?? "",
        reason: reason ?? "",
      });
    }
  }
  return rows;
}

/**
 * The rows as revisions. A key is an option id, several for an item with several answers ("AC", "A, C"), and
 * alternatives with "|" between ("A|C" accepts either). `annul` is drop or credit-all and stands alone.
 *
 * Every bad row is named, the first one's code is thrown: REKEY_ITEM_UNKNOWN, DATASET_KEY_OUTSIDE_OPTIONS, or
 * REKEY_ROW_INVALID (no key and no annulment, both, an item twice, an id of several exams without `exam`, several answers
 * for an item that takes one, an item nobody was asked, or no row at all).
 */
export function revisedKeys(file: string, rows: readonly KeyRow[], itemsOf: ItemsOfId): readonly RevisedKey[] {
  const problems: { readonly code: ErrorCode; readonly message: string; readonly place: Place }[] = [];
  const found = new Map<string, RevisedKey>();
  for (const row of rows) {
    const checked = revisionOf(row, itemsOf);
    const place = { ...row.place, ...(row.itemId === "" ? {} : { itemId: row.itemId }) };
    if ("code" in checked) {
      problems.push({ ...checked, place });
      continue;
    }
    const key = JSON.stringify([checked.exam, checked.itemId]);
    const before = found.get(key);
    if (before !== undefined) {
      problems.push({ code: "REKEY_ROW_INVALID", message: `the item stands on line ${before.line} already`, place });
    }
    found.set(key, checked);
  }
  const [first, ...others] = problems;
  if (first !== undefined) {
    const more = others.slice(0, shownProblems).map(({ place, message }) => `line ${place.line}: ${message}`);
    const rest = others.length > more.length ? [`and ${others.length - more.length} more`] : [];
    throw new DataError(first.code, [first.message, ...more, ...rest].join("; "), { place: first.place });
  }
  if (found.size === 0) {
    throw new DataError("REKEY_ROW_INVALID", "no row with a revised key", { place: { file } });
  }
  return [...found.values()];
}

/** Records of the file; one that cannot be read is no dataset of a study, and its remedy another. */
async function* keyRecords(
  file: string,
  checkHeader: (columns: readonly string[]) => void,
): ReturnType<typeof readCsvRecords> {
  try {
    yield* readCsvRecords(file, checkHeader);
  } catch (error) {
    throw error instanceof VivaError && error.code === "DATASET_NOT_FOUND"
      ? new DataError("REKEY_FILE_UNREADABLE", `cannot be read: ${messageOf(error.cause)}`, {
          place: { file },
          cause: error,
        })
      : error;
  }
}

interface RowProblem {
  readonly code: ErrorCode;
  readonly message: string;
}

function revisionOf(row: KeyRow, itemsOf: ItemsOfId): RevisedKey | RowProblem {
  const invalid = (message: string): RowProblem => ({ code: "REKEY_ROW_INVALID", message });
  const items = itemsOf(row.itemId).filter(({ exam }) => row.exam === "" || exam === row.exam);
  const [found, another] = items;
  if (found === undefined) {
    const where = row.exam === "" ? "the run" : `the exam "${row.exam}" of the run`;
    return { code: "REKEY_ITEM_UNKNOWN", message: `${where} has no item "${row.itemId}"` };
  }
  if (another !== undefined) {
    const exams = items.map(({ exam }) => exam).join(", ");
    return invalid(`several exams have an item "${row.itemId}" (${exams}); say which in a column exam`);
  }
  const { exam, item } = found;
  if (item.annulled !== undefined || item.accepted.length === 0) {
    const state = item.annulled === undefined ? "has no key" : "is annulled";
    return invalid(`the item ${state} in this run, so nobody was asked and no answer can be marked`);
  }
  const { itemId, line, reason } = row;
  const base = { exam, itemId, line, from: item.accepted, reason };
  if (row.annul !== "") {
    if (row.key !== "") {
      return invalid(`a key ("${row.key}") and an annulment ("${row.annul}") exclude each other`);
    }
    return row.annul === "drop" || row.annul === "credit-all"
      ? { ...base, to: null, annul: row.annul }
      : invalid(`annul is "${row.annul}": drop or credit-all is wanted`);
  }
  if (row.key === "") {
    return invalid("neither a key nor an annulment");
  }
  const accepted = acceptedSets(row.key, item);
  return "code" in accepted ? accepted : { ...base, to: accepted, annul: null };
}

function acceptedSets(key: string, item: Item): readonly (readonly string[])[] | RowProblem {
  const options = item.options.map((option) => ({ ...option, aliases: [] }));
  const sets: (readonly string[])[] = [];
  for (const part of key.split("|").map((text) => text.trim())) {
    const parsed = part === "" ? null : parseKey(part, options, undefined);
    const ids = options.map(({ id }) => id).join(", ");
    const outside: RowProblem = {
      code: "DATASET_KEY_OUTSIDE_OPTIONS",
      message: `the key "${key}" is outside the item's options ${ids}`,
    };
    if (parsed === null || parsed.status !== "read") {
      return outside;
    }
    sets.push(...parsed.accepted);
  }
  if (item.kind !== "multiple" && sets.some((set) => set.length > 1)) {
    const message = `the item takes one answer, "${key}" names several; put | between keys that are right each alone`;
    return { code: "REKEY_ROW_INVALID", message };
  }
  return sets;
}
