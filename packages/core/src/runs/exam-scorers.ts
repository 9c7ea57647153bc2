import type { Study, StudyExam } from "./study.ts";

type Scorer = StudyExam["scorers"][number];

/** The scorers of an exam of a study, its headline first. */
export function scorersOf(study: Pick<Study, "exams">, exam: string): readonly Scorer[] {
  return study.exams.find(({ name }) => name === exam)?.scorers ?? [];
}

/** Which columns of a score table mark what. */
export interface MarkingColumns {
  /** The columns an exam is marked in, its headline first; for the form only where the way of asking has an instruction. */
  columnsOf(exam: string, arm: string): readonly number[];
  /** Whether a column marks the form of replies. */
  isForm(column: number): boolean;
}

/**
 * @param columns The scorers of the table's columns.
 * @param most Take this many of an exam's scorers at most; default: all.
 */
export function markingColumns(
  study: Pick<Study, "exams" | "arms">,
  columns: readonly Scorer[],
  most = Infinity,
): MarkingColumns {
  const places = new Map(
    study.exams.map(({ name, scorers }) => [name, scorers.slice(0, most).map((scorer) => columns.indexOf(scorer))]),
  );
  const instructed = new Set(study.arms.filter(({ instruction }) => instruction !== null).map(({ name }) => name));
  const isForm = (column: number): boolean => columns[column]?.marks === "form";
  return {
    isForm,
    columnsOf: (exam, arm) => {
      const its = places.get(exam) ?? [];
      return instructed.has(arm) ? its : its.filter((column) => !isForm(column));
    },
  };
}
