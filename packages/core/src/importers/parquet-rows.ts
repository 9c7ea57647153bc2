import { open } from "node:fs/promises";
import { DataError, messageOf, VivaError } from "../base/errors.ts";
import { importLimits } from "./import-limits.ts";
import { isRecord, type SourceRecord } from "./source-record.ts";

/** One row of a Parquet file. */
export interface ParquetRow {
  /** From 1. */
  readonly number: number;
  readonly value: SourceRecord;
}

const magic = "PAR1";
/** Length of the footer and the magic bytes after it. */
const tailBytes = 8;

/**
 * The rows of a Parquet file in file order, one row group in memory at a time; nested columns are objects and lists,
 * whole numbers of 64 bits are numbers where they fit. Columns that are not in `columns` are not decoded.
 *
 * Throws DATASET_NOT_FOUND when it cannot be read, FILE_PARQUET_INVALID when it is none, is cut off or damaged, and
 * FILE_TOO_LARGE when a row group or the footer states more than `importLimits`.
 */
export async function* parquetRows(
  file: string,
  columns: (there: readonly string[]) => readonly string[],
): AsyncGenerator<ParquetRow> {
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
  });
  const invalid = (message: string, cause?: unknown): DataError =>
    new DataError("FILE_PARQUET_INVALID", message, { place: { file }, cause });
  try {
    const { size } = await handle.stat();
    const slice = async (start: number, end = size): Promise<ArrayBuffer> => {
      if (!(start >= 0 && end >= start && end <= size)) {
        throw invalid(`it points to bytes ${start} to ${end} of ${size}`);
      }
      const bytes = new ArrayBuffer(end - start);
      const { bytesRead } = await handle.read(new Uint8Array(bytes), 0, end - start, start);
      if (bytesRead < end - start) {
        throw invalid("it ends too early");
      }
      return bytes;
    };
    await checkEnds(file, size, slice, invalid);
    const { parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
    const { compressors } = await import("hyparquet-compressors");
    const buffer = { byteLength: size, slice };
    try {
      const metadata = await parquetMetadataAsync(buffer);
      const there = topColumns(metadata.schema);
      const wanted = columns(there).filter((name) => there.includes(name));
      let first = 0;
      for (const [index, group] of metadata.row_groups.entries()) {
        const stated = Number(group.total_byte_size);
        if (stated > importLimits.rowGroupBytes) {
          throw new DataError(
            "FILE_TOO_LARGE",
            `row group ${index} states ${stated} bytes, the limit is ${importLimits.rowGroupBytes}`,
            { place: { file } },
          );
        }
        const rowEnd = first + Number(group.num_rows);
        const rows: unknown[] = await parquetReadObjects({
          file: buffer,
          metadata,
          compressors,
          columns: [...wanted],
          rowStart: first,
          rowEnd,
        });
        if (rows.length !== rowEnd - first) {
          throw invalid(`row group ${index} has ${rows.length} rows and states ${rowEnd - first}`);
        }
        for (const [offset, row] of rows.entries()) {
          yield { number: first + offset + 1, value: isRecord(row) ? (plain(row) as SourceRecord) : {} };
        }
        first = rowEnd;
      }
    } catch (cause) {
      throw cause instanceof VivaError ? cause : invalid(messageOf(cause), cause);
    }
  } finally {
    await handle.close();
  }
}

/** The magic bytes at both ends and a footer that lies inside the file. */
async function checkEnds(
  file: string,
  size: number,
  slice: (start: number, end?: number) => Promise<ArrayBuffer>,
  invalid: (message: string) => DataError,
): Promise<void> {
  if (size < magic.length + tailBytes) {
    throw invalid(`${size} bytes are too few for a Parquet file`);
  }
  const text = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString("latin1");
  if (text(await slice(0, magic.length)) !== magic) {
    throw invalid("it does not begin as a Parquet file");
  }
  const tail = await slice(size - tailBytes);
  if (text(tail).slice(4) !== magic) {
    throw invalid("it does not end as a Parquet file; it was cut off");
  }
  const footer = new DataView(tail).getUint32(0, true);
  if (footer > importLimits.footerBytes) {
    throw new DataError(
      "FILE_TOO_LARGE",
      `the footer states ${footer} bytes, the limit is ${importLimits.footerBytes}`,
      {
        place: { file },
      },
    );
  }
  if (footer > size - magic.length - tailBytes) {
    throw invalid(`the footer states ${footer} bytes, more than the file has`);
  }
}

/** Names of the columns of the first level: the schema lists its elements depth first. */
function topColumns(schema: readonly { readonly name: string; readonly num_children?: number }[]): string[] {
  const names: string[] = [];
  let at = 1;
  const skip = (): void => {
    const children = schema[at]?.num_children ?? 0;
    at += 1;
    // A damaged schema may state more children than it has.
    for (let child = 0; child < children && at < schema.length; child++) {
      skip();
    }
  };
  while (at < schema.length) {
    names.push(schema[at]?.name ?? "");
    skip();
  }
  return names;
}

/** Decoded values as JSON would have them: whole numbers as numbers where they fit, typed arrays as lists. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  if (ArrayBuffer.isView(value)) {
    return Array.from(value as unknown as ArrayLike<unknown>, plain);
  }
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (isRecord(value) && !(value instanceof Date)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
  }
  return value;
}
