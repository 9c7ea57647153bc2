import { describe, expect, it } from "vitest";
import { comparedRanks } from "./compared-ranks.ts";
import { discordantCounts } from "./discordant-counts.ts";
import { observedMeans, resampleField } from "./field-resamples.ts";
import { holmAdjust } from "./holm-adjust.ts";
import { normalCdf } from "./normal-cdf.ts";
import { rankIntervals } from "./rank-intervals.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 2000 : 150;
const items = 200;

/** McNemar's test of every pair, adjusted by Holm. */
function compareAll(models: readonly Float64Array[]): (first: number, second: number) => boolean {
  const pairs = discordantCounts(models);
  const adjusted = holmAdjust(
    Float64Array.from(pairs, ({ firstAbove: b, secondAbove: c }) =>
      b + c === 0 ? 1 : 2 * normalCdf(-Math.abs(b - c) / Math.sqrt(b + c)),
    ),
  );
  return (first, second) => {
    const [low, high] = [Math.min(first, second), Math.max(first, second)];
    return (adjusted[pairs.findIndex((pair) => pair.first === low && pair.second === high)] ?? 1) <= 0.05;
  };
}

function study(abilities: readonly number[]) {
  const generator = uniformGenerator("ranked-samples", 8);
  let allHeld = 0;
  let resampled = 0;
  let width = 0;
  for (let sample = 0; sample < samples; sample++) {
    const luck = Float64Array.from({ length: items }, () => generator.fraction());
    const models = abilities.map((ability) =>
      luck.map((shared) => ((generator.fraction() < 0.5 ? shared : generator.fraction()) < ability ? 1 : 0)),
    );
    // A true rank among equals is any that they share.
    const best = abilities.map((ability) => 1 + abilities.filter((other) => other > ability).length);
    const worst = abilities.map((ability) => abilities.filter((other) => other >= ability).length);
    const field = { models, clusters: Int32Array.from({ length: items }, (_, item) => item), tags: [] };
    const observed = observedMeans(field);
    const bounds = comparedRanks(observed, compareAll(models));
    const held = bounds.every(({ low, high }, model) => low <= (best[model] ?? 0) && high >= (worst[model] ?? 0));
    allHeld += held ? 1 : 0;
    width += bounds.reduce((sum, { low, high }) => sum + high - low, 0) / bounds.length;
    const ranks = rankIntervals(observed, resampleField(field, { seed: sample, from: 0, to: 200 }), 0, 0.95);
    const within = ranks.filter(
      (rank, model) => rank && rank.low <= (worst[model] ?? 0) && rank.high >= (best[model] ?? 0),
    );
    resampled += within.length / ranks.length;
  }
  return { allHeld: allHeld / samples, resampled: resampled / samples, width: width / samples };
}

describe.each([
  { what: "all equal", abilities: [0.6, 0.6, 0.6, 0.6, 0.6, 0.6] },
  { what: "close together", abilities: [0.5, 0.53, 0.56, 0.59, 0.62, 0.65] },
  { what: "pairs of equals far apart", abilities: [0.3, 0.3, 0.5, 0.5, 0.8, 0.8] },
])("ranks of six models, $what", ({ what, abilities }) => {
  it("all lie within the compared bounds at once with 95 % confidence, and one by one within resampled intervals", () => {
    const { allHeld, resampled, width } = study(abilities);
    if (slow) {
      console.log(`${what}: all held ${allHeld}, mean width ${width.toFixed(2)}, resampled ${resampled.toFixed(3)}`);
    }
    const least = 0.95 - 2 * Math.sqrt((0.95 * 0.05) / samples);
    expect(allHeld).toBeGreaterThanOrEqual(least);
    expect(resampled).toBeGreaterThanOrEqual(least);
    if (what === "pairs of equals far apart") {
      expect(width).toBeLessThan(1.3);
    }
  });
});
