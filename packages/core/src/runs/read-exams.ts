import type { ScorerUnion } from "./scorer-union.ts";
import type { StudyDataset, StudyExam, StudyScorer } from "./study.ts";
import type { StudyPaths } from "./study-paths.ts";
import type { StudyPath, StudyPluginReader } from "./study-plugin-reader.ts";
import type { StudyFile } from "./study-schema.ts";

/** What marks a reply that was asked to have a certain form, beside the study's own scorers. */
const adherenceScorers: StudyFile["scorers"] = ["adherence-strict", "adherence-loose", "joint"];

/** What reading exams needs. */
export interface ReadExamsOptions {
  readonly plugins: StudyPluginReader;
  readonly paths: StudyPaths;
}

/** The exams of a study, each with how it is marked; every scorer is also added to the union. What is wrong is reported. */
export async function readExams(
  file: StudyFile,
  scorers: ScorerUnion,
  options: ReadExamsOptions,
): Promise<StudyExam[]> {
  const { plugins } = options;
  if ((file.dataset === undefined) === (file.datasets === undefined)) {
    plugins.report(["dataset"], "give either dataset (one exam) or datasets (several)");
    return [];
  }
  const written = file.dataset === undefined ? (file.datasets ?? []) : [file.dataset];
  const asksForForm = file.instructions.some((one) => one !== "none");
  const adherence = await readScorers(asksForForm ? adherenceScorers : [], [], plugins);
  const withAdherence = (marking: readonly StudyScorer[]): StudyScorer[] => [
    ...marking,
    ...adherence.filter(({ use }) => !marking.some((other) => other.use === use)),
  ];
  const ofStudy = await readScorers(file.scorers, ["scorers"], plugins);
  const exams: StudyExam[] = [];
  for (const [index, dataset] of written.entries()) {
    const path = file.dataset === undefined ? ["datasets", index] : ["dataset"];
    const { scorers: own, ...source } = dataset;
    const found = await readDataset(source, path, options);
    const marking = own === undefined ? ofStudy : await readScorers(own, [...path, "scorers"], plugins);
    const exam = found === null ? null : { ...found, scorers: withAdherence(marking).map(scorers.add) };
    for (const { name } of exam?.scorers.filter((one, at, all) => sameNameBefore(one, all.slice(0, at))) ?? []) {
      plugins.report([...path, "scorers"], `two scorers of an exam are called "${name}"; give one of them a name`);
    }
    if (exam !== null && exams.some((other) => other.name === exam.name)) {
      plugins.report([...path, "use"], `two exams are called "${exam.name}"; give one of them a name`);
    }
    if (exam !== null) {
      exams.push(exam);
    }
  }
  return exams;
}

/** A source of items; null where something is wrong with it. */
export async function readDataset(
  written: NonNullable<StudyFile["fewShot"]>["train"],
  path: StudyPath,
  { plugins, paths }: ReadExamsOptions,
): Promise<StudyDataset | null> {
  const { name, ...reference } = written;
  const chosen = await plugins.one("dataset", reference, path, (plugin, settings) => ({
    configured: plugin.configure(settings, { resolvePath: paths.resolvePath }),
  }));
  return chosen === null ? null : { ...chosen, name: name ?? chosen.use };
}

async function readScorers(
  written: StudyFile["scorers"],
  path: StudyPath,
  plugins: StudyPluginReader,
): Promise<StudyScorer[]> {
  const scorers: StudyScorer[] = [];
  for (const [index, one] of written.entries()) {
    const { name, ...reference } = typeof one === "string" ? { use: one } : one;
    const found = await plugins.one("scorer", reference, [...path, index], (plugin, settings) => ({
      marks: plugin.marks,
      configured: plugin.configure(settings),
    }));
    if (found !== null) {
      scorers.push({ ...found, name: name ?? found.use });
    }
  }
  return scorers;
}

/** Whether a scorer before has the same name, and other settings: their rows could not be told apart. */
function sameNameBefore(scorer: StudyScorer, before: readonly StudyScorer[]): boolean {
  return before.some((other) => other !== scorer && other.name === scorer.name);
}
