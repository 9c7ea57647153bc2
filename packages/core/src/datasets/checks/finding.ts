import type { Place } from "../../base/errors.ts";

/** What can be found in an exam. */
export type CheckName =
  /** What the dataset itself says of a row. */
  | "row"
  | "duplicate-id"
  | "duplicate"
  | "near-duplicate"
  | "same-stem"
  | "structure"
  | "empty-text"
  | "identical-options"
  | "key-leak"
  | "missing-shared-stem"
  | "group-order"
  | "missing-media"
  | "length-cue";

/** One thing a person should look at. */
export interface Finding {
  readonly check: CheckName;
  /** error: the item cannot be posed or marked fairly; warning: probably a fault; info: worth a look. */
  readonly severity: "error" | "warning" | "info";
  /** Null for a row without an item, and for a finding on the exam as a whole. */
  readonly itemId: string | null;
  readonly place: Place;
  readonly message: string;
}

/** A finding on an item, before it is known which one. */
export type ItemFinding = Omit<Finding, "itemId" | "place">;

/** Takes findings as they are made. */
export type Report = (finding: Finding) => void;
