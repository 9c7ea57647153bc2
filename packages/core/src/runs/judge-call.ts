import { canonicalJson, identityHash } from "../base/hash.ts";
import { textHash } from "../base/text-hash.ts";
import type { Message } from "../records/prompt.ts";
import type { ScorerRequest } from "../scorers/define.ts";
import { embeddingMessages, embeddingPlace } from "./embedding-call.ts";
import { requestCall } from "./request-call.ts";
import type { StudyModel } from "./study.ts";
import type { PlannedCall } from "./walk.ts";

/** A question about a finished reply, before it is a call. */
export interface JudgeQuestion {
  /** The call whose reply it is about; of a pair the first. */
  readonly about: PlannedCall;
  /** Calls whose replies it shows, the first shown first. */
  readonly shown: readonly PlannedCall["posed"]["call"][];
  /** Scorer, or what else asks: stands where an examinee's call has its way of asking. */
  readonly asker: string;
  readonly judge: Pick<StudyModel, "id">;
  readonly parametersHash: string;
  readonly seed: number;
  /** Ordinal among the asker's questions about the reply, from 0. */
  readonly index: number;
  readonly request: ScorerRequest;
}

/** Hash of what of a judge decides its replies. */
export function judgeParametersHash({ use, configured }: StudyModel): string {
  return identityHash(canonicalJson([use, configured.parameters]));
}

/**
 * The call that puts a question about a finished reply to a judge. Its place holds the replies' places and the question
 * itself: another rubric is another question, asked anew, and the same question from two scorers is asked once. The vector of
 * a text does not depend on whose text it is.
 */
export function judgeCall({
  about,
  shown,
  asker,
  judge,
  parametersHash,
  seed,
  index,
  request,
}: JudgeQuestion): PlannedCall {
  const isChat = request.kind === "chat";
  const messages: readonly Message[] = isChat ? request.messages : embeddingMessages(request.input);
  const { exam, itemId, variantId, perturbation, repeat } = about.posed.call;
  const role = isChat ? ("judge" as const) : ("embedder" as const);
  const whose = shown.map(({ place }) => place).join("\u0000");
  return requestCall({
    address: { exam, itemId, variantId, perturbation, arm: asker, model: judge.id, repeat, turn: index, role, seed },
    placeOf: (hash) =>
      isChat ? textHash(`${role}\u0000${judge.id}\u0000${whose}\u0000${hash}`) : embeddingPlace(judge.id, hash),
    messages,
    answerForm: "text",
    item: about.item,
    itemNumber: about.itemNumber,
    variant: about.posed.variant,
    parametersHash,
    furtherJson: isChat ? `,"judged":${JSON.stringify(shown.map(({ id }) => id))}` : "",
  });
}
