import type { TensorSource } from "../merging/merge-tensor.ts";

/** Fills a row of a tensor; the row has as many elements as there are columns. */
export type FillRow = (row: number, values: Float32Array) => void;

/**
 * A source whose numbers are made row by row, as float32. A row that is read in parts is made once while the parts come
 * one after the other.
 */
export function createRowSource(columns: number, fillRow: FillRow): TensorSource {
  const values = new Float32Array(columns);
  const stored = new Uint8Array(values.buffer);
  let made = -1;
  return {
    dtype: "F32",
    read: (start, bytes) => {
      for (let done = 0; done < bytes.length; ) {
        const element = start + done / 4;
        const row = Math.floor(element / columns);
        if (row !== made) {
          fillRow(row, values);
          made = row;
        }
        const from = (element - row * columns) * 4;
        const part = stored.subarray(from, Math.min(stored.length, from + bytes.length - done));
        bytes.set(part, done);
        done += part.length;
      }
    },
  };
}
