import type { ItemKind } from "../../records/item.ts";
import type { Field } from "../field.ts";
import type { RunSettings } from "../run-settings.ts";

/** What a field for tests is made of beside the points. */
export interface ComparisonFieldOptions {
  /** Cluster of each item; default each its own. */
  readonly clusters?: readonly number[];
  readonly repeats?: number;
  readonly exam?: string;
}

/** A field of models named by the keys; NaN is an item the model has no points for. */
export function comparisonField(
  points: Readonly<Record<string, readonly number[]>>,
  { clusters, repeats = 1, exam = "exam" }: ComparisonFieldOptions = {},
): Field {
  const rows = Object.values(points);
  const items = rows[0]?.length ?? 0;
  const all = <T>(value: T): T[] => Array.from({ length: items }, () => value);
  return {
    exam,
    arm: "letter-only",
    perturbation: "none",
    scorer: "exact-set",
    models: Object.keys(points).map((name) => ({ name, id: name, run: 0 })),
    itemIds: Array.from({ length: items }, (_, place) => `q${place + 1}`),
    kinds: all<ItemKind>("single"),
    clusters: Int32Array.from(clusters ?? Array.from({ length: items }, (_, place) => place)),
    weights: new Float64Array(items).fill(1),
    parallelIds: all(null),
    languages: all("en"),
    keys: new Int32Array(items),
    optionCounts: new Int32Array(items).fill(4),
    tags: new Map(),
    points: rows.map((row) => Float64Array.from(row)),
    repeats,
    sittings: [],
  };
}

/** Settings as a study has them without saying anything, with few resamples. */
export function comparisonSettings(comparison: Partial<RunSettings["comparison"]> = {}): RunSettings {
  return {
    comparison: { alpha: 0.05, smallStratum: 30, ...comparison },
    standard: { norms: [] },
    strata: [],
    seed: 0,
    confidence: 0.95,
    resamples: 200,
    passMark: null,
    facts: new Map(),
  };
}

/** 0/1 points of a pair: so many items on which both, only the first, only the second, and neither is right. */
export function pairedAnswers(both: number, firstOnly: number, secondOnly: number, neither: number) {
  const repeated = (count: number, value: number): number[] => Array.from({ length: count }, () => value);
  return {
    first: [...repeated(both, 1), ...repeated(firstOnly, 1), ...repeated(secondOnly, 0), ...repeated(neither, 0)],
    second: [...repeated(both, 1), ...repeated(firstOnly, 0), ...repeated(secondOnly, 1), ...repeated(neither, 0)],
  };
}
