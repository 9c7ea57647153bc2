import { z } from "zod";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { defineDataset, type LoadedRow } from "./define.ts";
import { type MappedSettings, mappedSettings } from "./field-map.ts";
import { createRowMapper } from "./mapped-rows.ts";

/** Any exam with one JSON object a line; the settings say which field is what. */
export default defineDataset({
  name: "jsonl-file",
  description: "Any exam as JSON Lines: one object a line, with a map that says which field is what",
  source: "https://jsonlines.org",
  languages: "any",
  settings: z.strictObject(mappedSettings),
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (settings, context) => rows(context.resolvePath(settings.path), settings),
});

/** Lines, objects and items in one generator: every layer more costs as much as parsing a short line. */
async function* rows(file: string, settings: MappedSettings): AsyncGenerator<LoadedRow> {
  const mapper = createRowMapper(file, settings);
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      yield mapper.map({ file, line: line.number }, parseJsonLine(line, file));
    }
  }
  mapper.end();
}
