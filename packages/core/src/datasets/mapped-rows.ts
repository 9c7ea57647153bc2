import { DataError, type Place } from "../base/errors.ts";
import type { LoadedRow } from "./define.ts";
import { type MappedSettings, mappedFields } from "./field-map.ts";
import { unusableRow } from "./loaded-row.ts";
import { createItemMapper } from "./mapped-item.ts";
import { fieldAt, isSourceRecord, type SourceRecord } from "./record-field.ts";

/** Field names listed in a message at most: the layouts met have a dozen. */
const shownFields = 60;

/** Makes items of one file's rows by its field map. */
export interface RowMapper {
  /** The next row. One that is no object is reported. */
  map(place: Place, value: unknown): LoadedRow;
  /**
   * After the last row: throws DATASET_COLUMN_MISSING when a mapped field was in no row at all, naming the fields there
   * are. A misspelt tag would otherwise be an exam without that tag.
   */
  end(): void;
}

/** @param file Named in errors. */
export function createRowMapper(file: string, settings: MappedSettings): RowMapper {
  const toRow = createItemMapper(settings);
  const missing = new Set(mappedFields(settings.fields));
  const there = new Set<string>();
  let count = 0;
  /** Once every mapped field was seen, what other fields there are is of no interest. */
  const note = (value: SourceRecord): void => {
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
  };
  return {
    map: (place, value) => {
      count += 1;
      if (!isSourceRecord(value)) {
        return unusableRow(place, `the row is no object: ${JSON.stringify(value).slice(0, 200)}`);
      }
      if (missing.size > 0) {
        note(value);
      }
      return toRow(place, value);
    },
    end: () => {
      if (missing.size > 0 && count > 0) {
        throw columnMissing(file, [...missing], [...there]);
      }
    },
  };
}

/** Rows of any layout as items, by a row mapper. */
export async function* mappedRows(
  file: string,
  rows: AsyncIterable<{ readonly place: Place; readonly value: unknown }>,
  settings: MappedSettings,
): AsyncGenerator<LoadedRow> {
  const mapper = createRowMapper(file, settings);
  for await (const { place, value } of rows) {
    yield mapper.map(place, value);
  }
  mapper.end();
}

/** DATASET_COLUMN_MISSING for fields that a file does not have. */
export function columnMissing(file: string, missing: readonly string[], there: readonly string[]): DataError {
  const shown = there.slice(0, shownFields).join(", ") || "none";
  return new DataError("DATASET_COLUMN_MISSING", `no row has ${missing.join(", ")}; the fields are ${shown}`, {
    place: { file },
  });
}
