import { basename } from "node:path";
import { DataError } from "../base/errors.ts";
import type { ModelFolder } from "../weights/model-folder.ts";
import { isJsonObject, readModelJson } from "../weights/model-json.ts";
import { modelLimits } from "../weights/model-limits.ts";

/** An added token as tokenizer.json has it. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  /** The whole entry, flags and all. */
  readonly entry: Readonly<Record<string, unknown>>;
}

/** The tokens of a model, as its tokenizer.json says. */
export interface ModelVocabulary {
  readonly file: string;
  readonly idOf: ReadonlyMap<string, number>;
  readonly tokenOf: ReadonlyMap<number, string>;
  /** Tokens that stand beside the model's own vocabulary. */
  readonly added: readonly AddedToken[];
  /** The file as it was parsed. */
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * The vocabulary of a model, or null where it has no tokenizer.json. Throws MODEL_FILE_INVALID for one without a
 * vocabulary, MODEL_FILE_LIMIT for one that is too long.
 */
export function readVocabulary(model: ModelFolder): ModelVocabulary | null {
  const file = model.tokenizerFiles.find((path) => basename(path) === "tokenizer.json");
  if (file === undefined) {
    return null;
  }
  const json = readModelJson(file, modelLimits.tokenizerBytes);
  const vocab = isJsonObject(json) && isJsonObject(json["model"]) ? json["model"]["vocab"] : undefined;
  if (!isJsonObject(json) || typeof vocab !== "object" || vocab === null) {
    throw new DataError("MODEL_FILE_INVALID", "has no model.vocab", { place: { file } });
  }
  const idOf = new Map<string, number>();
  const tokenOf = new Map<number, string>();
  const enter = (token: unknown, id: unknown): void => {
    if (typeof token === "string" && typeof id === "number") {
      idOf.set(token, id);
      tokenOf.set(id, token);
    }
  };
  if (Array.isArray(vocab)) {
    // Unigram: pairs of token and score, the id being the place.
    vocab.forEach((pair: unknown, id) => {
      enter(Array.isArray(pair) ? pair[0] : undefined, id);
    });
  } else {
    for (const [token, id] of Object.entries(vocab)) {
      enter(token, id);
    }
  }
  const added = (Array.isArray(json["added_tokens"]) ? json["added_tokens"] : []).flatMap(
    (entry: unknown): AddedToken[] => {
      if (!isJsonObject(entry) || typeof entry["id"] !== "number" || typeof entry["content"] !== "string") {
        return [];
      }
      enter(entry["content"], entry["id"]);
      return [{ id: entry["id"], content: entry["content"], entry }];
    },
  );
  return { file, idOf, tokenOf, added, json };
}

/** How another vocabulary differs from a first one. */
export interface VocabularyDifference {
  /** A token that has another id, or an id that is another token; undefined when what both have is the same. */
  readonly conflict: string | undefined;
  /** Tokens that only the first has, and only the other, in order of their ids. */
  readonly onlyFirst: readonly string[];
  readonly onlyOther: readonly string[];
}

/** Compare two vocabularies token by token. */
export function compareVocabularies(first: ModelVocabulary, other: ModelVocabulary): VocabularyDifference {
  let conflict: string | undefined;
  const onlyFirst: string[] = [];
  const onlyOther: string[] = [];
  const shown = JSON.stringify;
  for (const [token, id] of first.idOf) {
    const otherId = other.idOf.get(token);
    if (otherId === undefined) {
      onlyFirst.push(token);
    } else if (otherId !== id) {
      conflict ??= `token ${shown(token)} is ${id} and ${otherId}`;
    }
  }
  for (const [token, id] of other.idOf) {
    if (!first.idOf.has(token)) {
      onlyOther.push(token);
      const taken = first.tokenOf.get(id);
      if (taken !== undefined) {
        conflict ??= `id ${id} is ${shown(taken)} and ${shown(token)}`;
      }
    }
  }
  return { conflict, onlyFirst, onlyOther };
}
