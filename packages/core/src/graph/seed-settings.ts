import { z } from "zod";
import type { CandidateSettings } from "./candidate-seeds.ts";
import type { SelectionSettings } from "./select-seeds.ts";

/** Everything that decides which seeds a question gets from a graph. */
export interface SeedSettings extends Omit<CandidateSettings, "relationWeights">, SelectionSettings {
  /** Weight of a relation by its name; 0 leaves it out. */
  relationWeight(relation: string): number;
  /** Whether what the question rules out or leaves open speaks for seeds. */
  readonly negated: "skip" | "use";
  /** Dice coefficient from which on names are taken for the same, 0–1. */
  readonly leastSimilarity: number;
}

/** Relations that say nothing of the disease itself, left out unless they are named. */
export const relationsLeftOut: readonly string[] = ["department", "recommended-food", "avoided-food"];

/** Settings of the seed step as a study states them. */
export const seedSettingsShape = {
  count: z.int().min(0).max(100).default(5).describe("Seeds a question gets at most (k); 0 for none."),
  hops: z
    .union([z.literal(1), z.literal(2)])
    .default(1)
    .describe("Facts between an entity of the question and a seed at most."),
  relations: z
    .union([z.array(z.string()).min(1), z.record(z.string(), z.number().min(0))])
    .optional()
    .describe(
      `Relations that are followed, as a list or with a weight each. Without it all but ${relationsLeftOut.join(", ")}.`,
    ),
  decay: z.number().min(0).max(1).default(0.5).describe("Factor for the second fact of a way."),
  supportBonus: z
    .number()
    .min(0)
    .default(1)
    .describe("How much more a seed counts that every entity of the question leads to."),
  mostNeighbours: z
    .int()
    .min(1)
    .default(1000)
    .describe("Ways of two facts do not lead through entities with more neighbours than this."),
  quotas: z
    .record(z.string(), z.int().min(0))
    .default({})
    .describe("Seeds of a type at most, by type; 0 leaves the type out."),
  perType: z.int().min(1).default(3).describe("Seeds of every other type at most."),
  relevance: z
    .number()
    .min(0)
    .max(1)
    .default(0.7)
    .describe("1 takes the best scores alone; lower prefers seeds less like each other (maximal marginal relevance)."),
  negated: z
    .enum(["skip", "use"])
    .default("skip")
    .describe("Whether what the question rules out or leaves open speaks for seeds."),
  leastSimilarity: z
    .number()
    .min(0)
    .default(0.9)
    .describe("From which likeness on (Dice, 0–1) a word is taken for a name of the graph; above 1 for never."),
} as const;

const stated = z.object(seedSettingsShape);

/** The settings with their defaults, ready for use. */
export function seedSettingsOf(settings: z.infer<typeof stated>): SeedSettings {
  const { relations, quotas, ...rest } = settings;
  const weights = Array.isArray(relations)
    ? new Map(relations.map((name) => [name, 1]))
    : relations === undefined
      ? null
      : new Map(Object.entries(relations));
  return {
    ...rest,
    quotas: new Map(Object.entries(quotas)),
    relationWeight: (name) => (weights === null ? (relationsLeftOut.includes(name) ? 0 : 1) : (weights.get(name) ?? 0)),
  };
}
