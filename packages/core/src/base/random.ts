import { hash } from "node:crypto";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** A seeded stream of random draws. */
export interface RandomStream {
  /** Uniform integer in [0, below). `below` must be at least 1. */
  integer(below: number): number;
  /** Uniform number in [0, 1), 32 bits of resolution. */
  fraction(): number;
  /** A new array with the same members in random order (Fisher–Yates). */
  shuffled<T>(values: readonly T[]): T[];
}

/**
 * A random stream named by its parts, e.g. (run seed, plugin name, item id), so that neither the order of
 * items nor a subset ever changes a draw. The generator is xoroshiro128+, seeded with 32 bits of SHA-256.
 */
export function randomStream(...parts: readonly (string | number)[]): RandomStream {
  const generator = xoroshiro128plus(hash("sha256", parts.join("\u0000"), "buffer").readInt32LE(0));
  const integer = (below: number): number => uniformInt(generator, 0, below - 1);
  return {
    integer,
    fraction: () => (generator.next() >>> 0) / 4294967296,
    shuffled: (values) => {
      const result = [...values];
      for (let last = result.length - 1; last > 0; last--) {
        const other = integer(last + 1);
        const kept = result[last] as (typeof result)[number];
        result[last] = result[other] as (typeof result)[number];
        result[other] = kept;
      }
      return result;
    },
  };
}
