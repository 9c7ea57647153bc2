import { DataError, type Place } from "../base/errors.ts";
import type { LoadedRow } from "./define.ts";
import { type MappedSettings, mappedFields } from "./field-map.ts";
import { unusableRow } from "./loaded-row.ts";
import { createItemMapper } from "./mapped-item.ts";
import { fieldAt, isSourceRecord } from "./record-field.ts";

/** Field names listed in a message at most: the layouts met have a dozen. */
const shownFields = 60;

/**
 * Rows of any layout as items. A row that is no object is reported and left out.
 *
 * Throws DATASET_COLUMN_MISSING after the last row when a mapped field was in no row at all, naming the fields
 * there are: a misspelt tag would otherwise be an exam without that tag.
 *
 * @param file Named in that error.
 */
export async function* mappedRows(
  file: string,
  rows: AsyncIterable<{ readonly place: Place; readonly value: unknown }>,
  settings: MappedSettings,
): AsyncGenerator<LoadedRow> {
  const toRow = createItemMapper(settings);
  const missing = new Set(mappedFields(settings.fields));
  const there = new Set<string>();
  let count = 0;
  for await (const { place, value } of rows) {
    count += 1;
    if (!isSourceRecord(value)) {
      yield unusableRow(place, `the row is no object: ${JSON.stringify(value).slice(0, 200)}`);
      continue;
    }
    // Once every mapped field was seen, what other fields there are is of no interest.
    if (missing.size > 0) {
      for (const name of missing) {
        if (fieldAt(value, name).present) {
          missing.delete(name);
        }
      }
      if (there.size < shownFields) {
        for (const name of Object.keys(value)) {
          there.add(name);
        }
      }
    }
    yield toRow(place, value);
  }
  if (missing.size > 0 && count > 0) {
    throw columnMissing(file, [...missing], [...there]);
  }
}

/** DATASET_COLUMN_MISSING for fields that a file does not have. */
export function columnMissing(file: string, missing: readonly string[], there: readonly string[]): DataError {
  const shown = there.slice(0, shownFields).join(", ") || "none";
  return new DataError("DATASET_COLUMN_MISSING", `no row has ${missing.join(", ")}; the fields are ${shown}`, {
    place: { file },
  });
}
