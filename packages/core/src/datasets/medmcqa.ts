import { z } from "zod";
import type { Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { type DatasetContext, defineDataset, type LoadedRow } from "./define.ts";
import { loadedRow, unusableRow } from "./loaded-row.ts";
import { publishedRows } from "./published-rows.ts";
import { sourceFormat, sourceRecords } from "./source-records.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("One split (JSON Lines or Parquet), relative to the study file."),
  keyBase: z
    .union([z.literal(0), z.literal(1)])
    .optional()
    .describe(
      "What option A counts as in cop: 1 in the published JSON files, 0 in Hugging Face's; without it 0 for a Parquet file and 1 for any other.",
    ),
});

const letters = ["A", "B", "C", "D"] as const;
const optionFields = ["opa", "opb", "opc", "opd"] as const;
const text = z.string().nullish();

const rowSchema = z.looseObject({
  id: z.string().min(1),
  question: z.string(),
  opa: text,
  opb: text,
  opc: text,
  opd: text,
  cop: z.int().nullish(),
  exp: text,
  subject_name: text,
  topic_name: text,
  choice_type: text,
});

/** MedMCQA in the layout of its published JSON files and of Hugging Face's Parquet files. */
export default defineDataset({
  name: "medmcqa",
  description: "MedMCQA: 193,155 questions of Indian medical entrance exams in 21 subjects, most with an explanation",
  source: "Pal et al. 2022, arXiv 2203.14371, https://github.com/medmcqa/medmcqa",
  languages: ["en"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path, keyBase }, context) => readRows(path, keyBase, context),
});

async function* readRows(path: string, stated: 0 | 1 | undefined, context: DatasetContext): AsyncGenerator<LoadedRow> {
  const file = context.resolvePath(path);
  const keyBase = stated ?? ((await sourceFormat(file)) === "parquet" ? 0 : 1);
  yield* publishedRows(sourceRecords(file), {
    needed: ["id", "question", ...optionFields],
    schema: rowSchema,
    toRow: (place, row) => toRow(place, row, keyBase),
  });
}

function toRow(place: Place, row: z.infer<typeof rowSchema>, keyBase: 0 | 1): LoadedRow {
  const cop = row.cop ?? null;
  // The test split has no key: no field, or −1.
  const key = cop === null || cop === -1 ? null : letters[cop - keyBase];
  if (key === undefined) {
    const message = `cop is ${cop}, and option A counts as ${keyBase}: set keyBase to ${1 - keyBase} if it counts as that here`;
    return unusableRow(place, message, "DATASET_KEY_OUTSIDE_OPTIONS");
  }
  const tag = (name: string, value: string | null | undefined): Record<string, string[]> =>
    value === null || value === undefined || value.trim() === "" ? {} : { [name]: [value.trim()] };
  const item: Item = {
    id: row.id,
    language: "en",
    kind: "single",
    stem: row.question.trim(),
    options: optionFields.map((field, index) => ({ id: letters[index] ?? "", text: (row[field] ?? "").trim() })),
    accepted: key === null ? [] : [[key]],
    tags: {
      ...tag("subject", row.subject_name),
      ...tag("topic", row.topic_name),
      ...tag("choiceType", row.choice_type),
    },
    references: (row.exp ?? "").trim() === "" ? [] : [(row.exp ?? "").trim()],
    weight: 1,
  };
  return loadedRow(place, item);
}
