/** Named limits on model files that Viva did not write, each with its reason. */
export const modelLimits = {
  /** Header of a safetensors file: the format's own limit; a model of 100,000 tensors has one of 15 MB. */
  safetensorsHeaderBytes: 100_000_000,
  /** Dimensions of a tensor: weights have at most five. */
  tensorDimensions: 32,
  /** `model.safetensors.index.json`: a line of some 100 bytes a tensor. */
  indexBytes: 32 * 1024 * 1024,
  /** `config.json` and `tokenizer_config.json`: the largest lists every special token of its vocabulary. */
  configBytes: 16 * 1024 * 1024,
  /** `tokenizer.json`: 256,000 tokens and 500,000 merges take 35 MB. */
  tokenizerBytes: 128 * 1024 * 1024,
  /** Brackets in brackets of a JSON file: each takes fifty times its byte in memory. */
  jsonDepth: 64,
  /** Head of a GGUF file: a vocabulary of 256,000 tokens with its merges takes 20 MB. */
  ggufHeadBytes: 256 * 1024 * 1024,
  /** Dimensions of a tensor in a GGUF file: what ggml has room for. */
  ggmlDimensions: 4,
  /** Files of one model: the largest open ones have some 200. */
  shards: 10_000,
} as const;
