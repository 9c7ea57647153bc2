import type { TensorSource } from "../merging/merge-tensor.ts";
import { bytesPerElement } from "../merging/vector-kernels.ts";
import { type TensorReader, toFloats } from "../weights/tensor-view.ts";
import { createRowSource } from "./row-source.ts";
import type { AdaptedSource, RowsSource, SourceTask, StoredSource } from "./tensor-task.ts";

/** The values that a source stands for, read as they are asked for. */
export function openSource(source: SourceTask, reader: TensorReader): TensorSource {
  switch (source.kind) {
    case "stored":
      return openStored(source, reader);
    case "adapted":
      return openAdapted(source, reader);
    case "rows":
      return openRows(source, reader);
  }
}

function openStored({ dtype, entry }: StoredSource, reader: TensorReader): TensorSource {
  return {
    dtype,
    read: (start, bytes) => reader.readInto(entry, start * bytesPerElement[dtype], bytes),
  };
}

/** All of a stored tensor as float32. */
function valuesOf({ dtype, entry }: StoredSource, reader: TensorReader): Float32Array {
  return toFloats(reader.read(entry), dtype, new Float32Array(entry.sizeBytes / bytesPerElement[dtype]));
}

/**
 * Row o of W + s·B·A, in float32: Σₖ (s·B[o,k])·A[k,·] over k in order, then the stored row is added.
 * Source: Hu et al. 2021, arXiv 2106.09685.
 */
function openAdapted({ of, a, b, rank, scale }: AdaptedSource, reader: TensorReader): TensorSource {
  const columns = of.entry.shape.at(-1) ?? 1;
  const down = valuesOf(a, reader);
  const up = valuesOf(b, reader);
  const row = openSource(of, reader);
  const stored = new Uint8Array(columns * bytesPerElement[of.dtype]);
  const weights = new Float32Array(columns);
  return createRowSource(columns, (index, values) => {
    values.fill(0);
    for (let k = 0; k < rank; k++) {
      const factor = Math.fround((up[index * rank + k] ?? 0) * scale);
      const first = k * columns;
      for (let column = 0; column < columns; column++) {
        values[column] = (values[column] ?? 0) + Math.fround(factor * (down[first + column] ?? 0));
      }
    }
    row.read(index * columns, stored);
    toFloats(stored, of.dtype, weights);
    for (let column = 0; column < columns; column++) {
      values[column] = (values[column] ?? 0) + (weights[column] ?? 0);
    }
  });
}

function openRows({ columns, parts, starts, part, row }: RowsSource, reader: TensorReader): TensorSource {
  const opened = parts.map((each) => openSource(each, reader));
  const stored = new Uint8Array(columns * 4);
  const one = new Float32Array(columns);
  return createRowSource(columns, (index, values) => {
    const from = starts[index] ?? 0;
    const to = starts[index + 1] ?? from;
    values.fill(0);
    for (let at = from; at < to; at++) {
      const source = opened[part[at] ?? 0];
      if (source === undefined) {
        continue;
      }
      const bytes = stored.subarray(0, columns * bytesPerElement[source.dtype]);
      source.read((row[at] ?? 0) * columns, bytes);
      toFloats(bytes, source.dtype, one);
      for (let column = 0; column < columns; column++) {
        values[column] = (values[column] ?? 0) + (one[column] ?? 0) / (to - from);
      }
    }
  });
}
