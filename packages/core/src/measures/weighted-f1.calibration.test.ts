import { expect, it } from "vitest";
import { f1Weighted } from "../statistics/f1-weighted.ts";
import { type UniformGenerator, uniformGenerator } from "../statistics/uniform-generator.ts";
import { contextOf, type TestRow, viewOf } from "./__fixtures__/table-for-tests.ts";
import weightedF1 from "./weighted-f1.ts";

const samples = process.env["VIVA_SLOW"] === undefined ? 60 : 1500;
const accuracies = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
/** How often each of five strings is the key. */
const keyShares = [0.44, 0.22, 0.15, 0.11, 0.08];
const strings = ["A", "B", "C", "D", "AB", ""];

/** The weighted F1 of a model that knows the answer to a share of the items and guesses evenly otherwise. */
function trueScore(known: number): number {
  const gold = Int32Array.from({ length: 30 }, (_, cell) => Math.floor(cell / 6));
  const predicted = Int32Array.from({ length: 30 }, (_, cell) => cell % 6);
  const shares = Float64Array.from(gold, (key, cell) => {
    return (keyShares[key] ?? 0) * ((1 - known) / 6 + (key === predicted[cell] ? known : 0));
  });
  return f1Weighted({ classes: 6, gold, predicted, counts: shares, cellOf: new Int32Array(0) });
}

function sampleOf(generator: UniformGenerator, n: number, mostRepeats: number, known: number): TestRow[] {
  const rows: TestRow[] = [];
  for (let cluster = 0; rows.length < n; cluster++) {
    let left = generator.fraction();
    const drawn = keyShares.findIndex((share) => {
      left -= share;
      return left < 0;
    });
    const key = Math.max(0, drawn);
    const answer = () => (generator.fraction() < known ? key : Math.floor(generator.fraction() * 6));
    const usual = answer();
    const repeats = Math.min(n - rows.length, 1 + Math.floor(generator.fraction() * mostRepeats));
    for (let repeat = 0; repeat < repeats; repeat++) {
      // Repeats of an item agree 70 % of the time by habit, a correlation of about one half.
      const given = generator.fraction() < 0.7 ? usual : answer();
      rows.push({ cluster, key: strings[key] ?? "", answer: strings[given] ?? "" });
    }
  }
  return rows;
}

it.each([
  { n: 20, mostRepeats: 1, least: 0.94 },
  { n: 50, mostRepeats: 1, least: 0.94 },
  { n: 200, mostRepeats: 1, least: 0.94 },
  { n: 20, mostRepeats: 5, least: 0.94 },
  { n: 50, mostRepeats: 5, least: 0.94 },
  { n: 200, mostRepeats: 5, least: 0.94 },
])("nominal 95 % covers at least $least with $n calls, up to $mostRepeats an item", ({ n, mostRepeats, least }) => {
  const generator = uniformGenerator("weighted-f1-calibration", n, mostRepeats);
  const measure = weightedF1.configure({});
  let covered = 0;
  for (const known of accuracies) {
    const truth = trueScore(known);
    for (let sample = 0; sample < samples; sample++) {
      const [row] = measure.estimate(viewOf(sampleOf(generator, n, mostRepeats, known)), contextOf({}, 150));
      covered += row?.low != null && row.high !== null && row.low <= truth && truth <= row.high ? 1 : 0;
    }
  }
  const tried = accuracies.length * samples;
  // Two standard errors of a simulation of this length.
  const noise = 2 * Math.sqrt((0.95 * 0.05) / tried);
  expect(covered / tried).toBeGreaterThanOrEqual(least - noise);
});
