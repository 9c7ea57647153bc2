import { DataError } from "../base/errors.ts";
import { type GgufHeader, ggufNumber, ggufText, readGgufHeader } from "./gguf-header.ts";

/** What the head of a GGUF file says of its model, as far as it decides how much memory asking it takes. */
export interface GgufModel {
  readonly path: string;
  readonly architecture: string;
  /** `general.name`, or undefined. */
  readonly name: string | undefined;
  /** Tokens it was trained to see at once. */
  readonly contextLength: number;
  readonly layers: number;
  readonly embeddingLength: number;
  readonly vocabularySize: number;
  /** Elements of one token's keys and values over all layers. */
  readonly cacheElements: number;
  /** Bytes of all tensors. */
  readonly weightBytes: number;
  /** How messages become a text; undefined for a file without one, as base models often are. */
  readonly chatTemplate: string | undefined;
}

/** Beyond every model there is, by a wide margin. */
const most = { layers: 10_000, width: 1 << 24, heads: 1 << 16, context: 2 ** 40 } as const;

/**
 * Read what decides memory from a GGUF file; long lists (the vocabulary) are passed over.
 *
 * Throws what `readGgufHeader` throws, and MODEL_FILE_INVALID for a head without a model: a missing or impossible size,
 * no tensors (the first file of a model in several parts), an empty name, or an empty dimension.
 */
export function readGgufModel(path: string): GgufModel {
  const header = readGgufHeader(path, { longestArray: most.layers });
  const invalid = (message: string): DataError =>
    new DataError("MODEL_FILE_INVALID", message, { place: { file: path } });
  const architecture = ggufText(header, "general.architecture");
  if (architecture === undefined || architecture === "") {
    throw invalid("has no general.architecture");
  }
  if (header.metadata.has("")) {
    throw invalid("has a metadata entry without a name");
  }
  const parts = ggufNumber(header, "split.count");
  if (parts !== undefined && parts > 1) {
    throw new DataError("MODEL_FILE_INVALID", `is one of ${parts} parts`, {
      place: { file: path },
      remedy: "Join the parts with llama.cpp's llama-gguf-split --merge.",
    });
  }
  const size = (key: string, limit: number, otherwise?: number): number => {
    const value = ggufNumber(header, `${architecture}.${key}`) ?? otherwise;
    if (value === undefined || !Number.isInteger(value) || value < 1 || value > limit) {
      throw invalid(`${architecture}.${key} is ${value ?? "missing"}; a whole number from 1 to ${limit} is wanted`);
    }
    return value;
  };
  const layers = size("block_count", most.layers);
  const embeddingLength = size("embedding_length", most.width);
  const heads = widest(header, `${architecture}.attention.head_count`);
  const headSize = heads === undefined ? embeddingLength : Math.max(1, Math.floor(embeddingLength / heads));
  const keyHeads = perLayer(header, `${architecture}.attention.head_count_kv`, layers) ?? layers * (heads ?? 1);
  if (keyHeads > most.heads * layers) {
    throw invalid(`${architecture}.attention.head_count_kv is beyond every model`);
  }
  for (const { name, dimensions } of header.tensors.values()) {
    if (name === "" || dimensions.some((length) => length < 1)) {
      throw invalid(`tensor "${name}" [${dimensions.join(", ")}] has no name or no elements`);
    }
  }
  if (header.tensors.size === 0) {
    throw invalid("has no tensors");
  }
  const tokens = header.metadata.get("tokenizer.ggml.tokens");
  return {
    path,
    architecture,
    name: ggufText(header, "general.name"),
    contextLength: size("context_length", most.context),
    layers,
    embeddingLength,
    vocabularySize: tokens?.type === "array" ? tokens.length : size("vocab_size", most.width, 1),
    cacheElements:
      keyHeads *
      (size("attention.key_length", most.width, headSize) + size("attention.value_length", most.width, headSize)),
    weightBytes: [...header.tensors.values()].reduce((sum, { sizeBytes = 0 }) => sum + sizeBytes, 0),
    chatTemplate: ggufText(header, "tokenizer.chat_template"),
  };
}

/** A number, or the largest of a list with one for each layer. */
function widest(header: GgufHeader, key: string): number | undefined {
  const value = header.metadata.get(key);
  if (value?.type !== "array") {
    return ggufNumber(header, key);
  }
  return Math.max(1, ...(value.values ?? []).map(Number));
}

/** A number for each layer, summed over the layers. */
function perLayer(header: GgufHeader, key: string, layers: number): number | undefined {
  const value = header.metadata.get(key);
  if (value?.type === "array") {
    return (value.values ?? []).reduce<number>((sum, each) => sum + Number(each), 0);
  }
  const each = ggufNumber(header, key);
  return each === undefined ? undefined : each * layers;
}
