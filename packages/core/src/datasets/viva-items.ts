import { z } from "zod";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { itemSchema } from "../records/item.ts";
import { defineDataset, type LoadedRow } from "./define.ts";
import { loadedRow, unusableRow } from "./loaded-row.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("The file, relative to the study file: an import's or a run folder's items.jsonl."),
  exam: z
    .string()
    .min(1)
    .optional()
    .describe("Take the items of this exam only, where the file is a run folder's and holds several."),
});

/** A run folder's line also says which exam the item belongs to. */
const lineSchema = itemSchema.extend({ exam: z.string().exactOptional() });

/** Items as Viva itself writes them. */
export default defineDataset({
  name: "viva-items",
  description: "Items as Viva writes them, one JSON object a line: an import's items.jsonl or a run folder's",
  source: "Viva",
  languages: "any",
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: (given, context) => rows(context.resolvePath(given.path), given.exam),
});

async function* rows(file: string, only: string | undefined): AsyncGenerator<LoadedRow> {
  for await (const lines of readLines(file)) {
    for (const line of lines) {
      const place = { file, line: line.number };
      const parsed = lineSchema.safeParse(parseJsonLine(line, file));
      if (!parsed.success) {
        yield unusableRow(place, `not an item: ${z.prettifyError(parsed.error)}`);
        continue;
      }
      const { exam, ...item } = parsed.data;
      if (only === undefined || exam === only) {
        yield loadedRow(place, item);
      }
    }
  }
}
