import { z } from "zod";
import type { LimiterSignal } from "../base/concurrency-limiter.ts";
import { BackendError, UsageError } from "../base/errors.ts";
import { type HttpEndpoint, HttpFailure, type HttpReply } from "../base/http-endpoint.ts";
import { limits } from "../base/limits.ts";
import type { PosedCall } from "../records/call.ts";
import type { Attempt, Completion } from "../records/completion.ts";
import { apiKeyFor } from "./api-key.ts";
import { readChatReply } from "./chat-reply.ts";
import { type BackendContext, type CompletionResult, defineBackend } from "./define.ts";
import { type HttpOutcome, outcomeOfFailure, outcomeOfStatus, retryAfterMs } from "./http-outcome.ts";

const settingsSchema = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }).describe("Address of the server up to and including /v1."),
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
    const chat = new ChatCaller(
      settings,
      context,
      endpoint,
      `${url.pathname.replace(/\/+$/, "")}/chat/completions`,
      key,
    );
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
  readonly #waits = new Set<() => void>();
  #closed = false;

  constructor(settings: Settings, context: BackendContext, endpoint: HttpEndpoint, path: string, key: string | null) {
    for (const name of Object.keys(settings.headers)) {
      if (/^(authorization|api-key|x-api-key)$/i.test(name)) {
        throw new UsageError("SETTINGS_INVALID", `headers.${name}: a key does not belong into a study; use apiKeyEnv`);
      }
    }
    this.#settings = settings;
    this.#context = context;
    this.#endpoint = endpoint;
    this.#path = path;
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
    while (!this.#closed) {
      const tried = await this.#try(body, attempts);
      if (tried === null) {
        break;
      }
      if ("completion" in tried) {
        return { status: "completed", completion: tried.completion, attempts };
      }
      const { outcome, why } = tried;
      if (outcome.kind === "retry" && outcome.code === "BACKEND_RATE_LIMITED") {
        rateLimited += 1;
      } else {
        failures += 1;
      }
      const exhausted = failures >= this.#settings.maxAttempts || rateLimited >= maxRateLimited;
      if (outcome.kind === "give-up" || exhausted) {
        const error = new BackendError(outcome.code, `${this.#endpoint.origin}${this.#path}: ${why}`);
        const hopeless = outcome.kind === "give-up" && outcome.hopeless;
        return { status: "failed", error, attempts, hopeless };
      }
      await this.#wait(
        tried.waitMs ?? this.#context.jitter() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (failures + rateLimited)),
      );
    }
    return { status: "cancelled" };
  }

  /** One request. Null when cancelled. */
  async #try(
    body: string,
    attempts: Attempt[],
  ): Promise<
    | { readonly completion: Completion }
    | {
        readonly outcome: Extract<HttpOutcome, { code: unknown }>;
        readonly why: string;
        readonly waitMs: number | null;
      }
    | null
  > {
    const { limiter } = this.#endpoint;
    await limiter.acquire();
    const { now } = this.#context;
    const startedAtMs = now();
    let signal: LimiterSignal = "other";
    const note = (status: number | null, cause: string): void => {
      attempts.push({ startedAtMs, durationMs: now() - startedAtMs, status, cause });
    };
    try {
      if (this.#closed) {
        return null;
      }
      const reply = await this.#endpoint.post({
        path: this.#path,
        headers: this.#headers,
        body,
        timeoutMs: this.#settings.timeoutMs,
        maxReplyBytes: limits.replyBytes,
      });
      const outcome = outcomeOfStatus(reply.status, reply.body);
      if (outcome.kind === "content-filter") {
        signal = "success";
        note(reply.status, "content-filter");
        return { completion: filteredCompletion };
      }
      if (outcome.kind === "completed") {
        const read = readChatReply(reply.body);
        if (read.status === "completion") {
          signal = "success";
          note(reply.status, "ok");
          return { completion: read.completion };
        }
        signal = "server-trouble";
        note(reply.status, "BACKEND_REPLY_MALFORMED");
        return { outcome: { kind: "retry", code: "BACKEND_REPLY_MALFORMED" }, why: read.why, waitMs: null };
      }
      signal = outcome.code === "BACKEND_RATE_LIMITED" ? "rate-limited" : "server-trouble";
      note(reply.status, outcome.code);
      return { outcome, why: describeReply(reply), waitMs: this.#askedToWait(reply, outcome) };
    } catch (error) {
      if (!(error instanceof HttpFailure)) {
        throw error;
      }
      if (error.failure === "cancelled" || this.#closed) {
        return null;
      }
      const outcome = outcomeOfFailure(error.failure) as Extract<HttpOutcome, { code: unknown }>;
      signal = "server-trouble";
      note(null, outcome.code);
      return { outcome, why: error.message, waitMs: null };
    } finally {
      limiter.release(signal, startedAtMs, now());
    }
  }

  /** A 429 with Retry-After holds back the whole endpoint, not only this call. */
  #askedToWait(reply: HttpReply, outcome: HttpOutcome): number | null {
    const nowMs = this.#context.now();
    const asked = retryAfterMs(reply, nowMs);
    if (asked !== null && outcome.kind === "retry" && outcome.code === "BACKEND_RATE_LIMITED") {
      this.#endpoint.limiter.pauseUntil(nowMs + asked, nowMs);
      return 0;
    }
    return asked;
  }

  #wait(waitMs: number): Promise<void> {
    if (waitMs <= 0 || this.#closed) {
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
    this.#closed = true;
    for (const end of [...this.#waits]) {
      end();
    }
    return Promise.resolve();
  }
}

const filteredCompletion: Completion = {
  text: "",
  reasoning: null,
  finishReason: "content-filter",
  cutIn: null,
  servedModel: null,
  usage: null,
};

function describeReply(reply: HttpReply): string {
  const body = reply.body.replace(/\s+/g, " ").trim().slice(0, 300);
  return `HTTP ${reply.status}${body === "" ? "" : `: ${body}`}`;
}
