/** A number with its interval. */
export interface Bounded {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Mean points over some items, 0–1, with its interval. */
export interface ItemMean {
  /** Null, as the limits, exactly where there is no item. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly nItems: number;
  /** Items of one group are one cluster. */
  readonly nClusters: number;
  readonly method: "wilson" | "clustered-wilson" | "none";
}
