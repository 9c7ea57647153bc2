import type { KnowledgeSeen } from "./knowledge-analysis.ts";

/** By exam and way of asking what each item was given. */
export type SeenByArm = ReadonlyMap<string, ReadonlyMap<string, readonly (ShownToItem | undefined)[]>>;

/** What an item was given, and whether its seeds were found or drawn. */
export interface ShownToItem extends KnowledgeSeen {
  readonly drawn: boolean;
}
