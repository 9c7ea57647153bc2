import { isMap, isSeq, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { DataError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import { harmGrades } from "../records/item.ts";

const text = z.string().min(1);
const wording = z.strictObject({
  stem: text,
  options: z.record(z.string().regex(/^[A-Z]$/u), text),
  explanation: text,
});

const itemSchema = z.strictObject({
  id: text,
  level: z.enum(["attending", "senior"]),
  kind: z.enum(["single", "multiple"]),
  key: z.array(z.string()).min(1),
  group: z.strictObject({ id: text, order: z.int().min(1) }).optional(),
  diseaseGroup: z.string().nullable(),
  department: z.string().nullable(),
  discipline: z.string().nullable(),
  competency: z.string().nullable(),
  difficulty: z.int().min(1).max(5),
  /** What would come of an option, the same in every language; options that are not named are not graded. */
  harm: z.record(z.string().regex(/^[A-Z]$/u), z.enum(harmGrades)).optional(),
  /** What a wrong answer would be a never-event of. */
  critical: text.optional(),
  zh: wording,
  en: wording,
  es: wording,
});

const fileSchema = z
  .strictObject({
    specialty: text,
    groups: z.array(
      z.strictObject({
        id: text,
        kind: z.enum(["shared-stem", "shared-options", "sequential"]),
        text: z.strictObject({ zh: text, en: text, es: text }),
      }),
    ),
    items: z.array(itemSchema).min(1),
  })
  .refine(
    ({ groups, items }) => items.every(({ group }) => group === undefined || groups.some(({ id }) => id === group.id)),
    "an item names a group the file does not have",
  );

/** One specialty of the sample exam. */
export type SampleFile = z.infer<typeof fileSchema>;
/** One question of the sample exam in its three languages. */
export type SampleItem = z.infer<typeof itemSchema>;
/** The languages of the sample exam. */
export type SampleLanguage = "zh" | "en" | "es";

/** A file of the sample exam, and the line on which its nth item (from 0) begins. */
export interface ReadSampleFile {
  readonly content: SampleFile;
  lineOf(index: number): number;
}

/** Read one YAML file of the sample exam. Throws DATASET_ROW_INVALID naming every wrong field. */
export function readSampleFile(path: string): ReadSampleFile {
  const counter = new LineCounter();
  const document = parseDocument(readWhole(path), { lineCounter: counter });
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    const line = counter.linePos(syntaxError.pos[0]).line;
    throw new DataError("DATASET_ROW_INVALID", syntaxError.message, {
      place: { file: path, line },
      cause: syntaxError,
    });
  }
  const parsed = fileSchema.safeParse(document.toJS());
  if (!parsed.success) {
    throw new DataError("DATASET_ROW_INVALID", z.prettifyError(parsed.error), { place: { file: path } });
  }
  const items = document.get("items");
  return {
    content: parsed.data,
    lineOf: (index) => {
      const node = isSeq(items) ? items.items[index] : undefined;
      return counter.linePos(isMap(node) ? (node.range?.[0] ?? 0) : 0).line;
    },
  };
}
