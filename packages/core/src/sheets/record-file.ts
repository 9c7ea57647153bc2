import { readFileSync } from "node:fs";
import { DataError, messageOf } from "../base/errors.ts";
import { writeWhole } from "../base/lines.ts";

/**
 * Write a JSON file whose lists stand one entry a line, so that a person can read and compare them. Fields come before
 * lists, in their order. Throws DISK_FULL or FILE_WRITE_FAILED.
 */
export function writeRecordFile(
  path: string,
  fields: Readonly<Record<string, unknown>>,
  lists: Readonly<Record<string, readonly unknown[]>>,
): void {
  const written = Object.entries(lists).map(([name, entries]) => {
    const lines = entries.map((entry) => `    ${JSON.stringify(entry)}`).join(",\n");
    return `  ${JSON.stringify(name)}: [\n${lines}\n  ]`;
  });
  writeWhole(path, `${[JSON.stringify(fields, null, 2).slice(0, -2), ...written].join(",\n")}\n}`);
}

/** Read a JSON file that says its format. Throws FILE_JSON_INVALID, or RUN_FORMAT_UNKNOWN for another layout. */
export function readRecordFile<T extends { readonly format: number }>(path: string, format: number): T {
  let found: T;
  try {
    found = JSON.parse(readFileSync(path, "utf8")) as T;
  } catch (cause) {
    throw new DataError("FILE_JSON_INVALID", messageOf(cause), { place: { file: path }, cause });
  }
  if (found?.format !== format) {
    throw new DataError("RUN_FORMAT_UNKNOWN", `format ${found?.format}, this version reads ${format}`, {
      place: { file: path },
    });
  }
  return found;
}
