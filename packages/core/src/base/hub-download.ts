import { createHash } from "node:crypto";
import { createReadStream, mkdirSync, renameSync, rmSync, statSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Dispatcher, EnvHttpProxyAgent } from "undici";
import { BackendError, DataError, messageOf, systemCode, VivaError, writeError } from "./errors.ts";
import { fileHash } from "./hash.ts";
import { claimPartial, type PartialFile, partialPath, versionName } from "./hub-partial.ts";
import type { HubReference } from "./hub-reference.ts";
import { type HubAnnouncement, type HubResponse, openHubFile, TransferFailure } from "./hub-response.ts";
import { type HubSettings, hubAddress } from "./hub-settings.ts";
import { limits } from "./limits.ts";

/** A fetched file under its temporary name, checked. */
export interface Downloaded {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** The commit the revision stood for, where the server said it. */
  readonly commit: string | null;
  readonly etag: string | null;
}

/** How far a fetch is. */
export interface FetchProgress {
  /** The reference as it was written. */
  readonly reference: string;
  readonly doneBytes: number;
  /** Undefined where the server did not say. */
  readonly totalBytes: number | undefined;
}

/** What a transfer listens and speaks to. */
export interface TransferOptions {
  readonly signal: AbortSignal | undefined;
  /** Called for every piece that has come; keep it cheap. */
  readonly onProgress: ((progress: FetchProgress) => void) | undefined;
}

/** How hard to try. */
export interface DownloadPatience {
  /** Attempts in all. */
  readonly attempts: number;
  /** Wait before the second attempt, doubled for each further one. */
  readonly firstWaitMs: number;
}

/**
 * Fetch a file into a temporary file beside `target`, going on where an earlier attempt stopped. What was fetched is
 * compared with the size and hash the Hub announced. The caller gives it its name.
 *
 * Throws HUB_UNAUTHORISED, HUB_NOT_FOUND, HUB_CHECKSUM, HUB_DOWNLOAD_FAILED, FILE_TOO_LARGE, DISK_FULL or
 * FILE_WRITE_FAILED, or the signal's reason when it is aborted. After HUB_DOWNLOAD_FAILED and an abort what was
 * fetched stays for the next attempt.
 */
export async function downloadHubFile(
  reference: HubReference,
  target: string,
  settings: HubSettings,
  patience: DownloadPatience,
  { signal, onProgress }: TransferOptions,
): Promise<Downloaded> {
  onDisk(target, () => mkdirSync(dirname(target), { recursive: true }));
  const { httpProxy, httpsProxy, noProxy } = settings;
  const dispatcher = new EnvHttpProxyAgent({ httpProxy, httpsProxy, noProxy });
  try {
    for (let attempt = 1; ; attempt++) {
      try {
        return await transfer(reference, target, settings, dispatcher, { signal, onProgress });
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof VivaError) {
          throw error;
        }
        if (attempt >= patience.attempts) {
          throw new BackendError("HUB_DOWNLOAD_FAILED", `${reference.text}: ${describe(error)}`, { cause: error });
        }
        await wait(patience.firstWaitMs * 2 ** (attempt - 1), undefined, signal === undefined ? {} : { signal });
      }
    }
  } finally {
    await dispatcher.destroy();
  }
}

async function transfer(
  reference: HubReference,
  target: string,
  settings: HubSettings,
  dispatcher: Dispatcher,
  { signal, onProgress }: TransferOptions,
): Promise<Downloaded> {
  const left = onDisk(target, () => claimPartial(target));
  const address = hubAddress(reference, settings.endpoint);
  const response = await openHubFile(reference, address, left?.sizeBytes ?? 0, settings, { dispatcher, signal });
  const { announced } = response;
  const version = versionName(announced.etag);
  const goesOn = left !== undefined && continues(response, left, version);
  if (left !== undefined && !goesOn) {
    onDisk(left.path, () => rmSync(left.path, { force: true }));
  }
  if (!goesOn && response.status !== 200) {
    await response.body.dump();
    throw new TransferFailure(`the server cannot go on at byte ${left?.sizeBytes ?? 0}`);
  }
  if ((announced.sizeBytes ?? 0) > mostBytes(reference)) {
    response.body.destroy();
    throw tooLarge(reference, announced.sizeBytes);
  }
  const path = partialPath(target, version);
  await writeBody(reference, response, path, goesOn ? left.sizeBytes : 0, onProgress);
  return await checked(reference, path, announced);
}

/** Whether an answer is the rest of what is there. */
function continues({ status, rangeStart }: HubResponse, left: PartialFile, version: string): boolean {
  return status === 206 && rangeStart === left.sizeBytes && version !== "" && version === left.version;
}

async function writeBody(
  reference: HubReference,
  response: HubResponse,
  path: string,
  offset: number,
  onProgress: TransferOptions["onProgress"],
): Promise<void> {
  const file = await open(path, offset > 0 ? "a" : "w").catch((cause: unknown) => {
    throw writeError(path, cause);
  });
  try {
    let sizeBytes = offset;
    for await (const chunk of response.body) {
      const bytes = chunk as Buffer;
      sizeBytes += bytes.length;
      if (sizeBytes > mostBytes(reference)) {
        throw tooLarge(reference, sizeBytes);
      }
      await file.appendFile(bytes).catch((cause: unknown) => {
        throw writeError(path, cause);
      });
      onProgress?.({ reference: reference.text, doneBytes: sizeBytes, totalBytes: response.announced.sizeBytes });
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

async function checked(reference: HubReference, path: string, announced: HubAnnouncement): Promise<Downloaded> {
  const { size } = statSync(path);
  if (announced.sizeBytes !== undefined && size < announced.sizeBytes) {
    throw new TransferFailure(`${size} of ${announced.sizeBytes} bytes came`);
  }
  const sha256 = await fileHash(path);
  const { etag, commit } = announced;
  const wrong = (message: string): DataError => {
    rmSync(path, { force: true });
    return new DataError("HUB_CHECKSUM", `${reference.text}: ${message}`, {
      remedy: "Issue the command again; if it stays so, the server or a proxy on the way changes the file.",
    });
  };
  if (announced.sizeBytes !== undefined && size > announced.sizeBytes) {
    throw wrong(`${size} bytes came, ${announced.sizeBytes} were announced`);
  }
  if (etag !== undefined && /^[0-9a-f]{64}$/u.test(etag) && etag !== sha256) {
    throw wrong(`its SHA-256 is ${sha256}, ${etag} was announced`);
  }
  if (etag !== undefined && /^[0-9a-f]{40}$/u.test(etag) && etag !== (await gitBlobHash(path, size))) {
    throw wrong(`its git hash is not the ${etag} that was announced`);
  }
  if (commit !== undefined && /^[0-9a-f]{40}$/u.test(reference.revision) && commit !== reference.revision) {
    throw wrong(`the server sent it from commit ${commit}`);
  }
  return { path, sha256, sizeBytes: size, commit: commit ?? null, etag: etag ?? null };
}

/** Give a checked file its name; nothing is visible under that name before. */
export function adoptDownload(path: string, target: string): void {
  onDisk(target, () => renameSync(path, target));
}

/** The hash by which git names a file's content. */
async function gitBlobHash(path: string, sizeBytes: number): Promise<string> {
  const digest = createHash("sha1").update(`blob ${sizeBytes}\0`);
  for await (const chunk of createReadStream(path)) {
    digest.update(chunk as Buffer);
  }
  return digest.digest("hex");
}

function mostBytes({ repository }: HubReference): number {
  return repository === "dataset" ? limits.hubFileBytes : limits.hubModelBytes;
}

function tooLarge(reference: HubReference, sizeBytes: number | undefined): DataError {
  return new DataError(
    "FILE_TOO_LARGE",
    `${reference.text}: ${sizeBytes} bytes, the limit is ${mostBytes(reference)}`,
    {
      remedy: "Fetch the file by other means and give its path.",
    },
  );
}

function onDisk<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw writeError(path, cause);
  }
}

function describe(error: unknown): string {
  const code = systemCode(error);
  return code === undefined ? messageOf(error) : `${messageOf(error)} [${code}]`;
}
