import type { Item } from "./item.ts";
import type { AnswerForm } from "./prompt.ts";

/** One applied operator of a perturbation chain. */
export interface ChainStep {
  readonly operator: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: string;
}

/** What the user says in one turn of a conversation about an item. */
export interface TurnDirective {
  /** Its words; null for the prompt's own instruction. The first turn always holds the question beside them. */
  readonly say: string | null;
}

/** Things that exist only in a prompt and leave the item as it is. */
export interface RenderDirectives {
  /** Labels in display order; default A, B, C, … */
  readonly labels?: readonly string[];
  /**
   * How the options stand in the prompt: each behind its label (default), as a list without labels, or not at all. Without
   * labels, and without options, the reply is asked for in the text of the answer.
   */
  readonly options?: "labelled" | "unlabelled" | "hidden";
  /** Form of answer that is asked for instead of the prompt's own. */
  readonly answerForm?: AnswerForm;
  /** The conversation, turn by turn; absent: one turn with the prompt's own instruction. The last turn's reply is read. */
  readonly turns?: readonly TurnDirective[];
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

/** The map made last: the items of an exam mostly call their options alike. */
let lastMap: { readonly ids: readonly string[]; readonly map: Readonly<Record<string, string>> } = { ids: [], map: {} };

/** Every option as itself; one map for items that follow each other and call their options alike. */
function identityMap(options: Item["options"]): Readonly<Record<string, string>> {
  const known = lastMap.ids;
  if (options.length !== known.length || options.some(({ id }, index) => id !== known[index])) {
    const ids = options.map(({ id }) => id);
    // Shared, so that nobody may write into it.
    lastMap = { ids, map: Object.freeze(Object.fromEntries(ids.map((id) => [id, id]))) };
  }
  return lastMap.map;
}

/** The item untouched, as a variant. */
export function originalVariant(item: Item): Variant {
  return {
    id: item.id,
    itemId: item.id,
    perturbation: "none",
    parents: [],
    chain: [],
    item,
    renderDirectives: {},
    answerMap: identityMap(item.options),
    validity: { status: "sound", reason: "the published item", by: "source" },
  };
}
