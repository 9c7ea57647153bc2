import type { MarkedReply } from "../scorers/define.ts";
import { type FinishedReply, type JudgeWalk, replyToMark } from "./finished-replies.ts";
import { judgeCall, judgeParametersHash } from "./judge-call.ts";
import { sampleOf } from "./judge-sample.ts";
import type { StudyModel, StudyScorer } from "./study.ts";
import { judgesOf } from "./study-judges.ts";
import type { PlannedCall } from "./walk.ts";

/** What a scorer asks about a reply, each with the judge it goes to; null for a reply that is not in its sample. */
export function scorerCalls(
  walk: Pick<JudgeWalk, "study" | "sample">,
  scorer: StudyScorer,
  { planned, completion }: FinishedReply,
  parametersHashOf: (judge: string) => string,
  reply: MarkedReply = replyToMark({ planned, completion }),
): readonly PlannedCall[] | null {
  const { call, prompt, variant } = planned.posed;
  const { requests } = scorer.configured;
  if (requests === undefined || !walk.sample.has(sampleOf(scorer.settings), call.exam, call.itemId)) {
    return null;
  }
  const [chief = ""] = judgesOf(scorer);
  const reading = walk.study.extractor.configured.extract(completion, prompt);
  return requests(reading, variant.item, reply).map((request, index) => {
    const judge = request.model ?? chief;
    const parametersHash = parametersHashOf(judge);
    const question = { about: planned, shown: [call], asker: scorer.name, judge: { id: judge }, index, request };
    return judgeCall({ ...question, parametersHash, seed: walk.study.seed });
  });
}

/** By a judge's id the hash of its parameters. */
export function parametersHashes(judges: readonly StudyModel[]): (judge: string) => string {
  const hashes = new Map(judges.map((judge) => [judge.id, judgeParametersHash(judge)]));
  return (judge) => hashes.get(judge) ?? "";
}
