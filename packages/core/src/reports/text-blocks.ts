import { isOverall, tellsOfTexts } from "../figures/estimate-blocks.ts";
import type { ComparedValue } from "../records/comparison.ts";
import type { Estimate } from "../records/estimate.ts";
import type { ReportInput } from "../records/report-input.ts";
import type { TextComparison } from "../records/text-comparison.ts";

/** One score of what replies say: a mean over replies, or of all replies together. */
export interface TextScore {
  readonly kind: "mean" | "corpus";
  /** Of a mean the part, "" for the points themselves; of a corpus the score's name. */
  readonly score: string;
}

/** One model's number for a score. */
export interface TextValue extends ComparedValue {
  readonly nItems: number;
  readonly nClusters: number;
  /** How many planned calls are left out, by reason. */
  readonly excluded: Readonly<Record<string, number>>;
}

/** What one scorer of texts came to in one exam, asked in one way. */
export interface TextBlock {
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
  readonly scorer: string;
  /** How texts were cut and counted; null where there is nothing to say. */
  readonly signature: string | null;
  readonly level: number;
  readonly scores: readonly TextScore[];
  /** In the study's order, the same for every scorer. */
  readonly models: readonly { readonly model: string; valueFor(score: TextScore): TextValue | undefined }[];
}

interface TextRow extends TextScore, TextValue {
  readonly place: Pick<TextBlock, "exam" | "arm" | "perturbation" | "scorer" | "signature" | "level">;
  readonly model: string;
}

/**
 * What scorers of texts came to, one block a scorer: from the estimates, or from the comparisons of runs put together, which
 * have none.
 */
export function textBlocks({ estimates, analyses }: Pick<ReportInput, "estimates" | "analyses">): readonly TextBlock[] {
  const told = estimates.filter((estimate) => isOverall(estimate) && tellsOfTexts(estimate));
  return blocksOf(told.length > 0 ? estimateRows(told) : comparisonRows(analyses?.texts ?? []));
}

/** The same from comparisons alone. */
export function comparedTextBlocks(comparisons: readonly TextComparison[]): readonly TextBlock[] {
  return blocksOf(comparisonRows(comparisons));
}

function blocksOf(rows: readonly TextRow[]): readonly TextBlock[] {
  const groups = Map.groupBy(rows, ({ place: { exam, arm, perturbation, scorer } }) =>
    JSON.stringify([exam, arm, perturbation, scorer]),
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [blockOf(first, group)];
  });
}

function blockOf({ place }: TextRow, rows: readonly TextRow[]): TextBlock {
  const scores = shownScores(rows);
  const values = new Map(rows.map((row) => [keyOf(row.model, row), row]));
  return {
    ...place,
    scores,
    models: [...new Set(rows.map(({ model }) => model))].map((model) => ({
      model,
      valueFor: (score) => values.get(keyOf(model, score)),
    })),
  };
}

function keyOf(model: string, { kind, score }: TextScore): string {
  return JSON.stringify([model, kind, score]);
}

/**
 * Scores of all replies together first, then means: of the parts that are no such score of the same name, and of the points
 * themselves, unless a part says the same.
 */
function shownScores(rows: readonly TextRow[]): readonly TextScore[] {
  const distinct = new Map(rows.map(({ kind, score }) => [`${kind}:${score}`, { kind, score }]));
  const corpus = [...distinct.values()].filter(({ kind }) => kind === "corpus");
  const parts = [...distinct.values()].filter(
    ({ kind, score }) => kind === "mean" && score !== "" && !corpus.some((other) => other.score === score),
  );
  const valuesOf = (wanted: string): string =>
    rows
      .filter(({ kind, score }) => kind === "mean" && score === wanted)
      .map(({ value }) => value)
      .join();
  const pointsAreNew = distinct.has("mean:") && parts.every(({ score }) => valuesOf(score) !== valuesOf(""));
  return [...corpus, ...parts, ...(pointsAreNew ? [{ kind: "mean", score: "" } as const] : [])];
}

/** Rows of a scorer come before those of its parts, which are named after it. */
function estimateRows(estimates: readonly Estimate[]): readonly TextRow[] {
  let scorer = "";
  return estimates.map((estimate): TextRow => {
    const { exam, arm, perturbation, model, measure, signature = null, level } = estimate;
    scorer = estimate.scorer.startsWith(`${scorer}:`) ? scorer : estimate.scorer;
    const place = { exam, arm, perturbation, scorer, signature, level };
    const [kind, score] = measure.startsWith("corpus-score:")
      ? (["corpus", measure.slice("corpus-score:".length)] as const)
      : (["mean", estimate.scorer.slice(scorer.length + 1)] as const);
    return { place, model, kind, score, ...numbersOf(estimate, estimate.excluded) };
  });
}

function comparisonRows(comparisons: readonly TextComparison[]): readonly TextRow[] {
  return comparisons.flatMap(({ exam, arm, perturbation, scorer, signature = null, level, kind, score, models }) =>
    models.map((model): TextRow => {
      const place = { exam, arm, perturbation, scorer, signature, level };
      return { place, model: model.name, kind, score, ...numbersOf(model, {}) };
    }),
  );
}

function numbersOf(
  { value, low, high, nItems, nClusters, why }: Omit<TextValue, "why" | "excluded"> & { readonly why?: string },
  excluded: TextValue["excluded"],
): TextValue {
  return { value, low, high, nItems, nClusters, excluded, ...(why === undefined ? {} : { why }) };
}
