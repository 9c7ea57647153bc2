import { existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import type { OpenBackend } from "../backends/define.ts";
import { createHttpEndpoint, type HttpEndpoint } from "../base/http-endpoint.ts";
import { createLineWriter, writeWhole } from "../base/lines.ts";
import type { JournalEntry } from "./call-index.ts";
import { unmarkComplete } from "./complete.ts";
import { conflictError, derive } from "./derive.ts";
import { type Executed, executeModel, type FailureLine, type ModelProgress } from "./execute.ts";
import { type Journal, openJournal } from "./journal.ts";
import { type CompletionLine, parseCompletionLine } from "./journal-entry.ts";
import { markWhileAsking } from "./mark-while-asking.ts";
import type { Materialised } from "./materialise.ts";
import type { DerivedModel } from "./model-derivation.ts";
import { runFile } from "./run-files.ts";
import type { RunOptions, RunProgress, RunResult } from "./run-options.ts";
import type { RunRecord } from "./specification.ts";
import type { Study, StudyModel } from "./study.ts";
import { conversationOf, type PlannedCall, walkPlan } from "./walk.ts";

/** What one session of a run works with. */
export interface StudyRunParts {
  readonly study: Study;
  readonly folder: string;
  /** Folder that holds the materialised items until nothing speaks against them. */
  readonly staging: string;
  readonly record: RunRecord;
  readonly materialised: Materialised;
  readonly options: RunOptions;
}

/** Connections to one origin at most, whatever the study asks for: below the usual limit on open files. */
const mostConnections = 4096;

/** One session of a run: everything between taking and giving back the lock. */
export class StudyRun {
  readonly #study: Study;
  readonly #folder: string;
  readonly #staging: string;
  readonly #record: RunRecord;
  readonly #materialised: Materialised;
  readonly #options: RunOptions;
  readonly #endpoints = new Map<string, HttpEndpoint>();
  readonly #backends = new Map<string, OpenBackend>();
  readonly #failures: FailureLine[] = [];
  readonly #ready = new Map<string, DerivedModel>();
  readonly #startedAtMs: number;

  constructor({ study, folder, staging, record, materialised, options }: StudyRunParts) {
    this.#study = study;
    this.#folder = folder;
    this.#staging = staging;
    this.#record = record;
    this.#materialised = materialised;
    this.#options = options;
    this.#startedAtMs = options.surroundings.now();
  }

  async go(): Promise<RunResult> {
    try {
      await this.#openBackends();
      const planned = this.#callsPerModel() * this.#study.models.length;
      const journal = openJournal(runFile(this.#folder, "completions"), planned);
      try {
        return await this.#sit(journal);
      } finally {
        await this.#closeAll();
        await journal.close();
      }
    } finally {
      await this.#closeAll();
    }
  }

  async #sit(journal: Journal): Promise<RunResult> {
    let stopped: readonly FailureLine[] = [];
    if (journal.index.size > 0) {
      await this.#refuseConflicts(journal);
    }
    this.#adopt();
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
      sources: this.#materialised.sources,
      callsPerModel: this.#callsPerModel(),
      journal,
      staging: this.#staging,
      poseOf: (model) => this.#backends.get(model.id) ?? {},
      ready: this.#ready,
    });
    const summary = { exams: this.#materialised.exams, models: derived.counts };
    writeWhole(runFile(this.#folder, "summary"), JSON.stringify(summary, null, 2));
    this.#writeOperations(derived.operations, journal.index.size - before);
    const unfinished = derived.counts.some((counts) => counts.unfinished > 0);
    return this.#result(unfinished ? "unfinished" : "complete", derived.counts, stopped);
  }

  /** Nothing speaks against the study: its materialised files and its record become the folder's. */
  #adopt(): void {
    unmarkComplete(this.#folder);
    for (const name of ["items", "variants", "contexts", "exemplars"] as const) {
      const staged = runFile(this.#staging, name);
      if (existsSync(staged)) {
        renameSync(staged, runFile(this.#folder, name));
      } else {
        rmSync(runFile(this.#folder, name), { force: true });
      }
    }
    writeWhole(runFile(this.#folder, "run"), JSON.stringify(this.#record, null, 2));
  }

  #result(status: RunResult["status"], counts: RunResult["counts"], stopped: readonly FailureLine[]): RunResult {
    return {
      status,
      folder: this.#folder,
      specificationHash: this.#record.specificationHash,
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
        endpoint: (origin) => this.#endpoint(origin),
      });
      this.#backends.set(model.id, backend);
    }
  }

  /** One endpoint has room for every model's calls, so that a model whose calls hang does not starve the others. */
  #endpoint(origin: string): HttpEndpoint {
    const known = this.#endpoints.get(origin);
    if (known !== undefined) {
      return known;
    }
    const room = this.#study.models.reduce((sum, model) => sum + (model.needsNetwork ? model.concurrency : 0), 0);
    const made = createHttpEndpoint(origin, Math.min(mostConnections, room));
    this.#endpoints.set(origin, made);
    return made;
  }

  #walk(model: StudyModel, folder: string): ReturnType<typeof walkPlan> {
    return walkPlan({
      study: this.#study,
      folder,
      exemplars: this.#materialised.exemplars,
      sources: this.#materialised.sources,
      model,
      backend: this.#backends.get(model.id) ?? {},
    });
  }

  async #refuseConflicts(journal: Journal): Promise<void> {
    for (const model of this.#study.models) {
      for await (const batch of this.#walk(model, this.#staging)) {
        for (const first of batch) {
          for (const planned of conversationOf(first, (call) => this.#replyOf(call, journal))) {
            const entry = planned.notMade === null ? journal.index.find(planned.posed.call.place) : null;
            if (entry === null) {
              break;
            }
            if (!journal.index.hasIdentity(entry.row, planned.posed.call.id)) {
              throw conflictError(planned, this.#journaled(entry, journal));
            }
          }
        }
      }
    }
  }

  #journaled(entry: JournalEntry, journal: Journal): CompletionLine {
    return parseCompletionLine(journal.read(entry), runFile(this.#folder, "completions"));
  }

  /** The text of a finished call's reply, for the next turn of its conversation. */
  #replyOf({ posed: { call } }: PlannedCall, journal: Journal): string | null {
    const entry = journal.index.find(call.place);
    return entry === null ? null : this.#journaled(entry, journal).text;
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
      const inTurn = turnTaker();
      const outcomes = await Promise.allSettled(
        this.#study.models.map(async (model): Promise<Executed> => {
          // A model that waits for nobody leaves the others no time: side by side they would only hold more memory.
          using _turn = model.needsNetwork ? null : await inTurn();
          const backend = this.#backends.get(model.id);
          if (backend === undefined) {
            return { stoppedBecause: null, walked: 0, walkedAll: false };
          }
          const marking = markWhileAsking({
            study: this.#study,
            model,
            folder: this.#folder,
            staging: this.#staging,
            journal,
            expectedCalls: this.#callsPerModel(),
          });
          try {
            const executed = await executeModel({
              model: model.id,
              onSettled: marking.settled,
              walk: this.#walk(model, this.#folder),
              backend,
              journal,
              replyOf: (planned) => this.#replyOf(planned, journal),
              concurrency: model.concurrency,
              signal,
              onFailure: (failure) => this.#failures.push(failure),
              onProgress: (progress) => {
                models.set(model.id, progress);
                this.#progress("asking", [...models.values()]);
              },
            });
            const derived = this.#options.signal.aborted ? null : marking.conclude(executed);
            if (derived !== null) {
              this.#ready.set(model.id, derived);
            }
            return executed;
          } catch (error) {
            // The journal cannot be written: asking the other models further would only lose their answers.
            stopping.abort();
            await this.#closeAll();
            throw error;
          } finally {
            marking.discard();
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

  #callsPerModel(): number {
    return this.#materialised.nTurns * this.#study.arms.length * this.#study.repeats;
  }

  #progress(phase: RunProgress["phase"], models: readonly ModelProgress[]): void {
    this.#options.onProgress?.({
      phase,
      plannedPerModel: this.#callsPerModel(),
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
    this.#backends.clear();
    await Promise.all(backends.map((backend) => backend.close()));
    await Promise.all([...this.#endpoints.values()].map((endpoint) => endpoint.destroy()));
  }
}

/** Lets one go on at a time: whoever holds a turn gives it on by disposing of it. */
function turnTaker(): () => Promise<Disposable> {
  let last = Promise.resolve();
  return async () => {
    const before = last;
    let end = (): void => undefined;
    last = new Promise((resolve) => {
      end = resolve;
    });
    await before;
    return { [Symbol.dispose]: () => end() };
  };
}
