import { z } from "zod";
import type { LimiterSignal } from "../base/concurrency-limiter.ts";
import { BackendError, UsageError } from "../base/errors.ts";
import { type HttpEndpoint, HttpFailure, type HttpReply } from "../base/http-endpoint.ts";
import { limits } from "../base/limits.ts";
import type { PosedCall } from "../records/call.ts";
import type { Attempt, Completion } from "../records/completion.ts";
import { apiKeyFor } from "./api-key.ts";
import { type BackendContext, type CompletionResult, defineBackend } from "./define.ts";
import { type FailedOutcome, outcomeOfFailure, retryAfterMs } from "./http-outcome.ts";
import { createReachability } from "./reachability.ts";
import { readReply } from "./read-reply.ts";
import { addressProblem, servicePath } from "./server-address.ts";

const settingsSchema = z.strictObject({
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .refine((address) => addressProblem(address) === null, {
      error: ({ input }) => addressProblem(String(input)) ?? "not an address",
    })
    .describe("Address of the server up to and including /v1."),
  model: z.string().min(1).describe("Model name the server knows."),
  parameters: z
    .looseObject({})
    .default({})
    .describe("Sampling parameters, sent as they are: temperature, top_p, max_tokens, stop, …"),
  extraBody: z
    .looseObject({})
    .default({})
    .describe("Further fields of the request body, e.g. chat_template_kwargs for vLLM."),
  sendSeed: z.boolean().default(false).describe("Send a seed that differs between repeats."),
  headers: z
    .record(z.string(), z.string())
    .default({})
    .describe("Further request headers. Never put a key here: see apiKeyEnv."),
  apiKeyEnv: z.string().optional().describe("Environment variable that holds the key for this server."),
  timeoutMs: z.number().min(1).default(600_000).describe("Deadline of one try in milliseconds."),
  maxAttempts: z.int().min(1).max(100).default(8).describe("Tries of one call at most; 429 replies are counted apart."),
});

type Settings = z.infer<typeof settingsSchema>;

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

export default defineBackend({
  name: "openai-compatible",
  description: "Any server with OpenAI's chat completions: vLLM, SGLang, llama.cpp, Ollama, OpenAI, DeepSeek, …",
  source: "OpenAI API reference, POST /v1/chat/completions",
  needsNetwork: true,
  readsItem: false,
  settings: settingsSchema,
  parameters: ({ model, parameters, extraBody, sendSeed }) => ({ model, parameters, extraBody, sendSeed }),
  open: (settings, context) => {
    const url = new URL(settings.baseUrl);
    const key = apiKeyFor(url, settings.apiKeyEnv, context.environment);
    const endpoint = context.endpoint(url.origin);
    const chat = new ChatCaller(settings, context, endpoint, servicePath(url, "chat/completions"), key);
    return Promise.resolve({ complete: (posed) => chat.complete(posed), close: () => chat.close() });
  },
});

/** Asks one server: builds requests, retries what the transport spoiled, and reads replies. */
class ChatCaller {
  readonly #settings: Settings;
  readonly #context: BackendContext;
  readonly #endpoint: HttpEndpoint;
  readonly #path: string;
  readonly #headers: Readonly<Record<string, string>>;
  /** Everything of the body but messages and seed, as text without its closing brace. */
  readonly #bodyStart: string;
  /** The key where a reply that repeats it must be cleaned. */
  readonly #searchedKey: string | null;
  readonly #reachability = createReachability();
  readonly #waits = new Set<() => void>();
  /** Closed, or every further call would fail the same way: nothing more is asked. */
  #over = false;

  constructor(settings: Settings, context: BackendContext, endpoint: HttpEndpoint, path: string, key: string | null) {
    for (const name of Object.keys(settings.headers)) {
      if (keyHeader.test(name)) {
        throw new UsageError("SETTINGS_INVALID", `headers.${name}: a key does not belong into a study; use apiKeyEnv`);
      }
    }
    this.#settings = settings;
    this.#context = context;
    this.#endpoint = endpoint;
    this.#path = path;
    this.#searchedKey = key !== null && key.length >= shortestSearchedKey ? key : null;
    this.#headers = {
      ...settings.headers,
      "content-type": "application/json",
      accept: "application/json",
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
    };
    const fixed = JSON.stringify({
      model: settings.model,
      ...settings.parameters,
      ...settings.extraBody,
      stream: false,
    });
    this.#bodyStart = fixed.slice(0, -1);
  }

  async complete({ call, prompt }: PosedCall): Promise<CompletionResult> {
    const seed = this.#settings.sendSeed ? `,"seed":${call.seed}` : "";
    const body = `${this.#bodyStart}${seed},"messages":${JSON.stringify(prompt.messages)}}`;
    const attempts: Attempt[] = [];
    let failures = 0;
    let rateLimited = 0;
    while (!this.#over) {
      const tried = await this.#try(body, attempts);
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
  async #try(body: string, attempts: Attempt[]): Promise<{ readonly completion: Completion } | FailedTry | null> {
    const { limiter } = this.#endpoint;
    await limiter.acquire();
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
      const read = readReply(reply);
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
