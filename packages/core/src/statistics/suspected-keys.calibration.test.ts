import { expect, it } from "vitest";
import { simulatedField } from "./__fixtures__/simulated-field.ts";
import { suspectedKeys } from "./suspected-keys.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const exams = slow ? 100 : 6;

/** Items by suspicion in bins: how many keys were wrong, and how many the probabilities promised. */
function calibration(abilities: readonly number[], wrongShare: number) {
  const bins = [0, 0.1, 0.5, 0.9].map((from) => ({ from, items: 0, promised: 0, wrong: 0 }));
  for (let seed = 1; seed <= exams; seed++) {
    const field = simulatedField(abilities, { items: 800, options: 5, wrongShare, seed });
    const found = suspectedKeys(field);
    for (const { item, probability } of found.status === "estimated" ? found.ranked : []) {
      const bin = bins.findLast(({ from }) => probability >= from);
      if (bin !== undefined) {
        bin.items += 1;
        bin.promised += probability;
        bin.wrong += field.key[item] === field.trueKey[item] ? 0 : 1;
      }
    }
  }
  return bins;
}

// The exams come from a Rasch model with one trap an item, which is not the model that is fitted.
it.each([
  { name: "six good models", abilities: [3, 2.5, 2.5, 2, 2, 1.5], wrongShare: 0.02 },
  { name: "six good models, many wrong keys", abilities: [3, 2.5, 2.5, 2, 2, 1.5], wrongShare: 0.08 },
  { name: "ten mixed models", abilities: [3, 2.5, 2, 2, 1.5, 1, 1, 0.5, 0, -0.5], wrongShare: 0.03 },
])("promises about as many wrong keys as there are: $name", ({ name, abilities, wrongShare }) => {
  const bins = calibration(abilities, wrongShare);
  if (slow) {
    console.info(name, bins);
  }
  const promised = bins.reduce((sum, bin) => sum + bin.promised, 0);
  const wrong = bins.reduce((sum, bin) => sum + bin.wrong, 0);
  expect(promised / wrong).toBeGreaterThan(0.7);
  expect(promised / wrong).toBeLessThan(1.4);
  // Where it is nearly sure, it may be.
  const sure = bins[3];
  expect(sure?.items).toBeGreaterThan(20);
  expect((sure?.wrong ?? 0) / (sure?.items ?? 1)).toBeGreaterThan(0.85);
});
