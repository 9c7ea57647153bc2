import type {
  KnowledgeAnalysis,
  KnowledgeArm,
  KnowledgeChange,
  KnowledgePair,
  KnowledgeRole,
  KnowledgeRow,
} from "../records/knowledge-analysis.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { pairedDifference } from "../statistics/paired-difference.ts";
import { pairedDifferenceInterval } from "../statistics/paired-difference-interval.ts";
import { majorityPoints } from "./majority-points.ts";
import { itemMean, noTest, notKnown, type PlainTest, shareOf, testOf, withAdjusted } from "./robustness/estimates.ts";

/** Reasons why there is no number. */
export const knowledgeReasons = {
  noItem: "no item was scored both ways",
  noBaseline: "the study does not ask with this prompt and nothing looked up",
  nothingLookedUp: "nothing was looked up",
  noSeeds: "no item was given seeds",
  noGraph: "the graph is not there to find entities with",
  noExplained: "no explanation names an entity that the question does not",
} as const;

/** Repeats from which a majority says more than one reply. */
export const leastForMajority = 3;

/** What was looked up for one item by one way of asking. */
export interface KnowledgeSeen {
  readonly passages: number;
  /** Seeds, best first; empty for passages that are none. */
  readonly seeds: readonly { readonly id: string; readonly label: string }[];
}

/** One way of asking as the analysis needs it. */
export interface KnowledgeArmInput {
  readonly arm: string;
  readonly role: KnowledgeRole;
  readonly retriever: string | null;
  readonly without: string | null;
  /** By item. Undefined where the item was not materialised for it, as for every item without a retriever. */
  readonly seen: readonly (KnowledgeSeen | undefined)[];
}

/** One repeat, by item. */
export interface KnowledgeSitting {
  /** Points 0–1; NaN where there are none. */
  readonly points: Float64Array;
  /** The chosen set of options, or how none was chosen; null without a reply. */
  readonly choices: (string | null)[];
  /** Share of the item's seeds that the reply names; NaN without seeds, or where entities cannot be found. */
  readonly taken: Float64Array;
}

/** One model under one way of asking. */
export interface KnowledgeCell {
  readonly arm: string;
  readonly model: string;
  readonly sittings: readonly KnowledgeSitting[];
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** What the analysis of one exam is made from. */
export interface KnowledgeInput {
  readonly exam: string;
  readonly itemIds: readonly string[];
  readonly clusters: Int32Array;
  readonly level: number;
  readonly repeats: number;
  readonly arms: readonly KnowledgeArmInput[];
  readonly cells: readonly KnowledgeCell[];
  /** By item the ids of what its explanation names beyond the question; null where no graph is there to find them with. */
  readonly explained: readonly ReadonlySet<string>[] | null;
}

/**
 * What looking things up does: every way of asking by itself, and each with something looked up held against every baseline,
 * control and, for seeds, other context, on the same items.
 */
export function knowledgeAnalysis(input: KnowledgeInput): KnowledgeAnalysis {
  const { exam, level, repeats, cells } = input;
  const models = [...new Set(cells.map(({ model }) => model))];
  const points = new Map(cells.map((cell) => [cell, meanPoints(cell.sittings.map((sitting) => sitting.points))]));
  const cellOf = (model: string, arm: string | null): KnowledgeCell | undefined =>
    cells.find((cell) => cell.model === model && cell.arm === arm);
  const pointsOf = (model: string, arm: string | null): Float64Array | undefined => {
    const cell = cellOf(model, arm);
    return cell === undefined ? undefined : points.get(cell);
  };
  return {
    exam,
    level,
    repeats,
    models,
    arms: input.arms.map((arm) => armOf(arm, input)),
    rows: models.flatMap((model) =>
      input.arms.flatMap((arm): KnowledgeRow[] => {
        const cell = cellOf(model, arm.arm);
        const own = pointsOf(model, arm.arm);
        return cell === undefined || own === undefined
          ? []
          : [rowOf(cell, own, pointsOf(model, arm.without), arm, input)];
      }),
    ),
    pairs: models.flatMap((model) => pairsOf(model, (arm) => pointsOf(model, arm), input)),
    changes: models.flatMap((model) =>
      input.arms
        .filter(({ role }) => role !== "baseline" && role !== "context")
        .flatMap((arm) => changesOf(model, arm, pointsOf(model, arm.without), pointsOf(model, arm.arm), input)),
    ),
  };
}

/** By item the mean over the repeats that have points; NaN without any. */
function meanPoints(columns: readonly Float64Array[]): Float64Array {
  return (columns[0] ?? new Float64Array()).map((_, item) => {
    const known = columns.flatMap((column) => (Number.isNaN(column[item]) ? [] : [column[item] ?? 0]));
    return known.length === 0 ? Number.NaN : known.reduce((sum, one) => sum + one, 0) / known.length;
  });
}

function armOf({ arm, role, retriever, without, seen }: KnowledgeArmInput, input: KnowledgeInput): KnowledgeArm {
  const { itemIds, clusters, level, explained } = input;
  const kept = seen.filter((one) => one !== undefined);
  const passages = kept.reduce((sum, one) => sum + one.passages, 0);
  const overlap = itemIds.map((_, item) => {
    const seeds = seen[item]?.seeds ?? [];
    const wanted = explained?.[item] ?? new Set<string>();
    const found = seeds.filter(({ id }) => wanted.has(id)).length;
    return { seeds: seeds.length, wanted: wanted.size, found, seen: seen[item] !== undefined };
  });
  const share = (of: (one: (typeof overlap)[number]) => number): ReturnType<typeof shareOf> =>
    retriever === null || kept.every(({ seeds }) => seeds.length === 0)
      ? notKnown(retriever === null ? knowledgeReasons.nothingLookedUp : knowledgeReasons.noSeeds)
      : explained === null
        ? notKnown(knowledgeReasons.noGraph)
        : shareOf(Float64Array.from(overlap, of), clusters, level, knowledgeReasons.noExplained);
  return {
    arm,
    role,
    retriever,
    without,
    nItems: retriever === null ? itemIds.length : kept.length,
    passagesPerItem: kept.length === 0 ? 0 : passages / kept.length,
    nothingFound:
      retriever === null
        ? notKnown(knowledgeReasons.nothingLookedUp)
        : shareOf(
            Float64Array.from(itemIds, (_, item) => {
              const one = seen[item];
              return one === undefined ? Number.NaN : Number(one.passages === 0);
            }),
            clusters,
            level,
            knowledgeReasons.noItem,
          ),
    recall: share((one) => (one.seen && one.wanted > 0 ? one.found / one.wanted : Number.NaN)),
    precision: share((one) => (one.seeds > 0 && one.wanted > 0 ? one.found / one.seeds : Number.NaN)),
  };
}

function rowOf(
  { model, sittings, promptTokens, completionTokens }: KnowledgeCell,
  points: Float64Array,
  before: Float64Array | undefined,
  { arm, retriever, without, seen }: KnowledgeArmInput,
  input: KnowledgeInput,
): KnowledgeRow {
  const { clusters, level, explained } = input;
  const meanOver = (values: Float64Array): KnowledgeRow["accuracy"] => {
    const kept = Int32Array.from(values.keys()).filter((item) => !Number.isNaN(values[item]));
    const index = clusterIndex(kept.map((item) => clusters[item] ?? 0));
    return itemMean(
      Float64Array.from(kept, (item) => Math.min(1, Math.max(0, values[item] ?? 0))),
      index,
      level,
    );
  };
  const changed = (ahead: (more: number) => boolean): ReturnType<typeof shareOf> =>
    retriever === null
      ? notKnown(knowledgeReasons.nothingLookedUp)
      : without === null || before === undefined
        ? notKnown(knowledgeReasons.noBaseline)
        : shareOf(
            points.map((one, item) => {
              const more = one - (before[item] ?? Number.NaN);
              return Number.isNaN(more) ? Number.NaN : Number(ahead(more));
            }),
            clusters,
            level,
            knowledgeReasons.noItem,
          );
  const named = (uptake: boolean): KnowledgeRow["accuracy"] =>
    meanOver(
      meanPoints(
        sittings.map((sitting) =>
          sitting.points.map((one, item) => {
            const taken = sitting.taken[item] ?? Number.NaN;
            return !Number.isNaN(taken) && taken > 0 === uptake ? one : Number.NaN;
          }),
        ),
      ),
    );
  const hasSeeds = seen.some((one) => (one?.seeds.length ?? 0) > 0);
  return {
    model,
    arm,
    accuracy: meanOver(points),
    majority: sittings.length < leastForMajority ? null : meanOver(majorityPoints(sittings)),
    gain: changed((more) => more > 0),
    harm: changed((more) => more < 0),
    uptake: hasSeeds
      ? explained === null
        ? notKnown(knowledgeReasons.noGraph)
        : shareOf(meanPoints(sittings.map(({ taken }) => taken)), clusters, level, knowledgeReasons.noSeeds)
      : notKnown(retriever === null ? knowledgeReasons.nothingLookedUp : knowledgeReasons.noSeeds),
    accuracyWithUptake: named(true),
    accuracyWithoutUptake: named(false),
    promptTokens,
    completionTokens,
  };
}

function pairsOf(
  model: string,
  pointsOf: (arm: string) => Float64Array | undefined,
  { arms, clusters, level }: KnowledgeInput,
): readonly KnowledgePair[] {
  const rows = arms
    .filter(({ role }) => role === "seeds" || role === "context")
    .flatMap((one) =>
      arms
        .filter(({ role }) => role !== "seeds" && (one.role === "seeds" || role !== "context"))
        .flatMap((other) => {
          const first = pointsOf(one.arm);
          const second = pointsOf(other.arm);
          return first === undefined || second === undefined
            ? []
            : [
                {
                  model,
                  arm: one.arm,
                  against: other.arm,
                  againstRole: other.role,
                  ...pairedOn(first, second, clusters, level),
                },
              ];
        }),
    );
  return withAdjusted(rows);
}

function pairedOn(
  first: Float64Array,
  second: Float64Array,
  clusters: Int32Array,
  level: number,
): Pick<KnowledgePair, "nItems" | "nClusters" | "difference"> & { readonly test: PlainTest } {
  const kept = Int32Array.from(first.keys()).filter((item) => !Number.isNaN((first[item] ?? 0) + (second[item] ?? 0)));
  const at = (points: Float64Array): Float64Array => Float64Array.from(kept, (item) => points[item] ?? 0);
  const index = clusterIndex(kept.map((item) => clusters[item] ?? 0));
  const paired = pairedDifference(at(first), at(second), index);
  return {
    nItems: kept.length,
    nClusters: index.count,
    difference:
      paired === null
        ? { ...notKnown(knowledgeReasons.noItem), method: "none" }
        : pairedDifferenceInterval(paired, level),
    test: paired === null ? noTest : testOf(paired),
  };
}

function changesOf(
  model: string,
  { arm, seen }: KnowledgeArmInput,
  before: Float64Array | undefined,
  after: Float64Array | undefined,
  { itemIds, explained }: KnowledgeInput,
): KnowledgeChange[] {
  return itemIds.flatMap((itemId, item): KnowledgeChange[] => {
    const was = before?.[item] ?? Number.NaN;
    const is = after?.[item] ?? Number.NaN;
    const wanted = explained?.[item] ?? null;
    return Number.isNaN(was + is) || was === is
      ? []
      : [
          {
            model,
            arm,
            itemId,
            kind: is > was ? "gain" : "harm",
            before: was,
            after: is,
            seeds: (seen[item]?.seeds ?? []).map(({ id, label }) => ({
              label,
              explained: wanted === null ? null : wanted.has(id),
            })),
          },
        ];
  });
}
