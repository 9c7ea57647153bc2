import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { DataError, UsageError, writeError } from "../base/errors.ts";
import { createLineWriter, writeWhole } from "../base/lines.ts";
import { vivaVersion } from "../base/version.ts";
import type { Annotation } from "../lexicons/annotation-texts.ts";
import type { AnnotatedItem, AnnotationFolder } from "./annotation-files.ts";
import { annotationFile, annotationFormat } from "./annotation-files.ts";
import { readAnnotationReply } from "./annotation-reply.ts";
import type { AnnotationStudy } from "./annotation-study.ts";
import { type AnnotationWalk, walkAnnotations } from "./annotation-walk.ts";
import { createBackendPool } from "./backend-pool.ts";
import { conflictError } from "./conflict-error.ts";
import { executeModel, type FailureLine } from "./execute.ts";
import { type Journal, openJournal } from "./journal.ts";
import { parseCompletionLine } from "./journal-entry.ts";
import { runFile } from "./run-files.ts";
import { acquireRunLock } from "./run-lock.ts";
import type { RunOptions } from "./run-options.ts";
import { selectItems } from "./select-items.ts";
import { writeFailures } from "./session-files.ts";
import { specificationOf } from "./specification.ts";

/** What annotating an exam needs. */
export interface AnnotateOptions extends Pick<RunOptions, "surroundings" | "signal" | "onProgress"> {
  readonly annotations: readonly Annotation[];
}

/** How the asking ended. */
export interface AnnotatedExam {
  readonly status: "complete" | "unfinished" | "interrupted";
  readonly exam: string;
  readonly model: string;
  readonly items: number;
  /** Items with a reply. */
  readonly replied: number;
  readonly failures: readonly FailureLine[];
  /** Why the asking was broken off; null where it was not. */
  readonly stopped: FailureLine | null;
}

/**
 * Have a model annotate an exam: one question a call, journaled as the calls of a run are. Writes items.jsonl,
 * annotate.json, completions.jsonl (the journal), failures.jsonl and, from the journal, annotations.jsonl. Issued again it
 * finishes what is missing, after a kill too; a longer exam is asked on from where it ended.
 *
 * Throws RUN_LOCKED, RUN_CONFLICT when a question, a category or the model changed under a finished call, DATASET_EMPTY,
 * what the dataset throws, and the errors of a disk; what a server does is counted and told.
 */
export async function annotateExam(
  { study, exam, model }: AnnotationStudy,
  folder: string,
  { annotations, surroundings, signal, onProgress }: AnnotateOptions,
): Promise<AnnotatedExam> {
  makeFolder(folder);
  const lock = acquireRunLock(runFile(folder, "lock"), folder);
  const backends = createBackendPool(study, surroundings);
  const staging = join(folder, "staging");
  try {
    refuseRun(folder);
    makeFolder(staging);
    onProgress?.({ phase: "loading", plannedPerModel: 0, models: [] });
    await study.paths.fetchReferences(surroundings.environment, signal);
    const { assistants, exams } = await specificationOf(study);
    const items = await writeItems(exam, study, staging);
    const about: AnnotationFolder = {
      format: annotationFormat,
      viva: vivaVersion,
      exam: exam.name,
      model: model.id,
      annotations: annotations.map(({ tag }) => tag),
      seed: study.seed,
      specification: { exams, assistants },
    };
    const walk: AnnotationWalk = { folder, model, annotations, seed: study.seed };
    const journal = openJournal(runFile(folder, "completions"), items);
    const breakOff = (): void => void backends.close();
    signal.addEventListener("abort", breakOff, { once: true });
    try {
      await refuseConflicts({ ...walk, folder: staging }, journal, runFile(folder, "completions"));
      renameSync(runFile(staging, "items"), runFile(folder, "items"));
      writeWhole(annotationFile(folder, "about"), JSON.stringify(about, null, 2));
      const failures: FailureLine[] = [];
      const executed = await executeModel({
        model: model.id,
        walk: walkAnnotations(walk),
        backend: await backends.open(model),
        journal,
        replyOf: () => null,
        concurrency: model.concurrency,
        signal,
        onFailure: (failure) => failures.push(failure),
        onProgress: (progress) => onProgress?.({ phase: "asking", plannedPerModel: items, models: [progress] }),
      });
      writeFailures(folder, failures);
      const replied = await writeAnnotations(walk, journal);
      return {
        status: signal.aborted ? "interrupted" : replied < items ? "unfinished" : "complete",
        exam: exam.name,
        model: model.id,
        items,
        replied,
        failures,
        stopped: executed.stoppedBecause,
      };
    } finally {
      signal.removeEventListener("abort", breakOff);
      await backends.close();
      await journal.close();
    }
  } finally {
    await backends.close();
    rmSync(staging, { recursive: true, force: true });
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

/** A run's journal and an annotation's would stand in the same file. */
function refuseRun(folder: string): void {
  if (existsSync(runFile(folder, "run"))) {
    throw new UsageError("ARGUMENT_INVALID", "--out is the folder of a run; an annotation needs one of its own", {
      place: { file: folder },
    });
  }
}

async function writeItems(
  exam: AnnotationStudy["exam"],
  study: AnnotationStudy["study"],
  folder: string,
): Promise<number> {
  const writer = createLineWriter(runFile(folder, "items"));
  let count = 0;
  try {
    for await (const item of selectItems(exam, study.filters, study.seed)) {
      writer.write(JSON.stringify({ exam: exam.name, ...item }));
      count += 1;
    }
    if (count === 0) {
      throw new DataError("DATASET_EMPTY", `${exam.name} has no item`);
    }
    writer.finish();
  } finally {
    writer.discard();
  }
  return count;
}

async function refuseConflicts(walk: AnnotationWalk, journal: Journal, path: string): Promise<void> {
  for await (const calls of walkAnnotations(walk)) {
    for (const call of calls) {
      const entry = journal.index.find(call.posed.call.place);
      if (entry !== null && !journal.index.hasIdentity(entry.row, call.posed.call.id)) {
        throw conflictError(call, parseCompletionLine(journal.read(entry), path));
      }
    }
  }
}

/** annotations.jsonl in the order of the exam. Gives the number of items with a reply. */
async function writeAnnotations(walk: AnnotationWalk, journal: Journal): Promise<number> {
  const path = runFile(walk.folder, "completions");
  const writer = createLineWriter(annotationFile(walk.folder, "annotations"));
  let replied = 0;
  try {
    for await (const calls of walkAnnotations(walk)) {
      for (const { posed } of calls) {
        const { exam, itemId, model, place, id } = posed.call;
        const entry = journal.index.find(place);
        if (entry !== null) {
          const { text, finishReason } = parseCompletionLine(journal.read(entry), path);
          const { form, labels } = readAnnotationReply(text, walk.annotations);
          const line: AnnotatedItem = {
            exam,
            itemId,
            model,
            callId: id,
            form,
            truncated: finishReason === "length",
            labels,
          };
          writer.write(JSON.stringify(line));
          replied += 1;
        }
      }
    }
    writer.finish();
  } finally {
    writer.discard();
  }
  return replied;
}

/** What annotate.json of a folder says. Throws ANNOTATION_NOT_FOUND. */
export function readAnnotationFolder(folder: string): AnnotationFolder {
  const path = annotationFile(folder, "about");
  if (!existsSync(path)) {
    throw new UsageError("ANNOTATION_NOT_FOUND", `no ${join(folder, "annotate.json")}`, { place: { file: folder } });
  }
  const found = JSON.parse(readFileSync(path, "utf8")) as AnnotationFolder;
  if (found.format !== annotationFormat) {
    throw new DataError("RUN_FORMAT_UNKNOWN", `format ${found.format}, this version reads ${annotationFormat}`, {
      place: { file: path },
    });
  }
  return found;
}
