import { variantsOfComposition } from "../perturbations/compose-variants.ts";
import type { ModelReplies, OtherItems } from "../perturbations/define.ts";
import type { Item } from "../records/item.ts";
import { originalVariant, type Variant } from "../records/variant.ts";
import type { ReviewedVariants } from "./reviewed-variants.ts";
import type { Study, StudyPerturbation } from "./study.ts";

/** What an exam's variants are made of besides its items. */
export interface VariantSources {
  /** Other items of the exam; absent where no operator needs any. */
  readonly others?: OtherItems;
  /** Variants that people have reviewed; they stand for those of the same perturbation. */
  readonly reviewed?: ReviewedVariants;
  /** What assistants replied about an item for a perturbation; absent before they were asked. */
  readonly replies?: (item: Item, perturbation: StudyPerturbation) => ModelReplies;
}

const noSources: VariantSources = {};

/**
 * The forms in which an item is put: the original first, then every perturbation's, in study order. Each draw
 * depends on seed, operator and item id alone, so order and subset of items never change it.
 */
export function variantsOf(
  item: Item,
  study: Pick<Study, "perturbations" | "seed">,
  { others, reviewed, replies }: VariantSources = noSources,
): Variant[] {
  const variants: Variant[] = [originalVariant(item)];
  const written = reviewed?.variantsOf(item) ?? [];
  for (const perturbation of study.perturbations) {
    const { use, composed } = perturbation;
    const own =
      reviewed?.perturbations.some(({ name }) => name === use) === true
        ? written.filter((variant) => variant.perturbation === use)
        : variantsOfComposition(item, composed, study.seed, others, use, replies?.(item, perturbation));
    variants.push(...own);
  }
  return variants;
}

/** Turns of the conversation about a variant; one without any. */
export function turnsOf({ renderDirectives }: Pick<Variant, "renderDirectives">): number {
  return Math.max(1, renderDirectives.turns?.length ?? 1);
}
