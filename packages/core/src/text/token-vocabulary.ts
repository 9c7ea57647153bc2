/** Gives every token a number, so that metrics compare integers. */
export interface TokenVocabulary {
  /** The numbers of a text's tokens, in order; a token not met before gets the next number, from 0. */
  readonly encode: (tokens: readonly string[]) => Int32Array;
  /** How many numbers were given. */
  readonly size: () => number;
}

/** Tokens from which on the table pays: one pair of explanations stays below, and making the table costs more than it. */
const fewTokens = 4096;

/**
 * An empty vocabulary. Tokens of one UTF-16 unit (most of Chinese) are found in a table, the others in a map; the first few
 * thousand are all in the map.
 */
export function createTokenVocabulary(): TokenVocabulary {
  let single: Int32Array | null = null;
  let seen = 0;
  const longer = new Map<string, number>();
  let size = 0;
  const tableOf = (known: ReadonlyMap<string, number>): Int32Array => {
    const table = new Int32Array(65536).fill(-1);
    for (const [token, id] of known) {
      if (token.length === 1) {
        table[token.charCodeAt(0)] = id;
      }
    }
    return table;
  };
  return {
    encode: (tokens) => {
      seen += tokens.length;
      single ??= seen > fewTokens ? tableOf(longer) : null;
      const ids = new Int32Array(tokens.length);
      for (let at = 0; at < ids.length; at++) {
        const token = tokens[at] ?? "";
        if (single !== null && token.length === 1) {
          const unit = token.charCodeAt(0);
          if (single[unit] === -1) {
            single[unit] = size++;
          }
          ids[at] = single[unit] ?? 0;
        } else {
          let id = longer.get(token);
          if (id === undefined) {
            id = size++;
            longer.set(token, id);
          }
          ids[at] = id;
        }
      }
      return ids;
    },
    size: () => size,
  };
}
