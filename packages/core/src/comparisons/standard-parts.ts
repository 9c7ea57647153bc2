import type { Field } from "./field.ts";
import type { RunSettings } from "./run-settings.ts";
import { tagStrata } from "./tag-strata.ts";

/** A part of an exam: its items count for `share` of the whole together, each the same. */
export interface ExamPart {
  /** Value of the tag; empty for the only part of an exam without parts, and for items that are in no section. */
  readonly section: string;
  readonly items: Int32Array;
  /** 0–1; the shares of all parts sum to 1. */
  readonly share: number;
  readonly minimum: number | null;
}

/** An exam as its standard divides it. */
export interface StandardParts {
  /** What the weighted mean is over. */
  readonly parts: readonly ExamPart[];
  /** Parts that the minima are for, where they are of another tag than the blueprint; null where `parts` has them. */
  readonly sections: readonly ExamPart[] | null;
  readonly uncounted: number;
  readonly ofSeveral: number;
  /** Items of one part have different weights, which the probability of passing does not know. */
  readonly unevenWeights: boolean;
}

/**
 * Divide a field's items by the blueprint and the sections of a standard. Without either, items of one weight are a
 * part, so that an exam whose items all weigh the same is one part. An item of several values counts for the first.
 */
export function standardParts(field: Field, { standard }: Pick<RunSettings, "standard">): StandardParts {
  const { blueprint, sections } = standard;
  const minima = sections?.minima ?? {};
  if (blueprint !== undefined) {
    const total = Object.values(blueprint.weights).reduce((sum, weight) => sum + weight, 0);
    const same = blueprint.tag === sections?.tag;
    const names = [...new Set([...Object.keys(blueprint.weights), ...(same ? Object.keys(minima) : [])])];
    const split = splitBy(field, blueprint.tag, names);
    const parts = names.map((section): ExamPart => {
      const share = (blueprint.weights[section] ?? 0) / total;
      return { section, items: split.itemsOf(section), share, minimum: same ? (minima[section] ?? null) : null };
    });
    return {
      parts,
      sections: sections === undefined || same ? null : sectionParts(field, sections.tag, minima).parts,
      uncounted: split.rest.length,
      ofSeveral: split.ofSeveral,
      // A blueprint says what parts weigh, whatever their items' weights.
      unevenWeights: false,
    };
  }
  if (sections !== undefined) {
    return { ...sectionParts(field, sections.tag, minima), sections: null, uncounted: 0 };
  }
  return { parts: partsByWeight(field), sections: null, uncounted: 0, ofSeveral: 0, unevenWeights: false };
}

/** Every item counts with its own weight; those of no section are a part without a minimum. */
function sectionParts(field: Field, tag: string, minima: Readonly<Record<string, number>>) {
  const names = Object.keys(minima);
  const split = splitBy(field, tag, names);
  const total = field.weights.reduce((sum, weight) => sum + weight, 0);
  const part = (section: string, items: Int32Array, minimum: number | null): ExamPart => {
    return { section, items, share: items.reduce((sum, item) => sum + (field.weights[item] ?? 1), 0) / total, minimum };
  };
  const parts = [
    ...names.map((name) => part(name, split.itemsOf(name), minima[name] ?? null)),
    ...(split.rest.length === 0 ? [] : [part("", split.rest, null)]),
  ];
  const unevenWeights = parts.some(({ items }) => new Set(Array.from(items, (item) => field.weights[item])).size > 1);
  return { parts, ofSeveral: split.ofSeveral, unevenWeights };
}

function partsByWeight(field: Field): readonly ExamPart[] {
  const total = field.weights.reduce((sum, weight) => sum + weight, 0);
  const weights = [...new Set(field.weights)].sort((a, b) => a - b);
  const all = Int32Array.from(field.itemIds.keys());
  return weights.map((weight): ExamPart => {
    const items = all.filter((item) => field.weights[item] === weight);
    return {
      section: weights.length === 1 ? "" : String(weight),
      items,
      share: (weight * items.length) / total,
      minimum: null,
    };
  });
}

function splitBy(field: Field, tag: string, names: readonly string[]) {
  const taken = new Set<number>();
  let ofSeveral = 0;
  const byName = new Map<string, Int32Array>();
  for (const { stratum, items } of tagStrata(field, [tag])) {
    const name = stratum[tag] ?? "";
    if (names.includes(name)) {
      const own = items.filter((item) => !taken.has(item));
      ofSeveral += items.length - own.length;
      for (const item of own) {
        taken.add(item);
      }
      byName.set(name, own);
    }
  }
  return {
    itemsOf: (name: string) => byName.get(name) ?? new Int32Array(),
    rest: Int32Array.from(field.itemIds.keys()).filter((item) => !taken.has(item)),
    ofSeveral,
  };
}
