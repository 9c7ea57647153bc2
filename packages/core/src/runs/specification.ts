import { relative } from "node:path";
import { DataError, messageOf } from "../base/errors.ts";
import { canonicalJson, fileHash, identityHash } from "../base/hash.ts";
import { isHubReference } from "../base/hub-reference.ts";
import { vivaVersion } from "../base/version.ts";
import { runFormat } from "./run-files.ts";
import type { Study, StudyDataset, StudyScorer } from "./study.ts";

/** A file a run reads: its path relative to the study and its content. */
export interface HashedFile {
  readonly path: string;
  readonly sha256: string;
}

/** The whole specification of a run: what `run.json` holds under `specification`. */
export interface Specification {
  readonly [field: string]: unknown;
}

/** What `run.json` holds. */
export interface RunRecord {
  readonly format: number;
  readonly name: string;
  readonly specificationHash: string;
  readonly specification: Specification;
  /** Recorded, never compared. */
  readonly recorded: {
    readonly viva: string;
    readonly node: string;
    readonly platform: string;
    readonly gitRevision: string | null;
    readonly studyFile: string;
    readonly studyFolder: string;
    /** ISO 8601, first start of the run. */
    readonly createdAt: string;
  };
}

/**
 * @param known Hashes of files that were read already: one replies file may serve many models.
 * @param locate Where a file named by a reference lies; the reference, not the place in this machine's cache, is
 *   what the specification names.
 */
async function hashed(
  files: readonly string[],
  folder: string,
  known: Map<string, string>,
  locate: (path: string) => string = (path) => path,
): Promise<HashedFile[]> {
  const found: HashedFile[] = [];
  for (const path of files) {
    const located = locate(path);
    const sha256 =
      known.get(located) ??
      (await fileHash(located).catch((cause: unknown) => {
        throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, {
          place: { file: path },
          cause,
        });
      }));
    known.set(located, sha256);
    found.push({ path: isHubReference(path) ? path : relative(folder, path), sha256 });
  }
  return found;
}

/** Everything of a study that decides its results, with the hashes of every file it reads. */
export async function specificationOf(study: Study): Promise<Specification> {
  const known = new Map<string, string>();
  const dataset = async ({ name, use, settings, configured }: StudyDataset): Promise<object> => ({
    name,
    use,
    settings,
    files: await hashed(configured.files, study.folder, known, study.paths.resolvePath),
  });
  const plain = ({ use, settings }: { readonly use: string; readonly settings: unknown }): unknown => ({
    use,
    settings,
  });
  const scorer = ({ name, use, settings, marks, configured }: StudyScorer): unknown => ({
    use,
    settings,
    ...(name === use ? {} : { name }),
    // Whoever reads a run folder needs the plugin no more to know what its columns are.
    ...(marks === "text" ? { marks, parts: configured.parts } : {}),
  });
  const described = async (list: Study["models"]): Promise<object[]> => {
    const models: object[] = [];
    for (const { id, use, settings, configured, price, facts } of list) {
      // One after the other: most of them share their file.
      const files = await hashed(configured.files, study.folder, known, study.paths.resolvePath);
      models.push({ id, backend: use, settings, price, facts, files });
    }
    return models;
  };
  return {
    name: study.name,
    exams: await Promise.all(
      study.exams.map(async (exam) => ({ ...(await dataset(exam)), scorers: exam.scorers.map(scorer) })),
    ),
    filters: study.filters,
    models: await described(study.models),
    ...(study.assistants.length === 0 ? {} : { assistants: await described(study.assistants) }),
    arms: await Promise.all(
      study.arms.map(async ({ name, prompt, retriever, instruction, likelihood }) => ({
        name,
        ...(likelihood === null ? {} : { likelihood }),
        ...(instruction === null ? {} : { instruction: plain(instruction) }),
        prompt: {
          use: prompt.use,
          settings: prompt.settings,
          files: await hashed(prompt.configured.files ?? [], study.folder, known),
        },
        retriever:
          retriever === null
            ? null
            : {
                use: retriever.use,
                settings: retriever.settings,
                ...(retriever.name === retriever.use ? {} : { name: retriever.name }),
                // Said only where it is so: every table of this arm is that of an upper bound.
                ...(retriever.configured.sees.references ? { leaksAnswer: true } : {}),
                files: await hashed(retriever.configured.files, study.folder, known),
              },
      })),
    ),
    perturbations: study.perturbations.map(({ use, group, composed }) => ({
      use,
      group,
      keepsKey: composed.keepsKey,
      steps: composed.steps.map(({ plugin, settings }) => ({ operator: plugin.name, settings })),
    })),
    ...(study.reviewed === null ? {} : { reviewed: (await hashed([study.reviewed], study.folder, known))[0] }),
    fewShot:
      study.fewShot === null
        ? null
        : { k: study.fewShot.k, seed: study.fewShot.seed, train: await dataset(study.fewShot.train) },
    repeats: study.repeats,
    seed: study.seed,
    extractor: { use: study.extractor.use, version: study.extractor.version, settings: study.extractor.settings },
    otherExtractors: study.otherExtractors.map(({ use, version, settings }) => ({ use, version, settings })),
    scorers: study.scorers.map(scorer),
    ...(study.pairwise === null ? {} : { pairwise: study.pairwise }),
    measures: study.measures.map(plain),
    strata: study.strata,
    reports: study.reports,
    language: study.language,
    withholdItems: study.withholdItems,
    confidence: study.confidence,
    resamples: study.resamples,
    ...study.stated,
    comparison: study.comparison,
    standard: study.standard,
  };
}

/** Identity of a specification under this version of Viva. */
export function specificationHash(specification: Specification): string {
  return identityHash(canonicalJson({ format: runFormat, viva: vivaVersion, specification }));
}

/** A scorer as run.json has it. */
export interface RecordedScorer {
  readonly use: string;
  readonly settings: unknown;
  /** Absent where it is the plugin's. */
  readonly name?: string;
  /** Absent for scorers of answers and of their form. */
  readonly marks?: "text";
  /** Names of its parts; absent where it does not mark texts. */
  readonly parts?: readonly string[];
}

/**
 * The scorers a recorded run marked an exam with; runs of earlier versions marked every exam with all of theirs. None for an
 * exam that is not of the run.
 */
export function recordedScorers(specification: Specification, exam: string): readonly RecordedScorer[] {
  type Scorers = readonly RecordedScorer[];
  const exams = specification["exams"] as readonly { readonly name: string; readonly scorers?: Scorers }[];
  const found = exams.find(({ name }) => name === exam);
  return found === undefined ? [] : (found.scorers ?? (specification["scorers"] as Scorers));
}

/** The name of a recorded scorer in tables. */
export function scorerName({ name, use }: Pick<RecordedScorer, "name" | "use">): string {
  return name ?? use;
}

/**
 * Names of the scorers a recorded run marked an exam's answers and their form with, its headline first. None for an exam whose
 * texts alone are marked, or that is not of the run.
 */
export function scorersOfExam(specification: Specification, exam: string): readonly string[] {
  return recordedScorers(specification, exam)
    .filter(({ marks }) => marks !== "text")
    .map(scorerName);
}
