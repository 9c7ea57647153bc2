import { canonicalJson } from "../base/hash.ts";
import type { ConfiguredScorer } from "../scorers/define.ts";
import type { Chosen } from "./study.ts";

/** The scorers of all exams of a study, each once: one column of the score table each. */
export interface ScorerUnion {
  /** The scorer itself, or the equal one that is there already: same plugin, same settings. */
  readonly add: (scorer: Chosen<ConfiguredScorer>) => Chosen<ConfiguredScorer>;
  /** In the order in which they were added. */
  all(): readonly Chosen<ConfiguredScorer>[];
}

/** Start an empty union. */
export function createScorerUnion(): ScorerUnion {
  const held = new Map<string, Chosen<ConfiguredScorer>>();
  return {
    add: (scorer) => {
      const key = canonicalJson([scorer.use, scorer.settings]);
      const known = held.get(key) ?? scorer;
      held.set(key, known);
      return known;
    },
    all: () => [...held.values()],
  };
}
