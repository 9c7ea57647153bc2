import type { OpenBackend, Pose } from "../backends/define.ts";
import { canonicalJson, identityHash } from "../base/hash.ts";
import { type Line, readLines } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import { textHash } from "../base/text-hash.ts";
import type { Call, PosedCall } from "../records/call.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import type { Variant } from "../records/variant.ts";
import { type LineCursor, openLineCursor } from "./line-cursor.ts";
import type { ContextLine } from "./materialise.ts";
import { runFile } from "./run-files.ts";
import type { Study, StudyArm, StudyModel } from "./study.ts";
import { variantsOf } from "./variants-of.ts";

/** Why a planned call is never made. */
export type NotMadeReason = "not-posed" | "unkeyed" | "annulled";

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
}

/** What a walk needs. */
export interface WalkOptions {
  readonly study: Study;
  readonly folder: string;
  readonly exemplars: readonly Item[];
  readonly model: StudyModel;
  /** The model's open backend, asked which calls it can pose. */
  readonly backend: Pick<OpenBackend, "pose">;
}

/**
 * Walk the plan of one model: item by item, each item's variants, arms and repeats side by side, so that prompts
 * with a common prefix are adjacent. Every step is a pure function of the materialised files, so each walk gives
 * the same calls. Yields one lazy list an item batch; memory is flat.
 */
export async function* walkPlan(options: WalkOptions): AsyncGenerator<Iterable<PlannedCall>> {
  const { study, folder, model } = options;
  const cursor = study.arms.some(({ retriever }) => retriever !== null)
    ? openLineCursor(runFile(folder, "contexts"))
    : null;
  const parametersHash = identityHash(canonicalJson([model.use, model.configured.parameters]));
  let itemNumber = 0;
  try {
    for await (const lines of readLines(runFile(folder, "items"))) {
      yield callsOfItems(options, lines, itemNumber, cursor, parametersHash);
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
): Generator<PlannedCall> {
  const { study } = options;
  let itemNumber = firstNumber;
  for (const { text } of lines) {
    // Taking the field out would cost as much as parsing the line; nothing asks an item for it.
    const item = JSON.parse(text) as Item & { exam: string };
    const { exam } = item;
    for (const variant of variantsOf(item, study)) {
      const passages = cursor === null ? nothingLookedUp : passagesOf(study.arms, cursor);
      for (const arm of study.arms) {
        yield* callsOf(
          options,
          exam,
          item,
          itemNumber,
          variant,
          arm,
          passages.get(arm.name) ?? noPassages,
          parametersHash,
        );
      }
    }
    itemNumber += 1;
  }
}

const noPassages: readonly string[] = [];
const nothingLookedUp: ReadonlyMap<string, readonly string[]> = new Map();

function passagesOf(arms: readonly StudyArm[], cursor: LineCursor): ReadonlyMap<string, readonly string[]> {
  const passages = new Map<string, readonly string[]>();
  for (const arm of arms) {
    if (arm.retriever !== null) {
      const line = JSON.parse(cursor.next() ?? "{}") as ContextLine;
      passages.set(
        arm.name,
        line.passages.map(({ text }) => text),
      );
    }
  }
  return passages;
}

/** The place of an examinee's call in the plan: the same however the question is put. */
export function placeOf(call: Pick<Call, "exam" | "variantId" | "arm" | "model" | "repeat" | "turn">): string {
  const { exam, variantId, arm, model, repeat, turn } = call;
  return textHash(`examinee\u0000${exam}\u0000${variantId}\u0000${arm}\u0000${model}\u0000${repeat}\u0000${turn}`);
}

/** The fields that address a call as JSON, without the braces around them. */
export function addressJson(call: Omit<Call, "id" | "place" | "role" | "seed">): string {
  const { exam, itemId, variantId, model, arm, perturbation, repeat, turn } = call;
  return JSON.stringify({ exam, itemId, variantId, model, arm, perturbation, repeat, turn }).slice(1, -1);
}

const alwaysPosed: Pose = { posed: true };

function* callsOf(
  { study, model, backend, exemplars }: WalkOptions,
  exam: string,
  item: Item,
  itemNumber: number,
  variant: Variant,
  arm: StudyArm,
  passages: readonly string[],
  parametersHash: string,
): Generator<PlannedCall> {
  const draft = arm.prompt.configured.render({ variant, passages, exemplars });
  const messagesJson = JSON.stringify(draft.messages);
  const prompt: Prompt = { hash: identityHash(messagesJson), ...draft };
  for (let repeat = 0; repeat < study.repeats; repeat++) {
    const address = { exam, variantId: variant.id, arm: arm.name, model: model.id, repeat, turn: 0 };
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
    const posed: PosedCall = { call, prompt, messagesJson, variant, passages };
    const pose = backend.pose?.(posed) ?? alwaysPosed;
    const replyIdentity = pose.posed ? (pose.identity ?? "") : "";
    call.id = textHash(`${place}\u0000${prompt.hash}\u0000${parametersHash}\u0000${replyIdentity}`);
    yield {
      posed,
      addressJson: addressJson(call),
      item,
      itemNumber,
      parametersHash,
      notMade:
        item.annulled !== undefined
          ? "annulled"
          : item.accepted.length === 0
            ? "unkeyed"
            : pose.posed
              ? null
              : "not-posed",
    };
  }
}
