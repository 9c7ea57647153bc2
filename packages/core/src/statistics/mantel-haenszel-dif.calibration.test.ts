import { expect, it } from "vitest";
import { mantelHaenszelDif } from "./mantel-haenszel-dif.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 20_000 : 2000;

/** Share of samples in which a log odds ratio is found at 0.05, with abilities that differ between the groups. */
function rejections(logOdds: number, candidates: number, continuity: boolean): number {
  const generator = uniformGenerator("mantel-haenszel-dif", logOdds, candidates);
  let found = 0;
  for (let sample = 0; sample < samples; sample++) {
    const group = Uint8Array.from({ length: candidates }, (_, index) => index % 2);
    // The focal group is weaker: five strata, of which it has more low ones.
    const stratum = Int32Array.from(group, (focal) => Math.floor(5 * generator.fraction() ** (focal === 1 ? 1.5 : 1)));
    const correct = Uint8Array.from(group, (focal, index) => {
      const logit = (stratum[index] ?? 0) - 2 - logOdds * focal;
      return generator.fraction() < 1 / (1 + Math.exp(-logit)) ? 1 : 0;
    });
    const { test } = mantelHaenszelDif({ correct, group, stratum }, { continuity });
    found += test !== null && test.p < 0.05 ? 1 : 0;
  }
  return found / samples;
}

it.each([
  { candidates: 24, continuity: true },
  { candidates: 60, continuity: true },
  { candidates: 400, continuity: true },
  { candidates: 400, continuity: false },
])("rejects no more than it says where there is no difference: $candidates, continuity $continuity", (setting) => {
  const error = Math.sqrt((0.05 * 0.95) / samples);
  expect(rejections(0, setting.candidates, setting.continuity)).toBeLessThan(0.05 + 2 * error);
});

it("finds a large difference in 400 candidates", () => {
  const power = rejections(0.64, 400, true);
  if (slow) {
    console.info(
      `power at D-DIF −1.5, 400 candidates: ${power.toFixed(3)}; 60: ${rejections(0.64, 60, true).toFixed(3)}`,
    );
  }
  expect(power).toBeGreaterThan(0.6);
});
