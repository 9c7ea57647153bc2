import { UsageError } from "../base/errors.ts";
import { assistantReplies } from "./assistant-walk.ts";
import { gatherOtherItems } from "./other-items.ts";
import { type ReviewedVariants, readReviewedVariants } from "./reviewed-variants.ts";
import type { Study, StudyExam } from "./study.ts";
import type { VariantSources } from "./variants-of.ts";

/**
 * Gather what an exam's variants are made of besides its items: other items where some perturbation needs them (questions in
 * other languages are looked for in the study's other exams too), and reviewed variants where the study has a file of them.
 * What assistants replied is found by `replyAt`, null before they were asked. Throws what reading the exams and the file throws.
 */
export async function variantSourcesOf(
  exam: StudyExam,
  study: Pick<Study, "exams" | "perturbations" | "reviewed" | "seed">,
  replyAt: ((place: string) => string | null) | null,
): Promise<VariantSources> {
  const needed = study.perturbations.some(({ composed }) => composed.needsOthers);
  const parallelExams = study.exams.filter((other) => other !== exam);
  const reviewed = study.reviewed === null ? null : await openReviewed(study.reviewed, exam, study);
  return {
    ...(needed ? { others: await gatherOtherItems(exam, study.seed, { parallelExams }) } : {}),
    ...(replyAt === null
      ? {}
      : { replies: (item, perturbation) => assistantReplies(item, exam.name, perturbation, replyAt) }),
    ...(reviewed === null ? {} : { reviewed }),
  };
}

/** A file of reviewed variants; of a study of several exams it must say which exam each line is of. */
async function openReviewed(
  path: string,
  { name }: StudyExam,
  { exams, perturbations }: Pick<Study, "exams" | "perturbations">,
): Promise<ReviewedVariants> {
  const reviewed = await readReviewedVariants(path, { exam: name, ofSeveral: exams.length > 1 });
  const listed = reviewed.perturbations.some((one) => perturbations.some(({ use }) => use === one.name));
  if (!listed && reviewed.perturbations.length > 0) {
    reviewed.close();
    const held = reviewed.perturbations.map((one) => one.name).join(", ");
    throw new UsageError("STUDY_INVALID", `reviewed: the file holds ${held}, and the study poses none of them`, {
      place: { file: path },
      remedy: "List under perturbations which of them are posed.",
    });
  }
  return reviewed;
}

/** Close the files that sources hold open. */
export function closeSources(sources: ReadonlyMap<string, VariantSources>): void {
  for (const { reviewed } of sources.values()) {
    reviewed?.close();
  }
}
