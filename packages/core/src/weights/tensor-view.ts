import type { FloatDtype } from "./dtypes.ts";
import { bfloatsToBits, bitsToBfloats, bitsToHalves, halvesToBits } from "./half-floats.ts";
import type { ModelFile } from "./model-file.ts";
import { openModelFile } from "./model-file.ts";
import type { TensorEntry } from "./model-folder.ts";

/** Bytes of one element. */
export const floatBytes = { F32: 4, F16: 2, BF16: 2 } as const satisfies Readonly<Record<FloatDtype, number>>;

/** Bytes as 16-bit codes: a view on them where they are aligned, else a copy. The length must be even. */
export function asUint16(bytes: Uint8Array): Uint16Array {
  return bytes.byteOffset % 2 === 0
    ? new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2)
    : new Uint16Array(bytes.slice().buffer);
}

/** Bytes as float32 numbers: a view on them where they are aligned, else a copy. The length must be a multiple of 4. */
export function asFloat32(bytes: Uint8Array): Float32Array {
  return bytes.byteOffset % 4 === 0
    ? new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4)
    : new Float32Array(bytes.slice().buffer);
}

/**
 * The numbers in a tensor's little-endian bytes, exactly, NaN payloads included. F32 without `target` is a view on the
 * bytes where they are aligned (see `asFloat32`): do not write to it.
 *
 * @param target As many elements as the bytes hold; a new array by default.
 */
export function toFloats(bytes: Uint8Array, dtype: FloatDtype, target?: Float32Array): Float32Array {
  if (dtype === "F32") {
    const floats = asFloat32(bytes);
    if (target === undefined) {
      return floats;
    }
    // Through the bits: setting floats from floats may quieten a signalling NaN.
    bitsOf(target).set(bitsOf(floats));
    return target;
  }
  const codes = asUint16(bytes);
  const floats = target ?? new Float32Array(codes.length);
  (dtype === "BF16" ? bfloatsToBits : halvesToBits)(codes, bitsOf(floats));
  return floats;
}

/**
 * A tensor's little-endian bytes from numbers, rounded to nearest, ties to even. F32 without `target` is a view on the
 * numbers.
 *
 * @param target As many bytes as the numbers need, at any alignment; new bytes by default.
 */
export function fromFloats(floats: Float32Array, dtype: FloatDtype, target?: Uint8Array): Uint8Array {
  let bytes: Uint8Array;
  if (dtype === "F32") {
    bytes = new Uint8Array(floats.buffer, floats.byteOffset, floats.byteLength);
  } else {
    const aligned = target !== undefined && target.byteOffset % 2 === 0;
    const codes = aligned
      ? new Uint16Array(target.buffer, target.byteOffset, floats.length)
      : new Uint16Array(floats.length);
    (dtype === "BF16" ? bitsToBfloats : bitsToHalves)(bitsOf(floats), codes);
    bytes = new Uint8Array(codes.buffer, codes.byteOffset, codes.byteLength);
    if (aligned) {
      return bytes;
    }
  }
  if (target === undefined) {
    return bytes;
  }
  target.set(bytes);
  return target;
}

function bitsOf(floats: Float32Array): Uint32Array {
  return new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
}

/** Reads tensors' bytes; each file is opened once. */
export interface TensorReader extends Disposable {
  /** Fill `target` with a tensor's bytes from its byte `from` on. */
  readInto(tensor: TensorEntry, from: number, target: Uint8Array): void;
  /** All bytes of a tensor, in a buffer of their own. */
  read(tensor: TensorEntry): Buffer;
  /**
   * A tensor's bytes in order, at most `chunkBytes` each. All chunks lie in one buffer: each is overwritten by the next.
   * An empty tensor gives none.
   */
  chunks(tensor: TensorEntry, chunkBytes: number): Generator<{ readonly from: number; readonly bytes: Buffer }>;
}

/** A reader that holds its files open until it is disposed of. Its reads throw as those of `openModelFile`. */
export function createTensorReader(): TensorReader {
  const files = new Map<string, ModelFile>();
  const fileOf = (path: string): ModelFile => {
    const known = files.get(path);
    if (known !== undefined) {
      return known;
    }
    const opened = openModelFile(path);
    files.set(path, opened);
    return opened;
  };
  return {
    readInto: (tensor, from, target) => {
      if (from < 0 || from + target.byteLength > tensor.sizeBytes) {
        throw new RangeError(`tensor "${tensor.name}" has no bytes ${from} to ${from + target.byteLength}`);
      }
      fileOf(tensor.file).readInto(tensor.offset + from, target);
    },
    read: (tensor) => fileOf(tensor.file).read(tensor.offset, tensor.sizeBytes),
    *chunks(tensor, chunkBytes) {
      const buffer = Buffer.from(new ArrayBuffer(Math.min(chunkBytes, tensor.sizeBytes)));
      for (let from = 0; from < tensor.sizeBytes; from += buffer.length) {
        const bytes = buffer.subarray(0, Math.min(buffer.length, tensor.sizeBytes - from));
        fileOf(tensor.file).readInto(tensor.offset + from, bytes);
        yield { from, bytes };
      }
    },
    [Symbol.dispose]: () => {
      for (const file of files.values()) {
        file[Symbol.dispose]();
      }
      files.clear();
    },
  };
}
