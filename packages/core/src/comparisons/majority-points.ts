/** One repeat, by item: its points (NaN without any), and what was answered (null without a reply). */
export interface AnsweredSitting {
  readonly points: Float64Array;
  readonly choices: readonly (string | null)[];
}

/**
 * Points by item of the answer that most repeats gave (self-consistency, Wang et al. 2023, arXiv 2203.11171): replies without
 * a choice are one answer like any other. Where several answers are equally frequent, the mean of their points, which is what
 * drawing one of them would give on average. NaN where no repeat has both points and an answer.
 *
 * @example
 * majorityPoints([
 *   { points: Float64Array.of(1), choices: ["A"] },
 *   { points: Float64Array.of(0), choices: ["B"] },
 *   { points: Float64Array.of(1), choices: ["A"] },
 * ]) // [1]
 */
export function majorityPoints(sittings: readonly AnsweredSitting[]): Float64Array {
  return Float64Array.from(sittings[0]?.points ?? [], (_, item) => {
    const votes = new Map<string, { count: number; sum: number }>();
    for (const { points, choices } of sittings) {
      const choice = choices[item] ?? null;
      const one = points[item] ?? Number.NaN;
      if (choice !== null && !Number.isNaN(one)) {
        const known = votes.get(choice) ?? { count: 0, sum: 0 };
        votes.set(choice, { count: known.count + 1, sum: known.sum + one });
      }
    }
    const most = Math.max(0, ...[...votes.values()].map(({ count }) => count));
    const leading = [...votes.values()].filter(({ count }) => count === most);
    // No answer at all divides 0 by 0: NaN, as promised.
    return leading.reduce((total, { count, sum }) => total + sum / count, 0) / leading.length;
  });
}
