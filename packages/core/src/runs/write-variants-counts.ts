import type { ComposedPerturbation } from "../perturbations/compose.ts";
import type { Perturbation } from "../perturbations/define.ts";
import type { Item } from "../records/item.ts";
import type { Validity, Variant } from "../records/variant.ts";

/** Why an operator has no variant of an item: told from what it declares; what it looks for in the item is its own. */
export type NotApplicable = "language" | "no-options" | "no-other-items" | "nothing-to-change";

/** A reason with how often it was given. */
export interface CountedReason {
  readonly reason: string;
  readonly n: number;
}

/** What came of one perturbation over an exam. */
export interface PerturbedCounts {
  readonly perturbation: string;
  readonly items: number;
  readonly variants: number;
  /** Items without a variant. */
  readonly notApplicable: { readonly n: number; readonly reasons: readonly CountedReason[] };
  /** Variants by verdict; reasons with the most frequent first. */
  readonly verdicts: Readonly<
    Record<Validity["status"], { readonly n: number; readonly reasons: readonly CountedReason[] }>
  >;
}

/** Counts the variants of one perturbation, item by item. */
export interface PerturbedCounter {
  add(item: Item, variants: readonly Variant[]): void;
  result(): PerturbedCounts;
}

/** Kept of each verdict: an operator that writes the item into its reason must not fill the memory. */
const mostReasons = 200;
const furtherReasons = "further reasons";

/** A counter for one perturbation. */
export function createPerturbedCounter(perturbation: string, composed: ComposedPerturbation): PerturbedCounter {
  let items = 0;
  let variants = 0;
  const none = createReasons();
  const verdicts = { sound: createReasons(), unchecked: createReasons(), unsound: createReasons() };
  return {
    add: (item, made) => {
      items += 1;
      variants += made.length;
      if (made.length === 0) {
        none.add(whyNone(item, composed));
      }
      for (const { validity } of made) {
        verdicts[validity.status].add(validity.reason);
      }
    },
    result: () => ({
      perturbation,
      items,
      variants,
      notApplicable: none.result(),
      verdicts: {
        sound: verdicts.sound.result(),
        unchecked: verdicts.unchecked.result(),
        unsound: verdicts.unsound.result(),
      },
    }),
  };
}

function createReasons() {
  const counts = new Map<string, number>();
  let n = 0;
  return {
    add: (reason: string): void => {
      n += 1;
      const kept = counts.has(reason) || counts.size < mostReasons ? reason : furtherReasons;
      counts.set(kept, (counts.get(kept) ?? 0) + 1);
    },
    result: () => ({
      n,
      reasons: [...counts]
        .map(([reason, count]): CountedReason => ({ reason, n: count }))
        .sort((a, b) => b.n - a.n || (a.reason < b.reason ? -1 : 1)),
    }),
  };
}

function whyNone(item: Item, { steps, needsOthers }: ComposedPerturbation): NotApplicable {
  const first = steps[0]?.plugin;
  if (first !== undefined && !speaks(first, item.language)) {
    return "language";
  }
  if (item.options.length === 0) {
    return "no-options";
  }
  return needsOthers ? "no-other-items" : "nothing-to-change";
}

function speaks({ languages }: Perturbation, language: string): boolean {
  const base = language.split("-")[0] ?? language;
  return languages === "any" || languages.includes(language) || languages.includes(base);
}
