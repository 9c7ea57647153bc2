import { type ErrorCode, type ErrorKind, errorCodes } from "./error-codes.ts";
import {
  BackendError,
  BugError,
  DataError,
  describePlace,
  messageOf,
  type Place,
  UsageError,
  VivaError,
} from "./errors.ts";

/** An error on its way from one thread to another, where classes are lost. */
export interface ThreadError {
  /** Without the place in front. */
  readonly message: string;
  /** Absent for what was not thrown on purpose. */
  readonly code?: ErrorCode;
  readonly place?: Place;
  readonly remedy?: string;
  readonly stack?: string;
}

const classes: Readonly<Record<ErrorKind, typeof VivaError>> = {
  usage: UsageError,
  data: DataError,
  backend: BackendError,
  bug: BugError,
};

/** Something thrown, as plain facts. */
export function toThreadError(error: unknown): ThreadError {
  const stack = error instanceof Error && error.stack !== undefined ? { stack: error.stack } : {};
  if (!(error instanceof VivaError)) {
    return { message: messageOf(error), ...stack };
  }
  const { code, place, remedy } = error;
  const before = place === undefined ? "" : `${describePlace(place)}: `;
  const message = error.message.startsWith(before) ? error.message.slice(before.length) : error.message;
  return { message, code, remedy, ...(place === undefined ? {} : { place }), ...stack };
}

/** The error those facts are of, of the same class, with the stack of the thread it was thrown in. Its cause is lost. */
export function fromThreadError({ message, code, place, remedy, stack }: ThreadError): Error {
  const error =
    code === undefined
      ? new Error(message)
      : new classes[errorCodes[code].kind](code, message, {
          ...(place === undefined ? {} : { place }),
          ...(remedy === undefined ? {} : { remedy }),
        });
  if (stack !== undefined) {
    error.stack = stack;
  }
  return error;
}
