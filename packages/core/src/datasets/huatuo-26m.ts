import { z } from "zod";
import type { Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { contentIds } from "./content-id.ts";
import { defineDataset, type LoadedRow, type RowProblem } from "./define.ts";
import { loadedRow, rowWarning } from "./loaded-row.ts";
import { publishedRows } from "./published-rows.ts";
import { sourceRecords } from "./source-records.ts";

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe(
      "A JSON Lines, JSON or Parquet file of Huatuo-26M, its test sets or Huatuo26M-Lite, relative to the study.",
    ),
  answers: z
    .enum(["all", "first"])
    .default("all")
    .describe("Which answers of a question become references: all of them, or the first."),
});

/** A text, or lists of texts within lists: the parts of Huatuo-26M differ in how deep they nest. */
const nested = z.union([z.string(), z.array(z.union([z.string(), z.array(z.string())]))]).nullish();

const rowSchema = z.looseObject({
  questions: nested,
  question: nested,
  answers: nested,
  answer: nested,
  id: z.union([z.string(), z.number()]).nullish(),
  label: z.string().nullish(),
  score: z.union([z.string(), z.number()]).nullish(),
  related_diseases: z.string().nullish(),
});

/**
 * Huatuo-26M and its reduced form as free-text items with reference answers.
 *
 * Sure of the layout: Huatuo-26M's parts hold `questions` and `answers`; the encyclopaedia part has the wordings of one
 * question as a list in a list and its answers as a list, the test sets may have plain texts, and the consultation part
 * has an address in place of each answer. Huatuo26M-Lite has `id`, `question`, `answer`, `score`, `label` (a department)
 * and `related_diseases`, one of each. Reconstructed: that several diseases in one cell are parted by a comma or an
 * enumeration comma.
 */
export default defineDataset({
  name: "huatuo-26m",
  description: "Huatuo-26M and Huatuo26M-Lite: Chinese medical questions with free-text reference answers",
  source: "Li et al. 2023, arXiv 2305.01526, https://github.com/FreedomIntelligence/Huatuo-26M",
  languages: ["zh"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path, answers }, context) => {
    const contentId = contentIds("huatuo");
    return publishedRows(sourceRecords(context.resolvePath(path)), {
      needed: [
        ["questions", "question"],
        ["answers", "answer"],
      ],
      schema: rowSchema,
      toRow: (place, row) => toRow(place, row, answers, contentId),
    });
  },
});

function toRow(
  place: Place,
  row: z.infer<typeof rowSchema>,
  answers: "all" | "first",
  contentId: (...parts: readonly string[]) => string,
): LoadedRow {
  const problems: RowProblem[] = [];
  // The wordings of one question mean the same: the first is asked.
  const [stem = ""] = textsWithin(row.questions ?? row.question);
  const given = textsWithin(row.answers ?? row.answer);
  const addresses = given.filter((text) => /^https?:\/\/\S+$/u.test(text));
  if (addresses.length > 0) {
    problems.push(rowWarning(`the answer is an address (${addresses[0]}), not a text; the item has no reference`));
  }
  const texts = given.filter((text) => !addresses.includes(text));
  const stated = String(row.id ?? "").trim();
  const tag = (name: string, values: readonly string[]): Record<string, string[]> => {
    const kept = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ""))];
    return kept.length === 0 ? {} : { [name]: kept };
  };
  const item: Item = {
    id: stated === "" ? contentId(stem, ...given) : stated,
    language: "zh",
    kind: "free-text",
    stem,
    options: [],
    accepted: [],
    tags: {
      ...tag("label", [row.label ?? ""]),
      ...tag("score", [String(row.score ?? "")]),
      ...tag("disease", (row.related_diseases ?? "").split(/[,，、;；]/u)),
    },
    references: answers === "first" ? texts.slice(0, 1) : texts,
    weight: 1,
  };
  return loadedRow(place, item, problems);
}

/** The texts in a value, trimmed, without empty ones. */
function textsWithin(value: z.infer<typeof nested>): string[] {
  const texts = typeof value === "string" ? [value] : (value ?? []).flat();
  return texts.map((text) => text.trim()).filter((text) => text !== "");
}
