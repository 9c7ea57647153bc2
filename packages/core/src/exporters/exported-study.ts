import type { RunRecord } from "../runs/specification.ts";

/** A plugin with its settings beside `use`, as a study file names one. */
export interface ExportedPlugin {
  readonly use: string;
  readonly [setting: string]: unknown;
}

/** What of a study decides how replies are asked for, read, marked and measured: all but its exams and models. */
export interface ExportedStudy {
  /** Ways of asking, in study order; what was looked up beside a question is not told. */
  readonly arms: readonly { readonly name: string; readonly prompt: ExportedPlugin }[];
  readonly perturbations: readonly ExportedPlugin[];
  readonly repeats: number;
  readonly seed: number;
  readonly extractor: ExportedPlugin;
  /** Scorers by exam, the headline first. */
  readonly scorers: Readonly<Record<string, readonly ExportedPlugin[]>>;
  readonly measures: readonly ExportedPlugin[];
  readonly strata: readonly (readonly string[])[];
  readonly confidence: number;
  readonly resamples: number;
}

interface Plugin {
  readonly use: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

interface NamedScorer extends Plugin {
  /** Absent where it is the plugin's. */
  readonly name?: string;
}

interface SpecificationOfStudy
  extends Omit<ExportedStudy, "arms" | "perturbations" | "extractor" | "scorers" | "measures"> {
  readonly exams: readonly { readonly name: string; readonly scorers?: readonly NamedScorer[] }[];
  readonly arms: readonly { readonly name: string; readonly prompt: Plugin }[];
  readonly perturbations: readonly Plugin[];
  readonly extractor: Plugin;
  readonly scorers: readonly NamedScorer[];
  readonly measures: readonly Plugin[];
}

/**
 * The study of a run for a layout that is to be read again, in the words of a study file. Neither paths of exams nor
 * anything about servers is among it.
 */
export function exportedStudy(specification: RunRecord["specification"]): ExportedStudy {
  const study = specification as unknown as SpecificationOfStudy;
  return {
    arms: study.arms.map(({ name, prompt }) => ({ name, prompt: plugin(prompt) })),
    perturbations: study.perturbations.map(plugin),
    repeats: study.repeats,
    seed: study.seed,
    extractor: plugin(study.extractor),
    scorers: Object.fromEntries(
      study.exams.map(({ name, scorers }) => [name, (scorers ?? study.scorers).map(scorerEntry)]),
    ),
    measures: study.measures.map(plugin),
    strata: study.strata,
    confidence: study.confidence,
    resamples: study.resamples,
  };
}

function scorerEntry({ name, ...scorer }: NamedScorer): ExportedPlugin {
  return { ...plugin(scorer), ...(name === undefined ? {} : { name }) };
}

function plugin({ use, settings }: Plugin): ExportedPlugin {
  return { ...settings, use };
}
