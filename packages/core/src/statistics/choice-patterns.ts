import { type CheckedField, checkField, type FieldChoices } from "./field-choices.ts";

/** The items of a field that differ in more than the names of their options. */
export interface ChoicePatterns {
  /** One item a pattern, with the key renamed 0 and the other options 1, 2, … as the sittings first choose them. */
  readonly field: FieldChoices;
  /** Items of each pattern. */
  readonly counts: Float64Array;
  /** Pattern of each item; −1 for items without a key, which are left out. */
  readonly patternOf: Int32Array;
}

/**
 * Gather the items at which the same candidates agree with the key and with each other: for whatever treats the options
 * alike, these are one item counted several times. Five candidates and 3,000 items make about 120 patterns.
 * Throws INTERNAL where the lists of the field do not fit each other.
 */
export function choicePatterns(field: FieldChoices): ChoicePatterns {
  const checked = checkField(field);
  const patternOf = new Int32Array(checked.items).fill(-1);
  const numbers = new Map<string, number>();
  const firstItems: number[] = [];
  const counts: number[] = [];
  for (let item = 0; item < checked.items; item++) {
    const key = field.key[item] ?? -1;
    if (key < 0) {
      continue;
    }
    const names = renamedOptions(field, item);
    let text = String.fromCharCode(field.optionCounts[item] ?? 0);
    for (const sitting of field.choices) {
      text += String.fromCharCode(1 + renamed(names, sitting[item] ?? -1));
    }
    let pattern = numbers.get(text);
    if (pattern === undefined) {
      pattern = counts.length;
      numbers.set(text, pattern);
      firstItems.push(item);
      counts.push(0);
    }
    counts[pattern] = (counts[pattern] ?? 0) + 1;
    patternOf[item] = pattern;
  }
  return { field: fieldOfItems(field, checked, firstItems), counts: Float64Array.from(counts), patternOf };
}

function fieldOfItems(field: FieldChoices, { candidateOf }: CheckedField, items: readonly number[]): FieldChoices {
  const names = items.map((item) => renamedOptions(field, item));
  return {
    choices: field.choices.map((sitting) =>
      Int32Array.from(items, (item, index) => renamed(names[index], sitting[item] ?? -1)),
    ),
    candidateOf,
    key: new Int32Array(items.length),
    optionCounts: Int32Array.from(items, (item) => field.optionCounts[item] ?? 0),
  };
}

function renamed(names: Int32Array | undefined, option: number): number {
  return option < 0 ? -1 : (names?.[option] ?? -1);
}

/**
 * The new name of each option of an item with a key: 0 for the key, then 1, 2, … for the others as the sittings first
 * choose them, then for those nobody chose, in their order.
 */
export function renamedOptions({ choices, key, optionCounts }: FieldChoices, item: number): Int32Array {
  const names = new Int32Array(optionCounts[item] ?? 0).fill(-1);
  names[key[item] ?? 0] = 0;
  let next = 1;
  for (const sitting of choices) {
    const choice = sitting[item] ?? -1;
    if (choice >= 0 && names[choice] === -1) {
      names[choice] = next;
      next += 1;
    }
  }
  for (let option = 0; option < names.length; option++) {
    if (names[option] === -1) {
      names[option] = next;
      next += 1;
    }
  }
  return names;
}
