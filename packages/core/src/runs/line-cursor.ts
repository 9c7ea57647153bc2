import { closeSync, openSync, readSync } from "node:fs";
import { StringDecoder } from "node:string_decoder";

/** Reads the lines of one of our own files one after the other, without waiting. */
export interface LineCursor {
  /** The next line, or undefined at the end. */
  next(): string | undefined;
  close(): void;
}

const chunkBytes = 1 << 16;

/** Open a file written by a line writer. Throws the system's error when it is not there. */
export function openLineCursor(path: string): LineCursor {
  const descriptor = openSync(path, "r");
  const chunk = Buffer.alloc(chunkBytes);
  const decoder = new StringDecoder("utf8");
  let lines: string[] = [];
  let at = 0;
  let rest = "";
  let ended = false;
  const fill = (): void => {
    while (at === lines.length && !ended) {
      const read = readSync(descriptor, chunk, 0, chunkBytes, null);
      ended = read === 0;
      const parts = (rest + (ended ? decoder.end() : decoder.write(chunk.subarray(0, read)))).split("\n");
      rest = parts.pop() ?? "";
      lines = parts;
      at = 0;
    }
  };
  return {
    next: () => {
      fill();
      return lines[at++];
    },
    close: () => closeSync(descriptor),
  };
}
