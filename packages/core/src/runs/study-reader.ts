import { dirname, isAbsolute, resolve } from "node:path";
import type { z } from "zod";
import { UsageError, VivaError } from "../base/errors.ts";
import { loadPlugin, type PluginFacts } from "../base/plugin.ts";
import type { ConfiguredPrompt } from "../prompts/define.ts";
import { type AnyPlugin, addedOf, catalogs, type PluginsByKind } from "./plugins.ts";
import { checkJudges, readPairwise } from "./read-judges.ts";
import { readPerturbations } from "./read-perturbations.ts";
import { readPrices } from "./read-prices.ts";
import { createScorerUnion, type ScorerUnion } from "./scorer-union.ts";
import { statedElsewhere } from "./stated-elsewhere.ts";
import type {
  Chosen,
  Study,
  StudyArm,
  StudyDataset,
  StudyExam,
  StudyMeasure,
  StudyModel,
  StudyScorer,
} from "./study.ts";
import { armsOf } from "./study-arms.ts";
import { createStudyPaths, type StudyPaths } from "./study-paths.ts";
import { problemsOf, type StudyDocument, type StudyProblem, studyError } from "./study-problems.ts";
import type { StudyFile } from "./study-schema.ts";

type Path = readonly PropertyKey[];
type Reference = string | { readonly use: string; readonly [setting: string]: unknown };

/** What marks a reply that was asked to have a certain form, beside the study's own scorers. */
const adherenceScorers: StudyFile["scorers"] = ["adherence-strict", "adherence-loose", "joint"];

/** What tells of marks for what replies say, beside the study's own measures. */
const textMeasures: StudyFile["measures"] = ["mean-points", "corpus-score"];

/** Walks a study file that has the right shape and gathers what is wrong with its plugins, all of it. */
export class StudyReader {
  readonly #document: StudyDocument;
  readonly #added: readonly AnyPlugin[];
  readonly #folder: string;
  readonly #paths: StudyPaths;
  readonly #problems: StudyProblem[] = [];

  constructor(document: StudyDocument, added: readonly AnyPlugin[]) {
    this.#document = document;
    this.#added = added;
    this.#folder = dirname(resolve(document.file));
    this.#paths = createStudyPaths(this.#folder);
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
    return this.#problems;
  }

  async read(file: StudyFile, onlyModels: readonly string[] | undefined): Promise<Study> {
    const everyModel = await this.#models(file, file.models, "models");
    const models = this.#selected(everyModel, onlyModels);
    const assistants = await this.#models(file, file.assistants, "assistants");
    for (const [index, { id }] of assistants.entries()) {
      if (models.some((model) => model.id === id)) {
        this.#report(
          ["assistants", index, "id"],
          `"${id}" sits the exam; what helps to make it needs an id of its own`,
        );
      }
    }
    const arms = await this.#arms(file);
    const perturbations = await readPerturbations(file.perturbations, {
      step: async (reference, path) => {
        const step = await this.#one("perturbation", reference, path, (plugin, settings) => ({
          plugin,
          configured: plugin.configure(settings),
        }));
        if (step?.plugin.needsModel === true && !assistants.some(({ id }) => id === step.settings["model"])) {
          const known = assistants.map(({ id }) => id).join(", ") || "none";
          this.#report(
            [...path, "model"],
            `no assistant is called "${step.settings["model"]}"; the study has ${known}`,
          );
        }
        return step;
      },
      report: (path, message) => this.#report(path, message),
    });
    const extractor = await this.#one("extractor", file.extractor, ["extractor"], (plugin, settings) => ({
      version: plugin.version,
      configured: plugin.configure(settings),
    }));
    const otherExtractors = await this.#list(
      "extractor",
      file.sensitivity.extractors,
      ["sensitivity", "extractors"],
      (plugin, settings) => ({ version: plugin.version, configured: plugin.configure(settings) }),
    );
    const scorers = createScorerUnion();
    const exams = await this.#exams(file, scorers);
    const measures = await this.#measures(file.measures, ["measures"]);
    if (scorers.all().some(({ marks }) => marks === "text")) {
      const further = await this.#measures(textMeasures, []);
      measures.push(...further.filter(({ use }) => !measures.some((other) => other.use === use)));
    }
    const pairwise = readPairwise(file.pairwise, models);
    const judging = { scorers: scorers.all(), pairwise: file.pairwise, assistants, models: everyModel };
    checkJudges(judging, (path, message) => this.#report(path, message));
    const train = file.fewShot === undefined ? null : await this.#exam(file.fewShot.train, ["fewShot", "train"]);
    const stated = statedElsewhere(
      file,
      exams.map(({ name }) => name),
      this.#resolvePath,
      (problem) => this.#problems.push(problem),
    );
    const { reference } = file.comparison;
    if (reference !== undefined && !file.models.some(({ id }) => id === reference)) {
      this.#report(["comparison", "reference"], `the study has no model "${reference}"`);
    }
    if (this.#problems.length > 0 || extractor === null) {
      throw studyError(this.#document, this.#problems);
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

  async #exams(file: StudyFile, scorers: ScorerUnion): Promise<StudyExam[]> {
    if ((file.dataset === undefined) === (file.datasets === undefined)) {
      this.#report(["dataset"], "give either dataset (one exam) or datasets (several)");
      return [];
    }
    const written = file.dataset === undefined ? (file.datasets ?? []) : [file.dataset];
    const adherence = await this.#scorers(file.instructions.some((one) => one !== "none") ? adherenceScorers : [], []);
    const withAdherence = (marking: readonly StudyScorer[]): StudyScorer[] => [
      ...marking,
      ...adherence.filter(({ use }) => !marking.some((other) => other.use === use)),
    ];
    const ofStudy = await this.#scorers(file.scorers, ["scorers"]);
    const exams: StudyExam[] = [];
    for (const [index, dataset] of written.entries()) {
      const path = file.dataset === undefined ? ["datasets", index] : ["dataset"];
      const { scorers: own, ...source } = dataset;
      const found = await this.#exam(source, path);
      const marking = own === undefined ? ofStudy : await this.#scorers(own, [...path, "scorers"]);
      const exam = found === null ? null : { ...found, scorers: withAdherence(marking).map(scorers.add) };
      for (const { name } of exam?.scorers.filter((one, at, all) => sameNameBefore(one, all.slice(0, at))) ?? []) {
        this.#report([...path, "scorers"], `two scorers of an exam are called "${name}"; give one of them a name`);
      }
      if (exam !== null && exams.some((other) => other.name === exam.name)) {
        this.#report([...path, "use"], `two exams are called "${exam.name}"; give one of them a name`);
      }
      if (exam !== null) {
        exams.push(exam);
      }
    }
    return exams;
  }

  async #scorers(written: StudyFile["scorers"], path: Path): Promise<StudyScorer[]> {
    const scorers: StudyScorer[] = [];
    for (const [index, one] of written.entries()) {
      const { name, ...reference } = typeof one === "string" ? { use: one } : one;
      const found = await this.#one("scorer", reference, [...path, index], (plugin, settings) => ({
        marks: plugin.marks,
        configured: plugin.configure(settings),
      }));
      if (found !== null) {
        scorers.push({ ...found, name: name ?? found.use });
      }
    }
    return scorers;
  }

  async #measures(written: StudyFile["measures"], path: Path): Promise<StudyMeasure[]> {
    return await this.#list("measure", written, path, (plugin, settings) => ({
      marks: plugin.marks,
      usesPoints: plugin.usesPoints,
      byStratum: plugin.byStratum,
      configured: plugin.configure(settings),
    }));
  }

  async #exam(written: NonNullable<StudyFile["fewShot"]>["train"], path: Path): Promise<StudyDataset | null> {
    const { name, ...reference } = written;
    const chosen = await this.#one("dataset", reference, path, (plugin, settings) => ({
      configured: plugin.configure(settings, { resolvePath: this.#paths.resolvePath }),
    }));
    return chosen === null ? null : { ...chosen, name: name ?? chosen.use };
  }

  async #models(file: StudyFile, list: StudyFile["models"], key: string): Promise<StudyModel[]> {
    const prices = readPrices(file.prices, this.#resolvePath);
    const models: StudyModel[] = [];
    for (const [index, written] of list.entries()) {
      const { id, backend, price, concurrency, facts, ...settings } = written;
      const path = [key, index];
      if (models.some((other) => other.id === id)) {
        this.#report([...path, "id"], `two models are called "${id}"`);
      }
      const chosen = await this.#one(
        "backend",
        { ...settings, use: backend },
        path,
        (plugin, checked) => ({
          needsNetwork: plugin.needsNetwork,
          readsItem: plugin.readsItem,
          embeds: plugin.embeds,
          likelihoods: plugin.likelihoods,
          configured: plugin.configure(checked, { resolvePath: this.#paths.resolvePath }),
        }),
        "backend",
      );
      if (chosen !== null) {
        models.push({
          ...chosen,
          id,
          concurrency: concurrency ?? file.concurrency,
          price: price ?? prices[id] ?? null,
          facts: facts ?? null,
        });
      }
    }
    return models;
  }

  #selected(models: readonly StudyModel[], only: readonly string[] | undefined): readonly StudyModel[] {
    const unknown = only?.filter((id) => !models.some((model) => model.id === id)) ?? [];
    if (unknown.length > 0) {
      const known = models.map((model) => model.id).join(", ");
      throw new UsageError("ARGUMENT_INVALID", `the study has no model ${unknown.join(", ")}; it has ${known}`);
    }
    return only === undefined ? models : models.filter((model) => only.includes(model.id));
  }

  async #arms(file: StudyFile): Promise<StudyArm[]> {
    const prompts = await this.#prompts(file);
    const instructions = await this.#orNone("instruction", file.instructions, ["instructions"], (plugin, settings) => ({
      configured: plugin.configure(settings),
    }));
    const retrievers = await this.#orNone("retriever", file.contexts, ["contexts"], (plugin, settings) => ({
      configured: plugin.configure(settings, { resolvePath: this.#resolvePath }),
    }));
    const modes = file.modes.map((mode) =>
      mode === "generate"
        ? null
        : {
            of: mode.likelihood,
            normalise: mode.normalise,
            unconditional: mode.unconditional || mode.normalise === "unconditional",
          },
    );
    return armsOf(prompts, retrievers, instructions, modes, file.fewShot?.k ?? 0);
  }

  /** Prompts, one that stands for several as each of them. */
  async #prompts(file: StudyFile): Promise<Chosen<ConfiguredPrompt>[]> {
    const prompts: Chosen<ConfiguredPrompt>[] = [];
    for (const [index, reference] of file.prompts.entries()) {
      const found = await this.#one("prompt", reference, ["prompts", index], (plugin) => ({
        plugin,
        configured: null,
      }));
      for (const settings of found?.plugin.alternatives(found.settings) ?? []) {
        const configured = found?.plugin.configure(settings, { resolvePath: this.#resolvePath });
        if (found !== null && configured !== undefined) {
          prompts.push({ use: found.use, settings, configured });
        }
      }
    }
    return prompts;
  }

  /** Plugins of a kind, null for "none". */
  async #orNone<Kind extends keyof PluginsByKind, Extra extends { readonly configured: unknown }>(
    kind: Kind,
    references: readonly Reference[],
    path: Path,
    make: (plugin: PluginsByKind[Kind], settings: unknown) => Extra,
  ): Promise<((Chosen<Extra["configured"]> & Extra) | null)[]> {
    const chosen: ((Chosen<Extra["configured"]> & Extra) | null)[] = [];
    for (const [index, reference] of references.entries()) {
      const one = reference === "none" ? null : await this.#one(kind, reference, [...path, index], make);
      if (reference === "none" || one !== null) {
        chosen.push(one);
      }
    }
    return chosen;
  }

  async #list<Kind extends keyof PluginsByKind, Extra extends { readonly configured: unknown }>(
    kind: Kind,
    references: readonly Reference[],
    path: Path,
    make: (plugin: PluginsByKind[Kind], settings: unknown) => Extra,
  ): Promise<(Chosen<Extra["configured"]> & Extra)[]> {
    const chosen: (Chosen<Extra["configured"]> & Extra)[] = [];
    for (const [index, reference] of references.entries()) {
      const one = await this.#one(kind, reference, [...path, index], make);
      if (one !== null) {
        chosen.push(one);
      }
    }
    return chosen;
  }

  async #one<Kind extends keyof PluginsByKind, Extra extends { readonly configured: unknown }>(
    kind: Kind,
    reference: Reference,
    path: Path,
    make: (plugin: PluginsByKind[Kind], settings: unknown) => Extra,
    nameField = "use",
  ): Promise<(Chosen<Extra["configured"]> & Extra) | null> {
    const { use, ...written } = typeof reference === "string" ? { use: reference } : reference;
    const namePath = typeof reference === "string" ? path : [...path, nameField];
    const plugin = await this.#find(kind, use, namePath);
    if (plugin === null) {
      return null;
    }
    const settings = this.#settings(plugin, written, path);
    if (settings === null) {
      return null;
    }
    return { use, settings, ...make(plugin, settings) };
  }

  async #find<Kind extends keyof PluginsByKind>(
    kind: Kind,
    name: string,
    path: Path,
  ): Promise<PluginsByKind[Kind] | null> {
    try {
      const catalog = catalogs[kind] as unknown as Record<string, () => Promise<{ default: PluginsByKind[Kind] }>>;
      return await loadPlugin(kind, catalog, name, addedOf(this.#added, kind));
    } catch (error) {
      if (error instanceof VivaError && error.code === "PLUGIN_UNKNOWN") {
        this.#report(path, `${error.message}. ${error.remedy}`);
        return null;
      }
      throw error;
    }
  }

  #settings(plugin: PluginFacts, written: unknown, path: Path): Readonly<Record<string, unknown>> | null {
    const parsed = plugin.settings.safeParse(written);
    if (!parsed.success) {
      this.#problems.push(...problemsOf(parsed.error, path, settingNames(plugin.settings)));
      return null;
    }
    return parsed.data as Readonly<Record<string, unknown>>;
  }

  #report(path: Path, message: string): void {
    this.#problems.push({ path, message });
  }
}

/** Whether a scorer before has the same name, and other settings: their rows could not be told apart. */
function sameNameBefore(scorer: StudyScorer, before: readonly StudyScorer[]): boolean {
  return before.some((other) => other !== scorer && other.name === scorer.name);
}

function settingNames(schema: z.ZodType): string[] {
  return "shape" in schema && typeof schema.shape === "object" && schema.shape !== null
    ? Object.keys(schema.shape)
    : [];
}
