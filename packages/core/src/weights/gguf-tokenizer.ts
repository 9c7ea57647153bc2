import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { DataError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { type GgufValue, ggufArray } from "./gguf-value.ts";
import { shortened } from "./header-scanner.ts";
import { isJsonObject, readModelJsonObject } from "./model-json.ts";
import { modelLimits } from "./model-limits.ts";
import { preTokenizerNames, recognisePreTokenizer } from "./pre-tokenizers.ts";
import { sentencePieceTokenizer } from "./sentencepiece-json.ts";
import { readSentencePieceModel } from "./sentencepiece-model.ts";
import { readMerges } from "./tokenizer-merges.ts";
import { createVocabulary, tokenTypes, type Vocabulary } from "./tokenizer-vocabulary.ts";

/**
 * The metadata `tokenizer.…` of a GGUF file from a Hugging Face folder: tokens with their kinds, merges or scores, pre-tokenizer,
 * special tokens and chat template. Known are byte-level BPE, which Llama 3, Qwen2 and Qwen3 use, and BPE over characters with
 * bytes to fall back on (SentencePiece), which Llama 2 uses: from tokenizer.json, or from tokenizer.model where that is not there.
 *
 * @param vocabularySize Rows of the embedding; places beyond the tokenizer's last token are filled as unused ones.
 *
 * Throws MODEL_TOKENIZER_UNSUPPORTED naming the kind that is not known, MODEL_NOT_FOUND without a tokenizer.json, and
 * MODEL_FILE_INVALID or MODEL_FILE_LIMIT for a file that is wrong.
 */
export function readGgufTokenizer(folder: string, vocabularySize: number): ReadonlyMap<string, GgufValue> {
  const file = join(folder, "tokenizer.json");
  const pieceFile = join(folder, "tokenizer.model");
  if (!existsSync(file) && existsSync(pieceFile)) {
    const { metadata, ids } = readSentencePieceModel(pieceFile, vocabularySize);
    return new Map([...metadata, ...specialTokens(folder, ids, { begins: true })]);
  }
  const tokenizer = readModelJsonObject(file, modelLimits.tokenizerBytes);
  const unsupported = (message: string): DataError =>
    new DataError("MODEL_TOKENIZER_UNSUPPORTED", message, { place: { file } });
  const { model, normalizer } = tokenizer;
  if (!isJsonObject(model) || model["type"] !== "BPE") {
    const type = isJsonObject(model) ? model["type"] : model;
    throw unsupported(`its model is ${shortened(String(type))}; BPE is known`);
  }
  if (model["byte_fallback"] === true) {
    const { metadata, ids } = sentencePieceTokenizer(tokenizer, model, vocabularySize, file);
    return new Map([...metadata, ...specialTokens(folder, ids, { postProcessor: tokenizer["post_processor"] })]);
  }
  const pre = recognisePreTokenizer(tokenizer["pre_tokenizer"]);
  if (pre === undefined) {
    const shown = shortened(String(JSON.stringify(tokenizer["pre_tokenizer"])));
    throw unsupported(`it splits text by ${shown}; the ways of ${preTokenizerNames.join(", ")} are known`);
  }
  // Composed forms (NFC) are what text is written in; llama.cpp composes nothing.
  const normalising = isJsonObject(normalizer) ? normalizer["type"] : (normalizer ?? null);
  if (normalising !== null && normalising !== "NFC") {
    throw unsupported(`it changes text by ${shortened(String(normalising))} before it splits it`);
  }
  const { tokens, types, ids } = readTokens(tokenizer, model, vocabularySize, file);
  return new Map<string, GgufValue>([
    ["tokenizer.ggml.model", { type: "string", value: "gpt2" }],
    ["tokenizer.ggml.pre", { type: "string", value: pre }],
    ["tokenizer.ggml.tokens", ggufArray("string", tokens)],
    ["tokenizer.ggml.token_type", ggufArray("int32", types)],
    ["tokenizer.ggml.merges", ggufArray("string", readMerges(model["merges"], ids, file))],
    ...specialTokens(folder, ids, { postProcessor: tokenizer["post_processor"] }),
  ]);
}

function readTokens(
  tokenizer: Readonly<Record<string, unknown>>,
  model: Readonly<Record<string, unknown>>,
  vocabularySize: number,
  file: string,
): Vocabulary {
  const vocabulary = createVocabulary(vocabularySize, file);
  vocabulary.placeModel(model["vocab"], () => tokenTypes.normal);
  vocabulary.placeAdded(tokenizer["added_tokens"]);
  return vocabulary.finish();
}

/** What Llama's own tokenizer calls them, where no file says it. */
const unsaid = { bos_token: "<s>", eos_token: "</s>" } as const;

/** Ids of special tokens, whether text begins with one, and the chat template. */
function specialTokens(
  folder: string,
  ids: ReadonlyMap<string, number>,
  otherwise: { readonly postProcessor: unknown } | { readonly begins: boolean },
): (readonly [string, GgufValue])[] {
  const configFile = join(folder, "tokenizer_config.json");
  const config: Readonly<Record<string, unknown>> = existsSync(configFile)
    ? readModelJsonObject(configFile, modelLimits.configBytes)
    : "begins" in otherwise
      ? unsaid
      : {};
  const entries: (readonly [string, GgufValue])[] = [];
  const idOf = (name: string): number | undefined => {
    const value = config[name];
    const text = isJsonObject(value) ? value["content"] : value;
    return typeof text === "string" ? ids.get(text) : undefined;
  };
  for (const [name, key] of [
    ["bos_token", "bos_token_id"],
    ["eos_token", "eos_token_id"],
    ["pad_token", "padding_token_id"],
  ] as const) {
    const id = idOf(name);
    if (id !== undefined) {
      entries.push([`tokenizer.ggml.${key}`, { type: "uint32", value: id }]);
    }
  }
  const bos = isJsonObject(config["bos_token"]) ? config["bos_token"]["content"] : config["bos_token"];
  const begins =
    config["add_bos_token"] ??
    ("begins" in otherwise ? otherwise.begins : typeof bos === "string" && beginsWith(otherwise.postProcessor, bos));
  entries.push(["tokenizer.ggml.add_bos_token", { type: "bool", value: begins === true }]);
  const template = chatTemplate(folder, config["chat_template"]);
  if (template !== undefined) {
    entries.push(["tokenizer.chat_template", { type: "string", value: template }]);
  }
  return entries;
}

/** Whether a post-processor puts a token before every text. */
function beginsWith(postProcessor: unknown, token: string): boolean {
  if (!isJsonObject(postProcessor)) {
    return false;
  }
  if (postProcessor["type"] === "Sequence" && Array.isArray(postProcessor["processors"])) {
    return (postProcessor["processors"] as readonly unknown[]).some((part) => beginsWith(part, token));
  }
  const single = postProcessor["single"];
  const first: unknown = Array.isArray(single) ? single[0] : undefined;
  const special = isJsonObject(first) ? first["SpecialToken"] : undefined;
  return postProcessor["type"] === "TemplateProcessing" && isJsonObject(special) && special["id"] === token;
}

/** The template of chat_template.jinja, else of tokenizer_config.json: of several the one called default. */
function chatTemplate(folder: string, configured: unknown): string | undefined {
  const file = join(folder, "chat_template.jinja");
  if (existsSync(file)) {
    return readWhole(file, modelLimits.configBytes);
  }
  const named: unknown = Array.isArray(configured)
    ? (configured as readonly unknown[]).find((entry) => isJsonObject(entry) && entry["name"] === "default")
    : configured;
  const template = isJsonObject(named) ? named["template"] : named;
  return typeof template === "string" ? template : undefined;
}

/** Name of a model's folder, for `general.name`. */
export function folderName(folder: string): string {
  return basename(folder) || "model";
}
