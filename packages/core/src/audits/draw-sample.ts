import { UsageError } from "../base/errors.ts";
import { randomStream } from "../base/random.ts";
import type { Answer } from "../records/answer.ts";
import { allocateSample } from "../sheets/allocate-sample.ts";
import { answersOf } from "../sheets/run-answers.ts";
import type { AuditStratum } from "./audit-key.ts";

/** A reply of the sample with its stratum. */
export interface SampledAnswer {
  readonly answer: Answer;
  readonly stratum: number;
}

/** What the sample is drawn from and how. */
export interface SampleOptions {
  readonly size: number;
  readonly seed: number;
  /** Only these models; all when left out. */
  readonly models?: readonly string[];
}

/** A stratified sample of a run's readings. */
export interface DrawnSample {
  readonly strata: readonly AuditStratum[];
  /** In random order. */
  readonly sampled: readonly SampledAnswer[];
}

/** Which stratum a reading belongs to: model, status and rule. */
export function stratumName({ model, status, rule }: Pick<AuditStratum, "model" | "status" | "rule">): string {
  return JSON.stringify([model, status, rule]);
}

/**
 * Draw a sample stratified by model × status × rule, each stratum at random without replacement. A reply's draw depends
 * on the seed and its call alone. The file is read twice; memory grows with the sample and the strata.
 * Throws ARGUMENT_INVALID for an unknown model, no replies, or a sample smaller than the strata are many.
 */
export async function drawSample(folder: string, options: SampleOptions): Promise<DrawnSample> {
  const wanted = (answer: Answer): boolean => options.models?.includes(answer.model) ?? true;
  const found = new Map<string, { stratum: Pick<AuditStratum, "model" | "status" | "rule">; size: number }>();
  const models = new Set<string>();
  for await (const answer of answersOf(folder)) {
    models.add(answer.model);
    if (wanted(answer)) {
      const { model, status, rule } = answer;
      const name = stratumName(answer);
      const held = found.get(name) ?? { stratum: { model, status, rule }, size: 0 };
      found.set(name, { ...held, size: held.size + 1 });
    }
  }
  const unknown = options.models?.filter((model) => !models.has(model)) ?? [];
  if (unknown.length > 0 || found.size === 0) {
    const known = models.size === 0 ? "there are no replies" : `replies are there of ${[...models].join(", ")}`;
    throw new UsageError("ARGUMENT_INVALID", unknown.length === 0 ? known : `--models ${unknown.join(",")}: ${known}`);
  }
  const names = [...found.keys()].sort();
  const counts = allocateSample(
    names.map((name) => found.get(name)?.size ?? 0),
    options.size,
  );
  const strata = names.flatMap((name, index): AuditStratum[] => {
    const held = found.get(name);
    return held === undefined ? [] : [{ ...held.stratum, size: held.size, sampled: counts[index] ?? 0 }];
  });
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const best = strata.map((): { draw: number; answer: Answer }[] => []);
  for await (const answer of answersOf(folder)) {
    const stratum = wanted(answer) ? (indexOf.get(stratumName(answer)) ?? -1) : -1;
    const held = best[stratum];
    const most = strata[stratum]?.sampled ?? 0;
    if (held !== undefined) {
      held.push({ draw: randomStream(options.seed, "audit", answer.callId).fraction(), answer });
      if (held.length > 4 * most + 64) {
        best[stratum] = smallest(held, most);
      }
    }
  }
  const sampled = best.flatMap((held, stratum) =>
    smallest(held, strata[stratum]?.sampled ?? 0).map(({ answer }) => ({ answer, stratum })),
  );
  return { strata, sampled: randomStream(options.seed, "audit", "order").shuffled(sampled) };
}

/** Ties in the 32 bits of a draw go by call, so that the order of the file does not matter. */
function smallest<T extends { readonly draw: number; readonly answer: Answer }>(held: readonly T[], most: number): T[] {
  return [...held].sort((a, b) => a.draw - b.draw || (a.answer.callId < b.answer.callId ? -1 : 1)).slice(0, most);
}
