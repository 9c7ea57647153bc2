import { describe, expect, it } from "vitest";
import { eachDiscordance } from "./__fixtures__/paired-proportions.ts";
import { type McnemarTest, mcnemarTest } from "./mcnemar-test.ts";

/** Exact share of rejections at 5 %, summed over all outcomes: no simulation. */
function rejectionsOf(n: number, discordant: number, difference: number): Record<"p" | "exactP" | "midP", number> {
  const rejections = { p: 0, exactP: 0, midP: 0 };
  eachDiscordance(n, { discordant, difference }, (b, c, probability) => {
    const test: McnemarTest = mcnemarTest(b, c);
    for (const kind of ["p", "exactP", "midP"] as const) {
      rejections[kind] += test[kind] <= 0.05 ? probability : 0;
    }
  });
  return rejections;
}

const shares = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9];

describe("rejections of equal examinees at 5 %", () => {
  it.each([{ n: 20 }, { n: 50 }, { n: 100 }])("n = $n: never above, mid-p nearer to it than exact", ({ n }) => {
    for (const discordant of shares) {
      const { p, exactP, midP } = rejectionsOf(n, discordant, 0);
      expect(p).toBeLessThanOrEqual(0.05);
      expect(exactP).toBeLessThanOrEqual(0.05);
      expect(midP).toBeLessThanOrEqual(0.0515);
      expect(midP).toBeGreaterThanOrEqual(exactP);
    }
  });

  it("n = 20: the exact test is conservative (2 % with half the units discordant), mid-p less so (4 %)", () => {
    const { exactP, midP } = rejectionsOf(20, 0.5, 0);
    expect(exactP).toBeLessThan(0.025);
    expect(midP).toBeGreaterThan(0.035);
  });
});

it("finds a difference of 20 points among 100 units with 30 discordant in at least 9 of 10", () => {
  expect(rejectionsOf(100, 0.3, 0.2).p).toBeGreaterThan(0.9);
});

it.skipIf(process.env["VIVA_SLOW"] === undefined)("rejections and power by n, share discordant and difference", () => {
  for (const n of [10, 20, 50, 100, 200, 400]) {
    for (const discordant of [0.1, 0.3, 0.6]) {
      for (const difference of [0, 0.1, 0.2]) {
        const found = difference <= discordant ? rejectionsOf(n, discordant, difference) : { p: 0, exactP: 0, midP: 0 };
        console.info({ n, discordant, difference, ...found });
        expect(found.p).toBeLessThanOrEqual(difference === 0 ? 0.05 : 1);
      }
    }
  }
});
