import { isUtf8 } from "node:buffer";
import { type FileHandle, open } from "node:fs/promises";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import type { AsyncBuffer, Compressors, FileMetaData, RowGroup } from "hyparquet";
import { DataError, messageOf, type Place, VivaError } from "./errors.ts";
import { limits } from "./limits.ts";
import { pageProblem } from "./parquet-pages.ts";

/** One row of a Parquet file; a place's line is the number of the row, from 1. */
export interface ParquetRow {
  readonly place: Place;
  readonly value: unknown;
}

/** Chooses columns of the first level by name; names that are not there are passed over. */
export type ChooseColumns = (there: readonly string[]) => readonly string[];

const magic = "PAR1";
/** Length of the footer and the magic bytes after it. */
const tailBytes = 8;
/** A footer describes columns and row groups; a thousand of each are a few megabytes. */
const mostFooterBytes = 64 * 1024 * 1024;

/**
 * The rows of a Parquet file as plain objects, in file order. Row groups are read one at a time, so memory is
 * bounded by the largest; every codec of the format is read (plain, Snappy, gzip, zstd, Brotli, LZ4). Whole numbers
 * past 2^53 become text, dates ISO 8601 text, bytes that are no UTF-8 null.
 *
 * Throws DATASET_NOT_FOUND, FILE_PARQUET_INVALID for a file that is damaged, encrypted or claims sizes it cannot
 * have, FILE_TOO_LARGE for a row group or a footer over the limit, FILE_ENCODING for text that is not UTF-8.
 *
 * @param columns Which columns to read; the others are neither unpacked nor decoded. Default: all. What it throws is
 *   passed on.
 */
export async function* parquetRows(file: string, columns?: ChooseColumns): AsyncGenerator<ParquetRow> {
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
  });
  try {
    yield* rowsOf(file, handle, columns);
  } finally {
    await handle.close();
  }
}

async function* rowsOf(
  file: string,
  handle: FileHandle,
  choose: ChooseColumns | undefined,
): AsyncGenerator<ParquetRow> {
  const { parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  const source = await attempt(file, () => byteSource(handle));
  await attempt(file, () => checkEnds(file, source));
  const metadata = await attempt(file, () => parquetMetadataAsync(source, { geoparquet: false }));
  const there = topColumns(metadata.schema);
  const columns = choose?.(there).filter((name) => there.includes(name)) ?? there;
  const compressors = await boundedCompressors();
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const parsers = {
    stringFromBytes: (bytes: Uint8Array | undefined): string | undefined => {
      try {
        return bytes === undefined ? undefined : decoder.decode(bytes);
      } catch (cause) {
        throw new DataError("FILE_ENCODING", "a text is not valid UTF-8", { place: { file }, cause });
      }
    },
  };
  let rowStart = 0;
  for (const group of groupsOf(file, metadata)) {
    const rowEnd = rowStart + Number(group.num_rows);
    const rows = await attempt(file, async () => {
      await checkGroup(file, source, group, new Set(columns));
      return await parquetReadObjects({
        file: source,
        metadata: { ...metadata, row_groups: [group], num_rows: group.num_rows },
        ...(choose === undefined ? {} : { columns: [...columns] }),
        compressors,
        parsers,
        geoparquet: false,
        utf8: false,
      });
    });
    if (rows.length !== rowEnd - rowStart) {
      throw invalid(file, `a row group of ${rowEnd - rowStart} rows has ${rows.length}`);
    }
    for (const [index, row] of rows.entries()) {
      yield { place: { file, line: rowStart + index + 1 }, value: plainValue(row) };
    }
    rowStart = rowEnd;
  }
}

function groupsOf(file: string, metadata: FileMetaData): readonly RowGroup[] {
  const groups: readonly RowGroup[] = Array.isArray(metadata.row_groups) ? metadata.row_groups : [];
  const rows = groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (Number(metadata.num_rows) !== rows) {
    throw invalid(file, `the footer names ${metadata.num_rows} rows, its row groups have ${rows}`);
  }
  return groups;
}

/** The magic bytes at both ends and a footer that lies inside the file, before the footer is read into memory. */
async function checkEnds(file: string, source: AsyncBuffer): Promise<void> {
  const { byteLength: size } = source;
  if (size < magic.length + tailBytes) {
    throw invalid(file, `${size} bytes are too few for a Parquet file`);
  }
  const text = (bytes: ArrayBuffer): string => Buffer.from(bytes).toString("latin1");
  if (text(await source.slice(0, magic.length)) !== magic) {
    throw invalid(file, "it does not begin as a Parquet file");
  }
  const tail = await source.slice(size - tailBytes);
  if (text(tail).slice(4) !== magic) {
    throw invalid(file, "it does not end as a Parquet file; it was cut off");
  }
  const footer = new DataView(tail).getUint32(0, true);
  if (footer > mostFooterBytes) {
    throw new DataError("FILE_TOO_LARGE", `the footer states ${footer} bytes, the limit is ${mostFooterBytes}`, {
      place: { file },
    });
  }
  if (footer > size - magic.length - tailBytes) {
    throw invalid(file, `the footer states ${footer} bytes, more than the file has`);
  }
}

/** Names of the columns of the first level: the schema lists its elements depth first. */
function topColumns(schema: FileMetaData["schema"]): string[] {
  const names: string[] = [];
  let at = 1;
  while (at < schema.length) {
    names.push(schema[at]?.name ?? "");
    // A damaged schema may state more children than it has, or nest them deeper than a stack is.
    for (let left = 1; left > 0 && at < schema.length; at++) {
      left += (schema[at]?.num_children ?? 0) - 1;
    }
  }
  return names;
}

/** Refuse a row group that claims what it cannot have in the columns that are read, before it is unpacked. */
async function checkGroup(
  file: string,
  source: AsyncBuffer,
  group: RowGroup,
  columns: ReadonlySet<string>,
): Promise<void> {
  let sizeBytes = 0;
  for (const { meta_data: column } of group.columns) {
    if (column === undefined) {
      throw invalid(file, "a column has no description (is the file encrypted?)");
    }
    if (!columns.has(column.path_in_schema[0] ?? "")) {
      continue;
    }
    const start = Number(column.dictionary_page_offset ?? column.data_page_offset);
    const packed = Number(column.total_compressed_size);
    const values = Number(column.num_values);
    sizeBytes += Number(column.total_uncompressed_size);
    if (sizeBytes > limits.parquetGroupBytes || values > limits.parquetGroupValues) {
      throw new DataError(
        "FILE_TOO_LARGE",
        `a row group of ${sizeBytes} bytes and ${values} values; the limits are ${limits.parquetGroupBytes} and ${limits.parquetGroupValues}`,
        { place: { file }, remedy: "Write the file again with smaller row groups." },
      );
    }
    const chunk = await source.slice(Math.min(start, Number(column.data_page_offset)), start + packed);
    const problem = pageProblem(chunk, { values, bytes: limits.parquetGroupBytes });
    if (problem !== undefined) {
      throw invalid(file, problem);
    }
  }
}

/** The file's bytes for hyparquet; a range outside the file is refused, not cut. */
async function byteSource(handle: FileHandle): Promise<AsyncBuffer> {
  const { size } = await handle.stat();
  return {
    byteLength: size,
    slice: async (start, end = size) => {
      if (!(start >= 0 && start <= end && end <= size)) {
        throw new Error(`bytes ${start} to ${end} of a file of ${size} bytes`);
      }
      const bytes = new Uint8Array(end - start);
      let done = 0;
      while (done < bytes.length) {
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, start + done);
        if (bytesRead === 0) {
          throw new Error("the file ended while it was read");
        }
        done += bytesRead;
      }
      return bytes.buffer;
    },
  };
}

/** Unpackers that cannot be made to fill the memory: none gives more than the page's own size, itself checked. */
async function boundedCompressors(): Promise<Compressors> {
  const { compressors } = await import("hyparquet-compressors");
  const most = (length: number) => ({ maxOutputLength: Math.max(1, length) });
  return {
    ...compressors,
    GZIP: (input, length) => gunzipSync(input, most(length)),
    BROTLI: (input, length) => brotliDecompressSync(input, most(length)),
    ZSTD: (input, length) => zstdDecompressSync(input, most(length)),
  };
}

/** Whatever a reader of hostile bytes throws, as a coded error. */
async function attempt<T>(file: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (cause) {
    throw cause instanceof VivaError ? cause : invalid(file, messageOf(cause), cause);
  }
}

function invalid(file: string, message: string, cause?: unknown): DataError {
  return new DataError("FILE_PARQUET_INVALID", message, { place: { file }, cause });
}

/** A decoded value as JSON could hold it. */
function plainValue(value: unknown): unknown {
  if (typeof value === "bigint") {
    return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  }
  if (typeof value !== "object" || value === null) {
    return value ?? null;
  }
  if (value instanceof Date) {
    return Number.isNaN(value.getTime()) ? null : value.toISOString();
  }
  if (value instanceof Uint8Array) {
    // A column of bytes that is not marked as text: older writers leave the mark out, pictures have none.
    return isUtf8(value) ? Buffer.from(value).toString("utf8") : null;
  }
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as Iterable<unknown>, plainValue);
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plainValue(part)]));
}
