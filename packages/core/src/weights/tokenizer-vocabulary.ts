import { DataError } from "../base/errors.ts";
import { shortened } from "./header-scanner.ts";
import { isJsonObject } from "./model-json.ts";

/** Kinds of tokens as GGUF numbers them; SentencePiece has the same numbers. */
export const tokenTypes = { normal: 1, unknown: 2, control: 3, userDefined: 4, unused: 5, byte: 6 } as const;

/** Kind of a token. */
export type TokenType = (typeof tokenTypes)[keyof typeof tokenTypes];

/** Tokens by their ids. */
export interface Vocabulary {
  /** One for each row of the embedding. */
  readonly tokens: readonly string[];
  readonly types: readonly TokenType[];
  readonly ids: ReadonlyMap<string, number>;
}

/** A vocabulary that is being filled. */
export interface VocabularyBuilder {
  /** Place a token. The same token at the same id again changes its kind. */
  place(token: string, id: unknown, type: TokenType): void;
  /** Place what tokenizer.json has at model.vocab: ids by tokens. */
  placeModel(vocab: unknown, typeOf: (token: string) => TokenType): void;
  /** Place what tokenizer.json has at added_tokens: special ones as control tokens, the others as the user's own. */
  placeAdded(added: unknown): void;
  /** Everything that was placed; ids without a token are unused ones, each with a text of its own, as the engine wants it. */
  finish(): Vocabulary;
}

/**
 * An empty vocabulary with room for `size` tokens. Placing throws MODEL_FILE_INVALID, naming the file, for an id that is none,
 * for two tokens with one id, and for lists that are none.
 */
export function createVocabulary(size: number, file: string): VocabularyBuilder {
  const invalid = (message: string): DataError => new DataError("MODEL_FILE_INVALID", message, { place: { file } });
  const tokens: (string | undefined)[] = new Array(size);
  const types: TokenType[] = new Array(size).fill(tokenTypes.unused);
  const ids = new Map<string, number>();
  const place = (token: string, id: unknown, type: TokenType): void => {
    if (typeof id !== "number" || !Number.isInteger(id) || id < 0 || id >= size) {
      throw invalid(`token "${shortened(token)}" has the id ${shortened(String(id))}; the model has ${size} tokens`);
    }
    const other = tokens[id];
    if (other !== undefined && other !== token) {
      throw invalid(`tokens "${shortened(other)}" and "${shortened(token)}" both have the id ${id}`);
    }
    tokens[id] = token;
    types[id] = type;
    ids.set(token, id);
  };
  return {
    place,
    placeModel: (vocab, typeOf) => {
      if (!isJsonObject(vocab)) {
        throw invalid("its model has no vocab");
      }
      for (const [token, id] of Object.entries(vocab)) {
        place(token, id, typeOf(token));
      }
    },
    placeAdded: (added) => {
      for (const entry of Array.isArray(added) ? (added as readonly unknown[]) : []) {
        if (!isJsonObject(entry) || typeof entry["content"] !== "string") {
          throw invalid("an entry of added_tokens has no content");
        }
        place(entry["content"], entry["id"], entry["special"] === true ? tokenTypes.control : tokenTypes.userDefined);
      }
    },
    // Embeddings are padded to round numbers of rows.
    finish: () => ({ tokens: Array.from(tokens, (token, id) => token ?? `[PAD${id}]`), types, ids }),
  };
}
