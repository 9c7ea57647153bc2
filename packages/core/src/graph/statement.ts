/** What a source says of one entity: its type and its names. */
export interface EntityStatement {
  readonly kind: "entity";
  /** Identifier in the source: a name, an IRI or an id of its own. */
  readonly id: string;
  /** What kind of thing it is (disease, drug …); "" where the source does not say. */
  readonly type: string;
  readonly names: readonly EntityName[];
}

/** One name of an entity. */
export interface EntityName {
  readonly text: string;
  /** BCP 47 language; "" where the source does not say. */
  readonly language: string;
  readonly kind: "label" | "alias";
}

/** One fact: head and tail are identifiers, as in `EntityStatement`. */
export interface TripleStatement {
  readonly kind: "triple";
  readonly head: string;
  readonly headType: string;
  readonly relation: string;
  readonly tail: string;
  readonly tailType: string;
  /** Above 0; 1 where the source does not say. Of a fact that is stated twice the larger one counts. */
  readonly weight: number;
  /** Where the fact is from. */
  readonly source: string;
}

/** What readers of graph files give. */
export type GraphStatement = EntityStatement | TripleStatement;

/** A statement and the line it begins on, for errors. */
export interface PlacedStatement {
  readonly statement: GraphStatement;
  /** From 1. */
  readonly line: number;
}
