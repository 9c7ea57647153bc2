import type { OpenBackend } from "../backends/define.ts";
import { canonicalJson, identityHash } from "../base/hash.ts";
import { readLines } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import type { Call, PosedCall } from "../records/call.ts";
import type { Item } from "../records/item.ts";
import type { Prompt } from "../records/prompt.ts";
import type { Variant } from "../records/variant.ts";
import { openLineCursor } from "./line-cursor.ts";
import type { ContextLine } from "./materialise.ts";
import { runFile } from "./run-files.ts";
import type { Study, StudyArm, StudyModel } from "./study.ts";
import { variantsOf } from "./variants-of.ts";

/** Why a planned call is never made. */
export type NotMadeReason = "not-posed" | "unkeyed" | "annulled";

/** One call of the plan, in plan order. */
export interface PlannedCall {
  readonly posed: PosedCall;
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
  const { study, folder } = options;
  const cursor = study.arms.some(({ retriever }) => retriever !== null)
    ? openLineCursor(runFile(folder, "contexts"))
    : null;
  const parametersHash = identityHash(canonicalJson([options.model.use, options.model.configured.parameters]));
  let itemNumber = 0;
  try {
    for await (const lines of readLines(runFile(folder, "items"))) {
      const first = itemNumber;
      itemNumber += lines.length;
      yield (function* batch(): Generator<PlannedCall> {
        for (let index = 0; index < lines.length; index++) {
          const { exam, ...item } = JSON.parse(lines[index]?.text ?? "") as Item & { exam: string };
          for (const variant of variantsOf(item, study)) {
            const passages = passagesOf(study.arms, cursor);
            for (const arm of study.arms) {
              yield* callsOf(
                options,
                exam,
                item,
                first + index,
                variant,
                arm,
                passages.get(arm.name) ?? [],
                parametersHash,
              );
            }
          }
        }
      })();
    }
  } finally {
    cursor?.close();
  }
}

function passagesOf(
  arms: readonly StudyArm[],
  cursor: { next(): string | undefined } | null,
): ReadonlyMap<string, readonly string[]> {
  const passages = new Map<string, readonly string[]>();
  for (const arm of arms) {
    if (arm.retriever !== null) {
      const line = JSON.parse(cursor?.next() ?? "{}") as ContextLine;
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
  return identityHash(
    ["examinee", call.exam, call.variantId, call.arm, call.model, call.repeat, call.turn].join("\u0000"),
  );
}

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
  const prompt = renderPrompt(arm, variant, passages, exemplars);
  for (let repeat = 0; repeat < study.repeats; repeat++) {
    const address = { exam, variantId: variant.id, arm: arm.name, model: model.id, repeat, turn: 0 };
    const place = placeOf(address);
    const call: Call = {
      ...address,
      id: "",
      place,
      role: "examinee",
      itemId: item.id,
      perturbation: variant.perturbation,
      seed: repeat === 0 ? study.seed : randomStream(study.seed, "call", repeat).integer(0x7fffffff),
    };
    const unposed: PosedCall = { call, prompt, variant, passages };
    const pose = backend.pose?.(unposed) ?? { posed: true };
    const id = identityHash(
      [place, prompt.hash, parametersHash, pose.posed ? (pose.identity ?? "") : ""].join("\u0000"),
    );
    yield {
      posed: { ...unposed, call: { ...call, id } },
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

/** The prompt of an arm for a variant, with its hash. */
export function renderPrompt(
  arm: StudyArm,
  variant: Variant,
  passages: readonly string[],
  exemplars: readonly Item[],
): Prompt {
  const draft = arm.prompt.configured.render({ variant, passages, exemplars });
  let text = "";
  for (const { role, content } of draft.messages) {
    text += `${role}\u0000${content}\u0000`;
  }
  return { ...draft, hash: identityHash(text) };
}
