import { existsSync, readFileSync } from "node:fs";
import type { FieldChoices } from "../field-choices.ts";

const file = new URL("../../../../../../shared/data/cnmleqa/CNMLEQA-3k_llm.json", import.meta.url);

/** Whether the published answers of five models to CNMLEQA lie beside the repository. */
export const hasCnmleqa: boolean = existsSync(file);

const models = ["qwen25-32b", "qwen25-14b", "qwen25-7b", "qwen25-3b", "gemini-2.5-flash"];
const keys = ["opa", "opb", "opc", "opd", "ope"];

/** Five models' answers to 2,949 licensing questions of five options, with the published keys. */
export function cnmleqaField(): FieldChoices {
  const rows: readonly Record<string, string | null>[] = JSON.parse(readFileSync(file, "utf8"));
  return {
    choices: models.map((model) => Int32Array.from(rows, (row) => "ABCDE".indexOf(row[model] ?? "none"))),
    key: Int32Array.from(rows, (row) => keys.indexOf(row["answer"] ?? "")),
    optionCounts: new Int32Array(rows.length).fill(5),
  };
}
