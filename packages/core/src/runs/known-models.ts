import { UsageError } from "../base/errors.ts";
import type { ModelFacts } from "../records/model-facts.ts";
import { nearNames } from "./near-names.ts";

/** The models whose facts are at hand. */
export interface KnownModels {
  /** In the order of their ids. */
  readonly all: readonly ModelFacts[];
  /** The model of an id, a name or an alias, whatever the case; undefined where there is none. */
  find(name: string): ModelFacts | undefined;
  /** The same. Throws MODEL_FACTS_UNKNOWN, listing the names most like it. */
  get(name: string): ModelFacts;
  /**
   * The general model a clinical one was made from: its nearest ancestor that is general. Undefined for a general
   * model, and where an ancestor on the way is not stated or has no file.
   */
  generalParentOf(facts: ModelFacts): ModelFacts | undefined;
}

/** What a model may be called, its id first; each as it is written. */
export function spellingsOf({ id, name, aliases }: ModelFacts): readonly string[] {
  return [id, name, ...aliases];
}

/** How two spellings are compared: without case and outer white space. */
export function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

/** Lookups over models whose spellings no two share; where two do, the first keeps it. */
export function createKnownModels(models: readonly ModelFacts[]): KnownModels {
  const all = [...models].sort((a, b) => (nameKey(a.id) < nameKey(b.id) ? -1 : 1));
  const byName = new Map<string, ModelFacts>();
  for (const facts of all) {
    for (const spelling of spellingsOf(facts)) {
      const key = nameKey(spelling);
      byName.set(key, byName.get(key) ?? facts);
    }
  }
  const find = (name: string): ModelFacts | undefined => byName.get(nameKey(name));
  return {
    all,
    find,
    get: (name) => {
      const facts = find(name);
      if (facts === undefined) {
        throw unknownModel(name, all);
      }
      return facts;
    },
    generalParentOf: (facts) => {
      const passed = new Set<ModelFacts>();
      let current: ModelFacts | undefined = facts;
      while (current?.domain === "clinical" && !passed.has(current)) {
        passed.add(current);
        current = current.parent === null ? undefined : find(current.parent);
      }
      return current === undefined || current === facts || current.domain === "clinical" ? undefined : current;
    },
  };
}

function unknownModel(name: string, all: readonly ModelFacts[]): UsageError {
  const near = nearNames(name, all.map(spellingsOf));
  const known = near.length === 0 ? `none of the ${all.length} known models is called alike` : near.join(", ");
  return new UsageError("MODEL_FACTS_UNKNOWN", `there are no facts about a model "${name}"; near names: ${known}`);
}
