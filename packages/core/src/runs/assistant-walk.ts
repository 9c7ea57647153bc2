import { canonicalJson, identityHash } from "../base/hash.ts";
import { readLines } from "../base/lines.ts";
import type { ModelReplies, ModelRequest } from "../perturbations/define.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import { requestCall } from "./request-call.ts";
import { runFile } from "./run-files.ts";
import type { Study, StudyModel, StudyPerturbation } from "./study.ts";
import { type PlannedCall, placeOf } from "./walk.ts";

/** The request a perturbation puts to its assistant about an item: where it stands in the plan. */
function addressOf(exam: string, item: Item, { use }: StudyPerturbation, model: string, request: number) {
  return { exam, variantId: item.id, arm: use, model, repeat: 0, turn: request };
}

/** The operator of a perturbation that asks a model: its first, or none. */
function asking({ composed }: StudyPerturbation): StudyPerturbation["composed"]["steps"][number] | null {
  const [first] = composed.steps;
  return first?.plugin.needsModel === true ? first : null;
}

/** Whether a study asks assistants before the exam. */
export function asksAssistants({ perturbations }: Pick<Study, "perturbations">): boolean {
  return perturbations.some((perturbation) => asking(perturbation) !== null);
}

/** What walking an assistant's calls needs. */
export interface AssistantWalk {
  readonly study: Study;
  /** Folder with items.jsonl. */
  readonly folder: string;
  readonly assistant: StudyModel;
}

/**
 * Every call of one assistant, item by item in the order of the exam: a pure function of items.jsonl and the study, as the walk
 * of an examinee is.
 */
export async function* walkAssistant({ study, folder, assistant }: AssistantWalk): AsyncGenerator<PlannedCall[]> {
  const its = study.perturbations.filter((one) => asking(one)?.settings["model"] === assistant.id);
  const parametersHash = identityHash(canonicalJson([assistant.use, assistant.configured.parameters]));
  let itemNumber = 0;
  for await (const lines of readLines(runFile(folder, "items"))) {
    const calls: PlannedCall[] = [];
    for (const { text } of lines) {
      const item = JSON.parse(text) as Item & { exam: string };
      for (const perturbation of its) {
        const requests = asking(perturbation)?.configured.requests?.(item) ?? [];
        for (const [index, request] of requests.entries()) {
          calls.push(plannedRequest(study, item, itemNumber, perturbation, assistant, parametersHash, request, index));
        }
      }
      itemNumber += 1;
    }
    yield calls;
  }
}

function plannedRequest(
  study: Study,
  item: Item & { exam: string },
  itemNumber: number,
  perturbation: StudyPerturbation,
  assistant: StudyModel,
  parametersHash: string,
  { messages }: ModelRequest,
  index: number,
): PlannedCall {
  const address = addressOf(item.exam, item, perturbation, assistant.id, index);
  const role = "paraphraser";
  return requestCall({
    address: { ...address, role, itemId: item.id, perturbation: perturbation.use, seed: study.seed },
    placeOf: () => placeOf(address, role),
    messages,
    answerForm: "text",
    item,
    itemNumber,
    variant: originalVariant(item),
    parametersHash,
  });
}

/** The replies about an item for a perturbation, each found by its place; empty for one that asks nobody. */
export function assistantReplies(
  item: Item,
  exam: string,
  perturbation: StudyPerturbation,
  replyAt: (place: string) => string | null,
): ModelReplies {
  const step = asking(perturbation);
  const model = step?.settings["model"];
  if (step === null || typeof model !== "string") {
    return [];
  }
  return (step.configured.requests?.(item) ?? []).map((_request, index) =>
    replyAt(placeOf(addressOf(exam, item, perturbation, model, index), "paraphraser")),
  );
}
