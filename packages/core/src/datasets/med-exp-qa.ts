import { z } from "zod";
import { casimedicosItem, casimedicosLanguages, casimedicosNeeded, casimedicosRow } from "./casimedicos-row.ts";
import { defineDataset } from "./define.ts";
import { publishedRows } from "./published-rows.ts";
import { fieldAt, textOf } from "./record-field.ts";
import { sourceRecords } from "./source-records.ts";

/** Passages the source has for each question. */
const mostPassages = 32;
/** Where they are: searched with case and options, in all corpora, the two rankings fused by reciprocal rank. */
const passagesField = "rag.clinical_case_options.MedCorp.RRF-2";

const settings = z.strictObject({
  path: z.string().min(1).describe("One language and split (JSON Lines or Parquet), relative to the study file."),
  explanation: z
    .enum(["full", "key", "masked"])
    .default("full")
    .describe(
      "The reference: the whole commentary, only its passages on the right option, or the commentary with mentions of the options hidden.",
    ),
  passages: z
    .int()
    .min(0)
    .max(mostPassages)
    .default(0)
    .describe("How many of the passages found for a question it is read with, the best first; 0 is none."),
});

/** MedExpQA in the layout of HiTZ/MedExpQA. */
export default defineDataset({
  name: "med-exp-qa",
  description: "MedExpQA: CasiMedicos with masked commentaries and retrieved passages, parallel in en, es, fr, it",
  source: "Alonso et al. 2024, arXiv 2404.05590, https://huggingface.co/datasets/HiTZ/MedExpQA",
  languages: [...casimedicosLanguages],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path, explanation, passages }, context) =>
    publishedRows(sourceRecords(context.resolvePath(path)), {
      needed: casimedicosNeeded,
      schema: casimedicosRow,
      toRow: (place, row) => {
        const found = passagesOf(row).slice(0, passages);
        return casimedicosItem(place, row, explanation, found.length === 0 ? undefined : found.join("\n\n"));
      },
    }),
});

function passagesOf(row: Readonly<Record<string, unknown>>): string[] {
  const { value } = fieldAt(row, passagesField);
  const members: readonly unknown[] = Array.isArray(value) ? value : [];
  return members.flatMap((member) => textOf(fieldAt(member, "content").value)?.trim() ?? []);
}
