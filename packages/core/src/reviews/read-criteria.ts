import { parseDocument } from "yaml";
import { z } from "zod";
import { messageOf, UsageError } from "../base/errors.ts";
import { readWhole } from "../base/lines.ts";
import type { ReviewCriterion, ReviewScheme, TextInLanguages } from "../records/review.ts";
import { labelValues } from "./review-schemes.ts";
import { fixedColumns } from "./sheet-columns.ts";

/** Points of one scale at most: more cannot be told apart, and a form has a key for each. */
const mostPoints = 10;
/** A file of criteria is a page; anything larger is none. */
const criteriaBytes = 1 << 20;

const words = z
  .union([
    z.string(),
    z
      .strictObject({ en: z.string().optional(), es: z.string().optional(), zh: z.string().optional() })
      .refine((texts) => Object.values(texts).some((text) => text !== undefined), "a text in en, es or zh is wanted"),
  ])
  .describe("A text for every language, or one for each of en, es and zh.");

const criterionSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_-]*$/u, "small letters, digits, _ and -, beginning with a letter")
    .refine((id) => !fixedColumns.includes(id), `must not be one of ${fixedColumns.join(", ")}`),
  kind: z.enum(["label", "scale"]),
  title: words.optional(),
  help: words.optional(),
  from: z.int().min(0).max(100).default(1),
  to: z.int().min(1).max(100).default(5),
  anchors: z.record(z.string().regex(/^\d+$/u, "a point of the scale"), words).default({}),
});

const schemeSchema = z.strictObject({
  name: z.string().min(1).max(80),
  criteria: z.array(criterionSchema).min(1).max(20),
  inaccurate: z
    .strictObject({ criterion: z.string(), values: z.array(z.union([z.string(), z.int()])).min(1) })
    .optional(),
});

type WrittenCriterion = z.infer<typeof criterionSchema>;

/**
 * What raters are asked, from a person's own file (YAML or JSON): labels and scales of two to ten points, with titles,
 * help and anchors in one language or in each. Throws DATASET_NOT_FOUND, FILE_ENCODING, FILE_TOO_LARGE, and
 * REVIEW_CRITERIA_INVALID for what is not as docs/reviewing.md says.
 */
export function readCriteria(path: string): ReviewScheme {
  return parseCriteria(readWhole(path, criteriaBytes), path);
}

/** The same from text; `path` is named in errors. */
export function parseCriteria(text: string, path: string): ReviewScheme {
  const document = parseDocument(text, { uniqueKeys: true });
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    throw invalid(path, mistake.message.split("\n")[0] ?? "no YAML");
  }
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    throw invalid(path, messageOf(cause), cause);
  }
  const parsed = schemeSchema.safeParse(value);
  if (!parsed.success) {
    throw invalid(path, z.prettifyError(parsed.error));
  }
  const { name, criteria, inaccurate } = parsed.data;
  const doubled = criteria.find(({ id }, place) => criteria.findIndex((other) => other.id === id) !== place);
  if (doubled !== undefined) {
    throw invalid(path, `two criteria are called "${doubled.id}"`);
  }
  const made = criteria.map((criterion) => criterionOf(criterion, path));
  const wrong = inaccurate === undefined ? null : { ...inaccurate, values: inaccurate.values.map(String) };
  const told = made.find(({ id }) => id === wrong?.criterion);
  const unknown = wrong?.values.find((one) => told === undefined || !told.values.some(({ value }) => value === one));
  if (unknown !== undefined) {
    throw invalid(path, `inaccurate: ${wrong?.criterion} has no value ${unknown}`);
  }
  return { name, criteria: made, inaccurate: wrong };
}

function criterionOf({ id, kind, title, help, from, to, anchors }: WrittenCriterion, path: string): ReviewCriterion {
  const named = { id, kind, title: inLanguages(title ?? id), help: inLanguages(help ?? "") };
  if (kind === "label") {
    return { ...named, values: labelValues };
  }
  if (to <= from || to - from >= mostPoints) {
    throw invalid(path, `${id}: a scale from ${from} to ${to}; it must have two to ${mostPoints} points, ascending`);
  }
  const outside = Object.keys(anchors).find((point) => Number(point) < from || Number(point) > to);
  if (outside !== undefined) {
    throw invalid(path, `${id}: an anchor for ${outside}, and the scale goes from ${from} to ${to}`);
  }
  const points = Array.from({ length: to - from + 1 }, (_, place) => String(from + place));
  return { ...named, values: points.map((value) => ({ value, title: inLanguages(anchors[value] ?? "") })) };
}

/** A text that is there in some languages stands in for those it lacks, English first. */
function inLanguages(written: NonNullable<WrittenCriterion["title"]>): TextInLanguages {
  if (typeof written === "string") {
    return { en: written, es: written, zh: written };
  }
  const any = written.en ?? written.es ?? written.zh ?? "";
  return { en: written.en ?? any, es: written.es ?? any, zh: written.zh ?? any };
}

function invalid(path: string, message: string, cause?: unknown): UsageError {
  return new UsageError("REVIEW_CRITERIA_INVALID", message, { place: { file: path }, cause });
}
