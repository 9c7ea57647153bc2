import { z } from "zod";
import type { Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { type DatasetContext, defineDataset, type LoadedRow, type RowProblem } from "./define.ts";
import { breaksIn, jsonMembers, readJsonText, skipSpace } from "./json-scan.ts";
import { loadedRow, rowWarning } from "./loaded-row.ts";
import { publishedRows } from "./published-rows.ts";
import { hasRowLines, sourceFormat, sourceRecords } from "./source-records.ts";
import type { SourceRow } from "./source-row.ts";

const settings = z.strictObject({
  path: z
    .string()
    .min(1)
    .describe(
      "ori_pqal.json, another published JSON file, or Hugging Face's Parquet file, relative to the study file.",
    ),
  context: z
    .boolean()
    .default(true)
    .describe("Whether the abstract (without its conclusion) is read with the question: reasoning-required."),
  testSet: z
    .string()
    .min(1)
    .optional()
    .describe("test_ground_truth.json: items it lists get the split test, all others train."),
});

const decisions: readonly string[] = ["yes", "no", "maybe"];
const letters = ["A", "B", "C"] as const;

const texts = z.array(z.string()).nullish();
/** Hugging Face's export keeps a prediction as its letters. */
const prediction = z.union([z.string(), z.array(z.string())]).nullish();

const rowSchema = z.looseObject({
  QUESTION: z.string(),
  CONTEXTS: texts,
  MESHES: texts,
  YEAR: z.union([z.string(), z.number()]).nullish(),
  LONG_ANSWER: z.string().nullish(),
  final_decision: z.string().nullish(),
  reasoning_required_pred: prediction,
  reasoning_free_pred: prediction,
  pmid: z.string().min(1),
});

/** PubMedQA in the layout of its JSON files (pmid → question) and of Hugging Face's Parquet files. */
export default defineDataset({
  name: "pubmedqa",
  description: "PubMedQA: yes, no or maybe from an abstract without its conclusion; 1,000 questions labelled by people",
  source: "Jin et al. 2019, arXiv 1909.06146, https://github.com/pubmedqa/pubmedqa",
  languages: ["en"],
  settings,
  files: ({ path, testSet }, context) =>
    [path, ...(testSet === undefined ? [] : [testSet])].map((name) => context.resolvePath(name)),
  load: (given, context) => readRows(given, context),
});

async function* readRows(
  { path, context: withContext, testSet }: z.infer<typeof settings>,
  context: DatasetContext,
): AsyncGenerator<LoadedRow> {
  const file = context.resolvePath(path);
  const listed = testSet === undefined ? undefined : readTestSet(context.resolvePath(testSet));
  const isLabelled = (await sourceFormat(file)) === "json-lines" && !(await hasRowLines(file, "pubid"));
  const rows = isLabelled ? labelledRows(file) : exportedRows(file);
  yield* publishedRows(rows, {
    needed: ["pmid", "QUESTION"],
    schema: rowSchema,
    toRow: (place, row) => toRow(place, row, withContext, listed),
  });
}

/** The published JSON: one object, pmid → question. */
function* labelledRows(file: string): Generator<SourceRow> {
  const { text } = readJsonText(file);
  const start = skipSpace(text, 0);
  for (const member of jsonMembers(text, start, 1 + breaksIn(text, 0, start))) {
    const value: unknown = JSON.parse(text.slice(member.start, member.end));
    const isRow = typeof value === "object" && value !== null && !Array.isArray(value);
    yield { place: { file, line: member.line }, value: isRow ? { ...value, pmid: member.name } : value };
  }
}

/** Hugging Face's rows under the names of the published JSON. */
async function* exportedRows(file: string): AsyncGenerator<SourceRow> {
  for await (const { place, value } of sourceRecords(file)) {
    if (typeof value !== "object" || value === null || !("pubid" in value)) {
      yield { place, value };
      continue;
    }
    const row: Readonly<Record<string, unknown>> = { ...value };
    const inner = row["context"];
    const parts: Readonly<Record<string, unknown>> = typeof inner === "object" && inner !== null ? { ...inner } : {};
    yield {
      place,
      value: {
        pmid: String(row["pubid"]),
        QUESTION: row["question"],
        CONTEXTS: parts["contexts"],
        MESHES: parts["meshes"],
        LONG_ANSWER: row["long_answer"],
        final_decision: row["final_decision"],
        reasoning_required_pred: parts["reasoning_required_pred"],
        reasoning_free_pred: parts["reasoning_free_pred"],
      },
    };
  }
}

function readTestSet(file: string): ReadonlyMap<string, string> {
  const { text } = readJsonText(file);
  const members = jsonMembers(text, skipSpace(text, 0), 1);
  return new Map([...members].map(({ name, start, end }) => [name, String(JSON.parse(text.slice(start, end)))]));
}

function toRow(
  place: Place,
  row: z.infer<typeof rowSchema>,
  withContext: boolean,
  listed: ReadonlyMap<string, string> | undefined,
): LoadedRow {
  const problems: RowProblem[] = [];
  const decision = (row.final_decision ?? "").trim().toLowerCase();
  const found = decisions.indexOf(decision);
  const truth = listed?.get(row.pmid);
  if (truth !== undefined && truth !== decision) {
    problems.push(rowWarning(`final_decision is "${decision}", the test set says "${truth}"`));
  }
  const abstract = (row.CONTEXTS ?? []).join("\n");
  const tag = (name: string, values: readonly string[]): Record<string, string[]> => {
    const kept = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ""))];
    return kept.length === 0 ? {} : { [name]: kept };
  };
  const item: Item = {
    id: row.pmid,
    language: "en",
    kind: "single",
    stem: row.QUESTION.trim(),
    options: decisions.map((text, index) => ({ id: letters[index] ?? "", text })),
    // A decision that is none of the three is kept, so that it is reported as a key outside the options.
    accepted: decision === "" ? [] : [[letters[found] ?? decision]],
    tags: {
      ...tag("year", [String(row.YEAR ?? "")]),
      ...tag("mesh", row.MESHES ?? []),
      ...tag("reasoningRequired", [joined(row.reasoning_required_pred)]),
      ...tag("reasoningFree", [joined(row.reasoning_free_pred)]),
    },
    ...(listed === undefined ? {} : { split: truth === undefined ? "train" : "test" }),
    ...(withContext && abstract !== "" ? { context: abstract } : {}),
    references: (row.LONG_ANSWER ?? "").trim() === "" ? [] : [(row.LONG_ANSWER ?? "").trim()],
    weight: 1,
  };
  return loadedRow(place, item, problems);
}

function joined(value: string | readonly string[] | null | undefined): string {
  return typeof value === "string" ? value : (value ?? []).join("");
}
