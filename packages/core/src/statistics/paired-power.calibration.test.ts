import { expect, it } from "vitest";
import { mcnemarExactPower } from "./mcnemar-exact-power.ts";
import { mcnemarTest } from "./mcnemar-test.ts";
import { itemsForPairedDifference, smallestPairedDifference } from "./paired-planning.ts";
import { pairedShares } from "./paired-shares.ts";
import { randomMultinomial } from "./random-multinomial.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 50_000 : 2000;

/** How often McNemar's tests reject in simulated exams. */
function rejectionOf(shares: { readonly firstOnly: number; readonly secondOnly: number }, items: number) {
  const generator = uniformGenerator("paired-power", items);
  const weights = Float64Array.of(shares.firstOnly, shares.secondOnly, 1 - shares.firstOnly - shares.secondOnly);
  const counts = new Float64Array(3);
  const rejected = { exact: 0, midP: 0 };
  for (let sample = 0; sample < samples; sample++) {
    randomMultinomial(items, weights, counts, generator);
    const test = mcnemarTest(counts[0] ?? 0, counts[1] ?? 0);
    rejected.exact += test.exactP <= 0.05 ? 1 : 0;
    rejected.midP += test.midP <= 0.05 ? 1 : 0;
  }
  return { exact: rejected.exact / samples, midP: rejected.midP / samples };
}

it.each([
  { firstOnly: 0.15, secondOnly: 0.1, items: 400 },
  { firstOnly: 0.05, secondOnly: 0.01, items: 150 },
  { firstOnly: 0.2, secondOnly: 0.2, items: 300 },
])(
  "power by enumeration is what simulated exams show: $firstOnly, $secondOnly, $items items",
  ({ items, ...shares }) => {
    const found = rejectionOf(shares, items);
    const allowance = 4 * Math.sqrt(0.25 / samples);
    const exact = mcnemarExactPower(shares, items, { alpha: 0.05 }, "exact");
    const midP = mcnemarExactPower(shares, items, { alpha: 0.05 }, "mid-p");
    expect(Math.abs(found.exact - exact)).toBeLessThan(allowance);
    expect(Math.abs(found.midP - midP)).toBeLessThan(allowance);
  },
);

it.each([
  { first: 0.6, correlation: 0.3, items: 400 },
  { first: 0.74, correlation: 0.5, items: 2800 },
])("the planned difference is found as often as planned: $first, correlation $correlation, $items items", (design) => {
  const { first, correlation, items } = design;
  const found = smallestPairedDifference({ first, correlation, other: "worse" }, items, { alpha: 0.05, power: 0.8 });
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  const shares = pairedShares(first, first - found.difference, correlation);
  if (shares.status !== "estimated") {
    throw new Error(shares.why);
  }
  // One more at most: the power counts the chance to err to the other side, the number of items does not.
  const needed = itemsForPairedDifference(shares, { alpha: 0.05, power: 0.8 });
  expect([items, items + 1]).toContain(needed);
  expect(rejectionOf(shares, items).midP).toBeGreaterThan(0.78 - 2 * Math.sqrt(0.16 / samples));
  expect(rejectionOf(shares, items).midP).toBeLessThan(0.82 + 2 * Math.sqrt(0.16 / samples));
});
