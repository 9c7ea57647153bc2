/** How a kind of number is packed in a GGUF file. */
export interface GgmlType {
  readonly name: string;
  /** Elements of one block; rows are whole blocks. */
  readonly blockElements: number;
  /** Bytes of one block. */
  readonly blockBytes: number;
}

/** Every kind of number llama.cpp knows, by its number in the file (ggml.h, ggml-common.h). */
export const ggmlTypes: ReadonlyMap<number, GgmlType> = new Map(
  (
    [
      [0, "F32", 1, 4],
      [1, "F16", 1, 2],
      [2, "Q4_0", 32, 18],
      [3, "Q4_1", 32, 20],
      [6, "Q5_0", 32, 22],
      [7, "Q5_1", 32, 24],
      [8, "Q8_0", 32, 34],
      [9, "Q8_1", 32, 40],
      [10, "Q2_K", 256, 84],
      [11, "Q3_K", 256, 110],
      [12, "Q4_K", 256, 144],
      [13, "Q5_K", 256, 176],
      [14, "Q6_K", 256, 210],
      [15, "Q8_K", 256, 292],
      [16, "IQ2_XXS", 256, 66],
      [17, "IQ2_XS", 256, 74],
      [18, "IQ3_XXS", 256, 98],
      [19, "IQ1_S", 256, 50],
      [20, "IQ4_NL", 32, 18],
      [21, "IQ3_S", 256, 110],
      [22, "IQ2_S", 256, 82],
      [23, "IQ4_XS", 256, 136],
      [24, "I8", 1, 1],
      [25, "I16", 1, 2],
      [26, "I32", 1, 4],
      [27, "I64", 1, 8],
      [28, "F64", 1, 8],
      [29, "IQ1_M", 256, 56],
      [30, "BF16", 1, 2],
      [34, "TQ1_0", 256, 54],
      [35, "TQ2_0", 256, 66],
      [39, "MXFP4", 32, 17],
      [40, "NVFP4", 64, 36],
      [41, "Q1_0", 128, 18],
    ] as const
  ).map(([number, name, blockElements, blockBytes]) => [number, { name, blockElements, blockBytes }]),
);

/** The kinds that a model is converted to, with their numbers as kind and as `general.file_type`. */
export const gguffable = {
  F32: { type: 0, fileType: 0 },
  F16: { type: 1, fileType: 1 },
  BF16: { type: 30, fileType: 32 },
  Q8_0: { type: 8, fileType: 7 },
} as const;

/** Name of a kind that a model is converted to. */
export type GgufType = keyof typeof gguffable;

/** Bytes of a tensor, or NaN for an unknown kind, a row that is no whole number of blocks, or a size beyond 2^53. */
export function ggmlBytes(type: number, dimensions: readonly number[]): number {
  const packed = ggmlTypes.get(type);
  const row = dimensions[0] ?? 1;
  if (packed === undefined || row % packed.blockElements !== 0) {
    return Number.NaN;
  }
  let bytes = (row / packed.blockElements) * packed.blockBytes;
  for (const size of dimensions.slice(1)) {
    bytes *= size;
  }
  return Number.isSafeInteger(bytes) ? bytes : Number.NaN;
}
