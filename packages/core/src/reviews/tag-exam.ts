import { createLineWriter, parseJsonLine, readLines, writeWhole } from "../base/lines.ts";
import { type Annotation, annotations as allAnnotations, noCategory } from "../lexicons/annotation-texts.ts";
import type { AnnotationResult, AnnotationTally } from "../records/annotation-result.ts";
import type { Item } from "../records/item.ts";
import type { AnnotatedItem } from "../runs/annotation-files.ts";
import { type AnnotationFolder, annotationFile, readAnnotations } from "../runs/annotation-files.ts";
import { runFile } from "../runs/run-files.ts";
import {
  type LabelEvidence,
  type LabelProvenance,
  modelValue,
  publishedLabel,
  settledLabel,
} from "./annotation-labels.ts";
import { annotationScheme } from "./annotation-scheme.ts";
import { type AgreementSettings, criterionAgreement } from "./rating-agreement.ts";

/** Version of annotation-result.json's layout. */
export const annotationResultFormat = 1;

/** What reviewers said of an item's label; empty where nobody reviewed it. */
export type ReviewedLabel = (itemId: string, tag: string) => Pick<LabelEvidence, "consensus" | "reviewers">;

/** What the tagged exam is made with. */
export interface TagExamOptions {
  readonly about: Pick<AnnotationFolder, "exam" | "model">;
  readonly annotations: readonly Annotation[];
  readonly reviewed: ReviewedLabel;
  readonly reviews: AnnotationResult["reviews"];
  readonly settings: AgreementSettings;
}

/**
 * Write the exam with its labels as tags (tagged.jsonl, items as `viva-items` and `jsonl-file` read them), where each
 * label comes from (provenance.jsonl), and what it all came to (annotation-result.json). "None" is no tag. The same
 * journal and ratings give the same bytes.
 */
export async function tagExam(folder: string, options: TagExamOptions): Promise<AnnotationResult> {
  const { annotations, reviewed, settings } = options;
  const found = await readAnnotations(folder);
  const tallies = annotations.map((annotation) => createTally(annotation));
  const path = runFile(folder, "items");
  const tagged = createLineWriter(annotationFile(folder, "tagged"));
  const provenance = createLineWriter(annotationFile(folder, "provenance"));
  let items = 0;
  const languages = new Set<string>();
  try {
    for await (const lines of readLines(path)) {
      for (const line of lines) {
        const { exam: _exam, ...item } = parseJsonLine(line, path) as Item & { readonly exam: string };
        const labels = found.get(item.id)?.labels;
        const tags: Record<string, readonly string[]> = { ...item.tags };
        for (const tally of tallies) {
          const { tag } = tally.annotation;
          const evidence: LabelEvidence = {
            published: publishedLabel(item, tag, allAnnotations),
            ...reviewed(item.id, tag),
            model: labels?.[tag],
          };
          const settled = settledLabel(evidence);
          tally.add(evidence, settled);
          if (settled.value !== null && settled.value !== noCategory) {
            tags[tag] = item.tags[tag] ?? [settled.value];
          }
          const entry: LabelProvenance = { itemId: item.id, tag, ...settled, reviewers: evidence.reviewers };
          provenance.write(JSON.stringify(entry));
        }
        tagged.write(JSON.stringify({ ...item, tags }));
        items += 1;
        languages.add(item.language);
      }
    }
    tagged.finish();
    provenance.finish();
  } finally {
    tagged.discard();
    provenance.discard();
  }
  const result: AnnotationResult = {
    format: annotationResultFormat,
    ...options.about,
    level: settings.level,
    items,
    languages: [...languages],
    replied: found.size,
    forms: formsOf([...found.values()]),
    scheme: annotationScheme(annotations),
    tags: tallies.map((tally) => tally.result(settings)),
    reviews: options.reviews,
  };
  writeWhole(annotationFile(folder, "result"), JSON.stringify(result, null, 2));
  return result;
}

/** How a study names the tagged exam: the settings of `jsonl-file` that read it. */
export function taggedExamFields(annotations: readonly Annotation[]): Readonly<Record<string, unknown>> {
  return {
    id: "id",
    stem: "stem",
    options: "options",
    key: "accepted",
    kind: "kind",
    explanation: "references",
    tags: Object.fromEntries(annotations.map(({ tag }) => [tag, `tags.${tag}`])),
  };
}

function formsOf(found: readonly AnnotatedItem[]): AnnotationResult["forms"] {
  const forms = { strict: 0, lenient: 0, unreadable: 0 };
  for (const { form } of found) {
    forms[form] += 1;
  }
  return forms;
}

/** Examples shown of what was no category. */
const shownExamples = 5;

function createTally(annotation: Annotation) {
  const model = { labelled: 0, notApplicable: 0, invalid: 0, missing: 0 };
  const sources = { published: 0, consensus: 0, reviewer: 0, model: 0, none: 0 };
  const invalid = new Map<string, number>();
  const given: (string | undefined)[] = [];
  const stated: (string | undefined)[] = [];
  return {
    annotation,
    add: (evidence: LabelEvidence, { by }: Pick<LabelProvenance, "by">): void => {
      sources[by ?? "none"] += 1;
      given.push(modelValue(evidence.model) ?? undefined);
      stated.push(evidence.published);
      switch (evidence.model?.status) {
        case "labelled":
          model.labelled += 1;
          break;
        case "not-applicable":
          model.notApplicable += 1;
          break;
        case "invalid":
          model.invalid += 1;
          invalid.set(evidence.model.written, (invalid.get(evidence.model.written) ?? 0) + 1);
          break;
        case "missing":
          model.missing += 1;
          break;
        case undefined:
          break;
      }
    },
    result: (settings: AgreementSettings): AnnotationTally => {
      const [criterion] = annotationScheme([annotation]).criteria;
      const values = new Map([
        ["model", given],
        ["published", stated],
      ]);
      const clusters = Int32Array.from(stated.keys());
      return {
        tag: annotation.tag,
        model,
        invalidExamples: [...invalid]
          .sort(([a, times], [b, otherTimes]) => otherTimes - times || (a < b ? -1 : 1))
          .slice(0, shownExamples)
          .map(([written]) => written),
        published:
          criterion === undefined || stated.every((value) => value === undefined)
            ? null
            : criterionAgreement({ criterion, values, clusters }, settings),
        sources,
      };
    },
  };
}
