import type { OpenBackend } from "../backends/define.ts";
import type { Completion } from "../records/completion.ts";
import type { Item } from "../records/item.ts";
import type { MarkedReply } from "../scorers/define.ts";
import type { JudgeSample } from "./judge-sample.ts";
import type { Study, StudyModel } from "./study.ts";
import type { VariantSources } from "./variants-of.ts";
import { conversationOf, type PlannedCall, walkPlan } from "./walk.ts";

/** A finished reply as far as its judging looks at it. */
export interface JudgedCompletion extends Completion {
  /** Id of the call it answers. */
  readonly callId: string;
}

/** What walking the calls of judges needs. */
export interface JudgeWalk {
  readonly study: Study;
  /** Folder with items.jsonl. */
  readonly folder: string;
  readonly exemplars: readonly Item[];
  readonly sources: ReadonlyMap<string, VariantSources>;
  readonly poseOf: (model: StudyModel) => Pick<OpenBackend, "pose">;
  readonly sample: JudgeSample;
  /** What was replied at a place; null where nothing was. A stand-in for every place gives a plan's upper bound. */
  readonly replyAt: (place: string) => JudgedCompletion | null;
}

/** A call whose reply is read, with that reply. */
export interface FinishedReply {
  readonly planned: PlannedCall;
  readonly completion: Completion;
}

/** The replies of one model that are read, in plan order: the last of every conversation that came to its end. */
export async function* finishedReplies(walk: JudgeWalk, model: StudyModel): AsyncGenerator<FinishedReply[]> {
  const { study, folder, exemplars, sources, poseOf, replyAt } = walk;
  for await (const batch of walkPlan({ study, folder, exemplars, sources, model, backend: poseOf(model) })) {
    const finished: FinishedReply[] = [];
    for (const first of batch) {
      let completion: JudgedCompletion | null = null;
      let last = first;
      for (const call of conversationOf(first, () => completion?.text ?? null)) {
        completion = call.notMade === null ? replyAt(call.posed.call.place) : null;
        last = call;
      }
      if (completion !== null) {
        finished.push({ planned: last, completion });
      }
    }
    yield finished;
  }
}

/** A reply with how it kept to the instruction of its way of asking, as scorers see it. */
export function replyToMark({ planned: { posed, arm }, completion }: FinishedReply): MarkedReply {
  const adherence = arm.instruction?.configured.check(completion.text, posed.prompt) ?? null;
  return { completion, prompt: posed.prompt, adherence };
}
