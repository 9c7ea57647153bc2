import { BugError } from "../base/errors.ts";
import { binomialLowerTail, binomialMass } from "./binomial-tail.ts";
import {
  type DiscordantShares,
  levelOfOne,
  type PlannedTest,
  requireDesignEffect,
  requireShares,
} from "./paired-power.ts";

/** Numbers of discordant items rarer than this, on either side, are left out. */
const rarest = 1e-10;

/**
 * Power of McNemar's two-sided test by enumeration: over all numbers of discordant items, the chance of each times the
 * chance that the test rejects. `kind` is the exact binomial test or its mid-p form, as in `mcnemarTest`. What is left
 * out is below 1e-9. With a design effect the independent items are items/designEffect, rounded down.
 *
 * 0 where no item is discordant. Throws INTERNAL as `pairedPower`, and for items that are not a whole number.
 * Source: Lachin 1992, doi:10.1002/sim.4780110909; Fagerland, Lydersen & Laake 2013, doi:10.1186/1471-2288-13-91.
 *
 * @example mcnemarExactPower({ firstOnly: 0.15, secondOnly: 0.1 }, 800, { alpha: 0.05 }, "mid-p") // 0.8103…
 */
export function mcnemarExactPower(
  { firstOnly, secondOnly }: DiscordantShares,
  items: number,
  test: PlannedTest,
  kind: "exact" | "mid-p",
): number {
  requireShares(firstOnly, secondOnly);
  if (!(Number.isInteger(items) && items >= 0)) {
    throw new BugError("INTERNAL", `power for ${items} items`);
  }
  const n = Math.floor(items / requireDesignEffect(test));
  const alpha = levelOfOne(test);
  const discordant = Math.min(1, firstOnly + secondOnly);
  if (discordant === 0) {
    return 0;
  }
  const share = firstOnly / (firstOnly + secondOnly);
  const [least, most] = likelyCounts(n, discordant);
  let power = 0;
  let critical = -1;
  for (let count = least; count <= most; count++) {
    // The greatest smaller count that rejects grows with the discordant items, by 1 at most.
    if (count === least) {
      critical = firstCritical(count, alpha, kind);
    } else if (rejects(critical + 1, count, alpha, kind)) {
      critical += 1;
    }
    if (critical >= 0) {
      const rejected = binomialLowerTail(critical, count, share) + binomialLowerTail(critical, count, 1 - share);
      power += binomialMass(count, n, discordant) * rejected;
    }
  }
  return Math.min(1, power);
}

/** Whether the test rejects when the smaller of the two discordant counts is `fewer`. */
function rejects(fewer: number, discordant: number, alpha: number, kind: "exact" | "mid-p"): boolean {
  if (2 * fewer >= discordant) {
    return false;
  }
  const exact = 2 * binomialLowerTail(fewer, discordant, 0.5);
  return (kind === "exact" ? exact : exact - binomialMass(fewer, discordant, 0.5)) <= alpha;
}

function firstCritical(discordant: number, alpha: number, kind: "exact" | "mid-p"): number {
  // By halving: low rejects (or is −1), high does not.
  let low = -1;
  let high = Math.ceil(discordant / 2);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (rejects(middle, discordant, alpha, kind)) {
      low = middle;
    } else {
      high = middle;
    }
  }
  return low;
}

/** The counts between which a binomial one lies, but for a chance of `rarest` on each side. */
function likelyCounts(n: number, probability: number): readonly [least: number, most: number] {
  let low = -1;
  let high = Math.floor(n * probability);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialLowerTail(middle, n, probability) < rarest) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const least = low + 1;
  low = Math.floor(n * probability);
  high = n;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (binomialLowerTail(middle, n, probability) > 1 - rarest) {
      high = middle;
    } else {
      low = middle;
    }
  }
  return [least, high];
}
