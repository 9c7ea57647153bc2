import type { FloatDtype } from "../merging/vector-kernels.ts";
import type { TensorEntry } from "../weights/model-folder.ts";
import type { PlainValue } from "./parameter-value.ts";

/** A tensor as it lies in a file. */
export interface StoredSource {
  readonly kind: "stored";
  readonly dtype: FloatDtype;
  readonly entry: TensorEntry;
}

/** A tensor with a LoRA adapter added: stored + scale · B·A, in float32. */
export interface AdaptedSource {
  readonly kind: "adapted";
  readonly of: StoredSource;
  /** rank × columns. */
  readonly a: StoredSource;
  /** rows × rank. */
  readonly b: StoredSource;
  readonly rank: number;
  readonly scale: number;
}

/** An embedding whose rows are put in another order: row r is the mean of rows `rows[i]` of `parts[part[i]]`. */
export interface RowsSource {
  readonly kind: "rows";
  readonly columns: number;
  readonly parts: readonly (StoredSource | AdaptedSource)[];
  /** First entry of each row in `part` and `row`, and one more at the end. */
  readonly starts: Int32Array;
  readonly part: Int32Array;
  readonly row: Int32Array;
}

/** Where one model's values of a tensor come from; plain data, so that it can be sent to a worker thread. */
export type SourceTask = StoredSource | AdaptedSource | RowsSource;

/** One tensor of the result. */
export interface MergeTask {
  readonly kind: "merge";
  readonly name: string;
  readonly shape: readonly number[];
  readonly out: FloatDtype;
  readonly base: SourceTask | null;
  readonly models: readonly SourceTask[];
  readonly settings: Readonly<Record<string, PlainValue>>;
  readonly modelSettings: readonly Readonly<Record<string, PlainValue>>[];
}

/** A tensor that is no weight and is taken over as it is. */
export interface CopyTask {
  readonly kind: "copy";
  readonly name: string;
  readonly shape: readonly number[];
  readonly entry: TensorEntry;
}

/** What is to be done for one tensor of the result. */
export type TensorTask = MergeTask | CopyTask;

/** The stored tensors that a source reads. */
export function entriesOf(source: SourceTask): TensorEntry[] {
  switch (source.kind) {
    case "stored":
      return [source.entry];
    case "adapted":
      return [source.of.entry, source.a.entry, source.b.entry];
    case "rows":
      return source.parts.flatMap(entriesOf);
  }
}

/** The kind of numbers a source gives. */
export function dtypeOf(source: SourceTask): FloatDtype {
  return source.kind === "stored" ? source.dtype : "F32";
}
