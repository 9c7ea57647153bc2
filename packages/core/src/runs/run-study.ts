import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { OpenBackend } from "../backends/define.ts";
import { DataError, messageOf, UsageError, writeError } from "../base/errors.ts";
import { createHttpEndpoint, type HttpEndpoint } from "../base/http-endpoint.ts";
import { createLineWriter, writeWhole } from "../base/lines.ts";
import { vivaVersion } from "../base/version.ts";
import type { ModelCounts } from "../records/report-input.ts";
import { isComplete, unmarkComplete } from "./complete.ts";
import { conflictError, derive } from "./derive.ts";
import { type Executed, executeModel, type FailureLine, type ModelProgress } from "./execute.ts";
import { type Journal, openJournal } from "./journal.ts";
import { parseCompletionLine } from "./journal-entry.ts";
import { type Materialised, materialise } from "./materialise.ts";
import { runFile, runFormat } from "./run-files.ts";
import { acquireRunLock } from "./run-lock.ts";
import { type RunRecord, specificationHash, specificationOf } from "./specification.ts";
import type { Study, StudyModel } from "./study.ts";
import { walkPlan } from "./walk.ts";

/** What a run may use from outside, passed in so that tests can replace it. */
export interface RunSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** 0–1, for the jitter of waits only. */
  jitter(): number;
  readonly gitRevision: string | null;
}

/** Options of a run. */
export interface RunOptions {
  readonly surroundings: RunSurroundings;
  /** Aborting stops the asking cleanly; what is finished stays in the journal. */
  readonly signal: AbortSignal;
  /** Called whenever counts change; keep it cheap. */
  onProgress?(progress: RunProgress): void;
  /** Recompute from the journal without asking anything. */
  readonly rescoreOnly?: boolean;
}

/** How far a run is. */
export interface RunProgress {
  readonly phase: "loading" | "asking" | "measuring";
  /** Calls planned for each model at most; 0 while loading. */
  readonly plannedPerModel: number;
  readonly models: readonly ModelProgress[];
}

/** How a run ended. */
export interface RunResult {
  readonly status: "complete" | "unfinished" | "interrupted" | "already-complete";
  readonly folder: string;
  readonly specificationHash: string;
  readonly nItems: number;
  /** Empty when interrupted or already complete. */
  readonly counts: readonly ModelCounts[];
  readonly failures: readonly FailureLine[];
  /** Models whose asking was broken off, and why. */
  readonly stopped: readonly FailureLine[];
}

/**
 * Put a study to its models and derive the results, in a run folder. Issued again it finishes, repairs or extends
 * the run; a finished, unchanged run is recognised without reading its journal. Throws RUN_CONFLICT when a finished
 * call would change, RUN_LOCKED when another process writes, and whatever datasets and disk throw.
 * Writes everything but reports.
 */
export async function runStudy(study: Study, outFolder: string, options: RunOptions): Promise<RunResult> {
  const folder = resolve(outFolder);
  makeFolder(folder);
  checkFormat(folder);
  const lock = acquireRunLock(runFile(folder, "lock"), folder);
  try {
    const specification = await specificationOf(study);
    const hash = specificationHash(specification);
    const result = { folder, specificationHash: hash, counts: [], failures: [], stopped: [] };
    if (options.rescoreOnly !== true && isComplete(folder, hash)) {
      return { ...result, status: "already-complete", nItems: 0 };
    }
    options.onProgress?.({ phase: "loading", plannedPerModel: 0, models: [] });
    const materialised = await materialise(study, folder);
    unmarkComplete(folder);
    return await new StudyRun(study, folder, hash, materialised, options).go(
      runRecord(study, folder, specification, hash, options.surroundings),
    );
  } finally {
    lock.release();
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    throw writeError(folder, cause);
  }
}

/** The record in a run folder. Throws RUN_NOT_FOUND or RUN_FORMAT_UNKNOWN. */
export function readRunRecord(folder: string): RunRecord {
  const path = runFile(folder, "run");
  if (!existsSync(path)) {
    throw new UsageError("RUN_NOT_FOUND", "no run.json in it", { place: { file: folder } });
  }
  let record: RunRecord;
  try {
    record = JSON.parse(readFileSync(path, "utf8")) as RunRecord;
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
  if (record.format !== runFormat) {
    throw new DataError("RUN_FORMAT_UNKNOWN", `format ${record.format}, this version reads ${runFormat}`, {
      place: { file: path },
    });
  }
  return record;
}

function checkFormat(folder: string): void {
  if (existsSync(runFile(folder, "run"))) {
    readRunRecord(folder);
  }
}

function runRecord(
  study: Study,
  folder: string,
  specification: RunRecord["specification"],
  hash: string,
  surroundings: RunSurroundings,
): RunRecord {
  const before = existsSync(runFile(folder, "run")) ? readRunRecord(folder) : null;
  return {
    format: runFormat,
    name: study.name,
    specificationHash: hash,
    specification,
    recorded: {
      viva: vivaVersion,
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      gitRevision: surroundings.gitRevision,
      studyFile: study.file,
      studyFolder: study.folder,
      createdAt: before?.recorded.createdAt ?? new Date(surroundings.now()).toISOString(),
    },
  };
}

/** One session of a run: everything between taking and giving back the lock. */
class StudyRun {
  readonly #study: Study;
  readonly #folder: string;
  readonly #hash: string;
  readonly #materialised: Materialised;
  readonly #options: RunOptions;
  readonly #endpoints = new Map<string, HttpEndpoint>();
  readonly #backends = new Map<string, OpenBackend>();
  readonly #failures: FailureLine[] = [];
  readonly #startedAtMs: number;

  constructor(study: Study, folder: string, hash: string, materialised: Materialised, options: RunOptions) {
    this.#study = study;
    this.#folder = folder;
    this.#hash = hash;
    this.#materialised = materialised;
    this.#options = options;
    this.#startedAtMs = options.surroundings.now();
  }

  async go(record: RunRecord): Promise<RunResult> {
    const journal = openJournal(runFile(this.#folder, "completions"));
    let stopped: readonly FailureLine[] = [];
    try {
      await this.#openBackends();
      if (journal.index.size > 0) {
        await this.#refuseConflicts(journal);
      }
      writeWhole(runFile(this.#folder, "run"), JSON.stringify(record, null, 2));
      const before = journal.index.size;
      if (this.#options.rescoreOnly !== true) {
        stopped = await this.#ask(journal);
        this.#writeFailures();
      }
      if (this.#options.signal.aborted) {
        return this.#result("interrupted", [], stopped);
      }
      this.#progress("measuring", []);
      const derived = await derive({
        study: this.#study,
        folder: this.#folder,
        exemplars: this.#materialised.exemplars,
        journal,
        poseOf: (model) => this.#backends.get(model.id) ?? {},
      });
      writeWhole(
        runFile(this.#folder, "summary"),
        JSON.stringify({ exams: this.#materialised.exams, models: derived.counts }, null, 2),
      );
      this.#writeOperations(derived.operations, journal.index.size - before);
      const unfinished = derived.counts.some((counts) => counts.unfinished > 0);
      return this.#result(unfinished ? "unfinished" : "complete", derived.counts, stopped);
    } finally {
      await this.#closeAll();
      await journal.close();
    }
  }

  #result(status: RunResult["status"], counts: RunResult["counts"], stopped: readonly FailureLine[]): RunResult {
    return {
      status,
      folder: this.#folder,
      specificationHash: this.#hash,
      nItems: this.#materialised.nItems,
      counts,
      failures: this.#failures,
      stopped,
    };
  }

  /** A rescore opens only what needs no network: keys and servers are not wanted then. */
  async #openBackends(): Promise<void> {
    const { environment, now, jitter } = this.#options.surroundings;
    for (const model of this.#study.models) {
      if (this.#options.rescoreOnly === true && model.needsNetwork) {
        continue;
      }
      const backend = await model.configured.open({
        resolvePath: (path) => resolve(this.#study.folder, path),
        environment,
        now,
        jitter,
        seed: this.#study.seed,
        model: model.id,
        concurrency: model.concurrency,
        endpoint: (origin) => this.#endpoint(origin, model.concurrency),
      });
      this.#backends.set(model.id, backend);
    }
  }

  #endpoint(origin: string, concurrency: number): HttpEndpoint {
    const known = this.#endpoints.get(origin);
    if (known !== undefined) {
      return known;
    }
    const made = createHttpEndpoint(origin, concurrency);
    this.#endpoints.set(origin, made);
    return made;
  }

  #walk(model: StudyModel): ReturnType<typeof walkPlan> {
    return walkPlan({
      study: this.#study,
      folder: this.#folder,
      exemplars: this.#materialised.exemplars,
      model,
      backend: this.#backends.get(model.id) ?? {},
    });
  }

  async #refuseConflicts(journal: Journal): Promise<void> {
    for (const model of this.#study.models) {
      for await (const batch of this.#walk(model)) {
        for (const planned of batch) {
          const entry = planned.notMade === null ? journal.index.find(planned.posed.call.place) : null;
          if (entry !== null && !journal.index.hasIdentity(entry.row, planned.posed.call.id)) {
            throw conflictError(
              planned,
              parseCompletionLine(journal.read(entry), runFile(this.#folder, "completions")),
            );
          }
        }
      }
    }
  }

  async #ask(journal: Journal): Promise<readonly FailureLine[]> {
    const models = new Map<string, ModelProgress>(
      this.#study.models.map(({ id }) => [id, { model: id, finished: 0, failed: 0, inFlight: 0 }]),
    );
    const breakOff = (): void => void this.#closeAll();
    this.#options.signal.addEventListener("abort", breakOff, { once: true });
    const stopping = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, stopping.signal]);
    try {
      const outcomes = await Promise.allSettled(
        this.#study.models.map(async (model): Promise<Executed> => {
          const backend = this.#backends.get(model.id);
          if (backend === undefined) {
            return { stoppedBecause: null };
          }
          try {
            return await executeModel({
              model: model.id,
              walk: this.#walk(model),
              backend,
              journal,
              concurrency: model.concurrency,
              signal,
              onFailure: (failure) => this.#failures.push(failure),
              onProgress: (progress) => {
                models.set(model.id, progress);
                this.#progress("asking", [...models.values()]);
              },
            });
          } catch (error) {
            // The journal cannot be written: asking the other models further would only lose their answers.
            stopping.abort();
            await this.#closeAll();
            throw error;
          }
        }),
      );
      const rejected = outcomes.find((outcome) => outcome.status === "rejected");
      if (rejected !== undefined) {
        throw rejected.reason;
      }
      return outcomes.flatMap((outcome) =>
        outcome.status === "fulfilled" && outcome.value.stoppedBecause !== null ? [outcome.value.stoppedBecause] : [],
      );
    } finally {
      this.#options.signal.removeEventListener("abort", breakOff);
    }
  }

  #progress(phase: RunProgress["phase"], models: readonly ModelProgress[]): void {
    this.#options.onProgress?.({
      phase,
      plannedPerModel: this.#materialised.nVariants * this.#study.arms.length * this.#study.repeats,
      models,
    });
  }

  /** failures.jsonl holds what is unresolved now: a call that was finished by a later try is no longer in it. */
  #writeFailures(): void {
    const path = runFile(this.#folder, "failures");
    if (this.#failures.length === 0) {
      rmSync(path, { force: true });
      return;
    }
    const writer = createLineWriter(path);
    try {
      for (const failure of this.#failures) {
        writer.write(JSON.stringify(failure));
      }
      writer.finish();
    } finally {
      writer.discard();
    }
  }

  /** Timings live here alone, so that every other derived file is the same bytes for the same answers. */
  #writeOperations(models: readonly unknown[], asked: number): void {
    const path = runFile(this.#folder, "operations");
    const before = existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as { sessions?: unknown[] }) : {};
    const session = {
      startedAt: new Date(this.#startedAtMs).toISOString(),
      durationMs: this.#options.surroundings.now() - this.#startedAtMs,
      callsFinished: asked,
      concurrency: Math.max(...this.#study.models.map(({ concurrency }) => concurrency)),
    };
    writeWhole(path, JSON.stringify({ models, sessions: [...(before.sessions ?? []), session] }, null, 2));
  }

  async #closeAll(): Promise<void> {
    const backends = [...this.#backends.values()];
    await Promise.all(backends.map((backend) => backend.close()));
    await Promise.all([...this.#endpoints.values()].map((endpoint) => endpoint.destroy()));
  }
}

/** The path of a file in the report folder of a run. */
export function reportFile(folder: string, name: string): string {
  return join(runFile(folder, "report"), name);
}
