import { expect, it } from "vitest";
import { type UniformGenerator, uniformGenerator } from "../statistics/uniform-generator.ts";
import { contextOf, type TestRow, viewOf } from "./__fixtures__/table-for-tests.ts";
import macroAccuracy from "./macro-accuracy.ts";

const samples = process.env["VIVA_SLOW"] === undefined ? 60 : 1500;
const accuracies = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
/** Shares of the items of five specialties, the last two rare. */
const specialtyShares = [0.4, 0.3, 0.15, 0.1, 0.05];

/** Accuracy in a specialty: the rare ones are harder or easier than the common ones. */
const accuracyIn = (specialty: number, overall: number): number =>
  Math.min(0.99, Math.max(0.01, overall + (specialty - 2) * 0.04));

interface Sample {
  readonly rows: readonly TestRow[];
  readonly specialties: readonly number[];
}

function sampleOf(generator: UniformGenerator, n: number, mostRepeats: number, overall: number): Sample {
  const rows: TestRow[] = [];
  const specialties: number[] = [];
  while (rows.length < n) {
    let left = generator.fraction();
    const drawn = specialtyShares.findIndex((share) => {
      left -= share;
      return left < 0;
    });
    const item = specialties.push(Math.max(0, drawn)) - 1;
    const right = () => (generator.fraction() < accuracyIn(specialties[item] ?? 0, overall) ? 1 : 0);
    const usual = right();
    const repeats = Math.min(n - rows.length, 1 + Math.floor(generator.fraction() * mostRepeats));
    for (let repeat = 0; repeat < repeats; repeat++) {
      // Repeats of an item agree 70 % of the time by habit, a correlation of about one half.
      rows.push({ item, cluster: item, points: generator.fraction() < 0.7 ? usual : right() });
    }
  }
  return { rows, specialties };
}

it.each([
  { n: 20, mostRepeats: 1, least: 0.92 },
  { n: 50, mostRepeats: 1, least: 0.94 },
  { n: 200, mostRepeats: 1, least: 0.94 },
  { n: 20, mostRepeats: 5, least: 0.92 },
  { n: 50, mostRepeats: 5, least: 0.94 },
  { n: 200, mostRepeats: 5, least: 0.94 },
])("nominal 95 % covers at least $least with $n calls, up to $mostRepeats an item", ({ n, mostRepeats, least }) => {
  const generator = uniformGenerator("macro-accuracy-calibration", n, mostRepeats);
  const measure = macroAccuracy.configure({});
  let covered = 0;
  for (const overall of accuracies) {
    const truth = specialtyShares.reduce((sum, _, specialty) => sum + accuracyIn(specialty, overall) / 5, 0);
    for (let sample = 0; sample < samples; sample++) {
      const { rows, specialties } = sampleOf(generator, n, mostRepeats, overall);
      const [row] = measure.estimate(viewOf(rows), contextOf({ specialty: specialties }, 150));
      covered += row?.low != null && row.high !== null && row.low <= truth && truth <= row.high ? 1 : 0;
    }
  }
  const tried = accuracies.length * samples;
  // Two standard errors of a simulation of this length.
  const noise = 2 * Math.sqrt((0.95 * 0.05) / tried);
  expect(covered / tried).toBeGreaterThanOrEqual(least - noise);
});
