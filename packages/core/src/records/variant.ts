import type { Item } from "./item.ts";

/** One applied operator of a perturbation chain. */
export interface ChainStep {
  readonly operator: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: string;
}

/** Things that exist only in a prompt and leave the item as it is. */
export interface RenderDirectives {
  /** Labels in display order; default A, B, C, … */
  readonly labels?: readonly string[];
}

/** Whether a perturbed item still asks a fair question, and who says so. */
export interface Validity {
  readonly status: "sound" | "unchecked" | "unsound";
  readonly reason: string;
  readonly by: string;
}

/** An item as it is put to a model: the original (`perturbation` "none") or one perturbed form of it. */
export interface Variant {
  /** Unique within the exam. The original's id is its item's id. */
  readonly id: string;
  readonly itemId: string;
  /** Name shown in tables: "none" for the original, else the operators joined by "+". */
  readonly perturbation: string;
  readonly parents: readonly string[];
  readonly chain: readonly ChainStep[];
  /** The item as it is now put. */
  readonly item: Item;
  readonly renderDirectives: RenderDirectives;
  /** Option id now → option id in the source item, wherever the operator keeps the key; null otherwise. */
  readonly answerMap: Readonly<Record<string, string>> | null;
  readonly validity: Validity;
}

/** The item untouched, as a variant. */
export function originalVariant(item: Item): Variant {
  const answerMap: Record<string, string> = {};
  for (const { id } of item.options) {
    answerMap[id] = id;
  }
  return {
    id: item.id,
    itemId: item.id,
    perturbation: "none",
    parents: [],
    chain: [],
    item,
    renderDirectives: {},
    answerMap,
    validity: { status: "sound", reason: "the published item", by: "source" },
  };
}
