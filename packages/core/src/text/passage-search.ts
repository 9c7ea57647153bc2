import type { CorpusPassage } from "./passages.ts";
import { createWordTokenizer, type WordTokenizer } from "./word-tokenizer.ts";

/** A passage and how well it fits. */
export interface PassageHit {
  readonly passage: CorpusPassage;
  /** BM25+ score; higher is nearer, 0 or absent means no word in common. */
  readonly score: number;
}

/** A BM25 index over passages. */
export interface PassageSearch {
  readonly size: number;
  /** At most `top` passages that share a word with the query, best first; equal scores in corpus order. */
  search(query: string, top: number): PassageHit[];
}

/**
 * Index passages in memory (minisearch, BM25+). An empty corpus finds nothing.
 *
 * @param words How passages and queries are cut; default: Viva's word tokenizer.
 */
export async function createPassageSearch(
  passages: readonly CorpusPassage[],
  words?: WordTokenizer,
): Promise<PassageSearch> {
  const { default: MiniSearch } = await import("minisearch");
  const tokenize = words ?? (await createWordTokenizer());
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ["text"],
    tokenize,
    processTerm: (term) => term,
    searchOptions: { tokenize, processTerm: (term) => term, prefix: false, fuzzy: false, combineWith: "OR" },
  });
  index.addAll(passages.map(({ text }, id) => ({ id, text })));
  return {
    size: passages.length,
    search: (query, top) =>
      index
        .search(query)
        .sort((a, b) => b.score - a.score || a.id - b.id)
        .slice(0, top)
        .flatMap(({ id, score }): PassageHit[] => {
          const passage = passages[id];
          return passage === undefined ? [] : [{ passage, score }];
        }),
  };
}
