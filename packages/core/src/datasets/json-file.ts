import { z } from "zod";
import type { Place } from "../base/errors.ts";
import { defineDataset } from "./define.ts";
import { mappedSettings } from "./field-map.ts";
import { jsonElements } from "./json-elements.ts";
import { mappedRows } from "./mapped-rows.ts";

const settings = z.strictObject({
  ...mappedSettings,
  records: z
    .string()
    .min(1)
    .optional()
    .describe("Field that holds the list of questions; without it the file itself is the list. Dots step inwards."),
});

/** Any exam as one JSON file; the settings say where the list of questions is and which field is what. */
export default defineDataset({
  name: "json-file",
  description: "Any exam as one JSON file holding a list of questions, with a map that says which field is what",
  source: "RFC 8259",
  languages: "any",
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (given, context) => {
    const file = context.resolvePath(given.path);
    return mappedRows(file, elements(file, given.records), given);
  },
});

async function* elements(file: string, records?: string): AsyncGenerator<{ place: Place; value: unknown }> {
  for (const { line, value } of jsonElements(file, records)) {
    yield { place: { file, line }, value };
  }
}
