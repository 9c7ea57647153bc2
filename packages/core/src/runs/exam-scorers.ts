import type { Study, StudyExam } from "./study.ts";

type Scorer = StudyExam["scorers"][number];

/** The scorers of an exam of a study, its headline first. */
export function scorersOf(study: Pick<Study, "exams">, exam: string): readonly Scorer[] {
  return study.exams.find(({ name }) => name === exam)?.scorers ?? [];
}

/**
 * The columns of a score table that each exam is marked in, its headline first.
 *
 * @param columns The scorers of the table's columns.
 * @param most Take this many of an exam's scorers at most; default: all.
 */
export function scorerColumns(
  study: Pick<Study, "exams">,
  columns: readonly Scorer[],
  most = Infinity,
): (exam: string) => readonly number[] {
  const places = new Map(
    study.exams.map(({ name, scorers }) => [name, scorers.slice(0, most).map((scorer) => columns.indexOf(scorer))]),
  );
  return (exam) => places.get(exam) ?? [];
}
