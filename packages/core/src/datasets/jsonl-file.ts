import { z } from "zod";
import type { Place } from "../base/errors.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { defineDataset } from "./define.ts";
import { mappedSettings } from "./field-map.ts";
import { mappedRows } from "./mapped-rows.ts";

/** Any exam with one JSON object a line; the settings say which field is what. */
export default defineDataset({
  name: "jsonl-file",
  description: "Any exam as JSON Lines: one object a line, with a map that says which field is what",
  source: "https://jsonlines.org",
  languages: "any",
  settings: z.strictObject(mappedSettings),
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (settings, context) => {
    const file = context.resolvePath(settings.path);
    return mappedRows(file, objects(file), settings);
  },
});

async function* objects(file: string): AsyncGenerator<{ place: Place; value: unknown }> {
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      yield { place: { file, line: line.number }, value: parseJsonLine(line, file) };
    }
  }
}
