import type { Study, StudyExam } from "./study.ts";

type Scorer = StudyExam["scorers"][number];

/** The scorers of an exam of a study, its headline first. */
export function scorersOf(study: Pick<Study, "exams">, exam: string): readonly Scorer[] {
  return study.exams.find(({ name }) => name === exam)?.scorers ?? [];
}

/** Whether what replies say is marked in an exam: then its items without a key are posed as well. */
export function marksTexts(study: Pick<Study, "exams">, exam: string): boolean {
  return scorersOf(study, exam).some(({ marks }) => marks === "text");
}

/** Scorers in the order of a score table's columns: those of answers and their form, then those of texts. */
export function inColumnOrder(scorers: readonly Scorer[]): readonly Scorer[] {
  return [...scorers.filter(({ marks }) => marks !== "text"), ...textScorers(scorers)];
}

/** The scorers that mark what replies say. */
export function textScorers(scorers: readonly Scorer[]): readonly Scorer[] {
  return scorers.filter(({ marks }) => marks === "text");
}

/** Which columns of a score table mark what. */
export interface MarkingColumns {
  /**
   * The columns an exam's answers are marked in, its headline first; for the form only where the way of asking has an
   * instruction.
   */
  columnsOf(exam: string, arm: string): readonly number[];
  /** The columns of what replies say in an exam: each scorer's own, then those of its parts. */
  textsOf(exam: string): readonly number[];
  /** Whether a column marks the form of replies. */
  isForm(column: number): boolean;
}

/**
 * @param columns The scorers of the table's columns, those of texts last; the columns of their parts stand behind them all.
 * @param most Take this many of an exam's scorers of answers at most; default: all.
 */
export function markingColumns(
  study: Pick<Study, "exams" | "arms">,
  columns: readonly Scorer[],
  most = Infinity,
): MarkingColumns {
  const places = new Map(
    study.exams.map(({ name, scorers }) => [
      name,
      scorers
        .filter(({ marks }) => marks !== "text")
        .slice(0, most)
        .map((scorer) => columns.indexOf(scorer)),
    ]),
  );
  const partsFrom = new Map<Scorer, number>();
  let next = columns.length;
  for (const scorer of textScorers(columns)) {
    partsFrom.set(scorer, next);
    next += scorer.configured.parts.length;
  }
  const instructed = new Set(study.arms.filter(({ instruction }) => instruction !== null).map(({ name }) => name));
  const isForm = (column: number): boolean => columns[column]?.marks === "form";
  return {
    isForm,
    columnsOf: (exam, arm) => {
      const its = places.get(exam) ?? [];
      return instructed.has(arm) ? its : its.filter((column) => !isForm(column));
    },
    textsOf: (exam) =>
      textScorers(scorersOf(study, exam)).flatMap((scorer) => {
        const first = partsFrom.get(scorer);
        return first === undefined
          ? []
          : [columns.indexOf(scorer), ...scorer.configured.parts.map((_, part) => first + part)];
      }),
  };
}
