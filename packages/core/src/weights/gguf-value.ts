/** Kinds of values in a GGUF file's metadata, by their names in ggml's documentation; the numbers are their places. */
export const ggufValueTypes = [
  "uint8",
  "int8",
  "uint16",
  "int16",
  "uint32",
  "int32",
  "float32",
  "bool",
  "string",
  "array",
  "uint64",
  "int64",
  "float64",
] as const;

/** Kind of a value. */
export type GgufValueType = (typeof ggufValueTypes)[number];
/** Kind of a value that is no list. */
export type GgufScalarType = Exclude<GgufValueType, "array">;

/** Bytes of a value; of a text its length alone, of a list its kind and length. */
export const ggufValueBytes = {
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  bool: 1,
  string: 8,
  array: 12,
  uint64: 8,
  int64: 8,
  float64: 8,
} as const satisfies Readonly<Record<GgufValueType, number>>;

/** A text, number or truth value; whole numbers beyond 2^53 are bigints. */
export type GgufScalar = string | number | bigint | boolean;

/** A value of the metadata with its kind. */
export type GgufValue =
  | { readonly type: GgufScalarType; readonly value: GgufScalar }
  | {
      readonly type: "array";
      readonly elementType: GgufScalarType;
      readonly length: number;
      /** Undefined where a reader was told to pass over lists of that length. */
      readonly values: readonly GgufScalar[] | undefined;
    };

/** A list as metadata has it. */
export function ggufArray(elementType: GgufScalarType, values: readonly GgufScalar[]): GgufValue {
  return { type: "array", elementType, length: values.length, values };
}
