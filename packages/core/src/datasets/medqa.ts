import { z } from "zod";
import type { Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { contentIds } from "./content-id.ts";
import { defineDataset, type LoadedRow, type RowProblem } from "./define.ts";
import { loadedRow, rowWarning, unusableRow } from "./loaded-row.ts";
import { optionsFromField } from "./parse-options.ts";
import { publishedRows } from "./published-rows.ts";
import { sourceRecords } from "./source-records.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("One split (JSON Lines or Parquet), relative to the study file."),
  language: z
    .enum(["en", "zh", "zh-TW"])
    .optional()
    .describe("Language of the stems; without it told from each stem's script and meta_info."),
});

const rowSchema = z.looseObject({
  question: z.string(),
  options: z.unknown(),
  answer_idx: z.string().nullish(),
  answer: z.string().nullish(),
  meta_info: z.string().nullish(),
});

/** MedQA: the US, Mainland China and Taiwan question banks share one layout. */
export default defineDataset({
  name: "medqa",
  description: "MedQA: licensing questions of the US (12,723), Mainland China (34,251) and Taiwan (14,123)",
  source: "Jin et al. 2020, arXiv 2009.13081, https://github.com/jind11/MedQA",
  languages: ["en", "zh", "zh-TW"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path, language }, context) => {
    const contentId = contentIds("medqa");
    return publishedRows(sourceRecords(context.resolvePath(path)), {
      needed: ["question", "options", ["answer_idx", "answer"]],
      schema: rowSchema,
      toRow: (place, row) => toRow(place, row, contentId, language),
    });
  },
});

function toRow(
  place: Place,
  row: z.infer<typeof rowSchema>,
  contentId: (...parts: readonly string[]) => string,
  stated: string | undefined,
): LoadedRow {
  const read = optionsFromField(row.options, false);
  if (read.status === "unreadable") {
    return unusableRow(place, read.message);
  }
  // The four-option files keep a null for the option that was taken out when they pass through Parquet.
  const options = read.options.map(({ id, text }) => ({ id, text: text.trim() }));
  const problems: RowProblem[] = [];
  const letter = (row.answer_idx ?? "").trim();
  const answer = (row.answer ?? "").trim();
  const key = letter === "" ? (options.find(({ text }) => text === answer)?.id ?? answer) : letter;
  const named = options.find(({ id }) => id === key);
  if (letter !== "" && answer !== "" && named !== undefined && named.text !== answer) {
    problems.push(rowWarning(`answer_idx is ${letter} ("${named.text}"), answer is "${answer}"; answer_idx is taken`));
  }
  const source = (row.meta_info ?? "").trim();
  const taiwan = /^taiwanese_(\w+)_Q$/u.exec(source);
  const stem = row.question.trim();
  const item: Item = {
    id: contentId(stem, ...options.flatMap(({ id, text }) => [id, text])),
    language: stated ?? languageOf(stem, taiwan !== null),
    kind: "single",
    stem,
    options,
    accepted: key === "" ? [] : [[key]],
    tags: source === "" || taiwan !== null ? {} : { [source.startsWith("step") ? "step" : "section"]: [source] },
    ...(taiwan?.[1] === undefined ? {} : { split: taiwan[1] }),
    references: [],
    weight: 1,
  };
  return loadedRow(place, item, problems);
}

function languageOf(stem: string, isTaiwanese: boolean): string {
  if (!/\p{Script=Han}/u.test(stem)) {
    return "en";
  }
  return isTaiwanese ? "zh-TW" : "zh";
}
