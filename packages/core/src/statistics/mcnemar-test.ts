import { BugError } from "../base/errors.ts";
import { binomialLowerTail, binomialMass } from "./binomial-tail.ts";
import { chiSquareUpperTail } from "./chi-square-cdf.ts";

/** McNemar's test in its usual forms; every p-value is two-sided. */
export interface McnemarTest {
  /** The headline: `exactP` below 25 discordant pairs, `chiSquareP` from there on. */
  readonly p: number;
  readonly method: "exact" | "chi-square";
  /** Binomial test of the discordant pairs against ½: rejects at most as often as it says, in small samples less. */
  readonly exactP: number;
  /** The exact one with half the probability of what was seen: closer to nominal, above it only rarely and slightly. */
  readonly midP: number;
  /** Chi-square with one degree and Edwards' continuity correction. */
  readonly chiSquareP: number;
  /** b + c. */
  readonly discordant: number;
}

/** Below this many discordant pairs the exact test is the headline. */
const exactBelow = 25;

/**
 * McNemar's test of whether two examinees are right equally often on the same independent units, from the discordant
 * pairs alone: `firstOnly` units (b) only the first got right, `secondOnly` (c) only the second.
 * Without discordant pairs nothing speaks against equality and every p-value is 1; so it is where b = c.
 * The continuity correction is never taken past the middle, so that b = c gives 1 (statsmodels squares −1 there).
 * Units in clusters need `clusteredMcnemarTest`. Throws INTERNAL for a count that is negative or not whole.
 * Source: McNemar 1947, doi:10.1007/BF02295996; Edwards 1948, doi:10.1007/BF02289261;
 * Fagerland, Lydersen & Laake 2013, doi:10.1186/1471-2288-13-91 (mid-p).
 *
 * @example mcnemarTest(1, 7) // { p: 0.0703125, method: "exact", exactP: 0.0703125, midP: 0.0390625, chiSquareP: 0.0771… }
 */
export function mcnemarTest(firstOnly: number, secondOnly: number): McnemarTest {
  if (!(Number.isInteger(firstOnly) && Number.isInteger(secondOnly) && firstOnly >= 0 && secondOnly >= 0)) {
    throw new BugError("INTERNAL", `McNemar's test of ${firstOnly} and ${secondOnly} discordant pairs`);
  }
  const discordant = firstOnly + secondOnly;
  const method = discordant < exactBelow ? "exact" : "chi-square";
  if (firstOnly === secondOnly) {
    return { p: 1, method, exactP: 1, midP: 1, chiSquareP: 1, discordant };
  }
  const fewer = Math.min(firstOnly, secondOnly);
  const exactP = Math.min(1, 2 * binomialLowerTail(fewer, discordant, 0.5));
  const midP = exactP - binomialMass(fewer, discordant, 0.5);
  const beyond = Math.abs(firstOnly - secondOnly) - 1;
  const chiSquareP = chiSquareUpperTail((beyond * beyond) / discordant, 1);
  return { p: method === "exact" ? exactP : chiSquareP, method, exactP, midP, chiSquareP, discordant };
}
