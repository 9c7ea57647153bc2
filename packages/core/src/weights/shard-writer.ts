import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { BugError, DataError, UsageError, writeError } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";
import { modelFileNames } from "./shard-index.ts";
import type { ShardPlan } from "./shard-plan.ts";

/** Writes tensors of a plan into files that have their temporary names. */
export interface ShardWriter extends Disposable {
  /** Write bytes of a tensor from its byte `from` on; any order, any part, several times. */
  write(tensor: string, from: number, bytes: Uint8Array): void;
  /** Let what was written so far reach the disk. */
  sync(): void;
}

/** Name of a file while it is written. */
export function partialName(name: string): string {
  return `${name}.partial`;
}

/**
 * Make the files of a plan under their temporary names, with their headers and full length, in a folder that is made
 * when it is not there. Partial files of an earlier attempt are replaced.
 *
 * Throws MODEL_OUTPUT_EXISTS when a file has its final name already, DISK_FULL when the files would not fit, and
 * FILE_WRITE_FAILED. Nothing is written before the first two are checked.
 */
export function createShardFiles(folder: string, plan: ShardPlan): void {
  const finals = [...plan.files.map(({ name }) => name), modelFileNames.single, modelFileNames.index];
  const taken = finals.find((name) => existsSync(join(folder, name)));
  if (taken !== undefined) {
    throw new UsageError("MODEL_OUTPUT_EXISTS", "is there already", { place: { file: join(folder, taken) } });
  }
  onDisk(folder, () => mkdirSync(folder, { recursive: true }));
  requireDiskSpace(folder, plan.totalBytes);
  for (const { name, head, sizeBytes } of plan.files) {
    const path = join(folder, partialName(name));
    onDisk(path, () => {
      const descriptor = openSync(path, "w");
      try {
        ftruncateSync(descriptor, sizeBytes);
        writeFully(descriptor, head, 0);
      } finally {
        closeSync(descriptor);
      }
    });
  }
}

/**
 * Open the temporary files of a plan to write tensors. Several writers, in threads or processes, may share the files
 * when each writes other tensors or parts. Throws FILE_WRITE_FAILED, or DISK_FULL while writing.
 */
export function openShardWriter(folder: string, plan: ShardPlan): ShardWriter {
  const descriptors = new Map<number, number>();
  const open = (file: number): { path: string; descriptor: number } => {
    const path = join(folder, partialName(plan.files[file]?.name ?? ""));
    const descriptor = descriptors.get(file) ?? onDisk(path, () => openSync(path, "r+"));
    descriptors.set(file, descriptor);
    return { path, descriptor };
  };
  return {
    write: (tensor, from, bytes) => {
      const place = plan.places.get(tensor);
      if (place === undefined || from < 0 || from + bytes.byteLength > place.sizeBytes) {
        throw new BugError("INTERNAL", `tensor "${tensor}": ${bytes.byteLength} bytes at ${from} are not in the plan`);
      }
      const { path, descriptor } = open(place.file);
      onDisk(path, () => writeFully(descriptor, bytes, place.offset + from));
    },
    sync: () => {
      for (const [file, descriptor] of descriptors) {
        onDisk(plan.files[file]?.name ?? folder, () => fsyncSync(descriptor));
      }
    },
    [Symbol.dispose]: () => {
      for (const descriptor of descriptors.values()) {
        closeSync(descriptor);
      }
      descriptors.clear();
    },
  };
}

/**
 * Give the files of a plan their names once every tensor is written: all are synced first, the index is renamed last, so
 * that a model of several files is none before it is whole. Goes on where it was killed.
 *
 * Throws MODEL_FILE_INVALID when a temporary file is not as long as planned, FILE_WRITE_FAILED or DISK_FULL.
 */
export function finishShards(folder: string, plan: ShardPlan): void {
  const named = plan.files.map(({ name, sizeBytes }) => {
    const partial = join(folder, partialName(name));
    const final = join(folder, name);
    const path = existsSync(partial) ? partial : final;
    const size = onDisk(path, () => statSync(path).size);
    if (size !== sizeBytes) {
      throw new DataError("MODEL_FILE_INVALID", `has ${size} bytes, ${sizeBytes} were planned`, {
        place: { file: path },
      });
    }
    return { partial, final };
  });
  for (const { partial } of named) {
    if (existsSync(partial)) {
      onDisk(partial, () => syncPath(partial));
    }
  }
  for (const { partial, final } of named) {
    if (existsSync(partial)) {
      onDisk(final, () => renameSync(partial, final));
    }
  }
  onDisk(folder, () => syncPath(folder));
  if (plan.index !== undefined) {
    const index = join(folder, modelFileNames.index);
    writeWhole(index, plan.index);
    onDisk(index, () => {
      syncPath(index);
      syncPath(folder);
    });
  }
}

/** Remove the temporary files of a plan; those that are not there are passed over. */
export function discardShards(folder: string, plan: ShardPlan): void {
  for (const { name } of plan.files) {
    onDisk(folder, () => rmSync(join(folder, partialName(name)), { force: true }));
  }
}

/** Throws DISK_FULL when a folder's disk has less than `bytes` free for this user. */
export function requireDiskSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = onDisk(folder, () => statfsSync(folder));
  if (bavail * bsize < bytes) {
    throw new DataError("DISK_FULL", `${bytes} bytes are needed, ${bavail * bsize} are free`, {
      place: { file: folder },
      remedy: "Free some space or give a folder on another disk; nothing was written.",
    });
  }
}

/** Write all bytes at a place in a file, however many one call takes. */
export function writeFully(descriptor: number, bytes: Uint8Array, position: number): void {
  for (let done = 0; done < bytes.byteLength; ) {
    done += writeSync(descriptor, bytes, done, Math.min(1 << 30, bytes.byteLength - done), position + done);
  }
}

/** Let a file or folder reach the disk. Windows cannot do that for a folder and does not need it. */
function syncPath(path: string): void {
  const isFolder = statSync(path).isDirectory();
  if (isFolder && process.platform === "win32") {
    return;
  }
  const descriptor = openSync(path, isFolder ? "r" : "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function onDisk<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw writeError(file, cause);
  }
}
