import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { randomStream } from "../packages/core/src/base/random.ts";

/** One question of a planted exam, with what the model of the test will say. */
export interface PlantedQuestion {
  readonly id: string;
  readonly key: string;
  /** The label the model gives: the key, or another one. */
  readonly given: string;
}

/** An exam whose every answer is known beforehand. */
export interface PlantedExam {
  readonly questions: readonly PlantedQuestion[];
  /** Share of the questions the model answers correctly: the truth a run must find. */
  readonly accuracy: number;
  /** The question a prompt asks. Throws when it asks none of this exam. */
  questionIn(prompt: string): PlantedQuestion;
}

const labels = ["A", "B", "C", "D", "E"];
/** Share of questions the model of the test knows. */
const known = 0.7;

/** Write an exam of `count` questions as exam.jsonl into a folder; keys and answers are drawn by the seed. */
export function plantExam(folder: string, count: number, seed: number): PlantedExam {
  const questions: PlantedQuestion[] = [];
  const lines: string[] = [];
  for (let number = 0; number < count; number++) {
    const id = `q-${String(number).padStart(5, "0")}`;
    const random = randomStream(seed, "planted", id);
    const key = labels[random.integer(labels.length)] ?? "";
    const wrong = labels.filter((label) => label !== key)[random.integer(labels.length - 1)] ?? "";
    questions.push({ id, key, given: random.fraction() < known ? key : wrong });
    const options = Object.fromEntries(labels.map((label) => [label, `finding ${label.toLowerCase()} of ${id}`]));
    const specialty = ["cardiology", "neurology", "nephrology"][number % 3];
    lines.push(
      JSON.stringify({ id, stem: `[${id}] Which finding fits this case best?`, options, key, specialty, case: null }),
    );
  }
  writeFileSync(join(folder, "exam.jsonl"), `${lines.join("\n")}\n`);
  const byId = new Map(questions.map((question) => [question.id, question]));
  return {
    questions,
    accuracy: questions.filter(({ key, given }) => key === given).length / count,
    questionIn: (prompt) => {
      const question = byId.get(/\[(q-\d{5})\]/.exec(prompt)?.[1] ?? "");
      if (question === undefined) {
        throw new Error(`no question of the exam in: ${prompt}`);
      }
      return question;
    },
  };
}

/** A model of a study, in the study file's own words. */
export interface PlantedModel {
  readonly id: string;
  readonly backend: string;
  readonly [setting: string]: unknown;
}

/** Write study.yaml for a planted exam (YAML reads JSON). Returns its path. */
export function plantStudy(
  folder: string,
  models: readonly PlantedModel[],
  fields: Readonly<Record<string, unknown>> = {},
): string {
  const path = join(folder, "study.yaml");
  const study = {
    name: "planted",
    dataset: {
      use: "jsonl-file",
      name: "planted",
      path: "exam.jsonl",
      language: "en",
      fields: { id: "id", stem: "stem", options: "options", key: "key", tags: { specialty: "specialty" } },
    },
    models,
    strata: ["specialty"],
    resamples: 100,
    reports: ["html", "markdown", "csv", "json", "junit"],
    ...fields,
  };
  writeFileSync(path, JSON.stringify(study, null, 2));
  return path;
}
