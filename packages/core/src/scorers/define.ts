import type { z } from "zod";
import { type PluginFacts, parseSettings } from "../base/plugin.ts";
import type { Adherence } from "../records/adherence.ts";
import type { Reading } from "../records/answer.ts";
import type { Completion } from "../records/completion.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import type { Mark } from "../records/score.ts";

/** A reply beside its reading, for scorers that look at more than what was chosen. */
export interface MarkedReply {
  readonly completion: Pick<Completion, "text" | "finishReason">;
  readonly prompt: Prompt;
  /** How the reply kept to the arm's instruction; null where the arm has none. */
  readonly adherence: Adherence | null;
}

/** A scorer with its settings. */
export interface ConfiguredScorer {
  /**
   * Points of one reading of one item as it was put (perturbed, if it was). Pure. The reply is absent where only the
   * reading is known (a revised key, a corrected reading).
   */
  score(reading: Reading, item: Item, reply?: MarkedReply): Mark;
}

/**
 * What a scorer marks: the answer, or the form of a reply (alone or beside the answer). Marks for the form exist only where an
 * instruction asks for one, and are told as rates of their own: no chance correction, no bounds, no F1.
 */
export type ScorerMarks = "answer" | "form";

/** A way of marking. */
export interface Scorer extends PluginFacts {
  readonly kind: "scorer";
  readonly marks: ScorerMarks;
  configure(settings: unknown): ConfiguredScorer;
}

/** What a scorer file writes; `defineScorer` makes it a plugin. */
export interface ScorerSpecification<Settings> extends Omit<PluginFacts, "settings"> {
  /** Default "answer". */
  readonly marks?: ScorerMarks;
  readonly settings: z.ZodType<Settings>;
  score(reading: Reading, item: Item, settings: Settings, reply: MarkedReply | undefined): Mark;
}

/** Make a scorer plugin. */
export function defineScorer<Settings>(specification: ScorerSpecification<Settings>): Scorer {
  const { name, description, source, settings: schema } = specification;
  return {
    kind: "scorer",
    name,
    description,
    source,
    marks: specification.marks ?? "answer",
    settings: schema,
    configure: (raw) => {
      const settings = parseSettings(`scorer ${name}`, schema, raw);
      return { score: (reading, item, reply) => specification.score(reading, item, settings, reply) };
    },
  };
}
