import { z } from "zod";
import type { Place } from "../base/errors.ts";
import type { Item, Option } from "../records/item.ts";
import type { LoadedRow, RowProblem } from "./define.ts";
import { loadedRow, rowWarning } from "./loaded-row.ts";

/** Fields without which a file is none of CasiMedicos; each has the names of the released layout and of the token files. */
export const casimedicosNeeded = [["full_question", "question"], "options", "correct_option"] as const;

const text = z.string().nullish();
const textOrNumber = z.union([z.string(), z.number()]).nullish();

/** A row of CasiMedicos: the released layout (full_question, …) or the one of the token files (question, …). */
export const casimedicosRow = z.looseObject({
  id: z.union([z.string(), z.number()]),
  lang: text,
  language: text,
  year: textOrNumber,
  type: text,
  specialty: text,
  full_question: text,
  question: text,
  options: z.record(z.string(), text),
  correct_option: textOrNumber,
  full_answer: text,
  full_answer_no_ref: text,
  explanation: text,
  explanations: z.record(z.string(), z.looseObject({ exist: z.boolean().nullish(), text }).nullish()).nullish(),
});

/** A row that has the shape. */
export type CasimedicosRow = z.infer<typeof casimedicosRow>;

/** Which part of the doctors' commentary becomes the reference. */
export type CasimedicosExplanation = "full" | "key" | "masked";

/** Languages the corpus is published in. */
export const casimedicosLanguages = ["en", "es", "fr", "it"] as const;

/**
 * A row of CasiMedicos as an item. Its id is also its `parallelId`: the four languages share it. An option that is
 * null, empty or "nan" is not there (older exams have five options, newer ones four, and the export wrote the fifth as
 * "nan"); one that the key names is kept as it reads.
 *
 * @param explanation `full` commentary, only the passages on the right option (`key`), or the commentary with
 *   mentions of the options' numbers hidden (`masked`, MedExpQA's full_answer_no_ref). An item whose source lacks
 *   the part has no reference.
 * @param context Text to be read with the item.
 */
export function casimedicosItem(
  place: Place,
  row: CasimedicosRow,
  explanation: CasimedicosExplanation,
  context?: string,
): LoadedRow {
  const problems: RowProblem[] = [];
  const key = String(row.correct_option ?? "").trim();
  const options: Option[] = Object.entries(row.options).flatMap(([id, option]) =>
    isMissing(option, id === key) ? [] : [{ id, text: option?.trim() ?? "" }],
  );
  const language = row.lang ?? row.language ?? "";
  if (!casimedicosLanguages.some((known) => known === language)) {
    problems.push(rowWarning(`unknown language "${language}", kept as it is`));
  }
  const specialty = (row.type ?? row.specialty ?? "").trim();
  const year = String(row.year ?? "").trim();
  const passage = row.explanations?.[key];
  const reference = referenceOf(row, explanation, key);
  const item: Item = {
    id: String(row.id),
    language: language === "" ? "und" : language,
    kind: "single",
    stem: (row.full_question ?? row.question ?? "").trim(),
    options,
    accepted: key === "" ? [] : [[key]],
    tags: {
      ...(specialty === "" ? {} : { specialty: [specialty] }),
      ...(year === "" ? {} : { year: [year] }),
      ...(passage === null || passage === undefined ? {} : { keyExplained: [passage.exist === true ? "yes" : "no"] }),
    },
    parallelId: String(row.id),
    ...(context === undefined ? {} : { context }),
    references: reference === "" ? [] : [reference],
    weight: 1,
  };
  return loadedRow(place, item, problems);
}

/** Whether an option stands for one that is not there. A key names an option that is, whatever it reads like. */
function isMissing(option: string | null | undefined, isKey: boolean): boolean {
  const read = option?.trim() ?? "";
  return read === "" || (read.toLowerCase() === "nan" && !isKey);
}

function referenceOf(row: CasimedicosRow, explanation: CasimedicosExplanation, key: string): string {
  switch (explanation) {
    case "full":
      return (row.full_answer ?? row.explanation ?? "").trim();
    case "key":
      return (row.explanations?.[key]?.text ?? "").trim();
    case "masked":
      return (row.full_answer_no_ref ?? "").trim();
  }
}
