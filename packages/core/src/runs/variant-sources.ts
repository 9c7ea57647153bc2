import { assistantReplies } from "./assistant-walk.ts";
import { gatherOtherItems } from "./other-items.ts";
import { readReviewedVariants } from "./reviewed-variants.ts";
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
  return {
    ...(needed ? { others: await gatherOtherItems(exam, study.seed, { parallelExams }) } : {}),
    ...(replyAt === null
      ? {}
      : { replies: (item, perturbation) => assistantReplies(item, exam.name, perturbation, replyAt) }),
    ...(study.reviewed === null ? {} : { reviewed: await readReviewedVariants(study.reviewed, { exam: exam.name }) }),
  };
}

/** Close the files that sources hold open. */
export function closeSources(sources: ReadonlyMap<string, VariantSources>): void {
  for (const { reviewed } of sources.values()) {
    reviewed?.close();
  }
}
