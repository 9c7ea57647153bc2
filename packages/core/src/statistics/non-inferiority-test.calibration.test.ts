import { describe, expect, it } from "vitest";
import { eachDiscordance, singleUnits } from "./__fixtures__/paired-proportions.ts";
import { type PairedDesign, pairedSampler } from "./__fixtures__/paired-sample.ts";
import { equivalenceTest } from "./equivalence-test.ts";
import { nonInferiorityTest } from "./non-inferiority-test.ts";
import { normalQuantile } from "./normal-quantile.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 5000 : 200;

/** Exact chance that non-inferiority is shown, and equivalence, for single 0/1 units. */
function shownOf(n: number, margin: number, discordant: number, difference: number) {
  const shown = { nonInferior: 0, equivalent: 0 };
  eachDiscordance(n, { discordant, difference }, (b, c, probability) => {
    if (probability < 1e-7) {
      return;
    }
    const table = singleUnits(b, c, n);
    const one = nonInferiorityTest(table, { margin, alpha: 0.025 });
    const other = equivalenceTest(table, { margin, alpha: 0.05 });
    shown.nonInferior += one.status === "non-inferior" ? probability : 0;
    shown.equivalent += other.status === "equivalent" ? probability : 0;
  });
  return shown;
}

describe("errors at the margin for single 0/1 units, exact", () => {
  it.each([
    { n: 20, margin: 0.2 },
    { n: 50, margin: 0.1 },
    { n: 100, margin: 0.1 },
  ])("n = $n, margin $margin: about 2.5 % and 5 % at most", ({ n, margin }) => {
    const errors = [0.1, 0.2, 0.3, 0.5]
      .filter((discordant) => discordant >= margin)
      .map((discordant) => shownOf(n, margin, discordant, -margin));
    const mean = (kind: "nonInferior" | "equivalent") =>
      errors.reduce((sum, error) => sum + error[kind], 0) / errors.length;
    expect(mean("nonInferior")).toBeLessThanOrEqual(0.025);
    expect(mean("equivalent")).toBeLessThanOrEqual(0.05);
    expect(Math.max(...errors.map(({ nonInferior }) => nonInferior))).toBeLessThanOrEqual(0.03);
  });

  it("shows equal examinees (20 % discordant, margin 10 points) on 200 units in more than 8 of 10", () => {
    const { nonInferior, equivalent } = shownOf(200, 0.1, 0.2, 0);
    expect(nonInferior).toBeGreaterThan(0.8);
    expect(equivalent).toBeGreaterThan(0.8);
  });
});

/** Chance in clusters, with the first worse by the margin (or as good). */
function clusteredShownOf(design: Omit<PairedDesign, "shift">, margin: number, worseBy: number) {
  const shift = normalQuantile(design.accuracy - worseBy) - normalQuantile(design.accuracy);
  const sampler = pairedSampler({ ...design, shift }, 99);
  let nonInferior = 0;
  let equivalent = 0;
  for (let sample = 0; sample < samples; sample++) {
    const difference = sampler();
    nonInferior += nonInferiorityTest(difference, { margin, alpha: 0.025 }).status === "non-inferior" ? 1 : 0;
    equivalent += equivalenceTest(difference, { margin, alpha: 0.05 }).status === "equivalent" ? 1 : 0;
  }
  return { nonInferior: nonInferior / samples, equivalent: equivalent / samples };
}

describe("errors at a margin of 10 points in clusters", () => {
  const designs = (["copies", "five", "uneven", "heavy", "dominated"] as const).flatMap((sizes) =>
    (slow ? [10, 20, 40, 100] : [30]).map((clusters) => ({ sizes, clusters })),
  );
  it.each(designs)("$clusters clusters, $sizes", ({ sizes, clusters }) => {
    const found = [
      { accuracy: 0.6, common: 0, specific: 0 },
      { accuracy: 0.8, common: 1, specific: 0.5 },
      { accuracy: 0.9, common: 1, specific: 1 },
    ].map((dependence) => clusteredShownOf({ ...dependence, sizes, clusters }, 0.1, 0.1));
    const mean = (kind: "nonInferior" | "equivalent") =>
      found.reduce((sum, error) => sum + error[kind], 0) / found.length;
    if (slow) {
      const design = { sizes, clusters, accuracy: 0.8, common: 1, specific: 0.5 };
      console.info({ sizes, clusters, atMargin: found, equal: clusteredShownOf(design, 0.1, 0) });
    }
    expect(mean("nonInferior")).toBeLessThanOrEqual(0.025 + 2 * Math.sqrt((0.025 * 0.975) / samples));
    expect(mean("equivalent")).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / samples));
  });
});
