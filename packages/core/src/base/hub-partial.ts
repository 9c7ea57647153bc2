import { readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { identityHash } from "./hash.ts";

/** A file that is being fetched: `<name>.<version>.<process>.partial` beside the place it will have. */
export interface PartialFile {
  readonly path: string;
  /** Which content it is the beginning of; empty when that is not known and it cannot be gone on with. */
  readonly version: string;
  readonly sizeBytes: number;
}

/** Short name of a version, from the etag that the server sent. */
export function versionName(etag: string | undefined): string {
  return etag === undefined ? "" : identityHash(etag).slice(0, 12);
}

/** The partial file this process writes for a version. */
export function partialPath(target: string, version: string): string {
  return join(dirname(target), `${basename(target)}.${version}.${process.pid}.partial`);
}

/**
 * Take over what an earlier attempt at `target` left: the first partial file whose process has ended becomes this
 * process's own. Renaming is atomic, so two processes never write to one file. Undefined when there is none.
 */
export function claimPartial(target: string): PartialFile | undefined {
  const prefix = `${basename(target)}.`;
  const left = readdirSync(dirname(target)).filter((name) => name.startsWith(prefix) && name.endsWith(".partial"));
  for (const name of left.sort()) {
    const [, version = "", owner = ""] = /^([0-9a-f]*)\.(\d+)\.partial$/u.exec(name.slice(prefix.length)) ?? [];
    if (owner === "" || (Number(owner) !== process.pid && isRunning(Number(owner)))) {
      continue;
    }
    const from = join(dirname(target), name);
    const path = partialPath(target, version);
    try {
      renameSync(from, path);
    } catch {
      // Another process was quicker.
      continue;
    }
    if (version === "") {
      rmSync(path, { force: true });
      continue;
    }
    return { path, version, sizeBytes: statSync(path).size };
  }
  return undefined;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another person is running too.
    return typeof error === "object" && error !== null && "code" in error && error.code === "EPERM";
  }
}
