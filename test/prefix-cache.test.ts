import { expect, it } from "vitest";
import { createPrefixCache } from "../benchmarks/prefix-cache-model.ts";

it("counts blocks as hits only from the beginning of a prompt on, and forgets the least recently used", () => {
  const cache = createPrefixCache(2, 3);
  cache.read("aabbc");
  expect(cache.counts()).toEqual({ blocks: 2, hits: 0 });
  // The first block is known, the second is new, and what stands behind it is new whatever it says.
  cache.read("aaxxbb");
  expect(cache.counts()).toEqual({ blocks: 5, hits: 1 });
  cache.read("aaxxbb");
  expect(cache.counts()).toEqual({ blocks: 8, hits: 4 });
  // Three blocks are kept: "bb" behind "aa" went long ago.
  cache.read("aabb");
  expect(cache.counts()).toEqual({ blocks: 10, hits: 5 });
});
