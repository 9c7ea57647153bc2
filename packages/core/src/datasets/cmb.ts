import { z } from "zod";
import { DataError, type Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { contentIds } from "./content-id.ts";
import { type DatasetContext, defineDataset, type LoadedRow, type RowProblem } from "./define.ts";
import { loadedRow, rowWarning, unusableRow } from "./loaded-row.ts";
import { publishedRows } from "./published-rows.ts";
import { sourceRecords } from "./source-records.ts";

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe(
      "CMB-train-merge.json, CMB-val-merge.json or CMB-test-choice-question-merge.json, relative to the study file.",
    ),
  answers: z
    .string()
    .min(1)
    .optional()
    .describe("CMB-test-choice-answer.json: the keys of the test questions, by their id."),
});

const text = z.string().nullish();
const idSchema = z.union([z.string(), z.number()]).nullish();

const rowSchema = z.looseObject({
  id: idSchema,
  question: z.string(),
  option: z.record(z.string(), text),
  answer: text,
  explanation: text,
  exam_type: text,
  exam_class: text,
  exam_subject: text,
  question_type: text,
});

const answerSchema = z.looseObject({ id: z.union([z.string(), z.number()]), answer: z.string() });

/** The source's question types as tag values. */
const questionTypes: Readonly<Record<string, string>> = { 单项选择题: "single", 多项选择题: "multiple" };

/** CMB-Exam in the layout of its merged JSON files. */
export default defineDataset({
  name: "cmb",
  description: "CMB-Exam: 280,839 Chinese questions of six kinds of medical exam (11,200 test, 280 explained)",
  source: "Wang et al. 2024, arXiv 2308.08833, https://github.com/FreedomIntelligence/CMB",
  languages: ["zh"],
  settings,
  files: ({ path, answers }, context) =>
    [path, ...(answers === undefined ? [] : [answers])].map((name) => context.resolvePath(name)),
  load: (given, context) => readRows(given, context),
});

async function* readRows(
  { path, answers }: z.infer<typeof settings>,
  context: DatasetContext,
): AsyncGenerator<LoadedRow> {
  const keys = answers === undefined ? undefined : await readAnswers(context.resolvePath(answers));
  const contentId = contentIds("cmb");
  yield* publishedRows(sourceRecords(context.resolvePath(path)), {
    needed: ["question", "option", "question_type"],
    schema: rowSchema,
    toRow: (place, row) => toRow(place, row, contentId, keys),
  });
}

/** Keys by id from the answer file of the test split. */
async function readAnswers(file: string): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>();
  for await (const { place, value } of sourceRecords(file)) {
    const row = answerSchema.safeParse(value);
    if (!row.success) {
      throw new DataError("DATASET_ROW_INVALID", z.prettifyError(row.error), { place });
    }
    const id = String(row.data.id);
    if (keys.has(id)) {
      throw new DataError("DATASET_DUPLICATE_ID", `the answer to "${id}" stands twice`, { place });
    }
    keys.set(id, row.data.answer);
  }
  return keys;
}

function toRow(
  place: Place,
  row: z.infer<typeof rowSchema>,
  contentId: (...parts: readonly string[]) => string,
  keys: ReadonlyMap<string, string> | undefined,
): LoadedRow {
  const problems: RowProblem[] = [];
  // The files fill unused letters with an empty text; the others keep their letters.
  const options = Object.entries(row.option).flatMap(([id, option]) =>
    option === null || option === undefined || option.trim() === "" ? [] : [{ id, text: option.trim() }],
  );
  const stem = row.question.trim();
  const id =
    row.id === null || row.id === undefined
      ? contentId(stem, ...options.flatMap((option) => [option.id, option.text]))
      : String(row.id);
  const answer = (keys?.get(id) ?? row.answer ?? "").toUpperCase().replace(/[\s,，、;；]/gu, "");
  if (!/^[A-Z]*$/u.test(answer)) {
    return unusableRow(place, `the answer is "${answer}"; letters were expected`);
  }
  const key = [...new Set(answer)].sort();
  const type = (row.question_type ?? "").trim();
  const code = questionTypes[type];
  if (code === undefined && type !== "") {
    problems.push(rowWarning(`unknown question_type "${type}", kept as it is`));
  }
  if (code === "single" && key.length > 1) {
    problems.push(rowWarning(`${type} with the key ${answer}, taken as a question with several right options`));
  }
  const tag = (name: string, value: string | null | undefined): Record<string, string[]> =>
    value === null || value === undefined || value.trim() === "" ? {} : { [name]: [value.trim()] };
  const item: Item = {
    id,
    language: "zh",
    kind: code === "multiple" || key.length > 1 ? "multiple" : "single",
    stem,
    options,
    accepted: key.length === 0 ? [] : [key],
    tags: {
      ...tag("examType", row.exam_type),
      ...tag("examClass", row.exam_class),
      ...tag("examSubject", row.exam_subject),
      ...tag("questionType", code ?? type),
    },
    references: (row.explanation ?? "").trim() === "" ? [] : [(row.explanation ?? "").trim()],
    weight: 1,
  };
  return loadedRow(place, item, problems);
}
