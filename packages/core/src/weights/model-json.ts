import { isUtf8 } from "node:buffer";
import { DataError, messageOf } from "../base/errors.ts";
import { openModelFile } from "./model-file.ts";
import { modelLimits } from "./model-limits.ts";

/**
 * A JSON file of a model, parsed. Throws MODEL_NOT_FOUND when it cannot be read, MODEL_FILE_LIMIT when it is longer than
 * `maxBytes` or nested deeper than any such file is, MODEL_FILE_INVALID when it is no JSON.
 */
export function readModelJson(file: string, maxBytes: number): unknown {
  using opened = openModelFile(file);
  if (opened.sizeBytes > maxBytes) {
    throw new DataError("MODEL_FILE_LIMIT", `${opened.sizeBytes} bytes, the limit is ${maxBytes}`, { place: { file } });
  }
  const bytes = opened.read(0, opened.sizeBytes);
  if (!isUtf8(bytes)) {
    throw new DataError("MODEL_FILE_INVALID", "is not UTF-8", { place: { file } });
  }
  if (nestedBeyond(bytes, modelLimits.jsonDepth)) {
    throw new DataError("MODEL_FILE_LIMIT", `brackets stand deeper than ${modelLimits.jsonDepth}`, { place: { file } });
  }
  try {
    return JSON.parse(bytes.toString("utf8")) as unknown;
  } catch (cause) {
    throw new DataError("MODEL_FILE_INVALID", `is no JSON: ${messageOf(cause)}`, { place: { file }, cause });
  }
}

/** A JSON object of a model; throws as `readModelJson`, and MODEL_FILE_INVALID for any other value. */
export function readModelJsonObject(file: string, maxBytes: number): Readonly<Record<string, unknown>> {
  const value = readModelJson(file, maxBytes);
  if (!isJsonObject(value)) {
    throw new DataError("MODEL_FILE_INVALID", "is no JSON object", { place: { file } });
  }
  return value;
}

/** Whether a parsed JSON value is an object. */
export function isJsonObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether brackets are nested deeper than `most`, strings aside. */
function nestedBeyond(bytes: Uint8Array, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === 0x5c) {
        at += 1;
      } else if (byte === 0x22) {
        inText = false;
      }
    } else if (byte === 0x22) {
      inText = true;
    } else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > most) {
        return true;
      }
    } else if (byte === 0x5d || byte === 0x7d) {
      depth -= 1;
    }
  }
  return false;
}
