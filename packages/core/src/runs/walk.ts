import type { OpenBackend, Pose } from "../backends/define.ts";
import { canonicalJson, identityHash } from "../base/hash.ts";
import { type Line, readLines } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import { textHash } from "../base/text-hash.ts";
import type { Call, PosedCall } from "../records/call.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import type { Variant } from "../records/variant.ts";
import type { ContextLine } from "./context-line.ts";
import { marksTexts } from "./exam-scorers.ts";
import { likelihoodRequest } from "./likelihood-request.ts";
import { type LineCursor, openLineCursor } from "./line-cursor.ts";
import { runFile } from "./run-files.ts";
import type { Study, StudyArm, StudyModel } from "./study.ts";
import { turnsOf, type VariantSources, variantsOf } from "./variants-of.ts";

/** Why a planned call is not made. "no-context": what it needs to be looked up with is missing, and may come. */
export type NotMadeReason = "not-posed" | "unkeyed" | "annulled" | "no-context";

/** One call of the plan, in plan order. */
export interface PlannedCall {
  readonly posed: PosedCall;
  /** The fields that address the call as JSON, without the braces around them: they stand on every line about it. */
  readonly addressJson: string;
  readonly item: Item;
  /** Ordinal of the item over all exams of the run, from 0. */
  readonly itemNumber: number;
  /** Hash of everything but prompt and place that decides the reply. */
  readonly parametersHash: string;
  /** Null when the call is made. */
  readonly notMade: NotMadeReason | null;
  /** What of its way of asking a reply is held to. */
  readonly arm: Pick<StudyArm, "instruction" | "likelihood">;
  /** Turns of the conversation from this one on, itself included. */
  readonly turnsLeft: number;
  /**
   * The conversation's next turn after this reply, a pure function of it; null for the last turn, whose reply is read. Without
   * a reply (null) it stands for a call that cannot be made: its prompt is never sent.
   */
  readonly next: ((reply: string | null) => PlannedCall) | null;
}

/** What a walk needs. */
export interface WalkOptions {
  readonly study: Study;
  readonly folder: string;
  readonly exemplars: readonly Item[];
  readonly sources: ReadonlyMap<string, VariantSources>;
  readonly model: StudyModel;
  /** The model's open backend, asked which calls it can pose. */
  readonly backend: Pick<OpenBackend, "pose">;
}

/** Calls that are planned ahead of the one that is asked, at least: together they cost less than one by one. */
const plannedTogether = 32;

/**
 * Walk the plan of one model: item by item, each item's variants, arms and repeats side by side, so that prompts
 * with a common prefix are adjacent. Every step is a pure function of the materialised files, so each walk gives
 * the same calls. Yields few calls at a time; memory is flat.
 */
export async function* walkPlan(options: WalkOptions): AsyncGenerator<readonly PlannedCall[]> {
  const { study, folder, model } = options;
  const cursor = study.arms.some(({ retriever }) => retriever !== null)
    ? openLineCursor(runFile(folder, "contexts"))
    : null;
  const parametersHash = identityHash(canonicalJson([model.use, model.configured.parameters]));
  let itemNumber = 0;
  try {
    for await (const lines of readLines(runFile(folder, "items"))) {
      yield* callsOfItems(options, lines, itemNumber, cursor, parametersHash);
      itemNumber += lines.length;
    }
  } finally {
    cursor?.close();
  }
}

/** A function of its own: a closure in the loop above would keep every batch alive for several garbage collections. */
function* callsOfItems(
  options: WalkOptions,
  lines: readonly Line[],
  firstNumber: number,
  cursor: LineCursor | null,
  parametersHash: string,
): Generator<readonly PlannedCall[]> {
  const { study } = options;
  let itemNumber = firstNumber;
  let calls: PlannedCall[] = [];
  for (const { text } of lines) {
    // Taking the field out would cost as much as parsing the line; nothing asks an item for it.
    const item = JSON.parse(text) as Item & { exam: string };
    const { exam } = item;
    for (const variant of variantsOf(item, study, options.sources.get(exam))) {
      const passages = cursor === null ? nothingLookedUp : passagesOf(study.arms, cursor);
      const turns = turnsOf(variant);
      for (const arm of study.arms) {
        const found = passages.get(arm.name) ?? (arm.retriever === null ? noPassages : null);
        const question = { options, exam, item, itemNumber, variant, arm, passages: found, parametersHash, turns };
        const first = rendered(question, []);
        for (let repeat = 0; repeat < study.repeats; repeat++) {
          calls.push(plannedCall(question, repeat, [], first));
        }
        if (calls.length >= plannedTogether) {
          yield calls;
          calls = [];
        }
      }
    }
    itemNumber += 1;
  }
  if (calls.length > 0) {
    yield calls;
  }
}

const noPassages: readonly string[] = [];
const nothingLookedUp: ReadonlyMap<string, readonly string[]> = new Map();

/** By way of asking; none for one that nothing could be looked up for. */
function passagesOf(arms: readonly StudyArm[], cursor: LineCursor): ReadonlyMap<string, readonly string[]> {
  const passages = new Map<string, readonly string[]>();
  for (const arm of arms) {
    if (arm.retriever !== null) {
      const line = JSON.parse(cursor.next() ?? "{}") as ContextLine;
      if (line.missing === undefined) {
        passages.set(
          arm.name,
          line.passages.map(({ text }) => text),
        );
      }
    }
  }
  return passages;
}

/** The place of a call in the plan, an examinee's unless said otherwise: the same however the question is put. */
export function placeOf(
  call: Pick<Call, "exam" | "variantId" | "arm" | "model" | "repeat" | "turn">,
  role: Call["role"] = "examinee",
): string {
  const { exam, variantId, arm, model, repeat, turn } = call;
  return textHash(`${role}\u0000${exam}\u0000${variantId}\u0000${arm}\u0000${model}\u0000${repeat}\u0000${turn}`);
}

const plainName = /^[\w .:/+#-]*$/;

/** A name as JSON; most hold nothing that has to be escaped. */
function nameJson(name: string): string {
  return plainName.test(name) ? `"${name}"` : JSON.stringify(name);
}

/** The fields that address a call as JSON, without the braces around them. */
export function addressJson(call: Omit<Call, "id" | "place" | "role" | "seed">): string {
  const { exam, itemId, variantId, model, arm, perturbation, repeat, turn } = call;
  const about = `"exam":${nameJson(exam)},"itemId":${nameJson(itemId)},"variantId":${nameJson(variantId)}`;
  const asked = `"model":${nameJson(model)},"arm":${nameJson(arm)},"perturbation":${nameJson(perturbation)}`;
  return `${about},${asked},"repeat":${repeat},"turn":${turn}`;
}

const alwaysPosed: Pose = { posed: true };

/** What all calls about one variant in one way of asking share. */
interface Question {
  readonly options: WalkOptions;
  readonly exam: string;
  readonly item: Item;
  readonly itemNumber: number;
  readonly variant: Variant;
  readonly arm: StudyArm;
  /** Null where nothing could be looked up: then the call is not made. */
  readonly passages: readonly string[] | null;
  readonly parametersHash: string;
  readonly turns: number;
}

/** A prompt with its messages as JSON. */
interface RenderedPrompt {
  readonly prompt: Prompt;
  readonly messagesJson: string;
}

function rendered(question: Question, replies: readonly string[]): RenderedPrompt {
  const { variant, passages, arm, options } = question;
  const { exemplars } = options;
  const askedForm = arm.instruction === null ? undefined : arm.instruction.configured;
  const draft = arm.prompt.configured.render({
    variant,
    passages: passages ?? noPassages,
    exemplars,
    ...(replies.length === 0 ? undefined : { replies }),
    ...(askedForm === undefined ? undefined : { askedForm }),
  });
  const messagesJson = JSON.stringify(draft.messages);
  return { prompt: { hash: identityHash(messagesJson), ...draft }, messagesJson };
}

/** Whether a call is made: likelihoods only of questions with one right option that need no conversation, by backends that say them. */
function poseOf(posed: PosedCall, { arm, turns, options: { model, backend } }: Question): Pose {
  if (arm.likelihood !== null && (posed.likelihood === undefined || turns > 1 || !model.likelihoods)) {
    return { posed: false, reason: "no-likelihood" };
  }
  return backend.pose?.(posed) ?? alwaysPosed;
}

/** The call of one turn: `replies` are those to the turns before it. */
function plannedCall(
  question: Question,
  repeat: number,
  replies: readonly (string | null)[],
  { prompt, messagesJson }: RenderedPrompt,
): PlannedCall {
  const { options, exam, item, itemNumber, variant, arm, passages, parametersHash, turns } = question;
  const { study, model } = options;
  const turn = replies.length;
  const address = { exam, variantId: variant.id, arm: arm.name, model: model.id, repeat, turn };
  const place = placeOf(address);
  const call = {
    ...address,
    id: "",
    place,
    role: "examinee" as const,
    itemId: item.id,
    perturbation: variant.perturbation,
    seed: repeat === 0 ? study.seed : randomStream(study.seed, "call", repeat).integer(0x7fffffff),
  };
  const likelihood = arm.likelihood === null ? null : likelihoodRequest(prompt, variant.item.kind, arm.likelihood);
  const asked = { call, prompt, messagesJson, variant, passages: passages ?? noPassages };
  const posed: PosedCall = likelihood === null ? asked : { ...asked, likelihood };
  const pose = poseOf(posed, question);
  const replyIdentity =
    (pose.posed ? (pose.identity ?? "") : "") + (likelihood === null ? "" : JSON.stringify(likelihood));
  call.id = textHash(`${place}\u0000${prompt.hash}\u0000${parametersHash}\u0000${replyIdentity}`);
  return {
    posed,
    addressJson: addressJson(call),
    item,
    itemNumber,
    parametersHash,
    arm,
    turnsLeft: turns - turn,
    next:
      turn + 1 >= turns
        ? null
        : (reply) => {
            const known = [...replies, reply];
            // A conversation that broke off is not rendered further: the turn stands in the plan with the prompt before it.
            const texts = known.filter((text) => text !== null);
            const whole = texts.length === known.length;
            return plannedCall(question, repeat, known, whole ? rendered(question, texts) : { prompt, messagesJson });
          },
    notMade:
      item.annulled !== undefined
        ? "annulled"
        : item.accepted.length === 0 && !marksTexts(study, exam)
          ? "unkeyed"
          : passages === null
            ? "no-context"
            : pose.posed
              ? null
              : "not-posed",
  };
}

/** Every call of a conversation in order, given each reply as far as it is known; one call where nobody answers back. */
export function* conversationOf(
  planned: PlannedCall,
  replyTo: (planned: PlannedCall) => string | null,
): Generator<PlannedCall> {
  for (let call = planned; ; ) {
    yield call;
    if (call.next === null) {
      return;
    }
    call = call.next(replyTo(call));
  }
}
