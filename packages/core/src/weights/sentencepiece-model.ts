import { isUtf8 } from "node:buffer";
import { dirname } from "node:path";
import { DataError } from "../base/errors.ts";
import { readAddedTokens, requirePlainTokens } from "./added-tokens.ts";
import { shortened } from "./header-scanner.ts";
import { openModelFile } from "./model-file.ts";
import { modelLimits } from "./model-limits.ts";
import { type ProtobufField, protobufFields } from "./protobuf-fields.ts";
import { type SentencePieceTokenizer, sentencePieceMetadata } from "./sentencepiece-metadata.ts";
import { createVocabulary, type TokenType, tokenTypes } from "./tokenizer-vocabulary.ts";

/** Numbers of the fields that are read, of SentencePiece's ModelProto and the messages in it. */
const fields = {
  piece: 1,
  trainer: 2,
  normaliser: 3,
  pieceText: 1,
  pieceScore: 2,
  pieceType: 3,
  modelType: 3,
  spaceAsSuffix: 24,
  charactersMap: 2,
  dummyPrefix: 3,
  removeExtraSpaces: 4,
  escapeSpaces: 5,
} as const;

const modelTypes: Readonly<Record<number, string>> = { 1: "Unigram", 2: "BPE", 3: "words", 4: "characters" };

/**
 * A tokenizer.model of SentencePiece as a GGUF file has it, with the tokens that files beside it add. Pieces, their scores and kinds are the file's own; of how it was trained
 * and how it changes text only what decides tokens is read.
 *
 * Throws MODEL_TOKENIZER_UNSUPPORTED for another kind of model than BPE, for text that is changed before it is split, and for
 * bytes without tokens; MODEL_FILE_INVALID or MODEL_FILE_LIMIT for a file that is wrong; MODEL_NOT_FOUND where there is none.
 */
export function readSentencePieceModel(file: string, vocabularySize: number): SentencePieceTokenizer {
  const invalid = (message: string): DataError => new DataError("MODEL_FILE_INVALID", message, { place: { file } });
  const unsupported = (message: string): DataError =>
    new DataError("MODEL_TOKENIZER_UNSUPPORTED", message, { place: { file } });
  using opened = openModelFile(file);
  if (opened.sizeBytes > modelLimits.tokenizerBytes) {
    throw new DataError("MODEL_FILE_LIMIT", `${opened.sizeBytes} bytes, the limit is ${modelLimits.tokenizerBytes}`, {
      place: { file },
    });
  }
  const vocabulary = createVocabulary(vocabularySize, file);
  const scores: number[] = [];
  const texts = new Set<string>();
  // What a file does not say is SentencePiece's own default.
  const said = new Map<string, ProtobufField>();
  for (const field of protobufFields(opened.read(0, opened.sizeBytes), file)) {
    if (field.number === fields.piece) {
      const { text, score, type } = readPiece(bytesOf(field, invalid), file);
      if (texts.has(text)) {
        throw invalid(`piece "${shortened(text)}" stands in it twice`);
      }
      texts.add(text);
      vocabulary.place(text, scores.length, type);
      scores.push(score);
    } else if (field.number === fields.trainer || field.number === fields.normaliser) {
      for (const part of protobufFields(bytesOf(field, invalid), file)) {
        said.set(`${field.number}.${part.number}`, part);
      }
    }
  }
  const number = (message: number, field: number, otherwise: number): number => {
    const part = said.get(`${message}.${field}`);
    return part?.kind === "varint" ? Number(part.value) : otherwise;
  };
  const modelType = number(fields.trainer, fields.modelType, 1);
  if (modelType !== 2) {
    throw unsupported(`its model is ${modelTypes[modelType] ?? modelType}; BPE is known`);
  }
  const map = said.get(`${fields.normaliser}.${fields.charactersMap}`);
  if (map?.kind === "bytes" && map.value.length > 0) {
    throw unsupported("it changes characters before it splits text; text as it stands is known");
  }
  if (
    number(fields.normaliser, fields.removeExtraSpaces, 1) !== 0 ||
    number(fields.normaliser, fields.escapeSpaces, 1) !== 1 ||
    number(fields.trainer, fields.spaceAsSuffix, 0) !== 0
  ) {
    throw unsupported("it takes spaces away or marks them behind words; every space marked before a word is known");
  }
  const added = readAddedTokens(dirname(file)).filter(({ id }) => typeof id !== "number" || id >= scores.length);
  requirePlainTokens(added, file);
  vocabulary.placeAdded(added);
  const all = Array.from({ length: vocabularySize }, (_, id) => scores[id] ?? 0);
  return sentencePieceMetadata(vocabulary.finish(), all, number(fields.normaliser, fields.dummyPrefix, 1) !== 0, file);
}

function bytesOf(field: ProtobufField, invalid: (message: string) => DataError): Buffer {
  if (field.kind !== "bytes") {
    throw invalid(`field ${field.number} is no message`);
  }
  return field.value;
}

function readPiece(bytes: Buffer, file: string): { text: string; score: number; type: TokenType } {
  let text = "";
  let score = 0;
  let type: TokenType | undefined = tokenTypes.normal;
  for (const field of protobufFields(bytes, file)) {
    if (field.number === fields.pieceText && field.kind === "bytes" && isUtf8(field.value)) {
      text = field.value.toString("utf8");
    } else if (field.number === fields.pieceScore && field.kind === "fixed32") {
      score = field.value.readFloatLE(0);
    } else if (field.number === fields.pieceType && field.kind === "varint") {
      type = Object.values(tokenTypes).find((each) => BigInt(each) === field.value);
    }
  }
  if (text === "" || !Number.isFinite(score) || type === undefined) {
    throw new DataError("MODEL_FILE_INVALID", `a piece has no text, kind or score: "${shortened(text)}"`, {
      place: { file },
    });
  }
  return { text, score, type };
}
