import fc from "fast-check";
import { expect, it } from "vitest";
import { mcnemarTest } from "./mcnemar-test.ts";

const count = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 60000 }));

it("does not know which examinee is the first", () => {
  fc.assert(fc.property(count, count, (b, c) => void expect(mcnemarTest(b, c)).toEqual(mcnemarTest(c, b))));
});

it("gives p-values of 0–1, mid-p never above exact", () => {
  fc.assert(
    fc.property(count, count, (b, c) => {
      const { p, exactP, midP, chiSquareP } = mcnemarTest(b, c);
      for (const value of [p, exactP, midP, chiSquareP]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
      expect(midP).toBeLessThanOrEqual(exactP);
    }),
  );
});

it("falls as the discordant pairs grow more one-sided", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(), (discordant, pick) => {
      const fewer = 1 + (pick % Math.max(1, Math.floor(discordant / 2)));
      fc.pre(2 * fewer <= discordant);
      const even = mcnemarTest(fewer, discordant - fewer);
      const uneven = mcnemarTest(fewer - 1, discordant - fewer + 1);
      expect(uneven.exactP).toBeLessThanOrEqual(even.exactP);
      expect(uneven.midP).toBeLessThanOrEqual(even.midP);
      expect(uneven.chiSquareP).toBeLessThanOrEqual(even.chiSquareP);
    }),
  );
});
