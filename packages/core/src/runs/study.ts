import type { ConfiguredBackend } from "../backends/define.ts";
import type { ConfiguredDataset } from "../datasets/define.ts";
import type { ConfiguredExtractor } from "../extractors/define.ts";
import type { ConfiguredInstruction } from "../instructions/define.ts";
import type { ConfiguredMeasure, MeasureMarks } from "../measures/define.ts";
import type { ComposedPerturbation } from "../perturbations/compose.ts";
import type { PerturbationGroup } from "../perturbations/define.ts";
import type { ConfiguredPrompt } from "../prompts/define.ts";
import type { LikelihoodNormalisation, LikelihoodOf } from "../records/likelihood.ts";
import type { StatedElsewhere } from "../records/published-value.ts";
import type { ConfiguredRetriever } from "../retrievers/define.ts";
import type { ConfiguredScorer, ScorerMarks } from "../scorers/define.ts";
import type { StudyPaths } from "./study-paths.ts";
import type { Price, StudyFile } from "./study-schema.ts";
import type { StudySource } from "./study-source.ts";

/** A plugin chosen by a study: its name, its settings with defaults filled in, and itself made ready. */
export interface Chosen<Configured> {
  readonly use: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly configured: Configured;
}

/** A source of items, with the name it has in tables. */
export interface StudyDataset extends Chosen<ConfiguredDataset> {
  readonly name: string;
}

/** A scorer of a study. */
export interface StudyScorer extends Chosen<ConfiguredScorer> {
  /** Its name in tables and in scores.jsonl: the plugin's, unless the study gives another. */
  readonly name: string;
  readonly marks: ScorerMarks;
}

/** An exam of a study. */
export interface StudyExam extends StudyDataset {
  /** How it is marked, the headline first; each is one of the study's `scorers`. */
  readonly scorers: readonly StudyScorer[];
}

/** A model of a study. */
export interface StudyModel extends Chosen<ConfiguredBackend> {
  readonly id: string;
  readonly needsNetwork: boolean;
  readonly readsItem: boolean;
  /** It gives the vector of a text, too. */
  readonly embeds: boolean;
  /** It can say how likely given answers are. */
  readonly likelihoods: boolean;
  readonly concurrency: number;
  readonly price: Price | null;
  /** Name under which its facts are looked up; null for its own id. */
  readonly facts: string | null;
}

/** What is put beside the question. */
export interface StudyContext extends Chosen<ConfiguredRetriever> {
  /** Its name in tables and in contexts.jsonl: the plugin's, unless the study gives another. */
  readonly name: string;
}

/** One way of asking: a prompt, with or without something looked up beside the question, in a form of its own or one asked for. */
export interface StudyArm {
  readonly name: string;
  readonly prompt: Chosen<ConfiguredPrompt>;
  readonly retriever: StudyContext | null;
  readonly instruction: Chosen<ConfiguredInstruction> | null;
  /** What is scored by likelihood instead of asking for a reply; null where a reply is asked for. */
  readonly likelihood: StudyLikelihood | null;
}

/** A way of asking by likelihood. */
export interface StudyLikelihood {
  readonly of: LikelihoodOf;
  readonly normalise: LikelihoodNormalisation;
  /** Likelihoods without the question are asked for, too. */
  readonly unconditional: boolean;
}

/** A perturbation of a study: one operator, or several one after the other. */
export interface StudyPerturbation {
  /** Its name in tables and in variants' ids. */
  readonly use: string;
  /** Of several operators the group that says most about how it must be read. */
  readonly group: PerturbationGroup;
  readonly composed: ComposedPerturbation;
}

/** An extractor of a study with its version. */
export interface StudyExtractor extends Chosen<ConfiguredExtractor> {
  readonly version: number;
}

/** A measure of a study. */
export interface StudyMeasure extends Chosen<ConfiguredMeasure> {
  readonly marks: MeasureMarks;
  readonly usesPoints: boolean;
  readonly byStratum: boolean;
}

/** Worked examples of a study. */
export interface StudyFewShot {
  readonly k: number;
  readonly seed: number;
  readonly train: StudyDataset;
}

/** Pairs of models whose replies judges hold against each other. */
export interface StudyPairwise {
  /** Ids of the judges. */
  readonly judges: readonly string[];
  /** Ids of the models, in the order of the study. */
  readonly models: readonly string[];
  /** The model that all others are held against; null for every pair. */
  readonly baseline: string | null;
  /** What makes a reply the better one, in the study's own words; null for Viva's. */
  readonly question: string | null;
  /** Questions of each exam; undefined for all. */
  readonly sample: number | undefined;
  readonly bothOrders: boolean;
  /** Characters of a reply that a judge is shown at most. */
  readonly mostCharacters: number;
}

/** A study with every plugin found and every setting checked. */
export interface Study {
  readonly file: string;
  /** Folder that relative paths of the study are resolved against. */
  readonly folder: string;
  /** What it was read from; null where plugins of a person's own take part. */
  readonly source: StudySource | null;
  /** Where the exams' paths lead; their `hf://` references are fetched through it before anything is read. */
  readonly paths: StudyPaths;
  readonly name: string;
  readonly exams: readonly StudyExam[];
  readonly filters: StudyFile["filters"];
  readonly models: readonly StudyModel[];
  /** Models that operators and scorers ask; they sit no exam. */
  readonly assistants: readonly StudyModel[];
  readonly arms: readonly StudyArm[];
  readonly perturbations: readonly StudyPerturbation[];
  /** Absolute path of a file of reviewed variants; null without one. */
  readonly reviewed: string | null;
  readonly fewShot: StudyFewShot | null;
  readonly repeats: number;
  readonly seed: number;
  readonly extractor: StudyExtractor;
  /** Extractors the same replies are read with for protocol sensitivity; never the study's own. */
  readonly otherExtractors: readonly StudyExtractor[];
  /** Every scorer that marks some exam, each once. */
  readonly scorers: readonly StudyScorer[];
  /** Null where no replies are held against each other. */
  readonly pairwise: StudyPairwise | null;
  readonly measures: readonly StudyMeasure[];
  /** Each a list of tag names. */
  readonly strata: readonly (readonly string[])[];
  readonly reports: StudyFile["reports"];
  readonly language: StudyFile["language"];
  readonly withholdItems: boolean;
  readonly confidence: number;
  readonly resamples: number;
  /** What others state, shown beside the run's own numbers. */
  readonly stated: StatedElsewhere;
  readonly comparison: StudyFile["comparison"];
  readonly standard: StudyFile["standard"];
  /** Notes for the reader of a report, in English. */
  readonly description: string;
}
