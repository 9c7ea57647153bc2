import { DataError } from "../base/errors.ts";
import type { AddedToken, ModelVocabulary } from "./model-vocabulary.ts";

/** Which row of which model stands for each row of the result's embeddings. */
export interface VocabularyRows {
  /** Rows of the result. */
  readonly rows: number;
  /** For each model the row of each of the result's rows; −1 where it has none of its own. */
  readonly rowOf: readonly Int32Array[];
}

/** A vocabulary put together from several. */
export interface UnionVocabulary {
  /** Tokens that were added to the first vocabulary, with the ids they have now. */
  readonly added: readonly AddedToken[];
  /** Ids in use: the largest plus one. */
  readonly size: number;
}

/**
 * The first vocabulary with the added tokens that only others have, at the ids that follow. Throws MERGE_MODELS_MISMATCH
 * for a token that is no added one: a vocabulary of its own needs merges of its own.
 */
export function uniteVocabularies(first: ModelVocabulary, others: readonly ModelVocabulary[]): UnionVocabulary {
  const known = new Set(first.idOf.keys());
  let next = Math.max(-1, ...first.tokenOf.keys()) + 1;
  const added: AddedToken[] = [];
  for (const other of others) {
    const addable = new Map(other.added.map((token) => [token.content, token]));
    for (const token of other.idOf.keys()) {
      if (known.has(token)) {
        continue;
      }
      const entry = addable.get(token)?.entry;
      if (entry === undefined) {
        throw new DataError(
          "MERGE_MODELS_MISMATCH",
          `token ${JSON.stringify(token)} belongs to the vocabulary itself and not to its added tokens: no union is made of two vocabularies`,
          { place: { file: other.file } },
        );
      }
      known.add(token);
      added.push({ id: next, content: token, entry: { ...entry, id: next } });
      next += 1;
    }
  }
  return { added, size: next };
}

/**
 * Rows of the result's embeddings in each model, by token. Rows without a token (padding) are the same row in every
 * model that has it.
 *
 * @param rows Rows of the result.
 * @param modelRows Rows that each model's embedding has.
 */
export function vocabularyRows(
  tokenOf: ReadonlyMap<number, string>,
  rows: number,
  models: readonly { readonly vocabulary: ModelVocabulary; readonly modelRows: number }[],
): VocabularyRows {
  const rowOf = models.map(({ vocabulary, modelRows }) =>
    Int32Array.from({ length: rows }, (_, row) => {
      const token = tokenOf.get(row);
      const own = token === undefined ? (vocabulary.tokenOf.has(row) ? -1 : row) : vocabulary.idOf.get(token);
      return own === undefined || own >= modelRows ? -1 : own;
    }),
  );
  return { rows, rowOf };
}
