import type { KnowledgeRole } from "../records/knowledge-analysis.ts";

/** Reasons why there is no number. */
export const knowledgeReasons = {
  noItem: "no item was scored both ways",
  noBaseline: "the study does not ask with this prompt and nothing looked up",
  nothingLookedUp: "nothing was looked up",
  noSeeds: "no item was given seeds",
  noGraph: "the graph is not there to find entities with",
  otherGraph: "the graph is no longer the one that the run was made with",
  noExplained: "no explanation names an entity that the question does not",
} as const;

/** What was looked up for one item by one way of asking. */
export interface KnowledgeSeen {
  readonly passages: number;
  /** Seeds, best first; empty for passages that are none. */
  readonly seeds: readonly { readonly id: string; readonly label: string }[];
}

/** What the graph of a way of asking says of the items, by item. */
export interface KnowledgeEntities {
  /** Ids of what the explanation names beyond the question. */
  readonly explained: readonly ReadonlySet<string>[];
  /** Whether the question names an entity. */
  readonly named: readonly boolean[];
}

/** One way of asking as the analysis needs it. */
export interface KnowledgeArmInput {
  readonly arm: string;
  readonly role: KnowledgeRole;
  readonly retriever: string | null;
  readonly without: string | null;
  /** By item. Undefined where the item was not materialised for it, as for every item without a retriever. */
  readonly seen: readonly (KnowledgeSeen | undefined)[];
  /** What its graph says, or why that is not known. */
  readonly entities: KnowledgeEntities | string;
}

/** One repeat, by item. */
export interface KnowledgeSitting {
  /** Points 0–1; NaN where there are none. */
  readonly points: Float64Array;
  /** The chosen set of options as a JSON list, or how none was chosen; null without a reply. */
  readonly choices: (string | null)[];
  /** Share of the item's seeds that the reply names; NaN without seeds, or where entities cannot be found. */
  readonly taken: Float64Array;
}

/** One model under one way of asking. */
export interface KnowledgeCell {
  readonly arm: string;
  readonly model: string;
  readonly sittings: readonly KnowledgeSitting[];
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** What the analysis of one exam is made from. */
export interface KnowledgeInput {
  readonly exam: string;
  readonly itemIds: readonly string[];
  readonly clusters: Int32Array;
  readonly level: number;
  readonly repeats: number;
  /** Of the run; examples are drawn with it. */
  readonly seed: number;
  readonly arms: readonly KnowledgeArmInput[];
  readonly cells: readonly KnowledgeCell[];
}
