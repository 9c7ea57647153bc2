import { existsSync } from "node:fs";
import { z } from "zod";
import { DataError, messageOf } from "./errors.ts";
import { fileHash } from "./hash.ts";
import { adoptDownload, type DownloadPatience, downloadHubFile, type FetchProgress } from "./hub-download.ts";
import { parseHubReference } from "./hub-reference.ts";
import { hubAddress, hubCachePath, hubSettings } from "./hub-settings.ts";
import { readWhole, writeWhole } from "./lines.ts";

/** A file of the Hub as it lies in the cache. */
export interface HubFile {
  /** Absolute path in the cache. */
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The commit its revision stood for when it was fetched, or null when the server did not say. */
  readonly commit: string | null;
}

/** Options of a fetch. */
export interface FetchOptions {
  /** By default five attempts, a second before the second one. */
  readonly patience?: DownloadPatience;
  /** Aborting breaks the fetch off; what has come stays for the next one. */
  readonly signal?: AbortSignal;
  /** Called while bytes come; never for a file that is in the cache. */
  readonly onProgress?: (progress: FetchProgress) => void;
}

/** What is kept beside a fetched file as `<file>.viva.json`. */
const recordSchema = z.looseObject({
  sha256: z.string(),
  sizeBytes: z.number(),
  commit: z.string().nullable(),
});

/** A second, two, four, eight: a restarting server is back by then. */
const usualPatience: DownloadPatience = { attempts: 5, firstWaitMs: 1000 };

/**
 * A file named by an `hf://…` reference, from the cache or fetched into it once. A file in the cache is used
 * as it is, also when its branch has moved on since: what is hashed into a run stays what it was. Its SHA-256 is
 * compared with the one recorded when it was fetched.
 *
 * Reads HF_ENDPOINT, HF_TOKEN, VIVA_CACHE, VIVA_OFFLINE, HF_HUB_OFFLINE and the proxies from `environment`.
 *
 * Throws HUB_REFERENCE_INVALID, HUB_OFFLINE, HUB_CHECKSUM, and what `downloadHubFile` throws.
 */
export async function fetchHubFile(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
  options: FetchOptions = {},
): Promise<HubFile> {
  const reference = parseHubReference(text);
  const settings = hubSettings(environment);
  const path = hubCachePath(reference, settings.cacheFolder);
  const recordPath = `${path}.viva.json`;
  const address = hubAddress(reference, settings.endpoint).href;
  if (existsSync(path) && existsSync(recordPath)) {
    return await verified(path, recordPath, text);
  }
  if (settings.offline) {
    throw new DataError("HUB_OFFLINE", `${text} is not at ${path}, and fetching ${address} is switched off`);
  }
  const {
    path: temporary,
    sha256,
    sizeBytes,
    commit,
    etag,
  } = await downloadHubFile(reference, path, settings, options.patience ?? usualPatience, {
    signal: options.signal,
    onProgress: options.onProgress,
  });
  // The record first: a file without one counts as not fetched.
  writeWhole(
    recordPath,
    JSON.stringify(
      { reference: text, address, revision: reference.revision, commit, etag, sha256, sizeBytes },
      null,
      2,
    ),
  );
  adoptDownload(temporary, path);
  return { path, sha256, sizeBytes, commit };
}

async function verified(path: string, recordPath: string, text: string): Promise<HubFile> {
  const changed = (message: string, cause?: unknown): DataError =>
    new DataError("HUB_CHECKSUM", `the copy of ${text} ${message}`, { place: { file: path }, cause });
  let record: z.infer<typeof recordSchema>;
  try {
    record = recordSchema.parse(JSON.parse(readWhole(recordPath)));
  } catch (cause) {
    throw changed(`has an unreadable record ${recordPath}: ${messageOf(cause)}`, cause);
  }
  const sha256 = await fileHash(path);
  if (sha256 !== record.sha256) {
    throw changed(`has SHA-256 ${sha256}; ${record.sha256} was fetched`);
  }
  return { path, sha256, sizeBytes: record.sizeBytes, commit: record.commit };
}
