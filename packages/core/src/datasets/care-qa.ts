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
    .describe(
      "CareQA_en.json, CareQA_es.json, CareQA_en_open.json or their Parquet files, relative to the study file.",
    ),
  language: z.enum(["en", "es"]).describe("Language of the file."),
});

const optionFields = ["op1", "op2", "op3", "op4"] as const;
const text = z.string().nullish();
const textOrNumber = z.union([z.string(), z.number()]).nullish();

const rowSchema = z.looseObject({
  question: z.string(),
  op1: text,
  op2: text,
  op3: text,
  op4: text,
  cop: z.union([z.int(), z.string().regex(/^\d+$/u)]).nullish(),
  answer: text,
  answer_explanation: text,
  unique_id: textOrNumber,
  year: textOrNumber,
  category: text,
});

/** CareQA in the layout of HPAI-BSC/CareQA: four options, or open questions with an answer. */
export default defineDataset({
  name: "care-qa",
  description:
    "CareQA: 5,621 questions of Spanish specialist entrance exams 2020–2024 in en and es, and an open variant",
  source: "Arias-Duart et al. 2025, arXiv 2502.06666, https://huggingface.co/datasets/HPAI-BSC/CareQA",
  languages: ["en", "es"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path, language }, context) => {
    const contentId = contentIds("care-qa");
    return publishedRows(sourceRecords(context.resolvePath(path)), {
      needed: ["question", ["op1", "answer", "answer_explanation"]],
      schema: rowSchema,
      toRow: (place, row) => toRow(place, row, language, contentId),
    });
  },
});

function toRow(
  place: Place,
  row: z.infer<typeof rowSchema>,
  language: string,
  contentId: (...parts: readonly string[]) => string,
): LoadedRow {
  const stem = row.question.trim();
  const options = optionFields.flatMap((field, index) => {
    const option = (row[field] ?? "").trim();
    return option === "" ? [] : [{ id: String(index + 1), text: option }];
  });
  const isOpen = optionFields.every((field) => row[field] === undefined || row[field] === null);
  const key = String(row.cop ?? "");
  const answer = (row.answer_explanation ?? row.answer ?? "").trim();
  const stated = String(row.unique_id ?? "").trim();
  const tag = (name: string, value: string): Record<string, string[]> =>
    value.trim() === "" ? {} : { [name]: [value.trim()] };
  const item: Item = {
    id: stated === "" ? contentId(stem, ...options.map((option) => option.text)) : stated,
    language,
    kind: isOpen ? "free-text" : "single",
    stem,
    options,
    accepted: isOpen || key === "" ? [] : [[key]],
    tags: { ...tag("year", String(row.year ?? "")), ...tag("category", row.category ?? "") },
    ...(stated === "" ? {} : { parallelId: stated }),
    references: isOpen && answer !== "" ? [answer] : [],
    weight: 1,
  };
  return loadedRow(place, item);
}
