import type { LimiterSignal } from "../base/concurrency-limiter.ts";
import { BackendError, UsageError } from "../base/errors.ts";
import { type HttpEndpoint, HttpFailure, type HttpReply } from "../base/http-endpoint.ts";
import { limits } from "../base/limits.ts";
import type { PosedCall } from "../records/call.ts";
import type { Attempt, Completion } from "../records/completion.ts";
import { apiKeyFor } from "./api-key.ts";
import type { BackendContext, CompletionResult, OpenBackend } from "./define.ts";
import { type FailedOutcome, outcomeOfFailure, retryAfterMs } from "./http-outcome.ts";
import { createReachability } from "./reachability.ts";
import { readReply } from "./read-reply.ts";
import type { ReadReply } from "./reply-envelope.ts";
import { servicePath } from "./server-address.ts";
import type { ServerSettings } from "./server-settings.ts";

/** What sets one interface apart from another: where and how a question is put, and how its reply is read. */
export interface ServerProtocol {
  /** Address of the server; a path and query of its own are kept. */
  readonly baseUrl: string;
  /** Path of the service below the address, without a leading slash. */
  readonly service: string;
  /** Headers of the interface, the one that carries the key among them; the key is null for a server without one. */
  headers(key: string | null): Readonly<Record<string, string>>;
  /** The request's body, JSON. */
  body(posed: PosedCall): string;
  /** Read the body of a 200 reply. */
  readReply(body: string, posed: PosedCall): ReadReply;
}

/**
 * Ask a server over HTTP: one request a call, what the transport spoils is tried again, what the model did is an
 * outcome. Throws API_KEY_MISSING, API_KEY_WRONG_HOST, or SETTINGS_INVALID for a key among the headers.
 */
export function askServer(protocol: ServerProtocol, settings: ServerSettings, context: BackendContext): OpenBackend {
  const url = new URL(protocol.baseUrl);
  const key = apiKeyFor(url, settings.apiKeyEnv, context.environment);
  const caller = new ServerCaller(protocol, settings, context, url, key);
  return { complete: (posed) => caller.complete(posed), close: () => caller.close() };
}

/** 429s of one call before it is given up; a burst is waited out by the endpoint's limiter meanwhile. */
const maxRateLimited = 50;
const backoffBaseMs = 250;
const backoffCapMs = 30_000;
/** Names of headers that carry a key. */
const keyHeader = /authorization|api[-_]?key|token|secret|cookie/i;
/** Shortest key that is looked for in replies; people give local servers words such as "ollama" as a key. */
const shortestSearchedKey = 16;

/** A try that brought no completion. */
interface FailedTry {
  readonly outcome: FailedOutcome;
  readonly why: string;
  /** Milliseconds the server asks to wait; null when it does not say. */
  readonly askedWaitMs: number | null;
  /** Milliseconds for which a server without a connection is still waited for; null for every other failure. */
  readonly patienceMs: number | null;
}

/** Asks one server: retries what the transport spoiled, and reads replies. */
class ServerCaller {
  readonly #protocol: ServerProtocol;
  readonly #settings: ServerSettings;
  readonly #context: BackendContext;
  readonly #endpoint: HttpEndpoint;
  readonly #path: string;
  readonly #headers: Readonly<Record<string, string>>;
  /** The key where a reply that repeats it must be cleaned. */
  readonly #searchedKey: string | null;
  readonly #reachability = createReachability();
  readonly #waits = new Set<() => void>();
  /** Closed, or every further call would fail the same way: nothing more is asked. */
  #over = false;

  constructor(
    protocol: ServerProtocol,
    settings: ServerSettings,
    context: BackendContext,
    url: URL,
    key: string | null,
  ) {
    for (const name of Object.keys(settings.headers)) {
      if (keyHeader.test(name)) {
        throw new UsageError("SETTINGS_INVALID", `headers.${name}: a key does not belong into a study; use apiKeyEnv`);
      }
    }
    this.#protocol = protocol;
    this.#settings = settings;
    this.#context = context;
    this.#endpoint = context.endpoint(url.origin);
    this.#path = servicePath(url, protocol.service);
    this.#searchedKey = key !== null && key.length >= shortestSearchedKey ? key : null;
    this.#headers = {
      ...settings.headers,
      "content-type": "application/json",
      accept: "application/json",
      ...protocol.headers(key),
    };
  }

  async complete(posed: PosedCall): Promise<CompletionResult> {
    const body = this.#protocol.body(posed);
    const attempts: Attempt[] = [];
    let failures = 0;
    let rateLimited = 0;
    while (!this.#over) {
      const tried = await this.#try(posed, body, attempts);
      if (tried === null) {
        break;
      }
      if ("completion" in tried) {
        return { status: "completed", completion: tried.completion, attempts };
      }
      const { outcome, why, patienceMs } = tried;
      if (outcome.kind === "retry" && outcome.code === "BACKEND_RATE_LIMITED") {
        rateLimited += 1;
      } else {
        failures += 1;
      }
      const exhausted = failures >= this.#settings.maxAttempts || rateLimited >= maxRateLimited;
      const hopeless = outcome.kind === "give-up" ? outcome.hopeless : patienceMs === 0;
      if (outcome.kind === "give-up" || exhausted || hopeless) {
        if (hopeless) {
          this.#end();
        }
        const error = new BackendError(outcome.code, `${this.#endpoint.origin}${this.#path}: ${why}`);
        return { status: "failed", error, attempts, hopeless };
      }
      const backoffMs = Math.min(backoffCapMs, backoffBaseMs * 2 ** (failures + rateLimited));
      await this.#wait(
        Math.min(tried.askedWaitMs ?? this.#context.jitter() * backoffMs, patienceMs ?? Number.POSITIVE_INFINITY),
      );
    }
    return { status: "cancelled" };
  }

  /** One request. Null when cancelled. */
  async #try(
    posed: PosedCall,
    body: string,
    attempts: Attempt[],
  ): Promise<{ readonly completion: Completion } | FailedTry | null> {
    const { limiter } = this.#endpoint;
    if (!limiter.tryAcquire()) {
      await limiter.acquire();
    }
    const { now } = this.#context;
    const startedAtMs = now();
    let signal: LimiterSignal = "other";
    const note = (status: number | null, cause: string): void => {
      attempts.push({ startedAtMs, durationMs: now() - startedAtMs, status, cause });
    };
    try {
      if (this.#over) {
        return null;
      }
      const reply = this.#withoutKey(
        await this.#endpoint.post({
          path: this.#path,
          headers: this.#headers,
          body,
          timeoutMs: this.#settings.timeoutMs,
          maxReplyBytes: limits.replyBytes,
        }),
      );
      this.#reachability.reached();
      const read = readReply(reply, (text) => this.#protocol.readReply(text, posed));
      if ("completion" in read) {
        signal = "success";
        note(reply.status, read.cause);
        return { completion: read.completion };
      }
      const { outcome, why } = read;
      signal = signalOf(outcome);
      note(reply.status, outcome.code);
      return { outcome, why, askedWaitMs: this.#askedToWait(reply, outcome), patienceMs: null };
    } catch (error) {
      if (!(error instanceof HttpFailure)) {
        throw error;
      }
      if (error.failure === "cancelled" || this.#over) {
        return null;
      }
      const outcome = outcomeOfFailure(error.failure);
      signal = signalOf(outcome);
      note(null, outcome.code);
      const patienceMs = outcome.code === "BACKEND_UNREACHABLE" ? this.#reachability.missed(startedAtMs, now()) : null;
      return { outcome, why: error.message, askedWaitMs: null, patienceMs };
    } finally {
      limiter.release(signal, startedAtMs, now());
    }
  }

  /** A 429 with Retry-After holds back the whole endpoint, not only this call. */
  #askedToWait(reply: HttpReply, outcome: FailedOutcome): number | null {
    const nowMs = this.#context.now();
    const asked = retryAfterMs(reply, nowMs);
    if (asked === null || asked === 0) {
      // "At once" from a server that has just refused would be tried in a tight loop.
      return null;
    }
    if (outcome.kind === "retry" && outcome.code === "BACKEND_RATE_LIMITED") {
      this.#endpoint.limiter.pauseUntil(nowMs + asked, nowMs);
      return 0;
    }
    return asked;
  }

  /** A server that repeats what it was sent must not bring the key into the run folder. */
  #withoutKey(reply: HttpReply): HttpReply {
    const key = this.#searchedKey;
    return key === null || !reply.body.includes(key)
      ? reply
      : { ...reply, body: reply.body.replaceAll(key, "[redacted]") };
  }

  #wait(waitMs: number): Promise<void> {
    if (waitMs <= 0 || this.#over) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.#waits.delete(end);
        resolve();
      };
      const timer = setTimeout(end, waitMs);
      this.#waits.add(end);
    });
  }

  /** The connections belong to the run, which ends them; here only waits are cut short. */
  close(): Promise<void> {
    this.#end();
    return Promise.resolve();
  }

  #end(): void {
    this.#over = true;
    for (const end of [...this.#waits]) {
      end();
    }
  }
}

/** A request the server refuses for its content says nothing about how much the server can take. */
function signalOf(outcome: FailedOutcome): LimiterSignal {
  if (outcome.code === "BACKEND_RATE_LIMITED") {
    return "rate-limited";
  }
  return outcome.kind === "retry" ? "server-trouble" : "other";
}
