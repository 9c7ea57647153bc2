import { DataError } from "../base/errors.ts";
import type { MergeModel } from "./merge-model.ts";
import { compareVocabularies, type ModelVocabulary, readVocabulary } from "./model-vocabulary.ts";
import type { TokenizerSource } from "./recipe.ts";
import type { AdaptedSource, RowsSource, SourceTask, StoredSource } from "./tensor-task.ts";
import { type UnionVocabulary, uniteVocabularies, vocabularyRows } from "./union-vocabulary.ts";

const vocabularyTensor =
  /(?:^|\.)(?:embed_tokens|wte|word_embeddings|tok_embeddings|embed_in|embed_out|lm_head)\.weight$/u;

/** Whether a tensor has a row for every token. */
export function isVocabularyTensor(name: string): boolean {
  return vocabularyTensor.test(name);
}

/** How the models' vocabularies come together. */
export interface VocabularyPlan {
  /** Rows of the result's embeddings; null: as they are in every model. */
  readonly rows: number | null;
  /** What a union adds to the reference model's tokenizer. */
  readonly union: UnionVocabulary | null;
  readonly notes: readonly string[];
  /** A model's values with the rows in the result's order; `sources` are all models' in the order of `models`. */
  arrange(sources: readonly (StoredSource | AdaptedSource)[]): SourceTask[];
}

/** Tokens that are shown of a list. */
function few(tokens: readonly string[]): string {
  const shown = tokens.slice(0, 5).map((token) => JSON.stringify(token));
  return tokens.length > 5 ? `${shown.join(", ")} and ${tokens.length - 5} more` : shown.join(", ");
}

/**
 * Compare the vocabularies of all models with the reference's (the first), token by token, and say how rows are to be
 * arranged. Without a tokenizer source, a token with two ids is refused; tokens that only some models have are noted.
 *
 * Throws MERGE_MODELS_MISMATCH.
 */
export function planVocabulary(
  models: readonly MergeModel[],
  source: TokenizerSource,
  embeddingRows: (model: MergeModel) => number,
): VocabularyPlan {
  const vocabularies = models.map(({ folder }) => readVocabulary(folder));
  if (source === "as-is") {
    return {
      ...{ rows: null, union: null, notes: comparedAsTheyAre(models, vocabularies) },
      arrange: (sources) => [...sources],
    };
  }
  const missing = vocabularies.indexOf(null);
  if (missing >= 0) {
    throw new DataError("MERGE_MODELS_MISMATCH", `has no tokenizer.json, which tokenizer_source: ${source} needs`, {
      place: { file: models[missing]?.folder.path ?? "" },
    });
  }
  const known = vocabularies.filter((vocabulary) => vocabulary !== null);
  const [first, ...others] = known;
  const [reference] = models;
  if (first === undefined || reference === undefined) {
    return { rows: null, union: null, notes: [], arrange: (sources) => [...sources] };
  }
  const union = source === "union" ? uniteVocabularies(first, others) : null;
  const tokenOf = new Map([...first.tokenOf, ...(union?.added ?? []).map(({ id, content }) => [id, content] as const)]);
  const rows = Math.max(embeddingRows(reference), union?.size ?? 0);
  const placed = known.map((vocabulary, index) => ({
    vocabulary,
    modelRows: embeddingRows(models[index] ?? reference),
  }));
  const { rowOf } = vocabularyRows(tokenOf, rows, placed);
  const orphans = known.flatMap((vocabulary) =>
    source === "base" ? [...vocabulary.idOf.keys()].filter((token) => !first.idOf.has(token)) : [],
  );
  const added = union?.added.length ?? 0;
  return {
    rows,
    union: added === 0 ? null : union,
    notes: [
      ...(added > 0
        ? [`${added} tokens are added to the tokenizer: ${few(union?.added.map((one) => one.content) ?? [])}`]
        : []),
      ...(orphans.length > 0
        ? [`${orphans.length} tokens that the base model has not are left out: ${few(orphans)}`]
        : []),
    ],
    arrange: (sources) => sources.map((own, model) => arranged(own, model, sources, rowOf, rows)),
  };
}

function comparedAsTheyAre(models: readonly MergeModel[], vocabularies: readonly (ModelVocabulary | null)[]): string[] {
  const [first, ...others] = vocabularies;
  return others.flatMap((other, index) => {
    const model = models[index + 1];
    const where = model?.reference.text ?? "";
    if (first === null || first === undefined || other === null) {
      return [`the tokens of ${where} are not compared: a tokenizer.json is missing`];
    }
    const { conflict, onlyFirst, onlyOther } = compareVocabularies(first, other);
    if (conflict !== undefined) {
      throw new DataError("MERGE_MODELS_MISMATCH", `the vocabularies differ: ${conflict}`, {
        place: { file: other.file },
      });
    }
    return [
      ...(onlyFirst.length > 0 ? [`${where} lacks ${onlyFirst.length} tokens: ${few(onlyFirst)}`] : []),
      ...(onlyOther.length > 0
        ? [`${where} has ${onlyOther.length} tokens that the result's tokenizer lacks: ${few(onlyOther)}`]
        : []),
    ];
  });
}

/**
 * One model's rows in the result's order. A row it has not is that of the only model which has it, else of the first
 * model (the base), else the mean of all that have it; zeros where none has.
 */
function arranged(
  own: StoredSource | AdaptedSource,
  model: number,
  sources: readonly (StoredSource | AdaptedSource)[],
  rowOf: readonly Int32Array[],
  rows: number,
): SourceTask {
  const shape = own.kind === "stored" ? own.entry.shape : own.of.entry.shape;
  const mine = rowOf[model] ?? new Int32Array(0);
  if (shape[0] === rows && mine.every((row, index) => row === index)) {
    return own;
  }
  const starts = new Int32Array(rows + 1);
  const part: number[] = [];
  const row: number[] = [];
  for (let index = 0; index < rows; index++) {
    starts[index] = part.length;
    const owners = rowOf.flatMap((each, place) => ((each[index] ?? -1) >= 0 ? [place] : []));
    const from = (mine[index] ?? -1) >= 0 ? [model] : owners.length > 1 && owners[0] === 0 ? [0] : owners;
    for (const owner of from) {
      part.push(owner);
      row.push(rowOf[owner]?.[index] ?? 0);
    }
  }
  starts[rows] = part.length;
  const result: RowsSource = {
    ...{ kind: "rows", columns: shape[1] ?? 1, parts: sources },
    ...{ starts, part: Int32Array.from(part), row: Int32Array.from(row) },
  };
  return result;
}
