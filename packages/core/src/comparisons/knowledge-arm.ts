import type { ComparedValue } from "../records/comparison.ts";
import type { KnowledgeArm } from "../records/knowledge-analysis.ts";
import { type KnowledgeArmInput, type KnowledgeInput, knowledgeReasons } from "./knowledge-input.ts";
import { notKnown, shareOf } from "./robustness/estimates.ts";

/** What one way of asking put beside the questions, and how that compares with their explanations. */
export function knowledgeArm(
  { arm, role, retriever, without, seen, entities }: KnowledgeArmInput,
  { itemIds, clusters, level }: KnowledgeInput,
): KnowledgeArm {
  const kept = seen.filter((one) => one !== undefined);
  const passages = kept.reduce((sum, one) => sum + one.passages, 0);
  const known = typeof entities === "string" ? null : entities;
  const overlap = itemIds.map((_, item) => {
    const seeds = seen[item]?.seeds ?? [];
    const wanted = known?.explained[item] ?? new Set<string>();
    const found = seeds.filter(({ id }) => wanted.has(id)).length;
    return { seeds: seeds.length, wanted: wanted.size, found, seen: seen[item] !== undefined };
  });
  const lookedUp = (share: () => ComparedValue): ComparedValue =>
    retriever === null ? notKnown(knowledgeReasons.nothingLookedUp) : share();
  const byGraph = (why: string, of: (item: number) => number): ComparedValue =>
    lookedUp(() =>
      kept.every(({ seeds }) => seeds.length === 0)
        ? notKnown(knowledgeReasons.noSeeds)
        : typeof entities === "string"
          ? notKnown(entities)
          : shareOf(
              Float64Array.from(itemIds, (_, item) => of(item)),
              clusters,
              level,
              why,
            ),
    );
  const ofOverlap = (of: (one: (typeof overlap)[number]) => number): ComparedValue =>
    byGraph(knowledgeReasons.noExplained, (item) => {
      const one = overlap[item];
      return one === undefined ? Number.NaN : of(one);
    });
  return {
    arm,
    role,
    retriever,
    without,
    nItems: retriever === null ? itemIds.length : kept.length,
    passagesPerItem: kept.length === 0 ? 0 : passages / kept.length,
    nothingFound: lookedUp(() =>
      shareOf(
        Float64Array.from(itemIds, (_, item) => {
          const one = seen[item];
          return one === undefined ? Number.NaN : Number(one.passages === 0);
        }),
        clusters,
        level,
        knowledgeReasons.noItem,
      ),
    ),
    withoutEntity: byGraph(knowledgeReasons.noItem, (item) =>
      seen[item] === undefined ? Number.NaN : Number(known?.named[item] === false),
    ),
    recall: ofOverlap((one) => (one.seen && one.wanted > 0 ? one.found / one.wanted : Number.NaN)),
    precision: ofOverlap((one) => (one.seeds > 0 && one.wanted > 0 ? one.found / one.seeds : Number.NaN)),
  };
}
