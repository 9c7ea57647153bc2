import { z } from "zod";
import { DataError, messageOf, type Place } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { defineDataset } from "./define.ts";
import { mappedSettings } from "./field-map.ts";
import { jsonElements } from "./json-elements.ts";
import { mappedRows } from "./mapped-rows.ts";
import { fieldAt } from "./record-field.ts";

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
    return mappedRows(file, given.records === undefined ? elements(file) : nested(file, given.records), given);
  },
});

async function* elements(file: string): AsyncGenerator<{ place: Place; value: unknown }> {
  for (const { line, value } of jsonElements(file)) {
    yield { place: { file, line }, value };
  }
}

async function* nested(file: string, records: string): AsyncGenerator<{ place: Place; value: unknown }> {
  const place = { file };
  let whole: unknown;
  try {
    whole = JSON.parse(readWhole(file));
  } catch (cause) {
    if (cause instanceof SyntaxError) {
      throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place, cause });
    }
    throw cause;
  }
  const list = fieldAt(whole, records).value;
  if (!Array.isArray(list)) {
    const there = typeof whole === "object" && whole !== null ? Object.keys(whole).join(", ") : typeof whole;
    throw new DataError("DATASET_COLUMN_MISSING", `${records} is no list; the file has ${there}`, { place });
  }
  for (const value of list) {
    yield { place, value };
  }
}
