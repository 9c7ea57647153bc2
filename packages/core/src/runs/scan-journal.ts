import { closeSync, openSync, readSync, statSync } from "node:fs";
import { DataError, messageOf } from "../base/errors.ts";
import { type CallIndex, createCallIndex } from "./call-index.ts";

const prefix = '{"callId":"';
const middle = '","place":"';
const hexDigits = 32;
const middleAt = prefix.length + hexDigits;
const placeAt = middleAt + middle.length;
const headBytes = placeAt + hexDigits;
const scanBytes = 4 << 20;
const lineFeed = 10;

/**
 * A line of a journal. Its first fields stand always in this order, so that a scan need not parse the rest.
 *
 * @param fields All other fields as JSON, without the braces around them.
 */
export function journalLine(callId: string, place: string, fields: string): string {
  return `${journalStart(callId, place)}${fields}}`;
}

/** A journal line up to its other fields. */
export function journalStart(callId: string, place: string): string {
  return `${prefix}${callId}${middle}${place}",`;
}

/** Identity and place of the call whose line starts at a byte. */
export function headOf(bytes: Buffer, start: number): { readonly callId: string; readonly place: string } {
  const head = bytes.toString("latin1", start, start + headBytes);
  return { callId: head.slice(prefix.length, middleAt), place: head.slice(placeAt) };
}

/** Places of calls, to index only some. */
export interface WantedPlaces {
  has(place: string): boolean;
}

/** What a scan found. */
export interface ScannedJournal {
  readonly index: CallIndex;
  /** Bytes up to the end of the last whole line. */
  readonly goodBytes: number;
  readonly fileBytes: number;
}

/**
 * Read the heads of all lines; chunks of four megabytes, nothing parsed. What another process appends meanwhile is
 * left for the next scan.
 *
 * @param options.expectedCalls Calls the index makes room for at once.
 * @param options.wanted Places that are indexed; default: all.
 */
export function scanJournal(
  path: string,
  { expectedCalls, wanted }: { readonly expectedCalls?: number | undefined; readonly wanted?: WantedPlaces } = {},
): ScannedJournal {
  const index = createCallIndex(expectedCalls);
  const fileBytes = statSync(path).size;
  const descriptor = openSync(path, "r");
  try {
    let chunk: Buffer = Buffer.allocUnsafe(scanBytes);
    let held = 0;
    let offset = 0;
    let lineNumber = 0;
    let torn: { readonly offset: number; readonly lineNumber: number; readonly holdsZeros: boolean } | null = null;
    for (;;) {
      const room = Math.min(chunk.length - held, fileBytes - offset - held);
      const read = room === 0 ? 0 : readSync(descriptor, chunk, held, room, offset + held);
      held += read;
      let start = 0;
      for (;;) {
        const end = chunk.subarray(0, held).indexOf(lineFeed, start);
        if (end < 0) {
          break;
        }
        lineNumber += 1;
        const isLine = addLine(index, chunk, start, end, offset, wanted);
        if (!isLine) {
          const zeros = chunk.subarray(start, end).includes(0);
          torn ??= { offset: offset + start, lineNumber, holdsZeros: zeros };
        }
        if (torn !== null && (isLine || !torn.holdsZeros)) {
          throw new DataError("JOURNAL_CORRUPT", "not a line of a journal", {
            place: { file: path, line: torn.lineNumber },
          });
        }
        start = end + 1;
      }
      if (read === 0) {
        return { index, goodBytes: torn?.offset ?? offset + start, fileBytes };
      }
      chunk.copy(chunk, 0, start, held);
      offset += start;
      held -= start;
      if (held === chunk.length) {
        const larger = Buffer.allocUnsafe(chunk.length * 2);
        chunk.copy(larger, 0, 0, held);
        chunk = larger;
      }
    }
  } catch (cause) {
    if (cause instanceof DataError) {
      throw cause;
    }
    throw new DataError("JOURNAL_CORRUPT", messageOf(cause), { place: { file: path }, cause });
  } finally {
    closeSync(descriptor);
  }
}

function addLine(
  index: CallIndex,
  chunk: Buffer,
  start: number,
  end: number,
  offset: number,
  wanted: WantedPlaces | undefined,
): boolean {
  if (end - start <= headBytes || chunk[end - 1] !== 125) {
    return false;
  }
  const head = chunk.toString("latin1", start, start + headBytes);
  const callId = head.slice(prefix.length, middleAt);
  const place = head.slice(placeAt);
  if (!head.startsWith(prefix) || head.slice(middleAt, placeAt) !== middle || !/^[0-9a-f]{64}$/.test(callId + place)) {
    return false;
  }
  if (wanted === undefined || wanted.has(place)) {
    index.add(place, callId, offset + start, end - start);
  }
  return true;
}
