import { UsageError } from "../base/errors.ts";

/** Replies taken of every stratum before the rest is shared out, where it has so many. */
const leastOfStratum = 2;

/**
 * How many members of each stratum a sample takes: two of every stratum (one where the sample is too small for that,
 * all of a stratum of one), the rest in proportion to what is left of each, by largest remainders. A sample as large as
 * the population takes all. Ties go to the earlier stratum.
 *
 * Throws ARGUMENT_INVALID when the sample cannot take one of every stratum.
 *
 * @param words What the message calls the flag that says the sample's size, and what the strata are made of.
 * @example allocateSample([800, 150, 3], 50) // [39, 9, 2]
 */
export function allocateSample(
  sizes: readonly number[],
  sample: number,
  words: { readonly flag: string; readonly by: string } = { flag: "--size", by: "model, status and rule" },
): readonly number[] {
  const strata = sizes.filter((size) => size > 0).length;
  const population = sizes.reduce((sum, size) => sum + size, 0);
  if (sample < Math.min(strata, population)) {
    throw new UsageError(
      "ARGUMENT_INVALID",
      `${words.flag} ${sample}: the replies fall into ${strata} groups by ${words.by}, and one of each is the least`,
    );
  }
  const least = [leastOfStratum, 1]
    .map((count) => sizes.map((size) => Math.min(size, count)))
    .find((counts) => counts.reduce((sum, count) => sum + count, 0) <= sample);
  const taken = least ?? sizes.map((size) => Math.min(size, 1));
  const open = Math.min(sample, population) - taken.reduce((sum, count) => sum + count, 0);
  const left = sizes.map((size, index) => size - (taken[index] ?? 0));
  const leftTotal = left.reduce((sum, count) => sum + count, 0);
  const shares = left.map((count) => (leftTotal === 0 ? 0 : (open * count) / leftTotal));
  const counts = taken.map((count, index) => count + Math.floor(shares[index] ?? 0));
  const missing = Math.min(sample, population) - counts.reduce((sum, count) => sum + count, 0);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: share - Math.floor(share) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of byRemainder.slice(0, missing)) {
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}
