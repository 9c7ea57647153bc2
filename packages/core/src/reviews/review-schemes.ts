import { explanationLabels, replyRubric } from "../lexicons/review-texts.ts";
import type { ReviewScheme, ReviewValue } from "../records/review.ts";

const noText = { en: "", es: "", zh: "" };

/** The values of a label: it does not apply, it does. */
export const labelValues: readonly ReviewValue[] = [
  { value: "0", title: { en: "no", es: "no", zh: "否" } },
  { value: "1", title: { en: "yes", es: "sí", zh: "是" } },
];

/**
 * CMExam's four labels of an explanation, of which several may apply. Source: Liu et al. 2023, arXiv 2306.03030,
 * appendix A.4.
 */
const labelScheme: ReviewScheme = {
  name: "labels",
  criteria: explanationLabels.map(({ id, title, help }) => ({ id, kind: "label", title, help, values: labelValues })),
  inaccurate: { criterion: "inaccurate", values: ["1"] },
};

/** Accuracy, completeness, relevance and safety, each from 1 to 5; an accuracy of 1 or 2 is an inaccurate explanation. */
const rubricScheme: ReviewScheme = {
  name: "rubric",
  criteria: replyRubric.map(({ id, title, help, anchors }) => ({
    id,
    kind: "scale",
    title,
    help,
    values: anchors.map((anchor, place) => ({ value: String(place + 1), title: anchor ?? noText })),
  })),
  inaccurate: { criterion: "accuracy", values: ["1", "2"] },
};

/** The schemes that need no file, by name. */
export const reviewSchemes: Readonly<Record<"labels" | "rubric", ReviewScheme>> = {
  labels: labelScheme,
  rubric: rubricScheme,
};
