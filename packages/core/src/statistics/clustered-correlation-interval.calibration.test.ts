import { expect, it } from "vitest";
import { clusteredCorrelationInterval } from "./clustered-correlation-interval.ts";
import { normalQuantile } from "./normal-quantile.ts";
import { uniformGenerator } from "./uniform-generator.ts";

const slow = process.env["VIVA_SLOW"] !== undefined;
const samples = slow ? 1500 : 100;
const kinds = ["pearson", "spearman", "kendall"] as const;

/** The three correlations of a bivariate normal distribution. */
const truths = (correlation: number) => ({
  pearson: correlation,
  spearman: (6 / Math.PI) * Math.asin(correlation / 2),
  kendall: (2 / Math.PI) * Math.asin(correlation),
});

it.each(
  (
    [
      { clusters: 4, sizes: [1, 6] },
      { clusters: 8, sizes: [1, 6] },
      { clusters: 12, sizes: [1, 4] },
      { clusters: 27, sizes: [1, 1] },
      { clusters: 30, sizes: [1, 5] },
    ] as const
  ).flatMap((design) =>
    (slow ? [0, 0.5, 0.8] : [0.5]).flatMap((correlation) =>
      (slow ? [0, 0.6] : [0.6]).map((within) => ({ ...design, correlation, within })),
    ),
  ),
)("covers 95 %: $clusters families of $sizes, correlation $correlation, $within of it of families", (design) => {
  const { clusters, sizes, correlation, within } = design;
  const generator = uniformGenerator("clustered-correlation", clusters, correlation, within);
  const pair = () => {
    const one = normalQuantile(generator.fraction());
    const other = normalQuantile(generator.fraction());
    return [one, correlation * one + Math.sqrt(1 - correlation * correlation) * other] as const;
  };
  const truth = truths(correlation);
  const estimated = { pearson: 0, spearman: 0, kendall: 0 };
  const covered = { pearson: 0, spearman: 0, kendall: 0 };
  for (let sample = 0; sample < samples; sample++) {
    const first: number[] = [];
    const second: number[] = [];
    const codes: number[] = [];
    for (let cluster = 0; cluster < clusters; cluster++) {
      const common = pair();
      const size = sizes[0] + Math.floor(generator.fraction() * (sizes[1] - sizes[0] + 1));
      for (let model = 0; model < size; model++) {
        const own = pair();
        first.push(Math.sqrt(within) * common[0] + Math.sqrt(1 - within) * own[0]);
        second.push(Math.sqrt(within) * common[1] + Math.sqrt(1 - within) * own[1]);
        codes.push(cluster);
      }
    }
    for (const kind of kinds) {
      const found = clusteredCorrelationInterval(
        { first: Float64Array.from(first), second: Float64Array.from(second), clusters: Int32Array.from(codes) },
        kind,
        0.95,
      );
      if (found.status === "estimated") {
        estimated[kind] += 1;
        covered[kind] += found.low <= truth[kind] && truth[kind] <= found.high ? 1 : 0;
      }
    }
  }
  for (const kind of kinds) {
    expect(estimated[kind] / samples).toBeGreaterThan(0.9);
    const allowance = 2 * Math.sqrt((0.95 * 0.05) / samples);
    expect(covered[kind] / estimated[kind]).toBeGreaterThanOrEqual(0.94 - allowance);
  }
});
