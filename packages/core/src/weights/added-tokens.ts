import { existsSync } from "node:fs";
import { join } from "node:path";
import { DataError } from "../base/errors.ts";
import { shortened } from "./header-scanner.ts";
import { isJsonObject, readModelJsonObject } from "./model-json.ts";
import { modelLimits } from "./model-limits.ts";

/**
 * Tokens that stand beside a tokenizer.model, as tokenizer.json would list them at added_tokens: those of added_tokens.json and, with
 * what they do to the text around them, those of tokenizer_config.json. Throws MODEL_FILE_INVALID or MODEL_FILE_LIMIT for a
 * file that is wrong.
 */
export function readAddedTokens(folder: string): Readonly<Record<string, unknown>>[] {
  const object = (name: string): Readonly<Record<string, unknown>> => {
    const file = join(folder, name);
    return existsSync(file) ? readModelJsonObject(file, modelLimits.configBytes) : {};
  };
  const described = object("tokenizer_config.json")["added_tokens_decoder"];
  const entries = Object.entries(isJsonObject(described) ? described : {}).map(([id, entry]) => ({
    ...(isJsonObject(entry) ? entry : {}),
    id: Number(id),
  }));
  const known = new Set(entries.map(({ id }) => id));
  return [
    ...entries,
    ...Object.entries(object("added_tokens.json"))
      .filter(([, id]) => !known.has(Number(id)))
      .map(([content, id]) => ({ content, id, special: false })),
  ];
}

/**
 * Refuse added tokens that a GGUF file of SentencePiece's kind cannot say: such as take the spaces around them, stand for whole words
 * only, or have a space in them. Throws MODEL_TOKENIZER_UNSUPPORTED, naming the token.
 */
export function requirePlainTokens(added: unknown, file: string): void {
  for (const entry of Array.isArray(added) ? (added as readonly unknown[]) : []) {
    if (
      isJsonObject(entry) &&
      (["lstrip", "rstrip", "single_word"].some((key) => entry[key] === true) ||
        /[ \u2581]/u.test(String(entry["content"])))
    ) {
      throw new DataError(
        "MODEL_TOKENIZER_UNSUPPORTED",
        `the added token "${shortened(String(entry["content"]))}" takes spaces with it or stands for whole words`,
        { place: { file } },
      );
    }
  }
}
