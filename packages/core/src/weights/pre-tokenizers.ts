import { isJsonObject } from "./model-json.ts";

/** A way of splitting text into words before byte pairs are merged, by the name llama.cpp knows it under. */
export type PreTokenizerName = "llama-bpe" | "qwen2" | "gpt-2";

/** The pattern of Llama 3. Qwen2's differs in taking digits one by one. */
const llamaPattern =
  "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

const patterns: ReadonlyMap<string, PreTokenizerName> = new Map([
  [llamaPattern, "llama-bpe"],
  [llamaPattern.replace("\\p{N}{1,3}", "\\p{N}"), "qwen2"],
]);

/** Every name, for messages. */
export const preTokenizerNames: readonly PreTokenizerName[] = ["llama-bpe", "qwen2", "gpt-2"];

/**
 * The pre-tokenizer of a tokenizer.json, recognised by the pattern that it splits by: a file that splits otherwise gives
 * other tokens, however its model is called. Undefined when llama.cpp would not split the same way.
 */
export function recognisePreTokenizer(value: unknown): PreTokenizerName | undefined {
  if (!isJsonObject(value)) {
    return undefined;
  }
  if (value["type"] === "ByteLevel") {
    return value["use_regex"] !== false && value["add_prefix_space"] === false ? "gpt-2" : undefined;
  }
  const parts = value["pretokenizers"];
  if (value["type"] !== "Sequence" || !Array.isArray(parts) || parts.length !== 2) {
    return undefined;
  }
  const [split, bytes] = parts as readonly unknown[];
  if (
    !isJsonObject(split) ||
    !isJsonObject(bytes) ||
    split["type"] !== "Split" ||
    split["behavior"] !== "Isolated" ||
    split["invert"] === true ||
    !isJsonObject(split["pattern"]) ||
    bytes["type"] !== "ByteLevel" ||
    bytes["add_prefix_space"] !== false ||
    bytes["use_regex"] !== false
  ) {
    return undefined;
  }
  const pattern = split["pattern"]["Regex"];
  return typeof pattern === "string" ? patterns.get(pattern) : undefined;
}
