import { z } from "zod";
import { DataError, type Place } from "../base/errors.ts";
import type { Item } from "../records/item.ts";
import { type DatasetContext, defineDataset, type LoadedRow, type RowProblem } from "./define.ts";
import { jsonElements } from "./json-elements.ts";
import { loadedRow, rowWarning, unusableRow } from "./loaded-row.ts";
import { splitEntities } from "./split-entities.ts";

const settings = z.strictObject({
  path: z.string().min(1).describe("The JSON file (an array of questions), relative to the study file."),
});

const letters = ["A", "B", "C", "D", "E"] as const;
const optionFields = ["opa", "opb", "opc", "opd", "ope"] as const;

/** Fields without which the file is not in the published layout. */
const needed = ["id", "question", ...optionFields, "answer"] as const;

const rowSchema = z.looseObject({
  id: z.string().min(1),
  question: z.string(),
  opa: z.string(),
  opb: z.string(),
  opc: z.string(),
  opd: z.string(),
  ope: z.string(),
  answer: z.string().nullable(),
});

/** The source's question types as tag values. */
const questionTypes: Readonly<Record<string, string>> = { 案例分析: "case", 知识问答: "knowledge" };

/** The source's entity annotations and the tags they become. */
const entityFields: Readonly<Record<string, string>> = {
  "disease or diagnosis": "disease",
  surgery: "surgery",
  medication: "medication",
  "laboratory examination": "laboratory",
  "symptom or sign": "symptom",
};

/** Chinese licensing questions of 2017–2021 with entity annotations. */
export default defineDataset({
  name: "cnmleqa",
  description:
    "CNMLEQA: 2,949 Chinese medical licensing questions of 2017–2021 with annotated diseases, drugs and findings",
  source: "https://github.com/zonghui0228/CNMLEQA",
  languages: ["zh"],
  settings,
  files: ({ path }, context) => [context.resolvePath(path)],
  load: ({ path }, context) => readRows(path, context),
});

async function* readRows(path: string, context: DatasetContext): AsyncGenerator<LoadedRow> {
  const file = context.resolvePath(path);
  let isFirst = true;
  for (const { line, value } of jsonElements(file)) {
    const place: Place = { file, line };
    const fields = typeof value === "object" && value !== null ? Object.keys(value) : [];
    const missing = needed.filter((name) => !fields.includes(name));
    if (missing.length > 0) {
      const message = `no field ${missing.join(", ")}; there are ${fields.join(", ") || "none"}`;
      if (isFirst) {
        throw new DataError("DATASET_COLUMN_MISSING", message, { place });
      }
      yield unusableRow(place, message, "DATASET_COLUMN_MISSING");
      continue;
    }
    isFirst = false;
    const row = rowSchema.safeParse(value);
    yield row.success ? toRow(place, row.data) : unusableRow(place, z.prettifyError(row.error));
  }
}

function toRow(place: Place, row: z.infer<typeof rowSchema>): LoadedRow {
  const problems: RowProblem[] = [];
  const tags: Record<string, string[]> = {};
  const type = row["question_type"];
  if (typeof type === "string" && type !== "") {
    const code = questionTypes[type];
    if (code === undefined) {
      problems.push(rowWarning(`unknown question_type "${type}", kept as it is`));
    }
    tags["questionType"] = [code ?? type];
  }
  const year = row["year"];
  if (typeof year === "number" || typeof year === "string") {
    tags["year"] = [String(year)];
  }
  for (const [field, tag] of Object.entries(entityFields)) {
    const entities = splitEntities(row[field]);
    if (entities.length > 0) {
      tags[tag] = entities;
    }
  }
  const item: Item = {
    id: row.id,
    language: "zh",
    kind: "single",
    stem: row.question.trim(),
    options: optionFields.map((field, index) => ({ id: letters[index] ?? "", text: row[field].trim() })),
    accepted: row.answer === null || row.answer.trim() === "" ? [] : [[keyOf(row.answer.trim())]],
    tags,
    references: [],
    weight: 1,
  };
  return loadedRow(place, item, problems);
}

/** "opb" is option B; anything else is kept, so that it is reported as a key outside the options. */
function keyOf(answer: string): string {
  const fields: readonly string[] = optionFields;
  return letters[fields.indexOf(answer)] ?? answer;
}
