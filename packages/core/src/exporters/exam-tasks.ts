import type { ExportedRun } from "./open-run.ts";
import { distinctNames } from "./portable-name.ts";

/** What other tools call a task: one exam, put in one way, in one form. */
export interface ExamTask {
  /** Portable and unique within the run. */
  readonly name: string;
  readonly exam: string;
  readonly arm: string;
  readonly perturbation: string;
}

/** Finds the task of a call. */
export type TaskOf = (place: Omit<ExamTask, "name">) => ExamTask;

/**
 * Name the tasks of a run: the exam, behind it the arm where the run has several, and the perturbation unless the
 * items are the original ones ("cmexam__letter-only__shuffle-options").
 */
export function nameTasks(run: Pick<ExportedRun, "exams" | "arms" | "perturbations">): TaskOf {
  const places = run.exams.flatMap(({ name: exam }) =>
    run.arms.flatMap((arm) => run.perturbations.map((perturbation) => ({ exam, arm, perturbation }))),
  );
  const label = ({ exam, arm, perturbation }: Omit<ExamTask, "name">): string =>
    [exam, ...(run.arms.length > 1 ? [arm] : []), ...(perturbation === "none" ? [] : [perturbation])].join("\u0000");
  const names = distinctNames(places.map(label), (text) => taskName(text));
  const tasks = new Map(places.map((place) => [key(place), { ...place, name: names.get(label(place)) ?? "" }]));
  return (place) => {
    const known = tasks.get(key(place));
    if (known !== undefined) {
      return known;
    }
    const { exam, arm, perturbation } = place;
    return { exam, arm, perturbation, name: taskName(label(place)) };
  };
}

function key({ exam, arm, perturbation }: Omit<ExamTask, "name">): string {
  return JSON.stringify([exam, arm, perturbation]);
}

function taskName(label: string): string {
  return label.split("\u0000").map(portablePart).join("__");
}

/** Letters, digits, "_", "." and "-", never empty. */
function portablePart(text: string): string {
  const plain = text.toWellFormed().replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "_");
  return plain === "" || /^[._]+$/u.test(plain) ? "_" : plain.slice(0, 80);
}
