import { z } from "zod";
import { casimedicosItem, casimedicosLanguages, casimedicosNeeded, casimedicosRow } from "./casimedicos-row.ts";
import { defineDataset } from "./define.ts";
import { publishedRows } from "./published-rows.ts";
import { sourceRecords } from "./source-records.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("One language and split (JSON Lines or Parquet), relative to the study file."),
  explanation: z
    .enum(["full", "key"])
    .default("full")
    .describe("The reference: the whole commentary, or only its passages on the right option."),
});

/** CasiMedicos in the layout of HiTZ/casimedicos-exp, or as rebuilt from its token files. */
export default defineDataset({
  name: "casimedicos",
  description: "CasiMedicos: 622 Spanish residency-exam cases with doctors' commentaries, parallel in en, es, fr, it",
  source: "arXiv 2312.00567, https://huggingface.co/datasets/HiTZ/casimedicos-exp",
  languages: [...casimedicosLanguages],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path, explanation }, context) =>
    publishedRows(sourceRecords(context.resolvePath(path)), {
      needed: casimedicosNeeded,
      schema: casimedicosRow,
      toRow: (place, row) => casimedicosItem(place, row, explanation),
    }),
});
