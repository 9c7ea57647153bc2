import { canonicalJson, identityHash } from "../base/hash.ts";
import { readLines } from "../base/lines.ts";
import type { Annotation } from "../lexicons/annotation-texts.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import { annotationQuestion } from "./annotation-question.ts";
import { requestCall } from "./request-call.ts";
import { runFile } from "./run-files.ts";
import type { StudyModel } from "./study.ts";
import { type PlannedCall, placeOf } from "./walk.ts";

/** What walking the questions about an exam needs. */
export interface AnnotationWalk {
  /** Folder with items.jsonl. */
  readonly folder: string;
  readonly model: StudyModel;
  readonly annotations: readonly Annotation[];
  readonly seed: number;
}

/** Stands where an examinee's call has its way of asking. */
const asker = "annotate";

/** One call an item, in the order of items.jsonl: a pure function of it. */
export async function* walkAnnotations({
  folder,
  model,
  annotations,
  seed,
}: AnnotationWalk): AsyncGenerator<PlannedCall[]> {
  const parametersHash = identityHash(canonicalJson([model.use, model.configured.parameters]));
  let itemNumber = 0;
  for await (const lines of readLines(runFile(folder, "items"))) {
    const calls = lines.map(({ text }): PlannedCall => {
      const item = JSON.parse(text) as Item & { exam: string };
      const address = { exam: item.exam, variantId: item.id, arm: asker, model: model.id, repeat: 0, turn: 0 };
      const role = "judge";
      return requestCall({
        address: { ...address, role, itemId: item.id, perturbation: "none", seed },
        placeOf: () => placeOf(address, role),
        messages: annotationQuestion(item, annotations),
        answerForm: "json",
        item,
        itemNumber: itemNumber++,
        variant: originalVariant(item),
        parametersHash,
      });
    });
    yield calls;
  }
}
