import { textHash } from "../packages/core/src/base/text-hash.ts";

/** Whole blocks read so far, and how many of them were in the cache. */
export interface PrefixCounts {
  readonly blocks: number;
  readonly hits: number;
}

/** A server's cache of the beginnings of prompts. */
export interface PrefixCache {
  read(prompt: string): void;
  counts(): PrefixCounts;
}

/**
 * Blocks of so many characters, each known by all that stands before it: a block counts as a hit only when every block before
 * it does. At most `capacity` blocks are kept, the least recently used goes first. The last, incomplete block of a prompt is never kept.
 */
export function createPrefixCache(blockCharacters: number, capacity: number): PrefixCache {
  /** In order of use: a Map gives its keys in the order in which they were set. */
  const held = new Map<string, true>();
  let blocks = 0;
  let hits = 0;
  return {
    read: (prompt) => {
      let chain = "";
      let whole = true;
      for (let start = 0; start + blockCharacters <= prompt.length; start += blockCharacters) {
        chain = textHash(`${chain}${prompt.slice(start, start + blockCharacters)}`);
        blocks += 1;
        whole = held.delete(chain) && whole;
        hits += whole ? 1 : 0;
        held.set(chain, true);
        if (held.size > capacity) {
          held.delete(held.keys().next().value ?? "");
        }
      }
    },
    counts: () => ({ blocks, hits }),
  };
}
