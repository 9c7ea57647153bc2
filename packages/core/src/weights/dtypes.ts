import { DataError } from "../base/errors.ts";

/** What is known of a kind of number that a model file may hold. */
export interface DtypeFacts {
  readonly bits: number;
  /** Whether arithmetic in float32 on it means what it says: no codes that only a scale beside them turns into numbers. */
  readonly float: boolean;
}

/** Every kind of number of the safetensors format, by the name it has there. */
export const dtypes = {
  F64: { bits: 64, float: false },
  I64: { bits: 64, float: false },
  U64: { bits: 64, float: false },
  C64: { bits: 64, float: false },
  F32: { bits: 32, float: true },
  I32: { bits: 32, float: false },
  U32: { bits: 32, float: false },
  F16: { bits: 16, float: true },
  BF16: { bits: 16, float: true },
  I16: { bits: 16, float: false },
  U16: { bits: 16, float: false },
  I8: { bits: 8, float: false },
  U8: { bits: 8, float: false },
  BOOL: { bits: 8, float: false },
  F8_E4M3: { bits: 8, float: false },
  F8_E5M2: { bits: 8, float: false },
  F8_E8M0: { bits: 8, float: false },
  F8_E4M3FNUZ: { bits: 8, float: false },
  F8_E5M2FNUZ: { bits: 8, float: false },
  F6_E2M3: { bits: 6, float: false },
  F6_E3M2: { bits: 6, float: false },
  F4: { bits: 4, float: false },
} as const satisfies Readonly<Record<string, DtypeFacts>>;

/** Name of a kind of number, as safetensors writes it. */
export type Dtype = keyof typeof dtypes;

/** The kinds that are read and written as floats: exact in float32. */
export type FloatDtype = "F32" | "F16" | "BF16";

/** Whether a name is one of the format's. */
export function isDtype(name: string): name is Dtype {
  return Object.hasOwn(dtypes, name);
}

/** Whether arithmetic may be done on a kind of number. */
export function isFloatDtype(dtype: Dtype): dtype is FloatDtype {
  return dtypes[dtype].float;
}

/**
 * The kind of a tensor that arithmetic is asked of. Throws MODEL_DTYPE_UNSUPPORTED, naming the tensor, for integers,
 * float64 and the quantised kinds: the codes of those are numbers only together with scales in other tensors.
 */
export function requireFloat(tensor: {
  readonly name: string;
  readonly dtype: Dtype;
  readonly file: string;
}): FloatDtype {
  const { name, dtype, file } = tensor;
  if (!isFloatDtype(dtype)) {
    throw new DataError("MODEL_DTYPE_UNSUPPORTED", `tensor "${name}" is ${dtype}; F32, F16 or BF16 is wanted`, {
      place: { file },
    });
  }
  return dtype;
}

/** Number of elements of a shape; 1 for a scalar (no dimensions). NaN when it is beyond 2^53. */
export function elementsOf(shape: readonly number[]): number {
  let elements = 1;
  for (const size of shape) {
    elements *= size;
  }
  return Number.isSafeInteger(elements) ? elements : Number.NaN;
}

/** Bytes of a tensor, or NaN when that is beyond 2^53 or no whole number of bytes. */
export function tensorBytes(dtype: Dtype, shape: readonly number[]): number {
  const bits = elementsOf(shape) * dtypes[dtype].bits;
  return Number.isSafeInteger(bits) && bits % 8 === 0 ? bits / 8 : Number.NaN;
}
