import type { RandomStream } from "../base/random.ts";

/**
 * `count` different whole numbers below `size`, ascending, every set equally likely; all of them when `count` is larger.
 * Floyd's algorithm: as many draws as numbers asked for. Source: Bentley and Floyd 1987, doi:10.1145/30401.315746.
 */
export function drawnPlaces(size: number, count: number, random: RandomStream): readonly number[] {
  const drawn = new Set<number>();
  for (let last = Math.max(0, size - count); last < size; last++) {
    const pick = random.integer(last + 1);
    drawn.add(drawn.has(pick) ? last : pick);
  }
  return [...drawn].sort((left, right) => left - right);
}

/** How many of `size` places a rate (0 to 1) stands for: rounded, at least one where there is one. */
export function countAtRate(size: number, rate: number): number {
  return Math.min(size, Math.max(1, Math.round(rate * size)));
}
