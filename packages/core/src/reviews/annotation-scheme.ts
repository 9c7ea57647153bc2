import type { Annotation } from "../lexicons/annotation-texts.ts";
import type { ReviewScheme } from "../records/review.ts";

/** What reviewers of annotations are asked: one category of each annotation. */
export function annotationScheme(annotations: readonly Annotation[]): ReviewScheme {
  return {
    name: "annotations",
    criteria: annotations.map(({ tag, title, help, values }) => ({
      // Columns of a sheet are in small letters.
      id: tag.toLowerCase(),
      kind: "choice",
      title,
      help,
      values: values.map(({ code, title: name }) => ({ value: code, title: name })),
    })),
    inaccurate: null,
  };
}
