import { randomStream } from "../base/random.ts";
import type { KnowledgeChange, KnowledgeExample, KnowledgeSeed } from "../records/knowledge-analysis.ts";
import type { KnowledgeArmInput, KnowledgeCell, KnowledgeInput } from "./knowledge-input.ts";

/** Examples of each kind that a model's way of asking has at most. */
const mostExamples = 2;

/** A model's points by item with nothing looked up and with seeds. */
export interface KnowledgeSides {
  readonly before: Float64Array | undefined;
  readonly after: Float64Array | undefined;
}

/** Every item whose points a way of asking changed, in the order of the exam. */
export function knowledgeChanges(
  model: string,
  arm: KnowledgeArmInput,
  { before, after }: KnowledgeSides,
  { itemIds }: KnowledgeInput,
): KnowledgeChange[] {
  return itemIds.flatMap((itemId, item): KnowledgeChange[] => {
    const was = before?.[item] ?? Number.NaN;
    const is = after?.[item] ?? Number.NaN;
    return Number.isNaN(was + is) || was === is
      ? []
      : [
          {
            model,
            arm: arm.arm,
            itemId,
            kind: is > was ? "gain" : "harm",
            before: was,
            after: is,
            seeds: seedsOf(arm, item),
          },
        ];
  });
}

/**
 * Items that had seeds and were helped, harmed or left as they were: of each kind those with the smallest draws, which hang on
 * the run's seed and the item alone, so that nothing about the replies decides which are shown. Ways to the seeds and replies
 * are not known here and stay empty.
 */
export function knowledgeExamples(
  arm: KnowledgeArmInput,
  cells: { readonly before: KnowledgeCell | undefined; readonly after: KnowledgeCell },
  { before, after }: KnowledgeSides,
  { itemIds, seed }: KnowledgeInput,
): KnowledgeExample[] {
  const { model } = cells.after;
  const known = itemIds.flatMap((itemId, item) => {
    const was = before?.[item] ?? Number.NaN;
    const is = after?.[item] ?? Number.NaN;
    const kind: KnowledgeExample["kind"] = is > was ? "gain" : is < was ? "harm" : "same";
    return Number.isNaN(was + is) || (arm.seen[item]?.seeds.length ?? 0) === 0
      ? []
      : [{ itemId, item, was, is, kind, draw: randomStream(seed, "knowledge-examples", itemId).fraction() }];
  });
  return (["gain", "harm", "same"] as const).flatMap((kind) =>
    known
      .filter((one) => one.kind === kind)
      .sort((left, right) => left.draw - right.draw || left.item - right.item)
      .slice(0, mostExamples)
      .map(({ itemId, item, was, is }) => ({
        model,
        arm: arm.arm,
        itemId,
        kind,
        before: was,
        after: is,
        answerBefore: answerOf(cells.before, item),
        answerAfter: answerOf(cells.after, item),
        seeds: seedsOf(arm, item).map((one) => ({ ...one, way: "" })),
        excerpt: "",
      })),
  );
}

function seedsOf({ seen, entities }: KnowledgeArmInput, item: number): KnowledgeSeed[] {
  const wanted = typeof entities === "string" ? null : (entities.explained[item] ?? null);
  return (seen[item]?.seeds ?? []).map(({ id, label }) => ({
    label,
    explained: wanted === null ? null : wanted.has(id),
  }));
}

function answerOf(cell: KnowledgeCell | undefined, item: number): string {
  const choice = cell?.sittings[0]?.choices[item] ?? "";
  return choice.startsWith("[") ? (JSON.parse(choice) as string[]).join(", ") : choice;
}
