import { z } from "zod";
import { DataError, type Place } from "../base/errors.ts";
import { type Item, itemSchema } from "../records/item.ts";
import type { Variant } from "../records/variant.ts";

const validitySchema = z.strictObject({
  status: z.enum(["sound", "unchecked", "unsound"]),
  reason: z.string().refine((text) => text.trim() !== "", "a reason is wanted"),
  by: z.string().refine((text) => text.trim() !== "", "say who judged"),
});

const directivesSchema = z.strictObject({
  labels: z.array(z.string().min(1)).exactOptional(),
  options: z.enum(["labelled", "unlabelled", "hidden"]).exactOptional(),
  answerForm: z.enum(["label", "reason-then-label", "json", "text"]).exactOptional(),
  turns: z
    .array(z.strictObject({ say: z.string().nullable() }))
    .min(1)
    .exactOptional(),
});

const chainStepSchema = z.strictObject({
  operator: z.string().min(1),
  settings: z.record(z.string(), z.unknown()),
  seed: z.string(),
});

/** A line of a file of variants. Fields nobody knows are mistakes: one that is misspelt would be passed over. */
const lineSchema = z.strictObject({
  exam: z.string().min(1),
  id: z.string().min(1),
  itemId: z.string().min(1),
  perturbation: z.string().min(1),
  validity: validitySchema,
  item: itemSchema,
  answerMap: z.record(z.string(), z.string()).nullable(),
  renderDirectives: directivesSchema,
  parents: z.array(z.string()),
  chain: z.array(chainStepSchema),
  // What the operator changed. It is not read: a person may have edited the item since.
  edits: z.unknown().optional(),
});

/** A variant with the exam it belongs to. */
export interface ReviewedLine {
  readonly exam: string;
  readonly variant: Variant;
}

/** A variant from a line as JSON. Throws VARIANT_LINE_INVALID naming everything that is wrong with it. */
export function parseReviewedLine(value: unknown, place: Place): ReviewedLine {
  const parsed = lineSchema.safeParse(value);
  if (!parsed.success) {
    throw invalid(place, `not a variant: ${z.prettifyError(parsed.error)}`);
  }
  const { exam, edits: _edits, ...variant } = parsed.data;
  const problems = problemsOf(variant);
  if (problems.length > 0) {
    throw invalid({ ...place, itemId: variant.itemId }, problems.join("; "));
  }
  return { exam, variant };
}

/** What is wrong with a variant by itself: without the item it was made from. */
function problemsOf({ id, itemId, perturbation, item, answerMap, renderDirectives }: Variant): string[] {
  const ids = new Set(item.options.map((option) => option.id));
  const outside = [...new Set(item.accepted.flat())].filter((one) => !ids.has(one));
  const unmapped = Object.keys(answerMap ?? {}).filter((one) => !ids.has(one));
  const { labels } = renderDirectives;
  const faults: readonly (readonly [boolean, string])[] = [
    [perturbation === "none", 'the original has no line: the perturbation may not be "none"'],
    [id === itemId, "its id is the item's, which is the original's"],
    [item.id !== itemId, `the item's id is ${item.id}; it must stay ${itemId}`],
    [ids.size < item.options.length, "two options have one id"],
    [outside.length > 0, `accepts ${outside.join(", ")}; the options are ${[...ids].join(", ")}`],
    [item.accepted.some((set) => set.length === 0), "an accepted answer is an empty set of options"],
    [unmapped.length > 0, `answerMap names ${unmapped.join(", ")}; the options are ${[...ids].join(", ")}`],
    [
      labels !== undefined && (labels.length !== item.options.length || new Set(labels).size < labels.length),
      `${labels?.length ?? 0} labels, some perhaps the same, for ${item.options.length} options`,
    ],
  ];
  return faults.flatMap(([broken, message]) => (broken ? [message] : []));
}

/**
 * Check a variant against the item it was made from: the map leads to its options, and where there is one the
 * accepted sets lead back to the published ones. Throws VARIANT_LINE_INVALID.
 */
export function checkAgainstItem({ item: perturbed, answerMap }: Variant, item: Item, place: Place): void {
  if (answerMap === null) {
    return;
  }
  const sources = new Set(item.options.map(({ id }) => id));
  const astray = Object.values(answerMap).filter((id) => !sources.has(id));
  if (astray.length > 0) {
    throw invalid(place, `answerMap leads to ${astray.join(", ")}; the item's options are ${[...sources].join(", ")}`);
  }
  const mapped = perturbed.accepted.map((set) => set.map((id) => answerMap[id] ?? `${id} (not in the map)`).sort());
  const published = item.accepted.map((set) => [...set].sort());
  if (JSON.stringify(mapped) !== JSON.stringify(published)) {
    throw invalid(
      place,
      `the key does not lead back: ${setsText(mapped)}, published ${setsText(published)}. Where another answer is right now, answerMap is null`,
    );
  }
}

function setsText(sets: readonly (readonly string[])[]): string {
  return sets.length === 0 ? "no key" : sets.map((set) => set.join("+")).join(" or ");
}

function invalid(place: Place, message: string): DataError {
  return new DataError("VARIANT_LINE_INVALID", message, { place });
}
