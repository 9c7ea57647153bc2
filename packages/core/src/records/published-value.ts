/**
 * A value that stands beside a run's own as a line: human accuracy, guessing, a pass mark. It was not measured by the
 * run and enters no estimate, interval or ranking.
 */
export interface ReferenceValue {
  readonly name: string;
  /** A rate, 0–1. */
  readonly value: number;
  /** Where it is stated: a paper and its table, a board's decision. */
  readonly source: string;
  /** Name of the measure it can be set beside, e.g. "accuracy". */
  readonly measure: string;
  /** The exam it belongs to; null for every exam of the study. */
  readonly exam: string | null;
  /** Tag name → value; `{}` is the whole exam. */
  readonly stratum: Readonly<Record<string, string>>;
}

/** A model's number as somebody else printed it. Like a reference it enters no estimate, interval or ranking. */
export interface PublishedValue {
  readonly model: string;
  readonly measure: string;
  /** The scorer, or scorer and part, it can be set beside; absent where the measure says all. */
  readonly scorer?: string;
  /** A rate, −1 to 1 (a chance-corrected rate may be negative). */
  readonly value: number;
  /** What stands behind "±" in the source, in the unit of `value`; null where nothing does. What it is, the source says. */
  readonly spread: number | null;
  readonly source: string;
  readonly exam: string | null;
  readonly stratum: Readonly<Record<string, string>>;
}

/** What others state, for a report to show beside a run's own numbers. */
export interface StatedElsewhere {
  /** Share of the points that passes, 0–1; null without a pass mark. */
  readonly passMark: number | null;
  readonly references: readonly ReferenceValue[];
  readonly published: readonly PublishedValue[];
}
