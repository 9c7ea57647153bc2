import { DatabaseSync } from "node:sqlite";
import { messageOf, UsageError, writeError } from "../base/errors.ts";

/** The right to write to a run folder. */
export interface RunLock {
  release(): void;
}

/**
 * Take the writer lock of a run folder: an exclusive SQLite transaction, which the system takes away with the
 * process however it dies. Throws RUN_LOCKED when another process holds it.
 */
export function acquireRunLock(path: string, folder: string): RunLock {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec("PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE");
  } catch (cause) {
    database?.close();
    if (/locked|busy/i.test(messageOf(cause))) {
      throw new UsageError("RUN_LOCKED", "another Viva process is writing to it", { place: { file: folder }, cause });
    }
    throw writeError(path, cause);
  }
  const held = database;
  return { release: () => held.close() };
}
