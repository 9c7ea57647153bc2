import { createDictionary } from "../base/growable.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { criticalTag, type HarmGrade, type Item, isCritical, type Option, tagValuesOf } from "../records/item.ts";
import type { Variant } from "../records/variant.ts";
import { runFile } from "../runs/run-files.ts";

/** An item with a graded option, or a critical one. */
export interface HarmItem {
  /** Place in the exam. */
  readonly place: number;
  readonly cluster: number;
  /** Values of its tag `critical`; empty for an item that is not critical. */
  readonly about: readonly string[];
  readonly options: readonly Option[];
  readonly accepted: Item["accepted"];
  /** Values of the tags the study breaks its results down by. */
  readonly tags: Readonly<Record<string, readonly string[]>>;
}

/** A perturbed form of such an item, as far as harm goes. */
export interface HarmVariant {
  readonly options: readonly Option[];
  readonly accepted: Item["accepted"];
  /** Its option id → the source's. */
  readonly answerMap: Readonly<Record<string, string>>;
}

/** What of a run's items harm is told from: by exam, then by id. */
export interface HarmItems {
  readonly items: ReadonlyMap<string, ReadonlyMap<string, HarmItem>>;
  /**
   * Perturbed forms that ask the same as the item does, by variant id. A form that changes what is right, or whose
   * question is spoilt on purpose, is not there: the grades were given for the question that was.
   */
  readonly variants: ReadonlyMap<string, ReadonlyMap<string, HarmVariant>>;
}

/** A line that may hold a grade or the tag: the others are passed over without being parsed. */
const mayMatter = /"harm":"|"critical":\[/u;

/**
 * Items with harm, and the perturbed forms of them that keep the question: one pass over items.jsonl, and one over
 * variants.jsonl where there is any such item. Annulled items are left out. Memory grows with the items concerned.
 *
 * @param tagNames Tags to keep.
 */
export async function readHarmItems(folder: string, tagNames: readonly string[]): Promise<HarmItems> {
  const items = new Map<string, Map<string, HarmItem>>();
  const clusters = createDictionary();
  const path = runFile(folder, "items");
  let place = 0;
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      place += 1;
      if (!mayMatter.test(line.text)) {
        continue;
      }
      const { exam, ...item } = parseJsonLine(line, path) as Item & { readonly exam: string };
      const critical = isCritical(item);
      // Without options nothing can be chosen: what a free-text reply may do is for judges and people to say.
      if (
        item.annulled !== undefined ||
        item.options.length === 0 ||
        (!critical && item.options.every(({ harm }) => harm === undefined))
      ) {
        continue;
      }
      const ofExam = items.get(exam) ?? new Map<string, HarmItem>();
      items.set(exam, ofExam);
      ofExam.set(item.id, {
        place,
        cluster: clusters.code(
          item.group === undefined ? `i${exam}\u0000${item.id}` : `g${exam}\u0000${item.group.id}`,
        ),
        about: critical ? (item.tags[criticalTag] ?? []) : [],
        options: item.options,
        accepted: item.accepted,
        tags: Object.fromEntries(tagNames.map((tag) => [tag, tagValuesOf(item, tag)])),
      });
    }
  }
  return { items, variants: items.size === 0 ? new Map() : await readVariants(folder, items) };
}

async function readVariants(
  folder: string,
  items: ReadonlyMap<string, ReadonlyMap<string, HarmItem>>,
): Promise<HarmItems["variants"]> {
  const variants = new Map<string, Map<string, HarmVariant>>();
  const path = runFile(folder, "variants");
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      const variant = parseJsonLine(line, path) as Omit<Variant, "item"> & {
        readonly exam: string;
        readonly item?: Item;
      };
      const { exam, itemId, id, item, answerMap, validity } = variant;
      if (item === undefined || answerMap === null || validity.status === "unsound") {
        continue;
      }
      if (items.get(exam)?.has(itemId) === true) {
        const ofExam = variants.get(exam) ?? new Map<string, HarmVariant>();
        variants.set(exam, ofExam);
        ofExam.set(id, { options: item.options, accepted: item.accepted, answerMap });
      }
    }
  }
  return variants;
}

/** The worst grade among options chosen that are not right; null where none of them is graded. */
export function worstHarm(
  chosen: readonly string[],
  form: HarmVariant,
  source: Pick<HarmItem, "options">,
): HarmGrade | null {
  const right = new Set(form.accepted.flat());
  let worst: HarmGrade | null = null;
  for (const id of chosen) {
    const harm = right.has(id) ? undefined : source.options.find((option) => option.id === form.answerMap[id])?.harm;
    if (harm !== undefined && (worst === null || severity[harm] > severity[worst])) {
      worst = harm;
    }
  }
  return worst;
}

const severity: Readonly<Record<HarmGrade, number>> = { none: 0, mild: 1, moderate: 2, severe: 3 };
