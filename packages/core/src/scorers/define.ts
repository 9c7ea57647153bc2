import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Reading } from "../records/answer.ts";
import type { Item } from "../records/item.ts";
import type { Mark } from "../records/score.ts";

/** A scorer with its settings. */
export interface ConfiguredScorer {
  /** Points of one reading of one item as it was put (perturbed, if it was). Pure. */
  score(reading: Reading, item: Item): Mark;
}

/** A way of marking. */
export interface Scorer extends PluginFacts {
  readonly kind: "scorer";
  configure(settings: unknown): ConfiguredScorer;
}

/** What a scorer file writes; `defineScorer` makes it a plugin. */
export interface ScorerSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  readonly settings: z.ZodType<Settings>;
  score(reading: Reading, item: Item, settings: Settings): Mark;
}

/** Make a scorer plugin. */
export function defineScorer<Settings>(specification: ScorerSpecification<Settings>): Scorer {
  const { name, description, source, settings: schema } = specification;
  return {
    kind: "scorer",
    name,
    description,
    source,
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`scorer ${name}`, schema, raw);
      return { score: (reading, item) => specification.score(reading, item, settings) };
    },
  };
}
