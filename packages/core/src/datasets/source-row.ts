import type { Place } from "../base/errors.ts";

/** One row of a source and where it stands, before it is known what its fields mean. */
export interface SourceRow {
  readonly place: Place;
  readonly value: unknown;
}
