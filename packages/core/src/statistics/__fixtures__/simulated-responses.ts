import { normalQuantile } from "../normal-quantile.ts";
import { missingResponse, type ResponseMatrix } from "../response-matrix.ts";
import { uniformGenerator } from "../uniform-generator.ts";

/** What a simulated exam is drawn from: abilities N(0, 1), difficulties N(0, difficultySpread²). */
export interface SimulationPlan {
  readonly candidates: number;
  readonly items: number;
  readonly seed: number;
  /** Standard deviation of log discrimination; 0, the default, is the Rasch model. */
  readonly slopeSpread?: number;
  readonly difficultySpread?: number;
  /** Chance that a response is missing. */
  readonly missing?: number;
  /** Chance that a wrong response is right after all, for the first tenth of the items only. */
  readonly guessing?: number;
}

export interface Simulation {
  readonly matrix: ResponseMatrix;
  readonly abilities: Float64Array;
  readonly difficulties: Float64Array;
  readonly discriminations: Float64Array;
}

/** An exam with known abilities and items. */
export function simulatedResponses(plan: SimulationPlan): Simulation {
  const { candidates, items, seed, slopeSpread = 0, difficultySpread = 1, missing = 0, guessing = 0 } = plan;
  const generator = uniformGenerator("simulated-responses", seed, candidates, items);
  const normals = (n: number): Float64Array =>
    Float64Array.from({ length: n }, () => normalQuantile(generator.fraction()));
  const abilities = normals(candidates);
  const difficulties = normals(items).map((z) => difficultySpread * z);
  const discriminations = normals(items).map((z) => Math.exp(slopeSpread * z));
  const responses = new Uint8Array(candidates * items);
  for (let candidate = 0; candidate < candidates; candidate++) {
    for (let item = 0; item < items; item++) {
      const logit = (discriminations[item] ?? 1) * ((abilities[candidate] ?? 0) - (difficulties[item] ?? 0));
      const gone = generator.fraction() < missing;
      const right = generator.fraction() < 1 / (1 + Math.exp(-logit));
      const guessed = generator.fraction() < guessing && item < items / 10;
      responses[candidate * items + item] = gone ? missingResponse : right || guessed ? 1 : 0;
    }
  }
  return { matrix: { candidates, items, responses }, abilities, difficulties, discriminations };
}

/** The responses written as rows of 0, 1 and "." for missing. */
export function responsesFromRows(rows: readonly string[]): ResponseMatrix {
  const code = (character: string): number => (character === "." ? missingResponse : Number(character));
  return {
    candidates: rows.length,
    items: rows[0]?.length ?? 0,
    responses: Uint8Array.from([...rows.join("")], code),
  };
}

/** LSAT-6 from the counts of its 32 patterns, 00000 first. */
export function responsesFromPatterns(counts: readonly number[]): ResponseMatrix {
  return responsesFromRows(
    counts.flatMap((count, pattern) => Array<string>(count).fill(pattern.toString(2).padStart(5, "0"))),
  );
}

export function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Population standard deviation. */
export function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

export function correlationOf(one: Float64Array, other: Float64Array): number {
  const [meanOne, meanOther] = [meanOf(one), meanOf(other)];
  const product = one.reduce((sum, value, i) => sum + (value - meanOne) * ((other[i] ?? 0) - meanOther), 0);
  return product / one.length / deviationOf(one) / deviationOf(other);
}

/** Root mean squared difference, and the share of differences within 1.96 errors. */
export function accuracyOf(
  estimates: Float64Array,
  errors: Float64Array,
  truth: Float64Array,
): { readonly rootMeanSquare: number; readonly coverage: number; readonly bias: number } {
  let squares = 0;
  let covered = 0;
  let sum = 0;
  for (let i = 0; i < truth.length; i++) {
    const difference = (estimates[i] ?? 0) - (truth[i] ?? 0);
    squares += difference * difference;
    sum += difference;
    covered += Math.abs(difference) <= 1.96 * (errors[i] ?? 0) ? 1 : 0;
  }
  const n = truth.length;
  return { rootMeanSquare: Math.sqrt(squares / n), coverage: covered / n, bias: sum / n };
}
