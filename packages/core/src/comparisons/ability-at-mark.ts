import type { LogisticItems } from "../statistics/warm-ability.ts";

/** Abilities farther from 0 than this are no abilities of anyone. */
const farthest = 40;

/**
 * The ability at which a candidate is expected to earn a share of an exam's points: where the test characteristic curve,
 * Σ weight·P / Σ weight, passes the mark. Null for a mark that no ability within 40 of 0 reaches (0 and 1 among them),
 * or without items. Source: Lord 1980, Applications of Item Response Theory, ch. 4.
 *
 * @param weights Weight of each item in the total; above 0.
 * @param mark Share of the points, 0–1.
 * @example abilityAtMark({ discriminations: null, difficulties: Float64Array.of(-1, 1) }, Float64Array.of(1, 1), 0.5) // 0
 */
export function abilityAtMark(items: LogisticItems, weights: Float64Array, mark: number): number | null {
  const { difficulties, discriminations } = items;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const expected = (ability: number): number => {
    let points = 0;
    for (let item = 0; item < difficulties.length; item++) {
      const slope = discriminations === null ? 1 : (discriminations[item] ?? 1);
      points += (weights[item] ?? 0) / (1 + Math.exp(-slope * (ability - (difficulties[item] ?? 0))));
    }
    return points / total;
  };
  if (difficulties.length === 0 || !(mark > expected(-farthest) && mark < expected(farthest))) {
    return null;
  }
  let low = -farthest;
  let high = farthest;
  // Halved down to the spacing of numbers.
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (expected(middle) < mark) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return (low + high) / 2;
}
