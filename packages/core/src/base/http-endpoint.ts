import { type Dispatcher, Pool } from "undici";
import { type ConcurrencyLimiter, createConcurrencyLimiter } from "./concurrency-limiter.ts";

/** A server's answer to one request. */
export interface HttpReply {
  readonly status: number;
  /** As they came, names in lower case: read one with `headerOf`. Few are ever looked at. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

/** A header of a reply by its lower-case name; a repeated one is joined by ", ". */
export function headerOf({ headers }: Pick<HttpReply, "headers">, name: string): string | undefined {
  const value = headers[name];
  return typeof value === "string" ? value : value?.join(", ");
}

/** How a request can fail without an answer. */
export type HttpFailureCause = "unreachable" | "connection-lost" | "timeout" | "too-large" | "cancelled";

/** A request that got no usable answer. */
export class HttpFailure extends Error {
  readonly failure: HttpFailureCause;

  constructor(failure: HttpFailureCause, message: string) {
    super(message);
    this.name = "HttpFailure";
    this.failure = failure;
  }
}

/** A POST with a JSON body. */
export interface HttpPost {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Deadline for the whole exchange, milliseconds. */
  readonly timeoutMs: number;
  /** Largest reply accepted, bytes. */
  readonly maxReplyBytes: number;
}

/** Keep-alive connections to one origin, and how many requests it gets at once. */
export interface HttpEndpoint {
  readonly origin: string;
  readonly limiter: ConcurrencyLimiter;
  /** Send one request. Rejects with HttpFailure when no whole answer came. */
  post(request: HttpPost): Promise<HttpReply>;
  /** Break off whatever is under way and refuse anything new. */
  destroy(): Promise<void>;
}

const unreachableCodes = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/** Codes of Node for a certificate or a TLS handshake that failed: no connection was made, and none will be. */
const tlsCode = /^(?:ERR_(?:TLS|SSL)_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|HOSTNAME_MISMATCH)/;

/** A connection is made in milliseconds, over a satellite in a second; after this long nobody is there. */
const connectTimeoutMs = 10_000;

/** Open an endpoint. `maxConcurrency` bounds connections and requests at once. */
export function createHttpEndpoint(origin: string, maxConcurrency: number): HttpEndpoint {
  // Header and body deadlines are ours: undici's defaults would kill long generations.
  const pool = new Pool(origin, {
    connections: maxConcurrency,
    pipelining: 1,
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: connectTimeoutMs },
  });
  const limiter = createConcurrencyLimiter(maxConcurrency);
  return {
    origin,
    limiter,
    post: (request) =>
      new Promise((resolve, reject) =>
        pool.dispatch(
          { path: request.path, method: "POST", headers: request.headers, body: request.body },
          new ReplyHandler(request, resolve, reject),
        ),
      ),
    destroy: async () => {
      limiter.resume();
      await pool.destroy();
    },
  };
}

/** undici's dispatch handler, used directly because it costs a third of `pool.request` for small replies. */
class ReplyHandler implements Dispatcher.DispatchHandler {
  readonly #request: HttpPost;
  readonly #resolve: (reply: HttpReply) => void;
  readonly #reject: (failure: HttpFailure) => void;
  readonly #deadline: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #sizeBytes = 0;
  #status = 0;
  #headers: HttpReply["headers"] = {};
  #controller: Dispatcher.DispatchController | null = null;
  #failure: HttpFailure | null = null;

  constructor(request: HttpPost, resolve: (reply: HttpReply) => void, reject: (failure: HttpFailure) => void) {
    this.#request = request;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#deadline = setTimeout(() => this.#late(), request.timeoutMs);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#failure !== null) {
      controller.abort(this.#failure);
    }
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number, headers: HttpReply["headers"]): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    const { maxReplyBytes } = this.#request;
    this.#sizeBytes += chunk.length;
    if (this.#sizeBytes > maxReplyBytes) {
      this.#fail("too-large", `the reply is larger than ${maxReplyBytes} bytes`);
      return;
    }
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#deadline);
    const only = this.#chunks.length === 1 ? this.#chunks[0] : undefined;
    const body = (only ?? Buffer.concat(this.#chunks)).toString("utf8");
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#deadline);
    if (this.#failure === null) {
      this.#reject(failureOf(error));
    }
  }

  #late(): void {
    this.#fail("timeout", `no complete reply within ${this.#request.timeoutMs} ms`);
  }

  #fail(cause: HttpFailureCause, message: string): void {
    this.#failure = new HttpFailure(cause, message);
    this.#reject(this.#failure);
    this.#controller?.abort(this.#failure);
  }
}

function failureOf(error: Error & { code?: string; errors?: readonly { code?: string }[] }): HttpFailure {
  const code = error.code ?? error.errors?.[0]?.code ?? "";
  if (unreachableCodes.has(code) || tlsCode.test(code)) {
    return new HttpFailure("unreachable", error.message === "" ? code : error.message);
  }
  if (code === "UND_ERR_DESTROYED" || code === "UND_ERR_CLOSED") {
    return new HttpFailure("cancelled", "cancelled");
  }
  return new HttpFailure("connection-lost", error.message === "" ? code : error.message);
}
