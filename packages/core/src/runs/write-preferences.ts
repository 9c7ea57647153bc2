import { createLineWriter } from "../base/lines.ts";
import type { PreferenceLine } from "../records/preference.ts";
import { readComparison } from "../text/comparison-request.ts";
import { finishedReplies, type JudgeWalk } from "./finished-replies.ts";
import { type PairCalls, pairCalls } from "./pairwise-calls.ts";
import { runFile } from "./run-files.ts";
import { judgesOfStudy } from "./study-judges.ts";
import type { PlannedCall } from "./walk.ts";

/** Write preferences.jsonl: what each judge says of each pair, in plan order. A pure function of items, journal and study. */
export async function writePreferences(walk: JudgeWalk): Promise<void> {
  const { study, folder } = walk;
  const judges = judgesOfStudy(study).filter(({ id }) => study.pairwise?.judges.includes(id));
  const writer = createLineWriter(runFile(folder, "preferences"));
  try {
    for (const model of study.models) {
      for await (const replies of finishedReplies(walk, model)) {
        for (const reply of replies) {
          for (const judge of judges) {
            for (const pair of pairCalls(walk, reply, judge)) {
              writer.write(JSON.stringify(preferenceOf(walk, reply.planned, judge.id, pair)));
            }
          }
        }
      }
    }
    writer.finish();
  } finally {
    writer.discard();
  }
}

function preferenceOf(
  { replyAt }: Pick<JudgeWalk, "replyAt">,
  { posed: { call } }: PlannedCall,
  judge: string,
  { models, callIds, replies, orders }: PairCalls,
): PreferenceLine {
  const { exam, itemId, arm } = call;
  const verdictOf = (asked: PlannedCall | null, isForward: boolean): PreferenceLine["forward"] => {
    if (asked === null) {
      return null;
    }
    const reply = replyAt(asked.posed.call.place);
    if (reply === null) {
      return { form: "failed", points: null };
    }
    const { form, first } = readComparison(reply.text);
    return { form, points: first === null || isForward ? first : 1 - first };
  };
  const forward = verdictOf(orders.forward, true);
  const backward = verdictOf(orders.backward, false);
  return {
    exam,
    itemId,
    arm,
    judge,
    models,
    callIds,
    lengths: [replies[0].text.length, replies[1].text.length],
    forward,
    backward,
    ...outcomeOf(forward, backward),
  };
}

function outcomeOf(
  forward: PreferenceLine["forward"],
  backward: PreferenceLine["backward"],
): Pick<PreferenceLine, "points" | "consistent"> {
  if (forward === null || backward === null) {
    return { points: (forward ?? backward)?.points ?? null, consistent: null };
  }
  if (forward.points === null || backward.points === null) {
    return { points: null, consistent: null };
  }
  const consistent = forward.points === backward.points;
  // Who changes with the order sees no difference: a tie, told apart from one that was meant.
  return { points: consistent ? forward.points : 0.5, consistent };
}
