import { identityHash } from "../base/hash.ts";
import { textHash } from "../base/text-hash.ts";
import type { Call, PosedCall } from "../records/call.ts";
import type { Item } from "../records/item.ts";
import type { AnswerForm, Message } from "../records/prompt.ts";
import type { Variant } from "../records/variant.ts";
import { addressJson, type PlannedCall } from "./walk.ts";

/** A question to a model that helps, before it is a call. */
export interface RequestToPlan {
  /** Where it stands in the plan; `arm` is who asks: an operator, a scorer, annotation. */
  readonly address: Omit<Call, "id" | "place">;
  /** Its place in the plan, from the hash of the messages. */
  readonly placeOf: (messagesHash: string) => string;
  readonly messages: readonly Message[];
  readonly answerForm: AnswerForm;
  readonly item: Item;
  readonly itemNumber: number;
  readonly variant: Variant;
  /** Hash of what of the model decides its replies. */
  readonly parametersHash: string;
  /** Further fields of its line in the journal, as JSON with a comma before; default: none. */
  readonly furtherJson?: string;
}

/** The call that puts a question of Viva's own (a paraphrase, a judgement, a vector, an annotation) to a model: one turn, no options. */
export function requestCall(request: RequestToPlan): PlannedCall {
  const { address, messages, answerForm, item, itemNumber, variant, parametersHash, furtherJson = "" } = request;
  const messagesJson = JSON.stringify(messages);
  const hash = identityHash(messagesJson);
  const place = request.placeOf(hash);
  const call = { ...address, place, id: textHash(`${place}\u0000${hash}\u0000${parametersHash}\u0000`) };
  const prompt = { messages, labels: [], answerForm, choose: "any", language: item.language, hash } as const;
  const posed: PosedCall = { call, prompt, messagesJson, variant, passages: [] };
  return {
    posed,
    addressJson: addressJson(call) + furtherJson,
    item,
    itemNumber,
    parametersHash,
    arm: { instruction: null, likelihood: null },
    turnsLeft: 1,
    next: null,
    notMade: null,
  };
}
