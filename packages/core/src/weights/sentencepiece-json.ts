import { DataError } from "../base/errors.ts";
import { requirePlainTokens } from "./added-tokens.ts";
import { shortened } from "./header-scanner.ts";
import { isJsonObject } from "./model-json.ts";
import { pieceType, type SentencePieceTokenizer, sentencePieceMetadata, spaceMark } from "./sentencepiece-metadata.ts";
import { readMerges } from "./tokenizer-merges.ts";
import { createVocabulary, tokenTypes, type Vocabulary } from "./tokenizer-vocabulary.ts";

/**
 * A tokenizer.json whose model is BPE over characters with bytes to fall back on, as a GGUF file has it. Hugging Face merges by
 * a list of pairs, llama.cpp by a score of what a pair makes: the scores are the places of the list, and a list that no scores
 * can stand for is refused.
 *
 * Throws MODEL_TOKENIZER_UNSUPPORTED for a list that is not ordered by what pairs make or lacks a pair of tokens that
 * together are one, for another treatment of spaces than SentencePiece's, and for added tokens that take spaces with them;
 * MODEL_FILE_INVALID for a file that is wrong.
 */
export function sentencePieceTokenizer(
  tokenizer: Readonly<Record<string, unknown>>,
  model: Readonly<Record<string, unknown>>,
  vocabularySize: number,
  file: string,
): SentencePieceTokenizer {
  const unsupported = (message: string): DataError =>
    new DataError("MODEL_TOKENIZER_UNSUPPORTED", message, { place: { file } });
  for (const key of ["ignore_merges", "dropout", "continuing_subword_prefix", "end_of_word_suffix"]) {
    const value = model[key] ?? false;
    if (value !== false && value !== "") {
      throw unsupported(
        `its model has ${key}: ${shortened(String(JSON.stringify(value)))}, which SentencePiece has not`,
      );
    }
  }
  const spacePrefix = recogniseSpaces(tokenizer);
  if (spacePrefix === undefined) {
    const { normalizer = null, pre_tokenizer = null } = tokenizer;
    throw unsupported(
      `it treats text by ${shortened(JSON.stringify({ normalizer, pre_tokenizer }))}; SentencePiece's way with spaces is known`,
    );
  }
  const vocabulary = createVocabulary(vocabularySize, file);
  vocabulary.placeModel(model["vocab"], pieceType);
  const added = tokenizer["added_tokens"];
  requirePlainTokens(added, file);
  vocabulary.placeAdded(added);
  const { unk_token: unknown, vocab } = model;
  if (typeof unknown === "string" && isJsonObject(vocab) && vocab[unknown] !== undefined) {
    vocabulary.place(unknown, vocab[unknown], tokenTypes.unknown);
  }
  const placed = vocabulary.finish();
  return sentencePieceMetadata(
    placed,
    scoresOf(placed, readMerges(model["merges"], placed.ids, file), file),
    spacePrefix,
    file,
  );
}

/**
 * Whether a space is put before every text, where spaces become marks as SentencePiece makes them, by a normaliser or before
 * splitting; undefined for any other treatment.
 */
function recogniseSpaces({
  normalizer,
  pre_tokenizer: splitting,
}: Readonly<Record<string, unknown>>): boolean | undefined {
  if ((normalizer ?? null) === null && isJsonObject(splitting)) {
    const { type, replacement, prepend_scheme: scheme, split } = splitting;
    const isKnown = type === "Metaspace" && replacement === spaceMark && split === false;
    return isKnown && ["always", "first", "never"].includes(String(scheme)) ? scheme !== "never" : undefined;
  }
  if ((splitting ?? null) !== null || !isJsonObject(normalizer)) {
    return undefined;
  }
  const listed: unknown = normalizer["type"] === "Sequence" ? normalizer["normalizers"] : [normalizer];
  const steps = (Array.isArray(listed) ? (listed as readonly unknown[]) : []).filter(isJsonObject);
  const replacing = steps.at(-1);
  const prepending = steps.length === 2 ? steps[0] : undefined;
  const pattern = replacing?.["pattern"];
  const replaces =
    replacing?.["type"] === "Replace" &&
    replacing["content"] === spaceMark &&
    isJsonObject(pattern) &&
    pattern["String"] === " ";
  const prepends = prepending?.["type"] === "Prepend" && prepending["prepend"] === spaceMark;
  return replaces && (steps.length === 1 || prepends) ? prepends : undefined;
}

/** A score for each token: minus the place of what pairs make in the list, and less than all of them for what no pair makes. */
function scoresOf({ tokens, types, ids }: Vocabulary, merges: readonly string[], file: string): number[] {
  const unsupported = (message: string): DataError =>
    new DataError("MODEL_TOKENIZER_UNSUPPORTED", message, { place: { file } });
  const places = new Map<string, number>();
  const pairs = new Set(merges);
  let last: string | undefined;
  for (const merge of merges) {
    const made = merge.replace(" ", "");
    if (made !== last && places.has(made)) {
      throw unsupported(`its merges make "${shortened(made)}" in several places, which no score can stand for`);
    }
    last = made;
    places.set(made, places.get(made) ?? places.size);
  }
  const isPlain = (text: string): boolean => types[ids.get(text) ?? -1] === tokenTypes.normal;
  for (const token of tokens.filter(isPlain)) {
    const characters = [...token];
    for (let at = 1; at < characters.length; at++) {
      const [left, right] = [characters.slice(0, at).join(""), characters.slice(at).join("")];
      if (isPlain(left) && isPlain(right) && !pairs.has(`${left} ${right}`)) {
        throw unsupported(`its merges leave out "${shortened(left)}" and "${shortened(right)}", which make a token`);
      }
    }
  }
  return tokens.map((token) => -(places.get(token) ?? places.size));
}
