import { type Dispatcher, request } from "undici";
import { BackendError, DataError, UsageError } from "./errors.ts";
import type { HubReference } from "./hub-reference.ts";
import type { HubSettings } from "./hub-settings.ts";

/** What the Hub says of a file, gathered over its redirects. */
export interface HubAnnouncement {
  /** The commit the revision stands for, 40 hex digits. */
  readonly commit: string | undefined;
  /** SHA-256 of a large file (64 hex digits), git blob hash of a small one (40), or whatever a mirror sends. */
  readonly etag: string | undefined;
  readonly sizeBytes: number | undefined;
}

/** An answer whose body waits to be read; 200, 206 or 416. */
export interface HubResponse {
  readonly status: number;
  readonly announced: HubAnnouncement;
  /** First byte of a 206 answer. */
  readonly rangeStart: number | undefined;
  readonly body: Dispatcher.ResponseData["body"];
}

/** A failure that another attempt may mend. */
export class TransferFailure extends Error {}

/** The Hub answers with one redirect, a mirror with two. */
const mostRedirects = 5;
/** A server that says nothing for this long is gone. */
const silenceMs = 60_000;

/**
 * Ask for a file from a byte on, following redirects. The token goes to the endpoint's own origin only: an address
 * elsewhere, such as the storage a large file lies in, gets none.
 *
 * Throws HUB_UNAUTHORISED, HUB_NOT_FOUND, HUB_DOWNLOAD_FAILED, or TransferFailure for what may pass (5xx, 429).
 */
export async function openHubFile(
  reference: HubReference,
  address: URL,
  offset: number,
  settings: HubSettings,
  { dispatcher, signal }: { readonly dispatcher: Dispatcher; readonly signal: AbortSignal | undefined },
): Promise<HubResponse> {
  let url = address;
  let announced: HubAnnouncement = { commit: undefined, etag: undefined, sizeBytes: undefined };
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const response = await request(url, {
      dispatcher,
      ...(signal === undefined ? {} : { signal }),
      headers: {
        "accept-encoding": "identity",
        "user-agent": "viva",
        ...(offset > 0 ? { range: `bytes=${offset}-` } : {}),
        ...(settings.token !== undefined && url.origin === settings.endpoint.origin
          ? { authorization: `Bearer ${settings.token}` }
          : {}),
      },
      headersTimeout: silenceMs,
      bodyTimeout: silenceMs,
    });
    const { statusCode: status, body } = response;
    const header = (name: string): string | undefined => {
      const value = response.headers[name];
      return typeof value === "string" ? value : value?.[0];
    };
    announced = gathered(announced, header, status);
    if (status === 200 || status === 206 || status === 416) {
      const start = /^bytes (\d+)-/u.exec(header("content-range") ?? "")?.[1];
      return { status, announced, rangeStart: start === undefined ? undefined : Number(start), body };
    }
    await body.dump();
    const location = header("location");
    if (status >= 300 && status < 400 && location !== undefined) {
      url = redirected(reference, url, location);
      continue;
    }
    throw refusal(reference, status, header("x-error-code") ?? header("x-error-message"), settings);
  }
  throw new BackendError("HUB_DOWNLOAD_FAILED", `${reference.text}: more than ${mostRedirects} redirects`);
}

function gathered(
  before: HubAnnouncement,
  header: (name: string) => string | undefined,
  status: number,
): HubAnnouncement {
  const linked = header("x-linked-size") ?? (status === 200 ? header("content-length") : undefined);
  const total = status === 206 ? /\/(\d+)$/u.exec(header("content-range") ?? "")?.[1] : linked;
  const redirects = status >= 300 && status < 400;
  return {
    commit: before.commit ?? header("x-repo-commit"),
    // A redirect's own etag is of no body; the storage's etag is not the file's hash.
    etag: before.etag ?? bare(header("x-linked-etag") ?? (redirects ? undefined : header("etag"))),
    sizeBytes: before.sizeBytes ?? (total === undefined ? undefined : Number(total)),
  };
}

function bare(etag: string | undefined): string | undefined {
  return etag?.replace(/^W\//u, "").replaceAll('"', "");
}

function redirected(reference: HubReference, from: URL, location: string): URL {
  const to = URL.parse(location, from.href);
  if (to === null || !/^https?:$/u.test(to.protocol) || (from.protocol === "https:" && to.protocol === "http:")) {
    throw new BackendError("HUB_DOWNLOAD_FAILED", `${reference.text}: a redirect to "${location.slice(0, 200)}"`);
  }
  return to;
}

function refusal(reference: HubReference, status: number, reason: string | undefined, settings: HubSettings): Error {
  const because = reason === undefined ? "" : ` (${reason.slice(0, 200)})`;
  const message = `${reference.text}: ${settings.endpoint.host} answered ${status}${because}`;
  if (status === 401 || status === 403) {
    const token = settings.token === undefined ? "without a token" : "with the token in HF_TOKEN";
    return new UsageError("HUB_UNAUTHORISED", `${message} ${token}`);
  }
  if (status === 404 || status === 410) {
    return new DataError("HUB_NOT_FOUND", message);
  }
  return status === 429 || status >= 500
    ? new TransferFailure(message)
    : new BackendError("HUB_DOWNLOAD_FAILED", message);
}
