import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { RandomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import type { RenderDirectives, Validity } from "../records/variant.ts";

/** One perturbed form of an item, before it gets its id and chain. */
export interface VariantDraft {
  readonly item: Item;
  readonly renderDirectives?: RenderDirectives;
  /** Option id in the perturbed item → option id in the source item; null when the operator does not keep the key. */
  readonly answerMap: Readonly<Record<string, string>> | null;
  readonly validity: Validity;
}

/** A perturbation with its settings. */
export interface ConfiguredPerturbation {
  /** Perturbed forms of an item: none when the operator does not apply. Pure: the same item and stream, the same drafts. */
  perturb(item: Item, random: RandomStream): readonly VariantDraft[];
}

/** An operator that disturbs an item. */
export interface Perturbation extends PluginFacts {
  readonly kind: "perturbation";
  /** The same option is right before and after. */
  readonly keepsKey: boolean;
  readonly languages: readonly string[] | "any";
  configure(settings: unknown): ConfiguredPerturbation;
}

/** What a perturbation file writes; `definePerturbation` makes it a plugin. */
export interface PerturbationSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly keepsKey: boolean;
  readonly languages: readonly string[] | "any";
  readonly settings: z.ZodType<Settings>;
  perturb(item: Item, random: RandomStream, settings: Settings): readonly VariantDraft[];
}

/** Make a perturbation plugin. */
export function definePerturbation<Settings>(specification: PerturbationSpecification<Settings>): Perturbation {
  const { name, description, source, keepsKey, languages, settings: schema } = specification;
  return {
    kind: "perturbation",
    name,
    description,
    source,
    keepsKey,
    languages,
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`perturbation ${name}`, schema, raw);
      return { perturb: (item, random) => specification.perturb(item, random, settings) };
    },
  };
}
