import { BugError } from "../base/errors.ts";

/** Right (1), wrong (0) and missing responses of candidates to items. */
export interface ResponseMatrix {
  readonly candidates: number;
  readonly items: number;
  /** Candidate by candidate, `items` entries each: 0, 1, and NaN or 255 where there is no response. */
  readonly responses: Uint8Array | Float64Array;
}

/** How a missing response is written in a Uint8Array. */
export const missingResponse = 255;

/**
 * The responses as bytes 0, 1 and 255 (missing), in the order of the matrix. Bytes are checked and handed back as they
 * are, not copied. An empty matrix gives an empty array.
 * Throws INTERNAL for any other value, sizes that are no whole numbers, or an array that does not fit them.
 *
 * @example binaryResponses({ candidates: 1, items: 2, responses: Float64Array.of(1, Number.NaN) }) // [1, 255]
 */
export function binaryResponses(matrix: ResponseMatrix): Uint8Array {
  const { candidates, items, responses } = matrix;
  const whole = Number.isSafeInteger(candidates) && Number.isSafeInteger(items) && candidates >= 0 && items >= 0;
  if (!whole || responses.length !== candidates * items) {
    throw new BugError("INTERNAL", `${responses.length} responses for ${candidates} candidates and ${items} items`);
  }
  const bytes = responses instanceof Uint8Array ? responses : new Uint8Array(responses.length);
  for (let i = 0; i < responses.length; i++) {
    const value = responses[i] ?? 0;
    if (value !== 0 && value !== 1 && value !== missingResponse && !Number.isNaN(value)) {
      throw new BugError("INTERNAL", `a response that is neither 0 nor 1: ${value} at ${i}`);
    }
    if (bytes !== responses) {
      bytes[i] = Number.isNaN(value) ? missingResponse : value;
    }
  }
  return bytes;
}

/**
 * Item by item what was candidate by candidate, or the reverse.
 *
 * @param bytes `rows` times `columns` entries, row by row.
 * @example transposedResponses(Uint8Array.of(1, 0, 1, 1), 2, 2) // [1, 1, 0, 1]
 */
export function transposedResponses(bytes: Uint8Array, rows: number, columns: number): Uint8Array {
  const turned = new Uint8Array(bytes.length);
  for (let row = 0; row < rows; row++) {
    const from = row * columns;
    for (let column = 0; column < columns; column++) {
      turned[column * rows + row] = bytes[from + column] ?? missingResponse;
    }
  }
  return turned;
}
