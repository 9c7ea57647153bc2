import type { Readable } from "node:stream";
import { crc32 } from "node:zlib";
import type { Entry, ZipFile } from "yauzl";
import { DataError, messageOf, systemCode, VivaError } from "../base/errors.ts";
import { importLimits } from "./import-limits.ts";

/** One file inside an archive. It is read in memory, piece by piece, and never unpacked to disk. */
export interface ZipEntry {
  readonly name: string;
  /** Unpacked size as the archive states it; reading checks it. */
  readonly sizeBytes: number;
  /** The unpacked bytes. Only while this entry is the current one. */
  chunks(): AsyncIterable<Buffer>;
}

/** Limits of an archive; the defaults are `importLimits`. */
export type ArchiveLimits = Pick<
  typeof importLimits,
  "archiveEntries" | "entryBytes" | "archiveBytes" | "packingRatio" | "ratioFromBytes"
>;

const stored = 0;
const deflated = 8;
const zstandard = 93;
const fileTypeBits = 0o170000;
const symbolicLink = 0o120000;
const madeByUnix = 3;

/**
 * The files of a zip archive in the order of its directory; folders are passed by.
 *
 * Throws DATASET_NOT_FOUND when it cannot be read, ARCHIVE_INVALID when it is damaged, cut off or packed in a way that
 * cannot be read, ARCHIVE_ENTRY_UNSAFE for an entry with an absolute path, a path out of the archive, or a link, and
 * ARCHIVE_TOO_LARGE when what it states or what comes out of it passes a limit.
 */
export async function* zipEntries(
  file: string,
  limits: { readonly [Name in keyof ArchiveLimits]: number } = importLimits,
): AsyncGenerator<ZipEntry> {
  const archive = await openArchive(file);
  try {
    if (archive.entryCount > limits.archiveEntries) {
      throw tooLarge(file, `it states ${archive.entryCount} entries, the limit is ${limits.archiveEntries}`);
    }
    let total = 0;
    for await (const entry of entriesOf(archive, file)) {
      checkEntry(entry, file, limits);
      total += entry.uncompressedSize;
      if (total > limits.archiveBytes) {
        throw tooLarge(file, `its entries unpack to more than ${limits.archiveBytes} bytes`);
      }
      if (!entry.fileName.endsWith("/")) {
        yield {
          name: entry.fileName,
          sizeBytes: entry.uncompressedSize,
          chunks: () => entryChunks(archive, entry, file),
        };
      }
    }
  } finally {
    archive.close();
  }
}

async function openArchive(file: string): Promise<ZipFile> {
  const { openPromise } = await import("yauzl");
  try {
    return await openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
  } catch (cause) {
    if (systemCode(cause) !== undefined) {
      throw new DataError("DATASET_NOT_FOUND", `cannot be read: ${messageOf(cause)}`, { place: { file }, cause });
    }
    throw damaged(file, cause);
  }
}

/** The entries, with what the archive library refuses as coded errors. */
async function* entriesOf(archive: ZipFile, file: string): AsyncGenerator<Entry> {
  try {
    for await (const entry of archive.eachEntry()) {
      yield entry;
    }
  } catch (cause) {
    if (cause instanceof VivaError) {
      throw cause;
    }
    const message = messageOf(cause);
    if (/^(absolute path|invalid relative path|invalid characters in fileName)/.test(message)) {
      throw unsafe(file, message);
    }
    throw damaged(file, cause);
  }
}

function checkEntry(entry: Entry, file: string, limits: { readonly [Name in keyof ArchiveLimits]: number }): void {
  const { fileName, compressedSize, uncompressedSize, compressionMethod, externalFileAttributes, versionMadeBy } =
    entry;
  const mode = externalFileAttributes >>> 16;
  if (versionMadeBy >>> 8 === madeByUnix && (mode & fileTypeBits) === symbolicLink) {
    throw unsafe(file, `"${fileName}" is a symbolic link`);
  }
  if (fileName.split("/").includes("..") || fileName.includes("\0") || fileName.includes("\\")) {
    throw unsafe(file, `"${fileName}" is no path inside the archive`);
  }
  if (entry.isEncrypted()) {
    throw damaged(file, `"${fileName}" is encrypted`);
  }
  if (![stored, deflated, zstandard].includes(compressionMethod)) {
    throw damaged(file, `"${fileName}" is packed by method ${compressionMethod}, which is not known here`);
  }
  if (uncompressedSize > limits.entryBytes) {
    throw tooLarge(file, `"${fileName}" states ${uncompressedSize} bytes, the limit is ${limits.entryBytes}`);
  }
  if (uncompressedSize >= limits.ratioFromBytes && uncompressedSize > compressedSize * limits.packingRatio) {
    throw tooLarge(
      file,
      `"${fileName}" unpacks from ${compressedSize} to ${uncompressedSize} bytes, more than ${limits.packingRatio} times`,
    );
  }
}

async function* entryChunks(archive: ZipFile, entry: Entry, file: string): AsyncGenerator<Buffer> {
  const stream = await openEntry(archive, entry).catch((cause: unknown) => {
    throw damaged(file, cause);
  });
  let size = 0;
  let checksum = 0;
  try {
    for await (const chunk of stream) {
      const bytes = chunk as Buffer;
      size += bytes.length;
      checksum = crc32(bytes, checksum);
      if (size > entry.uncompressedSize) {
        throw tooLarge(file, `"${entry.fileName}" unpacks to more than the ${entry.uncompressedSize} bytes it states`);
      }
      yield bytes;
    }
  } catch (cause) {
    if (cause instanceof VivaError) {
      throw cause;
    }
    if (/too many bytes/.test(messageOf(cause))) {
      throw tooLarge(file, `"${entry.fileName}" unpacks to more than the ${entry.uncompressedSize} bytes it states`);
    }
    throw damaged(file, cause);
  } finally {
    stream.destroy();
  }
  if (size < entry.uncompressedSize) {
    throw damaged(file, `"${entry.fileName}" ends after ${size} of ${entry.uncompressedSize} bytes`);
  }
  if (checksum !== entry.crc32) {
    throw damaged(file, `"${entry.fileName}" does not have the checksum it states`);
  }
}

async function openEntry(archive: ZipFile, entry: Entry): Promise<Readable> {
  if (entry.compressionMethod !== zstandard) {
    return await archive.openReadStreamPromise(entry);
  }
  const { createZstdDecompress } = await import("node:zlib");
  const { pipeline } = await import("node:stream");
  const packed = await archive.openReadStreamPromise(entry, { decodeFileData: false });
  const unpacked = createZstdDecompress();
  // The callback only keeps a failure from becoming an unhandled event: reading the stream throws it.
  pipeline(packed, unpacked, () => {});
  return unpacked;
}

function unsafe(file: string, message: string): DataError {
  return new DataError("ARCHIVE_ENTRY_UNSAFE", message, { place: { file } });
}

function tooLarge(file: string, message: string): DataError {
  return new DataError("ARCHIVE_TOO_LARGE", message, { place: { file } });
}

function damaged(file: string, cause: unknown): DataError {
  return new DataError("ARCHIVE_INVALID", messageOf(cause), { place: { file }, cause });
}
