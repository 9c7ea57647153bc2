import { createHashIndex } from "../base/hash-index.ts";
import { readLines } from "../base/lines.ts";
import { textHash } from "../base/text-hash.ts";
import type { Item } from "../records/item.ts";
import { originalVariant, type Variant } from "../records/variant.ts";
import type { VectorNeeds } from "../retrievers/define.ts";
import { embeddingMessages, embeddingPlace } from "./embedding-call.ts";
import { judgeParametersHash } from "./judge-call.ts";
import { requestCall } from "./request-call.ts";
import { runFile } from "./run-files.ts";
import type { Study, StudyModel } from "./study.ts";
import { type VariantSources, variantsOf } from "./variants-of.ts";
import type { PlannedCall } from "./walk.ts";

/** A context of the study whose retriever compares vectors. */
export interface ComparingContext {
  readonly name: string;
  /** Id of the assistant that gives the vectors. */
  readonly embedder: string;
  readonly vectors: VectorNeeds;
}

/** What walking an embedder's calls needs. */
export interface EmbedderWalk {
  readonly study: Study;
  /** Folder with items.jsonl. */
  readonly folder: string;
  readonly sources: ReadonlyMap<string, VariantSources>;
  readonly contexts: readonly ComparingContext[];
  readonly embedder: StudyModel;
}

/** Whether a study looks something up by vectors. */
export function asksEmbedders({ arms }: Pick<Study, "arms">): boolean {
  return arms.some(({ retriever }) => retriever !== null && retriever.configured.embedder !== null);
}

/** The contexts of a study that compare vectors, opened to say which; each once, however many prompts it goes with. */
export async function comparingContexts({ arms }: Pick<Study, "arms">): Promise<readonly ComparingContext[]> {
  const retrievers = new Set(arms.flatMap(({ retriever }) => (retriever === null ? [] : [retriever])));
  const contexts: ComparingContext[] = [];
  for (const { name, configured } of retrievers) {
    const vectors = configured.embedder === null ? undefined : (await configured.open()).vectors;
    if (configured.embedder !== null && vectors !== undefined) {
      contexts.push({ name, embedder: configured.embedder, vectors });
    }
  }
  return contexts;
}

/**
 * Every call of one embedder, each text once: first what is searched, context by context, then what is searched with, variant
 * by variant. A pure function of items.jsonl, the study and the corpora. Calls about a passage of a corpus have no exam, and
 * its id for their item's.
 */
export async function* walkEmbedder(walk: EmbedderWalk): AsyncGenerator<Iterable<PlannedCall>> {
  const { study, folder, sources, embedder } = walk;
  const contexts = walk.contexts.filter((context) => context.embedder === embedder.id);
  if (contexts.length === 0) {
    return;
  }
  const seen = createHashIndex();
  const parametersHash = judgeParametersHash(embedder);
  const call = (text: string, asked: Omit<AskedText, "text">): PlannedCall[] => {
    // Looked up before the call is made: most texts of a second context are those of the first.
    const isNew = seen.add(textHash(text)).isNew;
    return isNew ? [vectorCall({ ...asked, text }, walk, parametersHash)] : [];
  };
  for (const { name, vectors } of contexts) {
    yield (function* () {
      for (const { id, text } of vectors.searched()) {
        yield* call(text, { exam: "", variant: originalVariant(passageItem(id)), itemNumber: 0, context: name });
      }
    })();
  }
  let itemNumber = 0;
  for await (const lines of readLines(runFile(folder, "items"))) {
    const calls: PlannedCall[] = [];
    for (const { text } of lines) {
      const item = JSON.parse(text) as Item & { exam: string };
      const { exam } = item;
      for (const variant of variantsOf(item, study, sources.get(exam))) {
        for (const { name, vectors } of contexts) {
          calls.push(...call(vectors.textFor(variant.item), { exam, variant, itemNumber, context: name }));
        }
      }
      itemNumber += 1;
    }
    yield calls;
  }
}

interface AskedText {
  readonly text: string;
  readonly exam: string;
  readonly variant: Variant;
  readonly itemNumber: number;
  readonly context: string;
}

function vectorCall(
  { text, exam, variant, itemNumber, context }: AskedText,
  { study, embedder }: EmbedderWalk,
  parametersHash: string,
): PlannedCall {
  const { item } = variant;
  return requestCall({
    address: {
      exam,
      itemId: item.id,
      variantId: variant.id,
      perturbation: variant.perturbation,
      arm: context,
      model: embedder.id,
      repeat: 0,
      turn: 0,
      role: "embedder",
      seed: study.seed,
    },
    placeOf: (hash) => embeddingPlace(embedder.id, hash),
    messages: embeddingMessages(text),
    answerForm: "text",
    item,
    itemNumber,
    variant,
    parametersHash,
  });
}

/** Stands where a call has its question: a passage is none. */
function passageItem(id: string): Item {
  return {
    id,
    language: "",
    kind: "free-text",
    stem: "",
    options: [],
    accepted: [],
    tags: {},
    references: [],
    weight: 1,
  };
}
