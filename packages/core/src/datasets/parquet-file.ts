import { z } from "zod";
import { parquetRows } from "../base/parquet-rows.ts";
import { defineDataset } from "./define.ts";
import { mappedSettings } from "./field-map.ts";
import { mappedRows } from "./mapped-rows.ts";

/** Any exam as a Parquet file; the settings say which column is what. */
export default defineDataset({
  name: "parquet-file",
  description: "Any exam as a Parquet file, with a map that says which column is what",
  source: "https://parquet.apache.org/docs/file-format/",
  languages: "any",
  settings: z.strictObject(mappedSettings),
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (settings, context) => {
    const file = context.resolvePath(settings.path);
    return mappedRows(file, parquetRows(file), settings);
  },
});
