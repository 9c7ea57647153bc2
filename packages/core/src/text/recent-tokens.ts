import type { MetricTokenizer } from "./metric-tokenizer.ts";

/** Texts whose tokens are kept, of a model's reply and its references. */
const mostTexts = 16;
/** Longer texts are not kept: their tokens take a hundred times their room. */
const mostCharacters = 20_000;

const keeping = new Map<string, MetricTokenizer>();

/**
 * A tokenizer that keeps the tokens of the texts it cut last, for metrics that are computed side by side on the same texts. One
 * for each name.
 */
export function withRecentTokens(tokenizer: MetricTokenizer): MetricTokenizer {
  const known = keeping.get(tokenizer.name);
  if (known !== undefined) {
    return known;
  }
  const recent = new Map<string, readonly string[]>();
  const made: MetricTokenizer = {
    name: tokenizer.name,
    tokens: (text) => {
      const before = recent.get(text);
      if (before !== undefined || text.length > mostCharacters) {
        return before ?? tokenizer.tokens(text);
      }
      const tokens = tokenizer.tokens(text);
      const [oldest] = recent.keys();
      if (oldest !== undefined && recent.size >= mostTexts) {
        recent.delete(oldest);
      }
      recent.set(text, tokens);
      return tokens;
    },
  };
  keeping.set(tokenizer.name, made);
  return made;
}
