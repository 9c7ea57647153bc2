import { z } from "zod";
import { DataError, type Place } from "../base/errors.ts";
import type { LoadedRow } from "./define.ts";
import { unusableRow } from "./loaded-row.ts";
import { isSourceRecord } from "./record-field.ts";
import type { SourceRow } from "./source-row.ts";

/** What a published layout is made of. */
export interface PublishedLayout<Row> {
  /** Fields without which a file is not in the layout; of a list of names one must be there. */
  readonly needed: readonly (string | readonly string[])[];
  readonly schema: z.ZodType<Row>;
  toRow(place: Place, row: Row): LoadedRow | undefined;
}

/**
 * Rows in a published layout. A field that the first row lacks means that the file is another one: throws
 * DATASET_COLUMN_MISSING with the fields there are. A later row without it, or with a field of the wrong type, is
 * reported and left out. A row for which `toRow` gives undefined does not belong to the exam and is passed over.
 */
export async function* publishedRows<Row>(
  rows: AsyncIterable<SourceRow> | Iterable<SourceRow>,
  layout: PublishedLayout<Row>,
): AsyncGenerator<LoadedRow> {
  let isFirst = true;
  for await (const { place, value } of rows) {
    const fields = isSourceRecord(value) ? Object.keys(value) : [];
    const missing = layout.needed
      .map((names) => (typeof names === "string" ? [names] : names))
      .filter((names) => !names.some((name) => fields.includes(name)));
    if (missing.length > 0) {
      const lacking = missing.map((names) => names.join(" or ")).join(", ");
      const message = `no field ${lacking}; there are ${fields.join(", ") || "none"}`;
      if (isFirst) {
        throw new DataError("DATASET_COLUMN_MISSING", message, { place });
      }
      yield unusableRow(place, message, "DATASET_COLUMN_MISSING");
      continue;
    }
    isFirst = false;
    const parsed = layout.schema.safeParse(value);
    const row = parsed.success ? layout.toRow(place, parsed.data) : unusableRow(place, z.prettifyError(parsed.error));
    if (row !== undefined) {
      yield row;
    }
  }
}
