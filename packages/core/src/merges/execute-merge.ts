import { hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { UsageError, writeError } from "../base/errors.ts";
import { acquireRunLock } from "../runs/run-lock.ts";
import { createShardFiles, finishShards, partialName, requireDiskSpace } from "../weights/shard-writer.ts";
import { companionFiles } from "./companion-files.ts";
import { bestKernels, type KernelKind, type MergeWork, type ThreadSettings } from "./merge-context.ts";
import { appendJournal, type JournalLine, type MergeProgress, readJournal } from "./merge-journal.ts";
import type { MergePlan } from "./merge-plan.ts";
import { mergeFileNames, mergeRecord } from "./merge-record.ts";
import { mergeHere, mergeInThreads } from "./merge-threads.ts";

/** How a merge is carried out. */
export interface ExecuteMergeOptions {
  /** Folder of the result; must not exist, or be empty. */
  readonly out: string;
  /** Worker threads; 0 does everything in this thread, as methods of a person's own need. */
  readonly threads: number;
  /** Working memory of one thread. */
  readonly threadBytes: number;
  readonly kernels?: KernelKind;
  /** Told of each tensor and hashed file. */
  readonly onProgress?: (progress: MergeProgressReport) => void;
}

/** How far a merge is. */
export interface MergeProgressReport {
  readonly doneBytes: number;
  readonly totalBytes: number;
}

/** What a merge did. */
export interface MergeOutcome {
  readonly out: string;
  /** Tensors that an earlier, interrupted attempt had written. */
  readonly resumedTensors: number;
  readonly tensors: number;
}

/** Where a merge works until it is whole: beside the result, so that a rename moves it there at once. */
export function mergePlaces(out: string): { folder: string; journal: string; lock: string } {
  const path = resolve(out);
  const beside = join(dirname(path), `${basename(path)}.merging`);
  return { folder: beside, journal: `${beside}.journal`, lock: `${beside}.lock` };
}

/** Bytes that may be finished and not yet known to be on the disk; what a break costs. */
const syncBytes = { least: 1 << 20, most: 1 << 28, parts: 16 } as const;

/**
 * Carry out a plan. The model is written into `<out>.merging` and moved to its place when it is whole; interrupted at
 * any moment, the same call goes on, tensor by tensor, and gives the same bytes. So do any number of threads.
 *
 * Throws MODEL_OUTPUT_EXISTS, MERGE_RESUME_MISMATCH when an unfinished merge of another plan lies there, RUN_LOCKED when
 * another process works at it, DISK_FULL before anything is written, and what reading and merging throw.
 */
export async function executeMerge(plan: MergePlan, options: ExecuteMergeOptions): Promise<MergeOutcome> {
  const out = resolve(options.out);
  const places = mergePlaces(out);
  if (movedAlready(plan, places, out)) {
    rmSync(places.journal, { force: true });
    return { out, resumedTensors: plan.tasks.length, tensors: plan.tasks.length };
  }
  requireFree(out);
  const parent = nearestFolder(dirname(out));
  if (readJournal(places.journal) === null) {
    requireDiskSpace(parent, plan.writeBytes);
  }
  onDisk(dirname(out), () => mkdirSync(dirname(out), { recursive: true }));
  const lock = acquireRunLock(places.lock, places.folder);
  try {
    const progress = begin(plan, places);
    const resumedTensors = progress.tensors.size;
    await work(plan, options, places, progress);
    finish(plan, places, progress, out);
    return { out, resumedTensors, tensors: plan.tasks.length };
  } finally {
    lock.release();
    rmSync(places.lock, { force: true });
    rmSync(`${places.lock}-journal`, { force: true });
  }
}

/** Whether an earlier attempt was killed after it had moved the whole model to its place. */
function movedAlready({ id }: MergePlan, { folder, journal }: ReturnType<typeof mergePlaces>, out: string): boolean {
  return readJournal(journal)?.plan === id && !existsSync(folder) && existsSync(join(out, mergeFileNames.record));
}

function requireFree(out: string): void {
  if (existsSync(out) && (!statSync(out).isDirectory() || readdirSync(out).length > 0)) {
    throw new UsageError("MODEL_OUTPUT_EXISTS", "is there already", { place: { file: out } });
  }
}

/** The nearest folder above that exists: the disk the result will lie on. */
function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

/** What is done already; makes the files where nothing is. */
function begin(plan: MergePlan, { folder, journal }: ReturnType<typeof mergePlaces>): MergeProgress {
  const known = readJournal(journal);
  if (known !== null && existsSync(folder)) {
    if (known.plan !== plan.id) {
      throw new UsageError("MERGE_RESUME_MISMATCH", "holds an unfinished merge of another recipe or other inputs", {
        place: { file: folder },
      });
    }
    return { tensors: known.tensors, inputs: known.inputs };
  }
  // Without a journal nothing in the folder is known to be whole.
  onDisk(folder, () => rmSync(folder, { recursive: true, force: true }));
  createShardFiles(folder, plan.shards);
  onDisk(journal, () => rmSync(journal, { force: true }));
  appendJournal(journal, [{ plan: plan.id }]);
  return { tensors: new Map(), inputs: new Map() };
}

async function work(
  plan: MergePlan,
  { threads, threadBytes, kernels, onProgress }: ExecuteMergeOptions,
  { folder, journal }: ReturnType<typeof mergePlaces>,
  progress: MergeProgress,
): Promise<void> {
  const sizes = plan.tasks.map(({ name }) => plan.shards.places.get(name)?.sizeBytes ?? 0);
  const tensorWork = plan.tasks
    .map(({ name }, task) => ({ name, task, size: sizes[task] ?? 0 }))
    .filter(({ name }) => !progress.tensors.has(name))
    // The largest first, so that no thread is left with one at the end.
    .sort((a, b) => b.size - a.size || a.task - b.task);
  const files = [...new Map(plan.inputs.map((input) => [input.path, input])).values()];
  const fileWork = files.filter(({ path }) => !progress.inputs.has(path)).sort((a, b) => b.sizeBytes - a.sizeBytes);
  const totalBytes = plan.writeBytes + files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  let doneBytes =
    totalBytes -
    tensorWork.reduce((sum, { size }) => sum + size, 0) -
    fileWork.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const sizeOf = new Map(files.map(({ path, sizeBytes }) => [path, sizeBytes]));

  let waiting: JournalLine[] = [];
  let waitingBytes = 0;
  let syncing: Promise<void> | null = null;
  const settle = async (): Promise<void> => {
    const lines = waiting;
    waiting = [];
    waitingBytes = 0;
    // A line says that the bytes are on the disk: first the bytes, then the line.
    await syncFiles(plan, folder);
    appendJournal(journal, lines);
  };
  let failed: unknown;
  const enough = Math.min(syncBytes.most, Math.max(syncBytes.least, plan.writeBytes / syncBytes.parts));
  const done = (piece: MergeWork, sha256: string): void => {
    if (failed !== undefined) {
      throw failed;
    }
    if ("file" in piece) {
      progress.inputs.set(piece.file, sha256);
      waiting.push({ input: piece.file, sha256 });
      doneBytes += sizeOf.get(piece.file) ?? 0;
    } else {
      const name = plan.tasks[piece.task]?.name ?? "";
      const size = sizes[piece.task] ?? 0;
      progress.tensors.set(name, sha256);
      waiting.push({ tensor: name, sha256 });
      waitingBytes += size;
      doneBytes += size;
    }
    onProgress?.({ doneBytes, totalBytes });
    if (waitingBytes >= enough && syncing === null) {
      syncing = settle().then(
        () => {
          syncing = null;
        },
        (error: unknown) => {
          failed = error;
        },
      );
    }
  };
  const settings: ThreadSettings = {
    ...{ seed: plan.seed, folder, shards: plan.shards, tasks: plan.tasks },
    ...{ memoryBytes: threadBytes, kernels: kernels ?? bestKernels() },
  };
  const pieces = spread(
    tensorWork.map(({ task }) => ({ task })),
    fileWork.map(({ path }) => ({ file: path })),
  );
  if (pieces.length > 0) {
    await (threads === 0
      ? mergeHere(settings, plan.method, pieces, done)
      : mergeInThreads(settings, plan.method, pieces, done, threads));
  }
  await (syncing ?? Promise.resolve());
  if (failed !== undefined) {
    throw failed;
  }
  await settle();
}

/**
 * Files to be hashed, spread evenly among the tensors: hashing leaves the disk alone while it takes in what was merged, and
 * the last pieces are small ones.
 */
function spread(tensors: readonly MergeWork[], files: readonly MergeWork[]): MergeWork[] {
  const every = Math.max(1, Math.floor(tensors.length / Math.max(1, files.length)));
  const pieces: MergeWork[] = [];
  const rest = [...files];
  tensors.forEach((tensor, index) => {
    const next = index % every === 0 ? rest.shift() : undefined;
    pieces.push(...(next === undefined ? [] : [next]), tensor);
  });
  return [...pieces, ...rest];
}

async function syncFiles({ shards }: MergePlan, folder: string): Promise<void> {
  for (const { name } of shards.files) {
    const path = join(folder, partialName(name));
    if (existsSync(path)) {
      try {
        await using file = await open(path, "r+");
        await file.datasync();
      } catch (cause) {
        throw writeError(path, cause);
      }
    }
  }
}

/** Gives every file its name and the folder its place. Goes on where it was killed. */
function finish(
  plan: MergePlan,
  { folder, journal }: ReturnType<typeof mergePlaces>,
  progress: MergeProgress,
  out: string,
): void {
  const companions = companionFiles(plan);
  const hashes = new Map<string, string>();
  for (const [name, bytes] of companions) {
    onDisk(name, () => writeFileSync(join(folder, name), bytes));
    hashes.set(name, hash("sha256", bytes, "hex"));
  }
  const record = `${JSON.stringify(mergeRecord(plan, progress, hashes), null, 2)}\n`;
  onDisk(mergeFileNames.record, () => writeFileSync(join(folder, mergeFileNames.record), record));
  finishShards(folder, plan.shards);
  onDisk(out, () => {
    if (existsSync(out)) {
      rmdirSync(out);
    }
    renameSync(folder, out);
    rmSync(journal, { force: true });
  });
}

function onDisk<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw writeError(file, cause);
  }
}
