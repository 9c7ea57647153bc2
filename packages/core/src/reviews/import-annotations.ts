import { join } from "node:path";
import { writeWhole } from "../base/lines.ts";
import { type Annotation, annotations as allAnnotations } from "../lexicons/annotation-texts.ts";
import type { AnnotationResult } from "../records/annotation-result.ts";
import { readAnnotationFolder } from "../runs/annotate-exam.ts";
import { annotationFile } from "../runs/annotation-files.ts";
import { consensusSheet } from "./consensus-sheet.ts";
import { type ImportRatingsOptions, sheetAgreement, takeIn } from "./import-review.ts";
import { readRaterRecords, writeRaterRecords } from "./rater-records.ts";
import type { AgreementSettings } from "./rating-agreement.ts";
import { readReviewKey } from "./review-key.ts";
import { disagreementsOf, sheetRatings } from "./sheet-ratings.ts";
import { type ReviewedLabel, tagExam } from "./tag-exam.ts";

/** What taking in reviewers' files came to. */
export interface ImportedAnnotations {
  readonly result: AnnotationResult;
  readonly taggedFile: string;
  readonly provenanceFile: string;
  /** The disagreements that are open, a sheet to settle for each sheet with any. */
  readonly consensusFiles: readonly string[];
}

/** Level and resamples of an annotation's intervals. */
const usual = { level: 0.95, resamples: 1000 } as const;

/**
 * Take in what reviewers confirmed or changed: every file is checked before anything is written, and reviewers add to
 * those who came before. Writes the tagged exam, where each label comes from, and the disagreements as a sheet to settle.
 * The same files again give the same bytes.
 *
 * Throws ANNOTATION_NOT_FOUND, REVIEW_KEY_MISSING, REVIEW_SHEET_INVALID, REVIEW_UNFINISHED, REVIEW_RATER_EXISTS,
 * ARGUMENT_INVALID for no file, and what reading the files throws.
 */
export async function importAnnotations(
  folder: string,
  files: readonly string[],
  options: ImportRatingsOptions = {},
): Promise<ImportedAnnotations> {
  readAnnotationFolder(folder);
  const below = annotationFile(folder, "review");
  const records = takeIn(below, files, options);
  writeRaterRecords(below, records);
  return await settleAnnotations(folder);
}

/** The tagged exam from what the model replied and what reviewers said so far. Throws ANNOTATION_NOT_FOUND. */
export async function settleAnnotations(folder: string): Promise<ImportedAnnotations> {
  const about = readAnnotationFolder(folder);
  const annotations = annotationsOf(about.annotations);
  const below = annotationFile(folder, "review");
  const records = readRaterRecords(below);
  const settings: AgreementSettings = { ...usual, seed: about.seed };
  const sheets = [...new Set(records.map(({ sheet }) => sheet))].map((id) => {
    const own = records.filter(({ sheet }) => sheet === id);
    const { key, sheet } = readReviewKey(below, id, join(below, "raters"));
    const ratings = sheetRatings(key, own);
    const placeOf = new Map(key.rows.map(({ itemId }, place) => [itemId, place]));
    return { id, key, sheet, own, ratings, placeOf, disagreements: disagreementsOf(key, sheet, ratings) };
  });
  const consensusFiles = sheets.flatMap(({ id, key, sheet, own, ratings, disagreements }) => {
    const path = join(below, `disagreements-${id}.csv`);
    writeWhole(path, consensusSheet(key, sheet, ratings, own));
    return disagreements.some(({ consensus }) => consensus === null) ? [path] : [];
  });
  const reviews = sheets.map(({ id, sheet, ratings, disagreements }) => ({
    sheet: id,
    raters: ratings.raters,
    rated: ratings.rated,
    agreement: sheetAgreement(sheet, ratings, settings),
    disagreements,
  }));
  const reviewed: ReviewedLabel = (itemId, tag) => {
    const criterion = tag.toLowerCase();
    const reviewers: Record<string, string> = {};
    let consensus: string | undefined;
    for (const { ratings, placeOf } of sheets) {
      const place = placeOf.get(itemId) ?? -1;
      consensus = ratings.settled(place, criterion) ?? consensus;
      for (const rater of ratings.raters) {
        const value = ratings.of(rater, place, criterion);
        if (value !== undefined) {
          reviewers[rater] = value;
        }
      }
    }
    return { consensus, reviewers };
  };
  const { exam, model } = about;
  const result = await tagExam(folder, { about: { exam, model }, annotations, reviewed, reviews, settings });
  return {
    result,
    taggedFile: annotationFile(folder, "tagged"),
    provenanceFile: annotationFile(folder, "provenance"),
    consensusFiles,
  };
}

/** The annotations of these tags, in their usual order. */
export function annotationsOf(tags: readonly string[]): readonly Annotation[] {
  return allAnnotations.filter(({ tag }) => tags.includes(tag));
}
