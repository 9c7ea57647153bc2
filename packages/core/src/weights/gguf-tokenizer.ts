import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { DataError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { type GgufValue, ggufArray } from "./gguf-value.ts";
import { shortened } from "./header-scanner.ts";
import { isJsonObject, readModelJsonObject } from "./model-json.ts";
import { modelLimits } from "./model-limits.ts";
import { preTokenizerNames, recognisePreTokenizer } from "./pre-tokenizers.ts";

/** Kinds of tokens as GGUF numbers them. */
const tokenTypes = { normal: 1, control: 3, userDefined: 4, unused: 5 } as const;

/**
 * The metadata `tokenizer.…` of a GGUF file from a Hugging Face folder: tokens with their kinds, merges, pre-tokenizer,
 * special tokens and chat template. Byte-level BPE is known, which Llama 3, Qwen2 and Qwen3 use.
 *
 * @param vocabularySize Rows of the embedding; places beyond the tokenizer's last token are filled as unused ones.
 *
 * Throws MODEL_TOKENIZER_UNSUPPORTED naming the kind that is not known, MODEL_NOT_FOUND without a tokenizer.json, and
 * MODEL_FILE_INVALID or MODEL_FILE_LIMIT for a file that is wrong.
 */
export function readGgufTokenizer(folder: string, vocabularySize: number): ReadonlyMap<string, GgufValue> {
  const file = join(folder, "tokenizer.json");
  const tokenizer = readModelJsonObject(file, modelLimits.tokenizerBytes);
  const unsupported = (message: string): DataError =>
    new DataError("MODEL_TOKENIZER_UNSUPPORTED", message, { place: { file } });
  const { model, normalizer } = tokenizer;
  if (!isJsonObject(model) || model["type"] !== "BPE") {
    const type = isJsonObject(model) ? model["type"] : model;
    throw unsupported(`its model is ${shortened(String(type))}; BPE over bytes is known`);
  }
  if (model["byte_fallback"] === true) {
    throw unsupported(
      "its model is BPE over characters with bytes to fall back on (SentencePiece); BPE over bytes is known",
    );
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
    ...specialTokens(folder, ids, tokenizer["post_processor"]),
  ]);
}

interface Vocabulary {
  readonly tokens: readonly string[];
  readonly types: readonly number[];
  readonly ids: ReadonlyMap<string, number>;
}

function readTokens(
  tokenizer: Readonly<Record<string, unknown>>,
  model: Readonly<Record<string, unknown>>,
  vocabularySize: number,
  file: string,
): Vocabulary {
  const invalid = (message: string): DataError => new DataError("MODEL_FILE_INVALID", message, { place: { file } });
  if (!isJsonObject(model["vocab"])) {
    throw invalid("its model has no vocab");
  }
  const tokens: (string | undefined)[] = new Array(vocabularySize);
  const types: number[] = new Array(vocabularySize).fill(tokenTypes.unused);
  const ids = new Map<string, number>();
  const place = (token: string, id: unknown, type: number): void => {
    if (typeof id !== "number" || !Number.isInteger(id) || id < 0 || id >= vocabularySize) {
      throw invalid(
        `token "${shortened(token)}" has the id ${shortened(String(id))}; the model has ${vocabularySize} tokens`,
      );
    }
    const other = tokens[id];
    if (other !== undefined && other !== token) {
      throw invalid(`tokens "${shortened(other)}" and "${shortened(token)}" both have the id ${id}`);
    }
    tokens[id] = token;
    types[id] = type;
    ids.set(token, id);
  };
  for (const [token, id] of Object.entries(model["vocab"])) {
    place(token, id, tokenTypes.normal);
  }
  const added = tokenizer["added_tokens"];
  for (const entry of Array.isArray(added) ? (added as readonly unknown[]) : []) {
    if (!isJsonObject(entry) || typeof entry["content"] !== "string") {
      throw invalid("an entry of added_tokens has no content");
    }
    place(entry["content"], entry["id"], entry["special"] === true ? tokenTypes.control : tokenTypes.userDefined);
  }
  // Embeddings are padded to round numbers of rows; each place needs a text of its own.
  return { tokens: Array.from(tokens, (token, id) => token ?? `[PAD${id}]`), types, ids };
}

/** Merges as "left right", whichever of the two ways tokenizer.json writes them in. */
function readMerges(merges: unknown, ids: ReadonlyMap<string, number>, file: string): string[] {
  if (!Array.isArray(merges)) {
    throw new DataError("MODEL_FILE_INVALID", "its model has no merges", { place: { file } });
  }
  return (merges as readonly unknown[]).map((merge, index) => {
    const parts: unknown = typeof merge === "string" ? merge.split(" ") : merge;
    const [left, right] = Array.isArray(parts) && parts.length === 2 ? (parts as readonly unknown[]) : [];
    if (
      typeof left !== "string" ||
      typeof right !== "string" ||
      !ids.has(left) ||
      !ids.has(right) ||
      !ids.has(left + right)
    ) {
      throw new DataError(
        "MODEL_FILE_INVALID",
        `merge ${index + 1} is ${shortened(String(JSON.stringify(merge)))}, which is no pair of tokens`,
        {
          place: { file },
        },
      );
    }
    return `${left} ${right}`;
  });
}

/** Ids of special tokens, whether text begins with one, and the chat template. */
function specialTokens(
  folder: string,
  ids: ReadonlyMap<string, number>,
  postProcessor: unknown,
): (readonly [string, GgufValue])[] {
  const configFile = join(folder, "tokenizer_config.json");
  const config = existsSync(configFile) ? readModelJsonObject(configFile, modelLimits.configBytes) : {};
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
  const begins = config["add_bos_token"] ?? (typeof bos === "string" && beginsWith(postProcessor, bos));
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
