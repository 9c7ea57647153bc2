import { canonicalJson } from "../base/hash.ts";
import type { LikelihoodPart, LikelihoodParting } from "../records/calibration-analysis.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import type { CalibrationReply } from "./calibration-analysis.ts";
import { itemMean, noTest, type PlainTest, testOf, withAdjusted } from "./robustness/estimates.ts";

/** A way of asking as run.json has it, as far as likelihoods go. */
export interface LikelihoodArm {
  readonly name: string;
  readonly prompt: unknown;
  readonly retriever: unknown;
  readonly instruction?: unknown;
  /** Absent where a reply is asked for. */
  readonly likelihood?: unknown;
}

/**
 * Where replies and likelihoods part: for each exam one row for each model and each pair of ways of asking that share prompt
 * and context, one asking for a reply without an instruction and one for likelihoods. On the items put both ways, first
 * sitting of each. Exams without such items are left out.
 */
export function likelihoodPartings(
  replies: readonly CalibrationReply[],
  arms: readonly LikelihoodArm[],
  level: number,
): readonly LikelihoodParting[] {
  const families = Map.groupBy(arms, ({ prompt, retriever }) => canonicalJson([prompt, retriever ?? null]));
  const pairs = [...families.values()].flatMap((family) =>
    family
      .filter(({ likelihood, instruction }) => likelihood === undefined && instruction === undefined)
      .flatMap((generate) =>
        family
          .filter(({ likelihood }) => likelihood !== undefined)
          .map((likelihood) => [generate.name, likelihood.name] as const),
      ),
  );
  const first = replies.filter(({ repeat }) => repeat === 0);
  return [...Map.groupBy(first, ({ exam }) => exam)].flatMap(([exam, ofExam]) => {
    const cells = Map.groupBy(ofExam, ({ arm, model }) => `${arm}\u0000${model}`);
    const rows = [...new Set(ofExam.map(({ model }) => model))].flatMap((model) =>
      pairs.flatMap(([generateArm, likelihoodArm]) => {
        const generate = cells.get(`${generateArm}\u0000${model}`) ?? [];
        const likelihood = cells.get(`${likelihoodArm}\u0000${model}`) ?? [];
        const row = partOf(generate, likelihood, level);
        return row === null ? [] : [{ model, generateArm, likelihoodArm, ...row }];
      }),
    );
    return rows.length === 0 ? [] : [{ exam, level, rows: withAdjusted(rows) }];
  });
}

function partOf(
  generate: readonly CalibrationReply[],
  likelihood: readonly CalibrationReply[],
  level: number,
): (Omit<LikelihoodPart, "model" | "generateArm" | "likelihoodArm" | "test"> & { readonly test: PlainTest }) | null {
  const others = new Map(likelihood.map((reply) => [reply.itemId, reply]));
  const both = generate.flatMap((reply) => {
    const other = others.get(reply.itemId);
    return other === undefined ? [] : [[reply, other] as const];
  });
  if (both.length === 0) {
    return null;
  }
  const clusters = clusterIndex(Int32Array.from(both, ([{ cluster }]) => cluster));
  const share = (holds: (pair: (typeof both)[number]) => boolean): Float64Array =>
    Float64Array.from(both, (pair) => (holds(pair) ? 1 : 0));
  const [first, second] = [share(([reply]) => reply.right), share(([, other]) => other.right)];
  const paired = pairedDifference(first, second, clusters);
  return {
    nItems: both.length,
    nClusters: clusters.count,
    generate: itemMean(first, clusters, level),
    likelihood: itemMean(second, clusters, level),
    agreement: itemMean(
      share(([reply, other]) => reply.answer !== null && reply.answer === other.answer),
      clusters,
      level,
    ),
    onlyGenerate: both.filter(([reply, other]) => reply.right && !other.right).length,
    onlyLikelihood: both.filter(([reply, other]) => !reply.right && other.right).length,
    test: paired === null ? noTest : testOf(paired),
  };
}
