import { DataError } from "../base/errors.ts";
import { elementsOf, requireFloat } from "./dtypes.ts";
import { type GgufType, ggmlTypes, gguffable } from "./ggml-types.ts";
import { type GgufArchitecture, readArchitecture, type TensorTarget } from "./gguf-architecture.ts";
import { type GgufLayout, layOutGguf, type PlannedGgufTensor } from "./gguf-layout.ts";
import { folderName, readGgufTokenizer } from "./gguf-tokenizer.ts";
import type { GgufValue } from "./gguf-value.ts";
import { createGgufWriter, type GgufWriter } from "./gguf-writer.ts";
import { shortened } from "./header-scanner.ts";
import { type ModelFolder, openModelFolder, requireTensor, type TensorEntry } from "./model-folder.ts";
import { readModelJsonObject } from "./model-json.ts";
import { modelLimits } from "./model-limits.ts";
import { quantiseQ8 } from "./quantise-blocks.ts";
import { createTensorReader, floatBytes, fromFloats, type TensorReader, toFloats } from "./tensor-view.ts";

/** How a tensor goes from the source into the file. */
export interface TensorConversion {
  readonly source: TensorEntry;
  readonly target: TensorTarget;
  readonly type: GgufType;
}

/** What a conversion will do; nothing is written yet. */
export interface ConversionPlan {
  readonly architecture: GgufArchitecture["name"];
  readonly conversions: readonly TensorConversion[];
  /** Rotary factors that become a tensor of their own. */
  readonly frequencyFactors: Float32Array | undefined;
  readonly layout: GgufLayout;
  /** Tensors of the source that the file has no need of. */
  readonly leftOut: readonly string[];
}

/** Where a conversion is. */
export interface ConversionProgress {
  readonly tensor: string;
  readonly doneBytes: number;
  /** Bytes of the source that are read in all. */
  readonly totalBytes: number;
}

/** What a file held in memory at once comes to, in bytes of the source. */
const chunkBytes = 1 << 23;

/**
 * Check that a Hugging Face folder can become a GGUF file of a kind of numbers, and lay the file out. Vectors (norms and
 * biases) become F32, and for Q8_0 a matrix whose rows are no multiple of 32 becomes F16, both as llama.cpp has it.
 *
 * @param type Kind of the matrices; "source" keeps each as it is, so that nothing is rounded.
 *
 * Throws MODEL_NOT_FOUND without a config.json, MODEL_ARCHITECTURE_UNKNOWN also for a tensor that the architecture does
 * not have, MODEL_TENSOR_MISSING, MODEL_DTYPE_UNSUPPORTED, MODEL_FILE_INVALID for a tensor of the wrong shape, and what
 * `openModelFolder`, `readArchitecture` and `readGgufTokenizer` throw.
 */
export function planConversion(folder: string, type: GgufType | "source"): ConversionPlan {
  const model = openModelFolder(folder);
  const configFile = model.configFile ?? `${model.path}/config.json`;
  const architecture = readArchitecture(readModelJsonObject(configFile, modelLimits.configBytes), configFile);
  for (const name of architecture.needed) {
    requireTensor(model, name);
  }
  const { conversions, leftOut } = assign(model, architecture, type);
  const metadata = new Map<string, GgufValue>([
    ["general.architecture", { type: "string", value: architecture.name }],
    ["general.type", { type: "string", value: "model" }],
    ["general.name", { type: "string", value: folderName(model.path) }],
    ["general.file_type", { type: "uint32", value: gguffable[mainType(conversions)].fileType }],
    ["general.quantization_version", { type: "uint32", value: 2 }],
    ...architecture.metadata,
    ...readGgufTokenizer(model.path, architecture.vocabularySize),
  ]);
  const { frequencyFactors } = architecture;
  const tensors: PlannedGgufTensor[] = conversions.map(({ source, target, type: kind }) => ({
    name: target.name,
    type: gguffable[kind].type,
    dimensions: [...source.shape].reverse(),
  }));
  if (frequencyFactors !== undefined) {
    tensors.push({ name: factorsName, type: gguffable.F32.type, dimensions: [frequencyFactors.length] });
  }
  return {
    architecture: architecture.name,
    conversions,
    frequencyFactors,
    leftOut,
    layout: layOutGguf(metadata, tensors),
  };
}

const factorsName = "rope_freqs.weight";

/** What the file calls its kind: that of the embedding. */
function mainType(conversions: readonly TensorConversion[]): GgufType {
  return conversions.find(({ source }) => source.name === "model.embed_tokens.weight")?.type ?? "F32";
}

function assign(
  model: ModelFolder,
  architecture: GgufArchitecture,
  type: GgufType | "source",
): { conversions: TensorConversion[]; leftOut: string[] } {
  const conversions: TensorConversion[] = [];
  const leftOut: string[] = [];
  for (const source of model.tensors.values()) {
    const target = architecture.target(source.name);
    if (target === "left-out") {
      leftOut.push(source.name);
      continue;
    }
    if (target === undefined) {
      throw new DataError(
        "MODEL_ARCHITECTURE_UNKNOWN",
        `tensor "${shortened(source.name)}" has no place in a model of the kind ${architecture.name}`,
        { place: { file: source.file } },
      );
    }
    const dtype = requireFloat(source);
    const [rows = 0, columns = 0] = source.shape;
    const isMatrix = source.shape.length === 2;
    const wrong =
      source.shape.length > 2 ||
      elementsOf(source.shape) === 0 ||
      (target.headsToInterleave !== undefined && rows % (2 * target.headsToInterleave) !== 0) ||
      (/^model\.embed_tokens\.|^lm_head\./u.test(source.name) && rows !== architecture.vocabularySize);
    if (wrong) {
      throw new DataError(
        "MODEL_FILE_INVALID",
        `tensor "${source.name}" has the shape [${source.shape.join(", ")}], which config.json does not allow`,
        { place: { file: source.file } },
      );
    }
    const wanted = type === "source" ? dtype : type;
    const fits = columns % (ggmlTypes.get(gguffable[wanted].type)?.blockElements ?? 1) === 0;
    conversions.push({ source, target, type: isMatrix ? (fits ? wanted : "F16") : "F32" });
  }
  return { conversions, leftOut };
}

/**
 * Write a planned GGUF file, tensor by tensor in pieces of 8 MB. The file has its name only when it is whole.
 *
 * Throws MODEL_WEIGHTS_NOT_FINITE, naming the tensor, for NaN, infinities, or values that F16 has no number for;
 * MODEL_OUTPUT_EXISTS, DISK_FULL, FILE_WRITE_FAILED; the signal's reason when it is aborted between pieces.
 */
export async function writeConversion(
  plan: ConversionPlan,
  path: string,
  options: { readonly progress?: (progress: ConversionProgress) => void; readonly signal?: AbortSignal } = {},
): Promise<void> {
  using writer = createGgufWriter(path, plan.layout);
  using reader = createTensorReader();
  const totalBytes = plan.conversions.reduce((sum, { source }) => sum + source.sizeBytes, 0);
  let doneBytes = 0;
  for (const conversion of plan.conversions) {
    for (const { from, bytes, sourceBytes } of convertedPieces(conversion, reader)) {
      writer.write(conversion.target.name, from, bytes);
      doneBytes += sourceBytes;
      options.progress?.({ tensor: conversion.source.name, doneBytes, totalBytes });
      // Signals are heard and a progress line is drawn between pieces.
      await new Promise((resolve) => setImmediate(resolve));
      options.signal?.throwIfAborted();
    }
  }
  writeFrequencyFactors(plan, writer);
  writer.finish();
}

/** Write the rotary factors of a plan, which no tensor of the source holds; nothing where it has none. */
export function writeFrequencyFactors({ frequencyFactors }: ConversionPlan, writer: Pick<GgufWriter, "write">): void {
  if (frequencyFactors !== undefined) {
    writer.write(factorsName, 0, fromFloats(frequencyFactors, "F32"));
  }
}

/** Part of a converted tensor: its bytes from byte `from` of the tensor on, and how many of the source they came from. */
export interface ConvertedPiece {
  readonly from: number;
  readonly bytes: Uint8Array;
  readonly sourceBytes: number;
}

/** One tensor as a GGUF file has it, in order, in pieces of about 8 MB of the source. Throws MODEL_WEIGHTS_NOT_FINITE. */
export function* convertedPieces(conversion: TensorConversion, reader: TensorReader): Generator<ConvertedPiece> {
  let from = 0;
  for (const { floats, sourceBytes } of pieces(conversion, reader)) {
    const bytes = encode(floats, conversion);
    yield { from, bytes, sourceBytes };
    from += bytes.byteLength;
  }
}

/** A tensor's numbers in pieces of whole rows, of whole heads where rows are reordered. */
function* pieces(
  { source, target }: TensorConversion,
  reader: TensorReader,
): Generator<{ floats: Float32Array; sourceBytes: number }> {
  const dtype = requireFloat(source);
  const { headsToInterleave: heads } = target;
  const rows = source.shape[0] ?? 1;
  const columns = source.shape[1] ?? 1;
  const rowBytes = columns * floatBytes[dtype];
  const unitRows = heads === undefined ? 1 : rows / heads;
  const pieceBytes = Math.max(1, Math.floor(chunkBytes / (unitRows * rowBytes))) * unitRows * rowBytes;
  for (const { bytes } of reader.chunks(source, pieceBytes)) {
    const floats = toFloats(bytes, dtype);
    yield {
      floats: heads === undefined ? floats : interleaved(floats, unitRows, columns),
      sourceBytes: bytes.length,
    };
  }
}

/** Row 2i+p of each head from its row p·(rows/2)+i. */
function interleaved(floats: Float32Array, headRows: number, columns: number): Float32Array {
  const reordered = new Float32Array(floats.length);
  const half = headRows / 2;
  for (let start = 0; start < floats.length / columns; start += headRows) {
    for (let row = 0; row < headRows; row++) {
      const from = (start + (row % 2) * half + (row >>> 1)) * columns;
      reordered.set(floats.subarray(from, from + columns), (start + row) * columns);
    }
  }
  return reordered;
}

/** Beyond this half precision has no number. */
const largestHalf = 65520;

function encode(floats: Float32Array, { source, type }: TensorConversion): Uint8Array {
  const largest = type === "F16" ? largestHalf : Number.POSITIVE_INFINITY;
  for (let index = 0; index < floats.length; index++) {
    const size = Math.abs(floats[index] ?? 0);
    // Also false for NaN.
    if (!(size < largest)) {
      throw new DataError(
        "MODEL_WEIGHTS_NOT_FINITE",
        `tensor "${source.name}" has the value ${floats[index]}, which ${type} does not hold`,
        {
          place: { file: source.file },
        },
      );
    }
  }
  return type === "Q8_0" ? quantiseQ8(floats) : fromFloats(floats, type);
}
