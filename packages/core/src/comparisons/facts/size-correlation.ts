import type { ComparedValue } from "../../records/comparison.ts";
import type { SizeCorrelation, SizeKind } from "../../records/facts-analysis.ts";
import { clusteredCorrelationInterval } from "../../statistics/clustered-correlation-interval.ts";
import { kendallTau } from "../../statistics/kendall-tau.ts";
import { pearsonCorrelation } from "../../statistics/pearson-correlation.ts";
import { spearmanCorrelation } from "../../statistics/spearman-correlation.ts";
import { familyCodes, type KnownFieldModel } from "./facts-models.ts";
import { factsReasons } from "./facts-reasons.ts";

const correlations = { pearson: pearsonCorrelation, spearman: spearmanCorrelation, kendall: kendallTau };

/** As the statistic has it: fewer clusters do not tell how a correlation varies between them. */
const fewestFamilies = 4;

/**
 * How accuracy goes with the size of models: log10 of the total or of the active parameters, and the accuracy of each
 * model with facts. The unit is a model; models of one family are one cluster of the interval. Without an interval the
 * coefficient stands alone, with the reason; it is null where one of the columns does not vary.
 */
export function sizeCorrelation(models: readonly KnownFieldModel[], size: SizeKind, level: number): SizeCorrelation {
  const parametersOf = ({ row }: KnownFieldModel): number | null =>
    size === "total" ? row.totalParameters : row.activeParameters;
  const used = models.filter((model) => parametersOf(model) !== null);
  const pairs = {
    first: Float64Array.from(used, (model) => Math.log10(parametersOf(model) ?? 1)),
    second: Float64Array.from(used, ({ accuracy }) => accuracy),
    clusters: familyCodes(used),
  };
  const nFamilies = new Set(pairs.clusters).size;
  const compute = (kind: keyof typeof correlations): ComparedValue => {
    const value = withoutRounding(correlations[kind](pairs.first, pairs.second));
    const found = clusteredCorrelationInterval(pairs, kind, level);
    if (found.status === "estimated" && Math.abs(value ?? 0) < 1) {
      const { low, high } = found;
      return { value, low, high };
    }
    const why =
      value === null
        ? factsReasons.sameValues
        : nFamilies < fewestFamilies
          ? factsReasons.fewFamilies
          : factsReasons.perfect;
    return { value, low: null, high: null, why };
  };
  return {
    size,
    nModels: used.length,
    nFamilies,
    pearson: compute("pearson"),
    spearman: compute("spearman"),
    kendall: compute("kendall"),
    leftOut: models
      .filter((model) => parametersOf(model) === null)
      .map(({ row }) => ({ name: row.name, why: size === "total" ? factsReasons.noTotal : factsReasons.noActive })),
  };
}

/** A correlation that is ±1 on paper may be a hair off it. */
function withoutRounding(value: number | null): number | null {
  return value !== null && Math.abs(value) > 1 - 1e-12 ? Math.sign(value) : value;
}
