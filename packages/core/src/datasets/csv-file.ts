import { z } from "zod";
import { readCsvRecords } from "./csv-records.ts";
import { defineDataset } from "./define.ts";
import { mappedFields, mappedSettings } from "./field-map.ts";
import { columnMissing, mappedRows } from "./mapped-rows.ts";

/** Any exam as a CSV file with a header row; the settings say which column is what. */
export default defineDataset({
  name: "csv-file",
  description: "Any exam as CSV with a header row, with a map that says which column is what",
  source: "RFC 4180",
  languages: "any",
  settings: z.strictObject(mappedSettings),
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (settings, context) => {
    const file = context.resolvePath(settings.path);
    const records = readCsvRecords(file, (columns) => {
      const missing = mappedFields(settings.fields).filter((name) => !columns.includes(name));
      if (missing.length > 0) {
        throw columnMissing(file, missing, columns);
      }
    });
    return mappedRows(file, records, settings);
  },
});
