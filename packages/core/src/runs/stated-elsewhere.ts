import type { z } from "zod";
import type { PublishedValue, StatedElsewhere } from "../records/published-value.ts";
import { publishedListSchema } from "./stated-schema.ts";
import { parseStudyDocument, problemsOf, type StudyProblem, studyError } from "./study-problems.ts";
import type { StudyFile } from "./study-schema.ts";
import { readStudyText } from "./study-text.ts";

type Written = { readonly exam?: string | undefined; readonly stratum: Readonly<Record<string, string | number>> };

/**
 * The values a study states beside its own, those of its file of published rows read in. A value for an exam the study
 * does not have is a problem, handed to `report`. Throws STUDY_NOT_FOUND, STUDY_SYNTAX or STUDY_INVALID for the file.
 */
export function statedElsewhere(
  file: StudyFile,
  exams: readonly string[],
  resolvePath: (path: string) => string,
  report: (problem: StudyProblem) => void,
): StatedElsewhere {
  const place = (written: Written, path: readonly PropertyKey[]): Pick<PublishedValue, "exam" | "stratum"> => {
    if (written.exam !== undefined && exams.length > 0 && !exams.includes(written.exam)) {
      report({
        path: [...path, "exam"],
        message: `the study has no exam "${written.exam}"; it has ${exams.join(", ")}`,
      });
    }
    return {
      exam: written.exam ?? null,
      stratum: Object.fromEntries(Object.entries(written.stratum).map(([tag, value]) => [tag, String(value)])),
    };
  };
  const { published } = file;
  const rows = typeof published === "string" ? readPublished(resolvePath(published)) : published;
  const inline = typeof published !== "string";
  return {
    passMark: file.passMark ?? null,
    references: file.references.map((written, index) => ({ ...written, ...place(written, ["references", index]) })),
    published: rows.map(({ scorer, ...row }, index) => ({
      ...row,
      ...(scorer === undefined ? {} : { scorer }),
      spread: row.spread ?? null,
      ...place(row, inline ? ["published", index] : ["published"]),
    })),
  };
}

function readPublished(path: string): z.infer<typeof publishedListSchema> {
  const document = parseStudyDocument(readStudyText(path), path);
  const parsed = publishedListSchema.safeParse(document.value);
  if (!parsed.success) {
    throw studyError(document, problemsOf(parsed.error, []));
  }
  return parsed.data;
}
