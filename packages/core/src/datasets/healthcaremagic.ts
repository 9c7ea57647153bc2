import { z } from "zod";
import type { Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { contentIds } from "./content-id.ts";
import { defineDataset, type LoadedRow } from "./define.ts";
import { loadedRow } from "./loaded-row.ts";
import { publishedRows } from "./published-rows.ts";
import { sourceRecords } from "./source-records.ts";

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe("HealthCareMagic-100k.json, or its conversion to JSON Lines or Parquet, relative to the study file."),
  instruction: z
    .enum(["leave-out", "in-front"])
    .default("leave-out")
    .describe(
      "What becomes of the row's own instruction: left out, since the prompt says what is asked, or put before the question.",
    ),
});

const rowSchema = z.looseObject({
  instruction: z.string().nullish(),
  input: z.string(),
  output: z.string().nullish(),
});

/**
 * HealthCareMagic-100k, the consultations ChatDoctor was trained on, as free-text items: `input` is the patient's
 * question, `output` the doctor's reply.
 *
 * Sure of the layout: one JSON array of objects with these three texts, the instruction the same sentence in all; other
 * files of that project (GenMedGPT-5k) have the same layout. There are no ids, splits or tags.
 */
export default defineDataset({
  name: "healthcaremagic",
  description: "HealthCareMagic-100k: questions of patients in English and the replies of doctors, as free text",
  source: "Li et al. 2023, doi:10.7759/cureus.40895, https://github.com/Kent0n-Li/ChatDoctor",
  languages: ["en"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path, instruction }, context) => {
    const contentId = contentIds("healthcaremagic");
    return publishedRows(sourceRecords(context.resolvePath(path)), {
      needed: ["input", "output"],
      schema: rowSchema,
      toRow: (place, row) => toRow(place, row, instruction === "in-front", contentId),
    });
  },
});

function toRow(
  place: Place,
  row: z.infer<typeof rowSchema>,
  withInstruction: boolean,
  contentId: (...parts: readonly string[]) => string,
): LoadedRow {
  const question = row.input.trim();
  const reply = (row.output ?? "").trim();
  const instruction = withInstruction ? (row.instruction ?? "").trim() : "";
  const item: Item = {
    // The doctor's reply is part of it: some patients sent the same few words.
    id: contentId(question, reply),
    language: "en",
    kind: "free-text",
    stem: instruction === "" || question === "" ? question : `${instruction}\n${question}`,
    options: [],
    accepted: [],
    tags: {},
    references: reply === "" ? [] : [reply],
    weight: 1,
  };
  return loadedRow(place, item);
}
