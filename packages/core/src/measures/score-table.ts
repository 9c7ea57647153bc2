/**
 * All calls of one run as columns; row order is plan order. Codes index the dictionaries.
 * A planned call that was not posed or not finished has a row too (see `state`).
 */
export interface ScoreTable {
  readonly rows: number;
  /** Dictionaries of the coded columns. */
  readonly exams: readonly string[];
  readonly models: readonly string[];
  readonly arms: readonly string[];
  readonly perturbations: readonly string[];
  readonly scorers: readonly string[];
  /** Answer strings: option ids sorted and joined by "", or "" for no answer. Both answers and keys index it. */
  readonly answerStrings: readonly string[];

  readonly exam: Uint16Array;
  readonly model: Uint16Array;
  readonly arm: Uint16Array;
  readonly perturbation: Uint16Array;
  /** Item code, unique over exams. */
  readonly item: Int32Array;
  /** Cluster code: items of one group, and all variants and repeats of one item, share it. */
  readonly cluster: Int32Array;
  /** `callState` code. */
  readonly state: Uint8Array;
  /** `answerStatuses` code; meaningful only where state is `finished`. */
  readonly status: Uint8Array;
  /** 1 where the reply was cut off by the token limit. */
  readonly truncated: Uint8Array;
  /** 1 where a content filter ended the reply. */
  readonly filtered: Uint8Array;
  /** 1 where the reply was empty. */
  readonly empty: Uint8Array;
  /** Answer-string code of the reading. */
  readonly answer: Int32Array;
  /** Answer-string code of the published key. */
  readonly key: Int32Array;
  /** Chance of full marks by guessing: 1/options for single, 1/(2^options − 1) for multiple. */
  readonly chance: Float64Array;
  /** Points by scorer, scaled to 0–1 by that scorer's min and max; NaN where unscored. */
  readonly points: readonly Float64Array[];
  /**
   * By scorer, the least an item could have earned as a share of the most: min / max, below 0 under negative marking. Raw
   * points as a share of the most are `least + points × (1 − least)`. NaN where unscored; 0 for a call that was not made
   * or not finished, so that it counts as a blank there.
   */
  readonly least: readonly Float64Array[];
  /**
   * Columns of `points` that mark what a reply says, by their place: one a scorer, then one for each of its parts, named
   * `scorer:part`. Absent where there are none.
   */
  readonly texts?: ReadonlyMap<number, TextMarks>;
  /** 1 where the item has no key, though it is posed; absent where no such item is. */
  readonly keyless?: Uint8Array;
}

/** What is known of a column that marks what replies say, beside its points. */
export interface TextMarks {
  /** By row the place in `reasons` of why there are no points; 0 where there are some, or no mark. */
  readonly reason: Int32Array;
  /** The first is "". */
  readonly reasons: readonly string[];
  /** By exam how texts were cut and counted; without those of which there is nothing to say. */
  readonly signatures: ReadonlyMap<string, string>;
  /** What a score of many replies at once is made from; absent where the mean of the points says all. */
  readonly corpus?: CorpusCounts;
}

/** Counts whose sums over replies give a score of all of them. */
export interface CorpusCounts {
  /** Counts of a row. */
  readonly columns: number;
  /** Row by row; zeros where there is no mark. */
  readonly counts: Float64Array;
  /** The scores by name from the sums of the counts; null where the sums give none. Always the same names. */
  value(sums: Float64Array): Readonly<Record<string, number | null>>;
}

/** What became of a planned call. */
export const callStates = ["finished", "not-posed", "unfinished", "unkeyed", "annulled", "no-context"] as const;
export type CallState = (typeof callStates)[number];

/** The rows of a table one number is made from: one exam, model, arm, perturbation and stratum. */
export interface ScoreView {
  readonly table: ScoreTable;
  /** Row numbers in plan order, after the denominator's choice: finished calls only. */
  readonly rows: Int32Array;
  /** Index into `table.points`. */
  readonly scorer: number;
}
