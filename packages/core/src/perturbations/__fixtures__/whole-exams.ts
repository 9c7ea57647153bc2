import { existsSync } from "node:fs";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { randomStream } from "../../base/random.ts";
import { rowsOf } from "../../datasets/__fixtures__/rows-of.ts";
import casimedicos from "../../datasets/casimedicos.ts";
import cmexam from "../../datasets/cmexam.ts";
import cnmleqa from "../../datasets/cnmleqa.ts";
import type { Dataset } from "../../datasets/define.ts";
import medbenchBrasil from "../../datasets/medbench-brasil.ts";
import medmcqa from "../../datasets/medmcqa.ts";
import medqa from "../../datasets/medqa.ts";
import sampleExam from "../../datasets/sample-exam.ts";
import type { Item } from "../../records/item.ts";
import { gatherOtherItems } from "../../runs/other-items.ts";
import { catalog } from "../catalog.ts";
import type { OtherItems, Perturbation } from "../define.ts";

const data = fileURLToPath(new URL("../../../../../../shared/data/", import.meta.url));

/** Whether published exams lie beside the repository. */
export const hasPublishedExams = existsSync(data);
/** Whether every item is to be looked at. */
export const wholeExams = env["VIVA_SLOW"] !== undefined;

/** An exam with what an operator is given of it. */
export interface WholeExam {
  readonly name: string;
  readonly items: readonly Item[];
  readonly others: OtherItems;
}

const bundled: readonly Source[] = (["en", "zh", "es"] as const).map((language) => ({
  name: `sample-exam ${language}`,
  dataset: sampleExam,
  settings: { language },
  parallel: (["en", "zh", "es"] as const).filter((other) => other !== language).map((other) => ({ language: other })),
}));
const published: readonly Source[] = [
  { name: "CasiMedicos en", dataset: casimedicos, settings: { path: "casimedicos/dev.en.jsonl" } },
  { name: "CasiMedicos es", dataset: casimedicos, settings: { path: "casimedicos/dev.es.jsonl" } },
  { name: "CMExam", dataset: cmexam, settings: { path: "cmexam/val-part.csv" } },
  { name: "CNMLEQA", dataset: cnmleqa, settings: { path: "cnmleqa/CNMLEQA-3k_llm.json" } },
  { name: "MedQA", dataset: medqa, settings: { path: "medqa/test-part.jsonl" } },
  { name: "MedMCQA", dataset: medmcqa, settings: { path: "medmcqa/dev-part.json" } },
  { name: "Revalida", dataset: medbenchBrasil, settings: { path: "medbench-brasil/revalida-2024-1.json" } },
];

interface Source {
  readonly name: string;
  readonly dataset: Dataset;
  readonly settings: unknown;
  readonly parallel?: readonly unknown[];
}

async function examOf({ name, dataset, settings, parallel = [] }: Source): Promise<WholeExam> {
  const rows = await rowsOf(dataset, settings, data);
  const context = { resolvePath: (path: string) => `${data}${path}` };
  const others = await gatherOtherItems({ configured: dataset.configure(settings, context) }, 1, {
    parallelExams: parallel.map((other) => ({ configured: dataset.configure(other, context) })),
  });
  return { name, items: rows.flatMap(({ item }) => (item === undefined ? [] : [frozen(item)])), others };
}

/** The exams that ship with Viva, and those that lie beside the repository. */
export async function allExams(): Promise<WholeExam[]> {
  const exams: WholeExam[] = [];
  for (const source of hasPublishedExams ? [...bundled, ...published] : bundled) {
    exams.push(await examOf(source));
  }
  return exams;
}

/** The exams that ship with Viva. */
export async function bundledExams(): Promise<WholeExam[]> {
  return await Promise.all(bundled.map(examOf));
}

/** So many items, drawn by their ids alone; all of them where whole exams are looked at. */
export function sampleOf(items: readonly Item[], size: number, seed: string): readonly Item[] {
  return wholeExams ? items : randomStream("whole-exams", seed).shuffled(items).slice(0, size);
}

/** Every operator that ships. */
export async function allOperators(): Promise<Perturbation[]> {
  return await Promise.all(Object.values(catalog).map(async (load) => (await load()).default));
}

/** The defaults of an operator, and each with one choice of a list or a yes-or-no field made otherwise. */
export function settingsOf({ settings }: Perturbation): Readonly<Record<string, unknown>>[] {
  const { properties = {} } = z.toJSONSchema(settings, { io: "input", unrepresentable: "any" });
  const choices = Object.entries(properties).flatMap(([field, schema]) => {
    const values: readonly unknown[] =
      typeof schema === "boolean" ? [] : schema.type === "boolean" ? [true, false] : (schema.enum ?? []);
    const preset = typeof schema === "boolean" ? undefined : schema.default;
    return values.filter((value) => value !== preset).map((value) => ({ [field]: value }));
  });
  return [{}, ...choices];
}

/** An item that nobody can change. */
function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    Object.values(value).forEach(frozen);
    Object.freeze(value);
  }
  return value;
}
