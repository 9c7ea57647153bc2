import type { Bounded } from "../records/item-mean.ts";
import { doubleCentred } from "../statistics/double-centred.ts";
import type { NotEstimable } from "../statistics/not-estimable.ts";
import { percentileInterval } from "../statistics/percentile-interval.ts";

/** By model and stratum, how a cell departs from the model's and the stratum's means; null without an interval. */
export type Residuals =
  | { readonly status: "estimated"; readonly cells: readonly (readonly (Bounded | null)[])[] }
  | NotEstimable;

/**
 * Each model's profile against the field: what double centring leaves of the table of models by strata, with
 * percentile intervals over the resamples that have all cells.
 *
 * @param values Mean of each model in each stratum; null without an item.
 * @param replicates The same resampled.
 */
export function profileResiduals(
  values: readonly (readonly (number | null)[])[],
  replicates: (model: number, stratum: number) => Float64Array,
  { clusters, level }: { readonly clusters: number; readonly level: number },
): Residuals {
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  const table = Float64Array.from(values.flat(), (value) => value ?? Number.NaN);
  const centred = doubleCentred(table, rows, columns);
  if (centred.status === "not-estimable") {
    return centred;
  }
  const drawn = values.flatMap((row, model) => row.map((_, stratum) => replicates(model, stratum)));
  const count = drawn[0]?.length ?? 0;
  const kept: Float64Array[] = [];
  for (let at = 0; at < count; at++) {
    const resampled = doubleCentred(
      Float64Array.from(drawn, (cell) => cell[at] ?? Number.NaN),
      rows,
      columns,
    );
    if (resampled.status === "estimated") {
      kept.push(resampled.residuals);
    }
  }
  if (kept.length === 0 || kept.length * 2 < count) {
    return { status: "not-estimable", why: "most resamples have no item of one of the strata" };
  }
  return {
    status: "estimated",
    cells: values.map((row, model) =>
      row.map((_, stratum) => {
        const place = model * columns + stratum;
        const value = centred.residuals[place] ?? 0;
        const own = Float64Array.from(kept, (residuals) => residuals[place] ?? 0);
        const limits = percentileInterval(own, clusters, level);
        return limits === null ? null : { value, ...limits };
      }),
    ),
  };
}
