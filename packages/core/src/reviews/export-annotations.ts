import { canonicalJson, fileHash, identityHash } from "../base/hash.ts";
import { parseJsonLine, readLines } from "../base/lines.ts";
import { randomStream } from "../base/random.ts";
import { type Annotation, noCategory } from "../lexicons/annotation-texts.ts";
import { type Item, publishedKey } from "../records/item.ts";
import type { ReviewCase, ReviewPart, ReviewSheet } from "../records/review.ts";
import { annotationFile, readAnnotations } from "../runs/annotation-files.ts";
import type { AnnotatedLabel } from "../runs/annotation-reply.ts";
import { runFile } from "../runs/run-files.ts";
import { questionText } from "../sheets/blinded-call.ts";
import { replyExcerpt } from "../sheets/reply-excerpt.ts";
import { rowIds } from "../sheets/sheet-row.ts";
import { annotationScheme } from "./annotation-scheme.ts";
import { shownOf } from "./export-review.ts";
import { reviewKeyFormat, reviewSheetIds, writeReviewKey } from "./review-key.ts";

/** Which questions reviewers get. */
export interface ExportAnnotationsOptions {
  readonly annotations: readonly Annotation[];
  /** So many questions, drawn at random; all when left out. */
  readonly sample?: number;
  readonly seed: number;
}

/**
 * Make the sheet on which people confirm or change what a model annotated, and keep its key in review/ of the annotation
 * folder. Questions stand in the exam's order, with options, key and explanation; the model's categories stand beside them.
 * The same replies and options give the same sheet.
 */
export async function exportAnnotations(
  folder: string,
  { annotations, sample, seed }: ExportAnnotationsOptions,
): Promise<ReviewSheet> {
  const found = await readAnnotations(folder);
  const items = await sampledItems(folder, sample, seed);
  const exam = await fileHash(annotationFile(folder, "annotations"));
  const tags = annotations.map(({ tag }) => tag);
  const id = identityHash(canonicalJson({ exam, sample, seed, tags })).slice(0, 6);
  const rows = rowIds(id, items.length);
  const cases = items.map(
    (item, place): ReviewCase => ({
      row: rows[place] ?? "",
      language: item.language,
      parts: partsOf(item),
      suggested: suggestionsOf(found.get(item.id)?.labels ?? {}),
    }),
  );
  const sheet: ReviewSheet = { id, kind: "annotations", scheme: annotationScheme(annotations), cases };
  const below = annotationFile(folder, "review");
  if (!reviewSheetIds(below).includes(id)) {
    const key = {
      format: reviewKeyFormat,
      id,
      seed,
      answers: exam,
      outcomes: [],
      models: [],
      strata: [],
      rows: items.map((item, place) => ({
        row: rows[place] ?? "",
        callId: "",
        exam: item.exam,
        itemId: item.id,
        model: "",
        stratum: -1,
        shown: shownOf(cases[place]),
      })),
    };
    writeReviewKey(below, key, sheet);
  }
  return sheet;
}

type ExamItem = Item & { readonly exam: string };

/** Items in the exam's order; of a sample those with the smallest draws, each drawn by seed and id alone. */
async function sampledItems(folder: string, sample: number | undefined, seed: number): Promise<readonly ExamItem[]> {
  const path = runFile(folder, "items");
  const items: ExamItem[] = [];
  for await (const lines of readLines(path)) {
    for (const line of lines) {
      items.push(parseJsonLine(line, path) as ExamItem);
    }
  }
  if (sample === undefined || sample >= items.length) {
    return items;
  }
  const draws = items.map(({ id }) => randomStream(seed, "annotation-review", id).fraction());
  const order = [...items.keys()].sort((a, b) => (draws[a] ?? 0) - (draws[b] ?? 0) || a - b);
  const taken = new Set(order.slice(0, sample));
  return items.filter((_, place) => taken.has(place));
}

function partsOf(item: Item): readonly ReviewPart[] {
  const key = new Set(publishedKey(item));
  const lines = (options: Item["options"]): string => options.map(({ id, text }) => `${id}) ${text}`).join("\n");
  const parts: readonly ReviewPart[] = [
    { name: "question", text: questionText(item) },
    { name: "options", text: lines(item.options) },
    { name: "key", text: lines(item.options.filter(({ id }) => key.has(id))) },
    { name: "reference", text: item.references.join("\n\n") },
  ];
  return parts.filter(({ text }) => text !== "").map(({ name, text }) => ({ name, text: replyExcerpt(text) }));
}

/** Categories the model gave; what was none of them is no suggestion. */
function suggestionsOf(labels: Readonly<Record<string, AnnotatedLabel>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([tag, label]) => {
      const value = label.status === "labelled" ? label.value : label.status === "not-applicable" ? noCategory : null;
      return value === null ? [] : [[tag.toLowerCase(), value]];
    }),
  );
}
