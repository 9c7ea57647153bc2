import { dirname, isAbsolute, resolve } from "node:path";
import { VivaError } from "../base/errors.ts";
import type { AnyPlugin } from "./plugins.ts";
import { readArms } from "./read-arms.ts";
import { readDataset, readExams } from "./read-exams.ts";
import { checkJudges, readPairwise } from "./read-judges.ts";
import { checkAssistants, readModels, selectedModels } from "./read-models.ts";
import { readPerturbations } from "./read-perturbations.ts";
import { createScorerUnion } from "./scorer-union.ts";
import { statedElsewhere } from "./stated-elsewhere.ts";
import type { Study, StudyMeasure, StudyModel, StudyPerturbation } from "./study.ts";
import { createStudyPaths, type StudyPaths } from "./study-paths.ts";
import { type StudyPath, StudyPluginReader } from "./study-plugin-reader.ts";
import { type StudyDocument, type StudyProblem, studyError } from "./study-problems.ts";
import type { StudyFile } from "./study-schema.ts";

/** What tells of marks for what replies say, beside the study's own measures. */
const textMeasures: StudyFile["measures"] = ["mean-points", "corpus-score"];

/** Walks a study file that has the right shape and gathers what is wrong with its plugins, all of it. */
export class StudyReader {
  readonly #document: StudyDocument;
  readonly #folder: string;
  readonly #paths: StudyPaths;
  readonly #plugins: StudyPluginReader;

  constructor(document: StudyDocument, added: readonly AnyPlugin[]) {
    this.#document = document;
    this.#folder = dirname(resolve(document.file));
    this.#paths = createStudyPaths(this.#folder);
    this.#plugins = new StudyPluginReader(added);
  }

  readonly #resolvePath = (path: string): string => (isAbsolute(path) ? path : resolve(this.#folder, path));

  /** Everything wrong with a study's plugins and their settings. */
  async check(file: StudyFile): Promise<readonly StudyProblem[]> {
    try {
      await this.read(file, undefined);
    } catch (error) {
      if (!(error instanceof VivaError && error.code === "STUDY_INVALID")) {
        throw error;
      }
    }
    return this.#plugins.problems;
  }

  async read(file: StudyFile, onlyModels: readonly string[] | undefined): Promise<Omit<Study, "source">> {
    const plugins = this.#plugins;
    const sources = { plugins, paths: this.#paths, resolvePath: this.#resolvePath };
    const everyModel = await readModels(file, "models", sources);
    const models = selectedModels(everyModel, onlyModels);
    const assistants = await readModels(file, "assistants", sources);
    checkAssistants(assistants, models, plugins);
    const arms = await readArms(file, { ...sources, assistants });
    const perturbations = await this.#perturbations(file, assistants);
    const extractor = await plugins.one("extractor", file.extractor, ["extractor"], (plugin, settings) => ({
      version: plugin.version,
      configured: plugin.configure(settings),
    }));
    const otherExtractors = await plugins.list(
      "extractor",
      file.sensitivity.extractors,
      ["sensitivity", "extractors"],
      (plugin, settings) => ({ version: plugin.version, configured: plugin.configure(settings) }),
    );
    const scorers = createScorerUnion();
    const exams = await readExams(file, scorers, sources);
    const measures = await this.#measures(file.measures, ["measures"]);
    if (scorers.all().some(({ marks }) => marks === "text")) {
      const further = await this.#measures(textMeasures, []);
      measures.push(...further.filter(({ use }) => !measures.some((other) => other.use === use)));
    }
    const pairwise = readPairwise(file.pairwise, models);
    const judging = { scorers: scorers.all(), pairwise: file.pairwise, assistants, models: everyModel };
    checkJudges(judging, (path, message) => plugins.report(path, message));
    const train =
      file.fewShot === undefined ? null : await readDataset(file.fewShot.train, ["fewShot", "train"], sources);
    const stated = statedElsewhere(
      file,
      exams.map(({ name }) => name),
      this.#resolvePath,
      (problem) => plugins.take(problem),
    );
    const { reference } = file.comparison;
    if (reference !== undefined && !file.models.some(({ id }) => id === reference)) {
      plugins.report(["comparison", "reference"], `the study has no model "${reference}"`);
    }
    if (plugins.problems.length > 0 || extractor === null) {
      throw studyError(this.#document, plugins.problems);
    }
    return {
      file: this.#document.file,
      folder: this.#folder,
      paths: this.#paths,
      name: file.name,
      description: file.description ?? "",
      exams,
      filters: file.filters,
      models,
      assistants,
      arms,
      perturbations,
      reviewed: file.reviewed === undefined ? null : this.#resolvePath(file.reviewed),
      fewShot:
        file.fewShot === undefined || train === null
          ? null
          : { k: file.fewShot.k, seed: file.fewShot.seed ?? file.seed, train },
      repeats: file.repeats,
      seed: file.seed,
      extractor,
      otherExtractors: otherExtractors.filter(({ use }) => use !== extractor.use),
      scorers: scorers.all(),
      pairwise,
      measures,
      strata: file.strata.map((tags) => (typeof tags === "string" ? [tags] : tags)),
      reports: file.reports,
      language: file.language,
      withholdItems: file.withholdItems,
      confidence: file.confidence,
      resamples: file.resamples,
      stated,
      comparison: file.comparison,
      standard: file.standard,
    };
  }

  /** Perturbations; one that asks a model must name an assistant. */
  async #perturbations(file: StudyFile, assistants: readonly StudyModel[]): Promise<StudyPerturbation[]> {
    const plugins = this.#plugins;
    return await readPerturbations(file.perturbations, {
      step: async (reference, path) => {
        const step = await plugins.one("perturbation", reference, path, (plugin, settings) => ({
          plugin,
          configured: plugin.configure(settings),
        }));
        if (step?.plugin.needsModel === true && !assistants.some(({ id }) => id === step.settings["model"])) {
          const known = assistants.map(({ id }) => id).join(", ") || "none";
          plugins.report(
            [...path, "model"],
            `no assistant is called "${step.settings["model"]}"; the study has ${known}`,
          );
        }
        return step;
      },
      report: (path, message) => plugins.report(path, message),
    });
  }

  async #measures(written: StudyFile["measures"], path: StudyPath): Promise<StudyMeasure[]> {
    return await this.#plugins.list("measure", written, path, (plugin, settings) => ({
      marks: plugin.marks,
      usesPoints: plugin.usesPoints,
      byStratum: plugin.byStratum,
      configured: plugin.configure(settings),
    }));
  }
}
