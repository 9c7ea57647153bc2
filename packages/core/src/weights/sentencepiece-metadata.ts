import { DataError } from "../base/errors.ts";
import { type GgufValue, ggufArray } from "./gguf-value.ts";
import { type TokenType, tokenTypes, type Vocabulary } from "./tokenizer-vocabulary.ts";

/** A tokenizer of SentencePiece's kind as a GGUF file has it. */
export interface SentencePieceTokenizer {
  readonly metadata: readonly (readonly [string, GgufValue])[];
  readonly ids: ReadonlyMap<string, number>;
}

/** What SentencePiece writes for a space. */
export const spaceMark = "\u2581";

/** The kind of a token that stands for a byte, "<0x41>", and of any other. */
export function pieceType(token: string): TokenType {
  return /^<0x[0-9A-F]{2}>$/u.test(token) ? tokenTypes.byte : tokenTypes.normal;
}

/**
 * The metadata of a tokenizer that llama.cpp calls "llama".
 *
 * @param scores One for each token: of two pairs that could be merged, the one that makes the token with the higher score is.
 * @param spacePrefix Whether a space is put before every text.
 *
 * Throws MODEL_TOKENIZER_UNSUPPORTED where a byte has no token: llama.cpp falls back on bytes always.
 */
export function sentencePieceMetadata(
  { tokens, types, ids }: Vocabulary,
  scores: readonly number[],
  spacePrefix: boolean,
  file: string,
): SentencePieceTokenizer {
  const bytes = types.filter((type) => type === tokenTypes.byte).length;
  if (bytes !== 256) {
    throw new DataError("MODEL_TOKENIZER_UNSUPPORTED", `has tokens for ${bytes} bytes; one for each of 256 is wanted`, {
      place: { file },
    });
  }
  const unknown = types.indexOf(tokenTypes.unknown);
  return {
    ids,
    metadata: [
      ["tokenizer.ggml.model", { type: "string", value: "llama" }],
      ["tokenizer.ggml.pre", { type: "string", value: "default" }],
      ["tokenizer.ggml.tokens", ggufArray("string", tokens)],
      ["tokenizer.ggml.scores", ggufArray("float32", scores)],
      ["tokenizer.ggml.token_type", ggufArray("int32", types)],
      ["tokenizer.ggml.add_space_prefix", { type: "bool", value: spacePrefix }],
      ...(unknown < 0 ? [] : [["tokenizer.ggml.unknown_token_id", { type: "uint32", value: unknown }] as const]),
    ],
  };
}
