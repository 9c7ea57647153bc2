import { randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import { originalVariant, type Variant } from "../records/variant.ts";
import type { Study } from "./study.ts";

/**
 * The forms in which an item is put: the original first, then every perturbation's, in study order. Each draw
 * depends on seed, operator and item id alone, so order and subset of items never change it.
 */
export function variantsOf(item: Item, study: Pick<Study, "perturbations" | "seed">): Variant[] {
  const variants: Variant[] = [originalVariant(item)];
  for (const { use, settings, configured } of study.perturbations) {
    const seed = `${study.seed}/${use}/${item.id}`;
    const drafts = configured.perturb(item, randomStream(study.seed, use, item.id));
    drafts.forEach((draft, index) => {
      variants.push({
        id: `${item.id}~${use}${drafts.length > 1 ? `~${index}` : ""}`,
        itemId: item.id,
        perturbation: use,
        parents: [item.id],
        chain: [{ operator: use, settings, seed }],
        item: draft.item,
        renderDirectives: draft.renderDirectives ?? {},
        answerMap: draft.answerMap,
        validity: draft.validity,
      });
    });
  }
  return variants;
}
