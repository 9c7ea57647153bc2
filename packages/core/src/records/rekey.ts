/** One row of a file with revised keys, checked. */
export interface RevisedKey {
  readonly exam: string;
  readonly itemId: string;
  /** Line of the file. */
  readonly line: number;
  /** Accepted sets of option ids, before and after; null after for an annulled item. */
  readonly from: readonly (readonly string[])[];
  readonly to: readonly (readonly string[])[] | null;
  /** Left out of the exam, or credited to everyone; null for a new key. */
  readonly annul: "drop" | "credit-all" | null;
  readonly reason: string;
}

/** A mean of points, 0–1, with its interval; n counts items. */
export interface RekeyAccuracy {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
}

/** What the revised keys change for one model. */
export interface RekeyedModel {
  readonly model: string;
  /** Null without a scored item. */
  readonly before: RekeyAccuracy | null;
  /** Over the items that still count; null where none is left. */
  readonly after: RekeyAccuracy | null;
  /** after − before on the n items that count both times, with its paired interval. */
  readonly difference: RekeyAccuracy | null;
  /** Items that count both times and earn more, and less. */
  readonly gained: number;
  readonly lost: number;
  /** Dropped items on which the model had points. */
  readonly droppedWithPoints: number;
  /** One more than there are models with a higher accuracy; null without one. */
  readonly rankBefore: number | null;
  readonly rankAfter: number | null;
  /** Whether the share of the points, items by weight, reaches the pass mark; null without a mark or points. */
  readonly passBefore: boolean | null;
  readonly passAfter: boolean | null;
}

/** What the revised keys change in one exam, asked in one way. */
export interface RekeyedExam {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  /** Items that count before and after. */
  readonly itemsBefore: number;
  readonly itemsAfter: number;
  /** Revised items of this exam: new keys, dropped, credited to everyone. */
  readonly rekeyed: number;
  readonly dropped: number;
  readonly credited: number;
  /** Answers left as they were, because their variant does not keep the key. */
  readonly keptAnswers: number;
  readonly passMark: number | null;
  /** Best accuracy after first; ties in the study's order. */
  readonly models: readonly RekeyedModel[];
}

/** What report/rekey.json holds. */
export interface RekeyRecord {
  readonly format: number;
  readonly run: string;
  readonly specificationHash: string;
  readonly keys: { readonly file: string; readonly sha256: string };
  readonly level: number;
  readonly revisions: readonly RevisedKey[];
  /** Rows whose key is the one that the run had. */
  readonly unchanged: number;
  readonly exams: readonly RekeyedExam[];
}
