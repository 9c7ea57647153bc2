import { expect, it } from "vitest";
import { type CandidateDesign, simulatedCandidates } from "./__fixtures__/simulated-candidates.ts";
import { passProbability } from "./pass-probability.ts";
import { scorePriorOf } from "./score-prior.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const candidates = slow ? 20_000 : 1200;
const mark = 0.6;
/** Of the field, as many tell its prior. */
const tellingOfField = candidates;

interface Forecast {
  readonly probability: number;
  readonly passed: boolean;
}

/** Forecasts in five bins: how many, the mean promised, and the share that came true. */
function curve(forecasts: readonly Forecast[]) {
  return [0, 1, 2, 3, 4].map((bin) => {
    const inside = forecasts.filter(({ probability }) => Math.min(4, Math.floor(probability * 5)) === bin);
    const n = inside.length;
    const promised = inside.reduce((sum, { probability }) => sum + probability, 0) / n;
    return { n, promised, passed: inside.filter(({ passed }) => passed).length / n };
  });
}

function brierScore(forecasts: readonly Forecast[]): number {
  return (
    forecasts.reduce((sum, { probability, passed }) => sum + (probability - (passed ? 1 : 0)) ** 2, 0) /
    forecasts.length
  );
}

function forecastsOf(design: CandidateDesign, usesField: boolean) {
  const field = simulatedCandidates(design, candidates, 7);
  const prior = usesField ? scorePriorOf(field.slice(0, tellingOfField).map(({ sitting }) => sitting)) : null;
  const both = field.map(({ trueScore, sitting, nextSitting }) => {
    const found = passProbability(sitting, mark, prior ?? undefined);
    const right = nextSitting.points.reduce((sum, point) => sum + point, 0);
    return {
      trueScore: { probability: found?.trueScore ?? Number.NaN, passed: trueScore >= mark },
      nextSitting: { probability: found?.nextSitting ?? Number.NaN, passed: right >= mark * design.items - 1e-9 },
    };
  });
  return {
    trueScore: both.map((forecast) => forecast.trueScore),
    nextSitting: both.map((forecast) => forecast.nextSitting),
  };
}

const near = [0.56, 0.64] as const;
const wide = [0.3, 0.9] as const;

it.each([
  { name: "near the mark, 100 items", trueScores: near, items: 100, clusterSize: 1, correlation: 0, brier: 0.235 },
  { name: "near the mark, 400 items", trueScores: near, items: 400, clusterSize: 1, correlation: 0, brier: 0.165 },
  { name: "near the mark, 400 in fours", trueScores: near, items: 400, clusterSize: 4, correlation: 0.3, brier: 0.205 },
  { name: "near the mark, 600 in fives", trueScores: near, items: 600, clusterSize: 5, correlation: 0.5, brier: 0.21 },
  { name: "wide, 120 in fours", trueScores: wide, items: 120, clusterSize: 4, correlation: 0.3, brier: 0.065 },
])("with the field's prior, as many pass as it says: $name", ({ name, brier, ...design }) => {
  const forecasts = forecastsOf(design, true);
  for (const kind of ["trueScore", "nextSitting"] as const) {
    const bins = curve(forecasts[kind]);
    if (slow) {
      console.info(name, kind, bins, `Brier ${brierScore(forecasts[kind]).toFixed(4)}`);
    }
    for (const { n, promised, passed } of bins.filter((bin) => bin.n >= 20)) {
      const error = Math.sqrt((promised * (1 - promised)) / n);
      expect(Math.abs(passed - promised), `${kind} ${promised}`).toBeLessThan(0.05 + 3 * error);
    }
  }
  // Always saying ½ has a Brier score of 0.25.
  expect(brierScore(forecasts.trueScore)).toBeLessThan(brier);
});

it.each([
  { name: "wide, 100 items", trueScores: wide, items: 100, clusterSize: 1, correlation: 0, slack: 0.05 },
  { name: "wide, 40 in fours", trueScores: wide, items: 40, clusterSize: 4, correlation: 0.3, slack: 0.07 },
  { name: "near the mark, 1000 items", trueScores: near, items: 1000, clusterSize: 1, correlation: 0, slack: 0.07 },
])("with Jeffreys' prior, as many pass as it says: $name", ({ name, slack, ...design }) => {
  const { trueScore } = forecastsOf(design, false);
  const bins = curve(trueScore);
  if (slow) {
    console.info(name, bins);
  }
  for (const { n, promised, passed } of bins) {
    const error = Math.sqrt((promised * (1 - promised)) / n);
    expect(Math.abs(passed - promised)).toBeLessThan(slack + 3 * error);
  }
});
