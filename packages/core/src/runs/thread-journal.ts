import { BugError } from "../base/errors.ts";
import type { CallIndex } from "./call-index.ts";
import { type EncodedLines, encodeLines } from "./encoded-lines.ts";
import type { CallJournal } from "./journal.ts";

/** The journal as a thread sees it that asks models of which nothing is in it yet: its lines are written by another. */
export interface ThreadJournal extends CallJournal {
  /** One of the batches that were sent has been written. */
  written(): void;
  /** Send the lines that wait to be sent with others. */
  sendRest(): void;
}

/** Characters of lines that are sent together: each message costs as much as several calls. */
const charactersTogether = 1 << 18;
/** Batches under way to whoever writes them at most. */
const mostUnwritten = 4;

const nothingFinished: CallIndex = {
  size: 0,
  find: () => null,
  hasIdentity: () => false,
  add: () => true,
};

const atOnce = Promise.resolve();

/** A journal whose lines go out through `send`, in their order, many at a time. */
export function createThreadJournal(send: (lines: EncodedLines) => void): ThreadJournal {
  let lines: (readonly string[])[] = [];
  let characters = 0;
  let unwritten = 0;
  let waiting: (() => void)[] = [];
  let encoded: Buffer<ArrayBuffer> = Buffer.alloc(0);
  const sendRest = (): void => {
    if (lines.length > 0) {
      const { bytes, sizes } = encodeLines(lines, encoded);
      encoded = Buffer.from(bytes.buffer);
      unwritten += 1;
      send({ bytes: Uint8Array.from(bytes), sizes });
      lines = [];
      characters = 0;
    }
  };
  return {
    calls: 0,
    index: nothingFinished,
    append: (_place, _callId, line) => {
      const pieces = typeof line === "string" ? [line] : line;
      lines.push(pieces);
      for (const piece of pieces) {
        characters += piece.length;
      }
      if (characters >= charactersTogether) {
        sendRest();
      }
      // Whoever makes lines faster than they can be written waits: they are held in memory.
      return unwritten < mostUnwritten ? atOnce : new Promise((resolve) => waiting.push(resolve));
    },
    flush: () => undefined,
    read: () => {
      throw new BugError("INTERNAL", "a thread was asked for a call that another has in its journal");
    },
    written: () => {
      unwritten -= 1;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) {
        wake();
      }
    },
    sendRest,
  };
}
