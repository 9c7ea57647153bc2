import { writeWhole } from "../base/lines.ts";
import { adoptMaterialised } from "./adopt-materialised.ts";
import type { AskedAssistants } from "./ask-assistants.ts";
import type { AskedJudges } from "./ask-judges.ts";
import { type BackendPool, createBackendPool } from "./backend-pool.ts";
import type { JournalEntry } from "./call-index.ts";
import { conflictError } from "./conflict-error.ts";
import { derive } from "./derive.ts";
import type { Executed, FailureLine, ModelProgress } from "./execute.ts";
import { type Journal, openJournal } from "./journal.ts";
import { type CompletionLine, parseCompletionLine } from "./journal-entry.ts";
import { openedBackend, openJudgeSession } from "./judge-session.ts";
import type { Materialised } from "./materialise.ts";
import type { DerivedModel } from "./model-derivation.ts";
import { createModelThreads, type ModelThreads, type ModelThreadsOptions } from "./model-threads.ts";
import { prepareExam } from "./prepare-exam.ts";
import { runFile } from "./run-files.ts";
import type { RunOptions, RunProgress, RunResult } from "./run-options.ts";
import { writeFailures, writeOperations } from "./session-files.ts";
import { sitModel } from "./sit-model.ts";
import type { RunRecord } from "./specification.ts";
import type { Study, StudyModel } from "./study.ts";
import { judgesOfStudy } from "./study-judges.ts";
import { threadsFor } from "./threads-for.ts";
import { turnTaker } from "./turn-taker.ts";
import { closeSources } from "./variant-sources.ts";
import { conversationOf, type PlannedCall, type WalkOptions, walkPlan } from "./walk.ts";

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

const noJudges: AskedJudges = { missing: 0, stopped: [], operations: [] };

/** One session of a run: everything between taking and giving back the lock. */
export class StudyRun {
  readonly #study: Study;
  readonly #folder: string;
  readonly #staging: string;
  readonly #record: RunRecord;
  #materialised: Materialised;
  readonly #options: RunOptions;
  readonly #backends: BackendPool;
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
    this.#backends = createBackendPool(study, options.surroundings);
    this.#startedAtMs = options.surroundings.now();
  }

  async go(): Promise<RunResult> {
    try {
      await this.#openModels();
      const planned = this.#callsPerModel() * this.#study.models.length;
      const journal = openJournal(runFile(this.#folder, "completions"), planned);
      try {
        const before = journal.calls;
        const asked = await prepareExam({
          study: this.#study,
          folder: this.#folder,
          staging: this.#staging,
          journal,
          materialised: this.#materialised,
          backends: this.#backends,
          options: this.#options,
          onFailure: (failure) => this.#failures.push(failure),
          onProgress: (planned, progress) => this.#progress("asking", [progress], planned),
          onMaterialised: (again) => {
            this.#materialised = again;
          },
        });
        return this.#options.signal.aborted
          ? this.#result("interrupted", [], asked.stopped, { requests: asked.missing, judgements: 0 })
          : await this.#sit(journal, before, asked);
      } finally {
        await this.#backends.close();
        await journal.close();
      }
    } finally {
      await this.#backends.close();
      closeSources(this.#materialised.sources);
    }
  }

  async #sit(journal: Journal, before: number, asked: AskedAssistants): Promise<RunResult> {
    let stopped: readonly FailureLine[] = asked.stopped;
    const judges = await openJudgeSession({
      study: this.#study,
      folder: this.#folder,
      staging: this.#staging,
      journal,
      materialised: this.#materialised,
      backends: this.#backends,
      options: this.#options,
      failures: this.#failures,
      onProgress: (planned, progress) => this.#progress("judging", progress, planned),
    });
    if (journal.calls > 0) {
      await this.#refuseConflicts(journal);
      await judges.refuseConflicts();
    }
    adoptMaterialised(this.#folder, this.#staging, this.#record);
    if (this.#options.rescoreOnly !== true) {
      stopped = [...stopped, ...(await this.#ask(journal))];
      writeFailures(this.#folder, this.#failures);
    }
    const judged = this.#options.signal.aborted ? noJudges : await judges.ask();
    stopped = [...stopped, ...judged.stopped];
    const owed = { requests: asked.missing, judgements: judged.missing };
    if (this.#options.signal.aborted) {
      return this.#result("interrupted", [], stopped, owed);
    }
    this.#progress("measuring", []);
    const derived = await judges.derive((judged) =>
      derive({
        study: this.#study,
        folder: this.#folder,
        exemplars: this.#materialised.exemplars,
        sources: this.#materialised.sources,
        callsPerModel: this.#callsPerModel(),
        journal,
        staging: this.#staging,
        poseOf: (model) => this.#backends.get(model.id) ?? {},
        judges: judged,
        ready: this.#ready,
      }),
    );
    const summary = { exams: this.#materialised.exams, models: derived.counts };
    writeWhole(runFile(this.#folder, "summary"), JSON.stringify(summary, null, 2));
    writeOperations(this.#folder, derived.operations, judged.operations, {
      startedAt: new Date(this.#startedAtMs).toISOString(),
      durationMs: this.#options.surroundings.now() - this.#startedAtMs,
      callsFinished: journal.calls - before,
      concurrency: Math.max(...this.#study.models.map(({ concurrency }) => concurrency)),
    });
    const open = owed.requests + owed.judgements + derived.counts.reduce((sum, { unfinished }) => sum + unfinished, 0);
    return this.#result(open > 0 ? "unfinished" : "complete", derived.counts, stopped, owed);
  }

  #result(
    status: RunResult["status"],
    counts: RunResult["counts"],
    stopped: readonly FailureLine[],
    owed: { readonly requests: number; readonly judgements: number },
  ): RunResult {
    return {
      status,
      folder: this.#folder,
      specificationHash: this.#record.specificationHash,
      nItems: this.#materialised.nItems,
      counts,
      failures: this.#failures,
      owedReplies: owed.requests,
      owedJudgements: owed.judgements,
      stopped,
    };
  }

  /** A rescore opens only what needs no network: keys and servers are not wanted then. */
  async #openModels(): Promise<void> {
    for (const model of this.#study.models) {
      if (this.#options.rescoreOnly !== true || !model.needsNetwork) {
        await this.#backends.open(model);
      }
    }
    // A missing key is told before anything is asked, not when everything has been paid for.
    for (const judge of this.#options.rescoreOnly === true || this.#options.offline === true
      ? []
      : judgesOfStudy(this.#study)) {
      await openedBackend(this.#backends, judge);
    }
  }

  #walked(model: StudyModel, folder: string): Omit<WalkOptions, "backend"> {
    const { exemplars, sources } = this.#materialised;
    return { study: this.#study, folder, exemplars, sources, model };
  }

  async #refuseConflicts(journal: Journal): Promise<void> {
    for (const model of this.#study.models) {
      const backend = this.#backends.get(model.id) ?? {};
      for await (const batch of walkPlan({ ...this.#walked(model, this.#staging), backend })) {
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
    const breakOff = (): void => void this.#backends.close();
    this.#options.signal.addEventListener("abort", breakOff, { once: true });
    const stopping = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, stopping.signal]);
    const told = {
      onFailure: (failure: FailureLine) => void this.#failures.push(failure),
      onProgress: (progress: ModelProgress) => {
        models.set(progress.model, progress);
        this.#progress("asking", [...models.values()]);
      },
    };
    const threads = this.#threads({ journal, signal, ...told });
    try {
      const inTurn = turnTaker();
      const outcomes = await Promise.allSettled(
        this.#study.models.map(async (model): Promise<Executed> => {
          const shared = threads === null ? undefined : this.#backends.get(model.id)?.shared?.();
          // A model that waits for nobody leaves the others no time: side by side they would only hold more memory.
          using _turn = model.needsNetwork || shared !== undefined ? null : await inTurn();
          const backend = this.#backends.get(model.id);
          if (backend === undefined) {
            return { stoppedBecause: null, walked: 0, walkedAll: false };
          }
          try {
            const { executed, derived } =
              threads === null || shared === undefined
                ? await sitModel({
                    ...this.#walked(model, this.#folder),
                    backend,
                    staging: this.#staging,
                    journal,
                    expectedCalls: this.#callsPerModel(),
                    replyOf: (planned) => this.#replyOf(planned, journal),
                    signal,
                    ...told,
                  })
                : await threads.sit(model.id, shared);
            if (derived !== null) {
              this.#ready.set(model.id, derived);
            }
            return executed;
          } catch (error) {
            // The journal cannot be written: asking the other models further would only lose their answers.
            stopping.abort();
            await this.#backends.close();
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
      await threads?.close();
      this.#options.signal.removeEventListener("abort", breakOff);
    }
  }

  /** Threads to ask models in; null where this one does. */
  #threads(told: Pick<ModelThreadsOptions, "journal" | "signal" | "onFailure" | "onProgress">): ModelThreads | null {
    const { exemplars, sources } = this.#materialised;
    const sharing = this.#study.models.filter(({ id }) => this.#backends.get(id)?.shared !== undefined);
    const threads = threadsFor(this.#study, {
      sources,
      finished: told.journal.calls,
      models: sharing.length,
      calls: sharing.length * this.#callsPerModel(),
      most: this.#options.threads,
    });
    return this.#study.source === null || threads < 2
      ? null
      : createModelThreads({
          ...told,
          threads,
          source: this.#study.source,
          folder: this.#folder,
          staging: this.#staging,
          exemplars,
          expectedCalls: this.#callsPerModel(),
        });
  }

  #callsPerModel(): number {
    return this.#materialised.nTurns * this.#study.arms.length * this.#study.repeats;
  }

  #progress(
    phase: RunProgress["phase"],
    models: readonly ModelProgress[],
    plannedPerModel: number = this.#callsPerModel(),
  ): void {
    this.#options.onProgress?.({
      phase,
      plannedPerModel,
      models,
    });
  }
}
