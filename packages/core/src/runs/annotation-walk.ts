import { canonicalJson, identityHash } from "../base/hash.ts";
import { readLines } from "../base/lines.ts";
import { textHash } from "../base/text-hash.ts";
import type { Annotation } from "../lexicons/annotation-texts.ts";
import type { PosedCall } from "../records/call.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import { annotationQuestion } from "./annotation-question.ts";
import { runFile } from "./run-files.ts";
import type { StudyModel } from "./study.ts";
import { addressJson, type PlannedCall, placeOf } from "./walk.ts";

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
      const place = placeOf(address, "judge");
      const messages = annotationQuestion(item, annotations);
      const messagesJson = JSON.stringify(messages);
      const hash = identityHash(messagesJson);
      const call = {
        ...address,
        id: textHash(`${place}\u0000${hash}\u0000${parametersHash}\u0000`),
        place,
        role: "judge" as const,
        itemId: item.id,
        perturbation: "none",
        seed,
      };
      const { language } = item;
      const prompt = { messages, labels: [], answerForm: "json", choose: "any", language, hash } as const;
      const posed: PosedCall = { call, prompt, messagesJson, variant: originalVariant(item), passages: [] };
      itemNumber += 1;
      return {
        posed,
        addressJson: addressJson(call),
        item,
        itemNumber: itemNumber - 1,
        parametersHash,
        arm: { instruction: null, likelihood: null },
        turnsLeft: 1,
        next: null,
        notMade: null,
      };
    });
    yield calls;
  }
}
