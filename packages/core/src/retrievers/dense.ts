import { z } from "zod";
import { DataError } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import type { CorpusPassage } from "../text/passages.ts";
import { defineRetriever, type OpenRetriever, type VectorOf } from "./define.ts";
import { corpusFiles, corpusPassages, corpusShape, searchedStem } from "./searched-corpus.ts";

const settingsSchema = z.strictObject({
  ...corpusShape,
  model: z.string().min(1).default("embedder").describe("Id of the assistant that gives the vectors of texts."),
  queryPrefix: z
    .string()
    .default("")
    .describe('What is put before a question, where the model wants to be told: E5 models want "query: ".'),
  passagePrefix: z.string().default("").describe('The same before a passage: E5 models want "passage: ".'),
  mostCharacters: z.int().min(100).default(20_000).describe("Characters of a text that are taken at most."),
});
type Settings = z.infer<typeof settingsSchema>;

/**
 * Every passage is compared with every question: exact, without an index. The vectors are asked for once a text and model,
 * whoever needs them, and kept in the run's journal. While one of the corpus is missing nothing is looked up for any question.
 */
export default defineRetriever({
  name: "dense",
  description: "Passages of a text corpus nearest to the stem by the cosine of vectors that a named model gives",
  source: "Karpukhin et al. 2020, arXiv 2004.04906 (dense passage retrieval); the vectors are the model's own",
  languages: "any",
  readsOptions: false,
  settings: settingsSchema,
  files: ({ path }, context) => corpusFiles(path, context),
  embedder: ({ model }) => model,
  open: async (settings, context, vectorOf) => {
    const passages = corpusPassages(settings.path, context);
    return createDenseSearch(passages, settings, vectorOf);
  },
});

function createDenseSearch(
  passages: readonly CorpusPassage[],
  settings: Omit<Settings, "path">,
  vectorOf: VectorOf,
): OpenRetriever {
  const { model, queryPrefix, passagePrefix, mostCharacters, top } = settings;
  const cut = (text: string): string => text.slice(0, mostCharacters);
  const passageText = ({ text }: CorpusPassage): string => passagePrefix + cut(text);
  const textFor = (item: Item): string => queryPrefix + cut(searchedStem(item));
  const { vectors, length, missing } = readVectors(passages, passageText, vectorOf, model);
  const queryOf = (item: Item): Float32Array | null => {
    const vector = missing > 0 ? null : vectorOf(textFor(item));
    if (vector === null) {
      return null;
    }
    if (passages.length > 0 && vector.length !== length) {
      throw differ(model, length, vector.length, { itemId: item.id });
    }
    return unitVector(vector);
  };
  return {
    retrieve: (item) => {
      const query = queryOf(item);
      // A vector of length 0 points nowhere: nothing is near it.
      if (query === null || !query.some((one) => one !== 0)) {
        return [];
      }
      return nearest(passages.length, top, (at) => product(query, vectors, at * length)).flatMap(({ at, score }) => {
        const passage = passages[at];
        return passage === undefined ? [] : [{ id: passage.id, text: passage.text, score, source: passage.source }];
      });
    },
    vectors: {
      searched: () => passages.map((passage) => ({ id: passage.id, text: passageText(passage) })),
      textFor,
      missing: (item) =>
        missing > 0
          ? `"${model}" has given no vector for ${missing} of ${passages.length} passages`
          : vectorOf(textFor(item)) === null
            ? `"${model}" has given no vector for the question`
            : null,
    },
  };
}

/** The places of highest score, best first; of equal ones the first. */
function nearest(count: number, top: number, scoreOf: (at: number) => number): { at: number; score: number }[] {
  const best: { at: number; score: number }[] = [];
  for (let at = 0; at < count; at++) {
    const score = scoreOf(at);
    if (best.length < top || score > (best.at(-1)?.score ?? 0)) {
      const behind = best.findIndex((other) => score > other.score);
      best.splice(behind < 0 ? best.length : behind, 0, { at, score });
      best.length = Math.min(best.length, top);
    }
  }
  return best;
}

interface CorpusVectors {
  /** One after the other, each of length 1 or all zeros; of use only where none is missing. */
  readonly vectors: Float32Array;
  /** Numbers in each. */
  readonly length: number;
  readonly missing: number;
}

/** Throws RETRIEVER_VECTORS_DIFFER where two have another length. */
function readVectors(
  passages: readonly CorpusPassage[],
  textOf: (passage: CorpusPassage) => string,
  vectorOf: VectorOf,
  model: string,
): CorpusVectors {
  let vectors = new Float32Array();
  let length = 0;
  let missing = 0;
  for (const [at, passage] of passages.entries()) {
    const vector = vectorOf(textOf(passage));
    if (vector === null) {
      missing += 1;
      continue;
    }
    if (length === 0) {
      length = vector.length;
      vectors = new Float32Array(passages.length * length);
    }
    if (vector.length !== length) {
      throw differ(model, length, vector.length, { file: passage.source });
    }
    vectors.set(unitVector(vector), at * length);
  }
  return { vectors, length, missing };
}

function differ(
  model: string,
  length: number,
  other: number,
  place: { readonly file?: string; readonly itemId?: string },
): DataError {
  return new DataError(
    "RETRIEVER_VECTORS_DIFFER",
    `"${model}" gave vectors of ${length} and of ${other} numbers; they cannot be compared`,
    { place },
  );
}

/** Of length 1 in space; zeros stay zeros. */
function unitVector(vector: readonly number[]): Float32Array {
  const size = Math.sqrt(vector.reduce((sum, one) => sum + one * one, 0));
  return Float32Array.from(vector, (one) => (size > 0 && Number.isFinite(size) ? one / size : 0));
}

function product(query: Float32Array, vectors: Float32Array, from: number): number {
  let sum = 0;
  for (let at = 0; at < query.length; at++) {
    sum += (query[at] ?? 0) * (vectors[from + at] ?? 0);
  }
  return sum;
}
