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

/**
 * The rows of a Parquet file as plain objects, in file order. Row groups are read one at a time, so memory is
 * bounded by the largest; every codec of the format is read (plain, Snappy, gzip, zstd, Brotli, LZ4). Whole numbers past 2^53 become text, dates ISO 8601 text, bytes that are no UTF-8
 * null.
 *
 * Throws DATASET_NOT_FOUND, FILE_PARQUET_INVALID for a file that is damaged, encrypted or claims sizes it cannot
 * have, FILE_TOO_LARGE for a row group over the limit, FILE_ENCODING for text that is not UTF-8.
 */
export async function* parquetRows(file: string): AsyncGenerator<ParquetRow> {
  const handle = await open(file, "r").catch((cause: unknown) => {
    throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
  });
  try {
    yield* rowsOf(file, handle);
  } finally {
    await handle.close();
  }
}

async function* rowsOf(file: string, handle: FileHandle): AsyncGenerator<ParquetRow> {
  const { parquetMetadataAsync, parquetReadObjects } = await import("hyparquet");
  const source = await attempt(file, () => byteSource(handle));
  const metadata = await attempt(file, () => parquetMetadataAsync(source, { geoparquet: false }));
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
      await checkGroup(file, source, group);
      return await parquetReadObjects({
        file: source,
        metadata: { ...metadata, row_groups: [group], num_rows: group.num_rows },
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

/** Refuse a row group that claims what it cannot have, before it is unpacked. */
async function checkGroup(file: string, source: AsyncBuffer, group: RowGroup): Promise<void> {
  let sizeBytes = 0;
  for (const { meta_data: column } of group.columns) {
    if (column === undefined) {
      throw invalid(file, "a column has no description (is the file encrypted?)");
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
