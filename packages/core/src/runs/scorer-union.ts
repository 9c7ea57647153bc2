import { canonicalJson } from "../base/hash.ts";
import type { StudyScorer } from "./study.ts";

/** The scorers of all exams of a study, each once: one column of the score table each. */
export interface ScorerUnion {
  /** The scorer itself, or the equal one that is there already: same plugin, same settings, same name. */
  readonly add: (scorer: StudyScorer) => StudyScorer;
  /** In the order in which they were added. */
  all(): readonly StudyScorer[];
}

/** Start an empty union. */
export function createScorerUnion(): ScorerUnion {
  const held = new Map<string, StudyScorer>();
  return {
    add: (scorer) => {
      const key = canonicalJson([scorer.name, scorer.use, scorer.settings]);
      const known = held.get(key) ?? scorer;
      held.set(key, known);
      return known;
    },
    all: () => [...held.values()],
  };
}
