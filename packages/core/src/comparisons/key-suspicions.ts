import { startThreadTask } from "../base/thread-task.ts";
import type { FieldChoices } from "../statistics/field-choices.ts";
import { type SuspectedKeys, suspectedKeys } from "../statistics/suspected-keys.ts";
import type { Field } from "./field.ts";
import { fieldCandidates, fieldChoicesOf } from "./field-matrices.ts";

/** Choices from which on a thread is worth its start: a second or so. */
const manyChoices = 250_000;

/** What the choices of a field say of its keys, being worked out. */
export interface KeySuspicions {
  /** Rejects with what was thrown. */
  readonly result: Promise<SuspectedKeys>;
  /** Resolves when nothing of it is under way. */
  readonly gone: Promise<void>;
}

/**
 * Start to work out which keys of a field are suspect: in a thread where there is much to do, else at once.
 *
 * @param threadFrom Choices from which on a thread does it.
 */
export function startKeySuspicions(field: Field, threadFrom: number = manyChoices): KeySuspicions {
  const { choices } = fieldChoicesOf(field, fieldCandidates(field));
  if (choices.choices.length * choices.key.length < threadFrom) {
    return { result: Promise.resolve(suspectedKeys(choices)), gone: Promise.resolve() };
  }
  return startThreadTask<FieldChoices, SuspectedKeys>(new URL("./key-suspicions-worker", import.meta.url), choices);
}
