import { parseStudyDocument, problemsOf, studyError } from "./study-problems.ts";
import { type Price, priceTableSchema, type StudyFile } from "./study-schema.ts";
import { readStudyText } from "./study-text.ts";

/**
 * A study's prices by model id, read from their file where they stand in one; none gives an empty table. Throws
 * STUDY_NOT_FOUND, STUDY_SYNTAX or STUDY_INVALID for the file.
 */
export function readPrices(
  prices: StudyFile["prices"],
  resolvePath: (path: string) => string,
): Readonly<Record<string, Price>> {
  if (typeof prices !== "string") {
    return prices ?? {};
  }
  const path = resolvePath(prices);
  const document = parseStudyDocument(readStudyText(path), path);
  const parsed = priceTableSchema.safeParse(document.value);
  if (!parsed.success) {
    throw studyError(document, problemsOf(parsed.error, []));
  }
  return parsed.data;
}
