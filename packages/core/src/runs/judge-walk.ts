import { createHashIndex } from "../base/hash-index.ts";
import { scorersOf } from "./exam-scorers.ts";
import { finishedReplies, type JudgeWalk } from "./finished-replies.ts";
import { pairCalls } from "./pairwise-calls.ts";
import { parametersHashes, scorerCalls } from "./scorer-calls.ts";
import type { StudyModel } from "./study.ts";
import { judgesOf } from "./study-judges.ts";
import type { PlannedCall } from "./walk.ts";

/**
 * Every call of one judge, each once: about the replies of every model in plan order what the scorers of its exam ask, then
 * about pairs of them. A pure function of items, journal and study.
 */
export async function* walkJudge(walk: JudgeWalk, judge: StudyModel): AsyncGenerator<PlannedCall[]> {
  const { study } = walk;
  const seen = createHashIndex();
  const hashOf = parametersHashes([judge]);
  for (const model of study.models) {
    for await (const replies of finishedReplies(walk, model)) {
      const calls: PlannedCall[] = [];
      for (const reply of replies) {
        const asking = scorersOf(study, reply.planned.posed.call.exam).filter((one) =>
          judgesOf(one).includes(judge.id),
        );
        for (const scorer of asking) {
          const its = scorerCalls(walk, scorer, reply, hashOf) ?? [];
          calls.push(...its.filter(({ posed }) => posed.call.model === judge.id));
        }
        calls.push(...pairCalls(walk, reply, judge).flatMap(({ calls: ofPair }) => ofPair));
      }
      yield calls.filter(({ posed }) => seen.add(posed.call.place).isNew);
    }
  }
}
