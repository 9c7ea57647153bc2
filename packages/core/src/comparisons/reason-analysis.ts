import type { ItemMean } from "../records/item-mean.ts";
import type { ReasonAnalysis, ReasonExample, ReasonModel, ReasonScorer } from "../records/reason-analysis.ts";
import { clusterIndex } from "../statistics/cluster-index.ts";
import { itemMean } from "./robustness/estimates.ts";

/** What is known of one reply's answer and reason. */
export interface ReasonedReply {
  readonly callId: string;
  readonly exam: string;
  readonly arm: string;
  readonly model: string;
  readonly itemId: string;
  /** Items of one group are one cluster. */
  readonly cluster: number;
  readonly repeat: number;
  readonly right: boolean;
  /** One of the scorers calls its reason wrong. */
  readonly wrongReason: boolean;
  readonly recall: number | null;
  readonly contradicted: number | null;
  readonly againstKey: boolean | null;
}

/** What the analysis is told beside the replies. */
export interface ReasonSettings {
  readonly level: number;
  readonly scorers: readonly ReasonScorer[];
  readonly threshold: number | null;
}

/** Examples of each model at most. */
const mostExamples = 5;

/**
 * Right answers for wrong reasons: one analysis for each exam and way of asking, in the order of the replies; none without
 * replies.
 *
 * @param beginnings Beginnings of the replies that are shown (`exampleCalls`), by call.
 */
export function reasonAnalyses(
  replies: readonly ReasonedReply[],
  settings: ReasonSettings,
  beginnings: ReadonlyMap<string, string> = new Map(),
): readonly ReasonAnalysis[] {
  return [...Map.groupBy(replies, ({ exam, arm }) => `${exam}\u0000${arm}`).values()].flatMap((here) => {
    const [first] = here;
    if (first === undefined) {
      return [];
    }
    const models = [...Map.groupBy(here, ({ model }) => model)];
    return [
      {
        exam: first.exam,
        arm: first.arm,
        ...settings,
        models: models.map(([model, own]) => modelOf(model, own, settings.level)),
        examples: models.flatMap(([, own]) => examplesOf(own, beginnings)),
      },
    ];
  });
}

/** Replies that are shown, by call: their beginnings are still to be read. */
export function exampleCalls(replies: readonly ReasonedReply[]): ReadonlySet<string> {
  const places = Map.groupBy(replies, ({ exam, arm, model }) => `${exam}\u0000${arm}\u0000${model}`);
  return new Set([...places.values()].flatMap((own) => worst(own).map(({ callId }) => callId)));
}

function modelOf(model: string, replies: readonly ReasonedReply[], level: number): ReasonModel {
  const count = (right: boolean, wrong: boolean): number =>
    replies.filter((reply) => reply.right === right && reply.wrongReason === wrong).length;
  const rights = replies.filter(({ right }) => right);
  return {
    model,
    nReplies: replies.length,
    rightSound: count(true, false),
    rightWrong: count(true, true),
    wrongSound: count(false, false),
    wrongWrong: count(false, true),
    ofAll: share(replies, level),
    ofRight: share(rights, level),
  };
}

/** Share that is right for a wrong reason, over items: repeats of one are its mean. */
function share(replies: readonly ReasonedReply[], level: number): ItemMean {
  const items = [...Map.groupBy(replies, ({ itemId }) => itemId).values()];
  const points = Float64Array.from(
    items,
    (own) => own.filter(({ right, wrongReason }) => right && wrongReason).length / own.length,
  );
  return itemMean(points, clusterIndex(Int32Array.from(items, ([first]) => first?.cluster ?? -1)), level);
}

function worst(replies: readonly ReasonedReply[]): readonly ReasonedReply[] {
  const against = ({ againstKey }: ReasonedReply): number => (againstKey === true ? 0 : 1);
  return replies
    .filter(({ right, wrongReason }) => right && wrongReason)
    .toSorted(
      (left, right) =>
        against(left) - against(right) ||
        (left.recall ?? 1) - (right.recall ?? 1) ||
        (left.itemId < right.itemId ? -1 : left.itemId > right.itemId ? 1 : left.repeat - right.repeat),
    )
    .slice(0, mostExamples);
}

function examplesOf(
  replies: readonly ReasonedReply[],
  beginnings: ReadonlyMap<string, string>,
): readonly ReasonExample[] {
  return worst(replies).map(({ callId, model, itemId, repeat, recall, contradicted, againstKey }) => ({
    model,
    itemId,
    repeat,
    recall,
    contradicted,
    againstKey,
    excerpt: beginnings.get(callId) ?? null,
  }));
}
