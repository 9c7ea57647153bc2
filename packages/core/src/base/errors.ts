import { type ErrorCode, type ErrorKind, errorCodes } from "./error-codes.ts";
import { redactSecrets } from "./secrets.ts";

/** Where in a file something is wrong. */
export interface Place {
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
  readonly itemId?: string;
}

/** What an error is made of; everything but the message may be left out. */
export interface ErrorFacts {
  readonly place?: Place;
  /** What to do, when something more precise than the code's own remedy is known. */
  readonly remedy?: string;
  readonly cause?: unknown;
}

/**
 * Base of every error Viva throws on purpose. A thrown error means that a person must act;
 * what a model does is data and never thrown. The message says what, where and the value seen.
 * Secrets known to the process are removed at construction.
 */
export class VivaError extends Error {
  readonly code: ErrorCode;
  readonly place: Place | undefined;
  readonly remedy: string;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}) {
    const where = facts.place === undefined ? "" : describePlace(facts.place);
    super(redactSecrets(where === "" ? message : `${where}: ${message}`), { cause: facts.cause });
    this.name = new.target.name;
    this.code = code;
    this.place = facts.place;
    this.remedy = redactSecrets(facts.remedy ?? errorCodes[code].remedy);
  }

  get kind(): ErrorKind {
    return errorCodes[this.code].kind;
  }
}

/** The person's command, study or environment is wrong. Exit code 2. */
export class UsageError extends VivaError {}
/** A file is wrong. Exit code 3. */
export class DataError extends VivaError {}
/** A server or model cannot do what is asked. Exit code 4. */
export class BackendError extends VivaError {}
/** Viva itself is wrong. Exit code 1. */
export class BugError extends VivaError {}

/** The process exit code for an error of each kind. */
export const exitCodes = {
  complete: 0,
  bug: 1,
  usage: 2,
  data: 3,
  backend: 4,
  unfinished: 5,
  gate: 6,
  interrupted: 130,
} as const;

/** The exit code for anything thrown: a `VivaError` by its kind, everything else is a bug. */
export function exitCodeOf(error: unknown): number {
  return error instanceof VivaError ? exitCodes[error.kind] : exitCodes.bug;
}

/** "file.csv:12 (item q-7)", from what is known. */
export function describePlace(place: Place): string {
  const file = place.file === undefined ? "" : place.line === undefined ? place.file : `${place.file}:${place.line}`;
  const line = place.file === undefined && place.line !== undefined ? `line ${place.line}` : "";
  const item =
    place.itemId === undefined ? "" : file === "" && line === "" ? `item ${place.itemId}` : ` (item ${place.itemId})`;
  return `${file}${line}${item}`;
}

/** The system's error code (ENOENT, ENOSPC, …) of something thrown, or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (typeof error === "object" && error !== null && "code" in error && typeof error.code === "string") {
    return error.code;
  }
  return undefined;
}

/** The message of something thrown, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A failed write as a coded error: DISK_FULL for a full disk or quota, FILE_WRITE_FAILED otherwise. */
export function writeError(file: string, cause: unknown): DataError {
  const code = systemCode(cause);
  if (code === "ENOSPC" || code === "EDQUOT" || code === "EFBIG") {
    return new DataError("DISK_FULL", `cannot write: ${messageOf(cause)}`, { place: { file }, cause });
  }
  return new DataError("FILE_WRITE_FAILED", `cannot write: ${messageOf(cause)}`, { place: { file }, cause });
}
