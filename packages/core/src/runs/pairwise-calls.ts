import { randomStream } from "../base/random.ts";
import type { Completion } from "../records/completion.ts";
import { comparisonRequest } from "../text/comparison-request.ts";
import type { FinishedReply, JudgeWalk } from "./finished-replies.ts";
import { judgeCall, judgeParametersHash } from "./judge-call.ts";
import type { StudyModel } from "./study.ts";
import { type PlannedCall, placeOf } from "./walk.ts";

/** What a judge is asked about the replies of two models to one question. */
export interface PairCalls {
  /** The models, in the order of the study. */
  readonly models: readonly [string, string];
  readonly replies: readonly [Completion, Completion];
  /** Call ids of the two replies. */
  readonly callIds: readonly [string, string];
  /** One call an order of the two; where one order is asked only, the other is null. */
  readonly orders: { readonly forward: PlannedCall | null; readonly backward: PlannedCall | null };
  readonly calls: readonly PlannedCall[];
}

/**
 * The pairs that a reply is the first of, for one judge: with the reply of each later model of the study (or, with a baseline,
 * of the baseline) to the same question put the same way, on the items as published, first repeat. None for a reply outside
 * the sample or a judge that compares nothing.
 */
export function pairCalls(
  { study, sample, replyAt }: Pick<JudgeWalk, "study" | "sample" | "replyAt">,
  { planned, completion }: FinishedReply,
  judge: StudyModel,
): readonly PairCalls[] {
  const { pairwise, seed } = study;
  const { call, variant } = planned.posed;
  if (
    pairwise === null ||
    !pairwise.judges.includes(judge.id) ||
    call.perturbation !== "none" ||
    call.repeat !== 0 ||
    !sample.has(pairwise.sample, call.exam, call.itemId)
  ) {
    return [];
  }
  const parametersHash = judgeParametersHash(judge);
  return pairsFrom(call.model, pairwise.models, pairwise.baseline).flatMap((other): PairCalls[] => {
    const place = placeOf({ ...call, model: other });
    const reply = replyAt(place);
    if (reply === null) {
      return [];
    }
    const posed = { ...call, model: other, place, id: reply.callId };
    const asked = (forward: boolean): PlannedCall => {
      const texts = forward ? [completion.text, reply.text] : [reply.text, completion.text];
      return judgeCall({
        about: planned,
        shown: forward ? [call, posed] : [posed, call],
        asker: "pairwise",
        judge,
        parametersHash,
        seed,
        index: forward ? 0 : 1,
        request: {
          kind: "chat",
          messages: comparisonRequest(variant.item, [texts[0] ?? "", texts[1] ?? ""], pairwise),
        },
      });
    };
    const once = randomStream(seed, "pair order", call.exam, call.itemId, call.model, other).integer(2) === 0;
    const orders = {
      forward: pairwise.bothOrders || once ? asked(true) : null,
      backward: pairwise.bothOrders || !once ? asked(false) : null,
    };
    const calls = [orders.forward, orders.backward].filter((one) => one !== null);
    return [{ models: [call.model, other], replies: [completion, reply], callIds: [call.id, posed.id], orders, calls }];
  });
}

/** The models a model is compared with, of the pairs it is the first of. */
function pairsFrom(model: string, models: readonly string[], baseline: string | null): readonly string[] {
  const place = models.indexOf(model);
  if (place < 0) {
    return [];
  }
  if (baseline === null) {
    return models.slice(place + 1);
  }
  return model === baseline ? models.filter((other) => other !== baseline) : [];
}
