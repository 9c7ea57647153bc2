import { DataError } from "../base/errors.ts";
import { createHashIndex } from "../base/hash-index.ts";
import { createLineWriter, type LineWriter } from "../base/lines.ts";
import type { Item } from "../records/item.ts";
import type { ReportInput } from "../records/report-input.ts";
import { originalVariant, type Variant } from "../records/variant.ts";
import type { OpenRetriever, VectorOf } from "../retrievers/define.ts";
import type { ContextLine } from "./context-line.ts";
import { runFile } from "./run-files.ts";
import { drawExemplars, selectItems, stemFingerprint } from "./select-items.ts";
import type { Study, StudyContext } from "./study.ts";
import { closeSources, variantSourcesOf } from "./variant-sources.ts";
import { turnsOf, type VariantSources, variantsOf } from "./variants-of.ts";

/** Stands for any item where only what all originals share is wanted. */
const noItem: Item = {
  id: "",
  language: "",
  kind: "free-text",
  stem: "",
  options: [],
  accepted: [],
  tags: {},
  references: [],
  weight: 1,
};

/** What was written. */
export interface Materialised {
  /** For each exam: how many items are posed, in which languages and of which kinds. */
  readonly exams: ReportInput["exams"];
  readonly nItems: number;
  readonly nVariants: number;
  /** Turns of the conversations about all variants: as many as variants, but for those of several turns. */
  readonly nTurns: number;
  readonly exemplars: readonly Item[];
  /**
   * By exam, what its variants are made of besides its items: whoever walks the plan makes them again from it. To be closed
   * with `closeSources`.
   */
  readonly sources: ReadonlyMap<string, VariantSources>;
}

/**
 * Load the exams, disturb and look up: writes items.jsonl, variants.jsonl, and where the study has them
 * contexts.jsonl and exemplars.jsonl. Memory does not grow with the exam but for 40 bytes an item.
 *
 * @param replyAt What assistants replied, by the place of the request; null before they were asked: then operators that need
 *   one have no variants yet.
 * @param vectorsOf By an assistant's id the vectors it gave; null before they were asked: then contexts that compare vectors
 *   say what is missing.
 *
 * Throws DATASET_EMPTY when nothing is left to pose, and whatever the datasets throw.
 */
export async function materialise(
  study: Study,
  folder: string,
  replyAt: ((place: string) => string | null) | null = null,
  vectorsOf: ((assistant: string) => VectorOf) | null = null,
): Promise<Materialised> {
  const opened = new Map<StudyContext, OpenRetriever>();
  const retrievers = new Map<string, OpenRetriever>();
  for (const { name, retriever } of study.arms) {
    if (retriever !== null) {
      const { embedder } = retriever.configured;
      const vectorOf = embedder === null ? undefined : vectorsOf?.(embedder);
      // Opened once for all prompts it goes with: what it searches may be large.
      const known = opened.get(retriever) ?? (await retriever.configured.open(vectorOf));
      opened.set(retriever, known);
      retrievers.set(name, known);
    }
  }
  const writers: LineWriter[] = [];
  const writer = (name: "items" | "variants" | "contexts" | "exemplars"): LineWriter => {
    const made = createLineWriter(runFile(folder, name));
    writers.push(made);
    return made;
  };
  const fingerprints = createHashIndex();
  let nItems = 0;
  let nVariants = 0;
  let nTurns = 0;
  const sources = new Map<string, VariantSources>();
  const summaries: {
    name: string;
    dataset: string;
    nItems: number;
    languages: Set<string>;
    kinds: Record<string, number>;
  }[] = [];
  try {
    const items = writer("items");
    const variants = writer("variants");
    const contexts = retrievers.size > 0 ? writer("contexts") : null;
    for (const exam of study.exams) {
      const summary = {
        name: exam.name,
        dataset: exam.use,
        nItems: 0,
        languages: new Set<string>(),
        kinds: {} as Record<string, number>,
      };
      summaries.push(summary);
      const source = await variantSourcesOf(exam, study, replyAt);
      sources.set(exam.name, source);
      const examJson = `{"exam":${JSON.stringify(exam.name)},`;
      for await (const item of selectItems(exam, study.filters, study.seed)) {
        nItems += 1;
        summary.nItems += 1;
        summary.languages.add(item.language);
        summary.kinds[item.kind] = (summary.kinds[item.kind] ?? 0) + 1;
        items.write(`${examJson}${JSON.stringify(item).slice(1)}`);
        if (study.fewShot !== null) {
          fingerprints.add(stemFingerprint(item));
        }
        for (const variant of variantsOf(item, study, source)) {
          nVariants += 1;
          nTurns += turnsOf(variant);
          variants.write(`${examJson}${variantJson(variant).slice(1)}`);
          for (const [arm, retriever] of retrievers) {
            contexts?.write(JSON.stringify(contextLine(exam.name, arm, variant, retriever)));
          }
        }
      }
    }
    if (nItems === 0) {
      throw new DataError(
        "DATASET_EMPTY",
        `no item of ${study.exams.map(({ name }) => name).join(", ")} passes the filters`,
      );
    }
    const exemplars =
      study.fewShot === null
        ? []
        : await drawExemplars(study.fewShot, { has: (fingerprint) => fingerprints.get(fingerprint) >= 0 });
    if (exemplars.length > 0) {
      const exemplarWriter = writer("exemplars");
      for (const item of exemplars) {
        exemplarWriter.write(JSON.stringify(item));
      }
    }
    for (const made of writers) {
      made.finish();
    }
    const exams = summaries.map((summary) => ({ ...summary, languages: [...summary.languages].sort() }));
    return { exams, nItems, nVariants, nTurns, exemplars, sources };
  } catch (error) {
    closeSources(sources);
    throw error;
  } finally {
    for (const made of writers) {
      made.discard();
    }
  }
}

function contextLine(exam: string, arm: string, { id, item }: Variant, retriever: OpenRetriever): ContextLine {
  const missing = retriever.vectors?.missing(item) ?? null;
  const address = { exam, variantId: id, arm };
  return missing === null ? { ...address, passages: retriever.retrieve(item) } : { ...address, passages: [], missing };
}

/** A variant as JSON. The original's item is left out: it stands in items.jsonl already. */
function variantJson(variant: Variant): string {
  const { id, itemId, perturbation, parents, chain, renderDirectives, answerMap, validity, item } = variant;
  if (chain.length === 0) {
    const name = JSON.stringify(id);
    return `{"id":${name},"itemId":${name},${beforeMap}"answerMap":${mapJson(answerMap)},${afterMap}}`;
  }
  return JSON.stringify({ id, itemId, perturbation, parents, chain, renderDirectives, answerMap, validity, item });
}

let lastMap: { readonly map: Variant["answerMap"]; readonly json: string } = { map: null, json: "null" };

/** The map as JSON: items that follow each other mostly share one. */
function mapJson(map: Variant["answerMap"]): string {
  if (map !== lastMap.map) {
    lastMap = { map, json: JSON.stringify(map) };
  }
  return lastMap.json;
}

/** What every original's line has in common. */
const { perturbation, parents, chain, renderDirectives, validity } = originalVariant(noItem);
const beforeMap = `${JSON.stringify({ perturbation, parents, chain, renderDirectives }).slice(1, -1)},`;
const afterMap = JSON.stringify({ validity }).slice(1, -1);
