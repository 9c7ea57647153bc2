import { deserializeTCompactProtocol } from "hyparquet/src/thrift.js";

/** What a column chunk may hold at most, by its file's footer and by Viva's limits. */
export interface PageBounds {
  /** Values of all pages together. */
  readonly values: number;
  /** Bytes of all pages together, unpacked. */
  readonly bytes: number;
}

/**
 * Walk the page headers of one column chunk before anything is unpacked: a page that claims more values or bytes
 * than the whole chunk may have would fill the memory while it is decoded. Returns what is wrong, or undefined.
 *
 * @param chunk The chunk's bytes as they stand in the file.
 */
export function pageProblem(chunk: ArrayBuffer, bounds: PageBounds): string | undefined {
  const reader = { view: new DataView(chunk), offset: 0 };
  let values = 0;
  let bytes = 0;
  while (reader.offset < chunk.byteLength - 1) {
    const header: Record<string, unknown> = deserializeTCompactProtocol(reader);
    const packed = sizeOf(header["field_3"]);
    const unpacked = sizeOf(header["field_2"]);
    if (packed === undefined || unpacked === undefined || packed > chunk.byteLength - reader.offset) {
      return "a page is larger than its column";
    }
    // Data page, dictionary page, data page of version 2.
    for (const field of ["field_5", "field_7", "field_8"]) {
      const inner = header[field];
      if (typeof inner === "object" && inner !== null) {
        const count = sizeOf((inner as Record<string, unknown>)["field_1"]);
        if (count === undefined || count > bounds.values) {
          return `a page claims more values than the ${bounds.values} of its column`;
        }
        values += field === "field_7" ? 0 : count;
      }
    }
    bytes += unpacked;
    if (values > bounds.values || bytes > bounds.bytes) {
      return `the pages of a column claim ${values} values and ${bytes} bytes; ${bounds.values} and ${bounds.bytes} are the most there can be`;
    }
    reader.offset += packed;
  }
  return undefined;
}

function sizeOf(value: unknown): number | undefined {
  const size = typeof value === "bigint" ? Number(value) : value;
  return typeof size === "number" && Number.isSafeInteger(size) && size >= 0 ? size : undefined;
}
