import { DataError, messageOf } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { importLimits } from "./import-limits.ts";
import { parsePythonJson } from "./python-json.ts";
import { isRecord, type SourceRecord } from "./source-record.ts";

/**
 * A small JSON file (a run's results) as one object; an empty one when it is something else. Throws what `readWhole`
 * throws and FILE_JSON_INVALID.
 */
export function wholeJson(file: string): SourceRecord {
  const text = readWhole(file, importLimits.resultsBytes);
  try {
    const value = parsePythonJson(text);
    return isRecord(value) ? value : {};
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file }, cause });
  }
}
