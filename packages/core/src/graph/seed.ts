/** An entity as it is shown: its identifier and what it is called in the language of the question. */
export interface NamedEntity {
  readonly id: string;
  readonly label: string;
}

/** One fact on the way from an entity of the question to a seed, in the direction in which it is walked. */
export interface SeedStep {
  readonly from: NamedEntity;
  readonly relation: string;
  /** Whether the fact is stated the other way round: `to` is its head and `from` its tail. */
  readonly reversed: boolean;
  readonly to: NamedEntity;
}

/** How one entity of the question speaks for a seed. */
export interface SeedSupport {
  readonly entity: NamedEntity;
  /** Facts between them, from 1. */
  readonly hops: number;
  /** Its part of the score before the factors that all parts share: weight of the way × decay^(hops − 1). */
  readonly strength: number;
  readonly path: readonly SeedStep[];
}

/** Something the graph says of what a question is about, to be put beside it. */
export interface Seed extends NamedEntity {
  /** Its type in the graph; "" where the graph has none. */
  readonly type: string;
  /** Above 0; higher is nearer. 0 for a seed that was drawn or given instead of found. */
  readonly score: number;
  /** Who speaks for it, the strongest first; empty for a seed that was drawn or given. */
  readonly supports: readonly SeedSupport[];
}

/** A place of the question that names an entity of the graph. */
export interface LinkedMention {
  /** As it stands in the question. */
  readonly text: string;
  /** UTF-16 units of the question's text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly polarity: "affirmed" | "negated" | "uncertain";
  /** By its label, by another name, or by a name that is nearly the same; null where it was not linked. */
  readonly method: "exact" | "alias" | "fuzzy" | null;
  /** Of the two names, 0–1: 1 unless the method is fuzzy; 0 where it was not linked. */
  readonly similarity: number;
  /** Several where the graph has entities of different types by that name; none where it was not linked. */
  readonly entities: readonly NamedEntity[];
}

/** What the seed step found for one question. */
export interface SeedFinding {
  /** In the order they stand. Mentions without an entity were known to the word lists but not to the graph. */
  readonly mentions: readonly LinkedMention[];
  /** Entities that could have become seeds. */
  readonly nCandidates: number;
  /** Best first. */
  readonly seeds: readonly Seed[];
}
