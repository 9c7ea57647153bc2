import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeError } from "../base/errors.ts";
import { createLineWriter, type LineWriter, writeWhole } from "../base/lines.ts";

/** The folder an export is written into. A file gets its name when it is whole, never before. */
export interface ExportFolder {
  /** Write a whole text file; `name` is relative and may hold folders. */
  write(name: string, text: string): void;
  /** Start a file that is written line by line. */
  lines(name: string): LineWriter;
  /** Paths of the files begun so far, relative to the folder, in the order of their beginning. */
  readonly files: readonly string[];
  /** Remove what was begun and not finished. Harmless when all is finished. */
  discard(): void;
}

/** Open a folder for an export; it is made when missing, and files of the same names are replaced. */
export function createExportFolder(path: string): ExportFolder {
  const files: string[] = [];
  const writers: LineWriter[] = [];
  const place = (name: string): string => {
    const file = join(path, name);
    try {
      mkdirSync(dirname(file), { recursive: true });
    } catch (cause) {
      throw writeError(file, cause);
    }
    files.push(name);
    return file;
  };
  return {
    files,
    write: (name, text) => writeWhole(place(name), text),
    lines: (name) => {
      const writer = createLineWriter(place(name));
      writers.push(writer);
      return writer;
    },
    discard: () => {
      for (const writer of writers) {
        writer.discard();
      }
    },
  };
}
