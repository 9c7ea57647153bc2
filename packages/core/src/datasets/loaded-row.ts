import type { Place } from "../base/errors.ts";
import { limits } from "../base/limits.ts";
import type { Item } from "../records/item.ts";
import type { LoadedRow, RowProblem } from "./define.ts";

/**
 * A row with the item it gave, and every rule an item must keep to be posed: a stem, at least two options with
 * ids of their own, no more options than `limits.optionsPerItem`, a key among the options, one option in the key
 * of a single-answer item. A broken rule is an error and the item is still given, so that a check can count it; a
 * run poses only rows without errors. A missing key is a warning.
 *
 * @param place File and line; the item's id is added.
 * @param found Problems met while the item was built; kept in front.
 */
export function loadedRow(place: Place, item: Item, found: readonly RowProblem[] = []): LoadedRow {
  return { place: { ...place, itemId: item.id }, item, problems: [...found, ...brokenRules(item)] };
}

/** A row that cannot become an item at all. */
export function unusableRow(
  place: Place,
  message: string,
  code: RowProblem["code"] = "DATASET_ROW_INVALID",
): LoadedRow {
  return { place, problems: [{ severity: "error", code, message }] };
}

/** A problem that leaves the item usable. */
export function rowWarning(message: string): RowProblem {
  return { severity: "warning", code: "DATASET_ROW_INVALID", message };
}

function brokenRules(item: Item): RowProblem[] {
  if (isWhole(item)) {
    return [];
  }
  const problems: RowProblem[] = [];
  const broken = (message: string, code: RowProblem["code"] = "DATASET_ROW_INVALID"): void => {
    problems.push({ severity: "error", code, message });
  };
  const ids = item.options.map((option) => option.id);
  const distinct = new Set(ids);
  if (item.stem.trim() === "") {
    broken("the stem is empty");
  }
  if (item.kind !== "free-text" && ids.length < 2) {
    broken(`${ids.length === 0 ? "no options" : "one option"}; a ${item.kind} item needs at least two`);
  }
  if (ids.length > limits.optionsPerItem) {
    broken(`${ids.length} options, the limit is ${limits.optionsPerItem}`);
  }
  if (distinct.size < ids.length) {
    broken(`two options have the same label: ${ids.join(", ")}`);
  }
  const outside = [...new Set(item.accepted.flat())].filter((id) => !distinct.has(id));
  if (outside.length > 0) {
    broken(`the key names ${outside.join(", ")}; the options are ${ids.join(", ")}`, "DATASET_KEY_OUTSIDE_OPTIONS");
  }
  if (item.accepted.some((set) => set.length === 0)) {
    broken("an accepted answer is an empty set of options");
  }
  if (item.kind === "single" && item.accepted.some((set) => set.length > 1)) {
    const sets = item.accepted.map((set) => set.join("+")).join(" or ");
    broken(`a single-answer item with the key ${sets}`);
  }
  if (item.kind !== "free-text" && item.accepted.length === 0) {
    problems.push(rowWarning("the item has no key, so an answer to it is not marked"));
  }
  return problems;
}

/** Whether no rule is broken, found without making anything: nearly every row passes. */
function isWhole({ stem, kind, options, accepted }: Item): boolean {
  if (kind === "free-text" || options.length < 2 || options.length > limits.optionsPerItem || accepted.length === 0) {
    return false;
  }
  const has = (id: string, before: number): boolean => {
    for (let at = 0; at < before; at++) {
      if (options[at]?.id === id) {
        return true;
      }
    }
    return false;
  };
  return (
    stem.trim() !== "" &&
    options.every(({ id }, index) => !has(id, index)) &&
    accepted.every(
      (set) => set.length > 0 && (kind !== "single" || set.length === 1) && set.every((id) => has(id, options.length)),
    )
  );
}
