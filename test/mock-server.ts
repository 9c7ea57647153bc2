import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type InterfaceName, interfaceOf, questionOf, replyBody } from "./mock-replies.ts";

/** A request as the server's script sees it. */
export interface MockRequest {
  readonly model: string;
  /** Text of the last user message. */
  readonly question: string;
  /** The whole body, parsed. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: IncomingHttpHeaders;
  /** How often the very same question was put before, from 0. A burst's 429s are not counted. */
  readonly tries: number;
  /** Place in the order of arrival over the life of the server, from 0. */
  readonly arrival: number;
}

/** What the server does with a request. */
export type MockBehaviour =
  | {
      readonly kind: "reply";
      readonly text: string | null;
      readonly finishReason?: string;
      readonly reasoning?: string;
      readonly refusal?: string;
      readonly delayMs?: number;
    }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      /** Sent as JSON; a text is sent as it is. */
      readonly body?: unknown;
      /** A 429 that stands for the server's state and not for the question. */
      readonly ofBurst?: boolean;
    }
  /** A 200 whose body is not what the interface promises. */
  | { readonly kind: "malformed"; readonly body: string }
  /** The connection breaks: before a byte of the reply, or in its middle. */
  | { readonly kind: "reset"; readonly when: "at-once" | "in-the-body" }
  /** No answer, ever. */
  | { readonly kind: "hang" };

/** What a server needs. */
export interface MockServerOptions {
  /** What to do with a request; decides by its content and number of tries, so that a run is the same every time. */
  readonly behave: (request: MockRequest) => MockBehaviour;
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** Models of GET /v1/models; a request for another one gets a 404. Default: any model is known. */
  readonly models?: readonly string[];
  /** Key without which every request gets a 401. */
  readonly key?: string;
}

/** A running server and what it saw. */
export interface MockServer {
  readonly port: number;
  /** Address for `baseUrl`. */
  readonly baseUrl: string;
  /** Requests so far, whatever became of them. */
  readonly arrivals: number;
  /** Replies with a completion that were begun: what a provider would charge for. */
  readonly paid: number;
  /** Most requests under way at once. */
  readonly mostInFlight: number;
  /** How often each question was asked, by hash of model, messages and seed; a burst's 429s are not counted. */
  readonly asked: ReadonlyMap<string, number>;
  /** How often a behaviour of each kind was shown; statuses as "status 500". */
  readonly shown: ReadonlyMap<string, number>;
  /** Bodies of all requests with their headers, in order of arrival. */
  readonly requests: readonly { readonly path: string; readonly headers: IncomingHttpHeaders; readonly body: string }[];
  /** Resolves once this many requests have arrived in all. */
  arrived(count: number): Promise<void>;
  /** Break every connection and stop listening. */
  close(): Promise<void>;
}

/**
 * Start a server on the loopback address whose behaviour is scripted. It speaks OpenAI's chat completions, and at
 * their paths Anthropic's messages and Gemini's generateContent, under any of which a "reply" takes its shape.
 */
export async function startMockServer(options: MockServerOptions): Promise<MockServer> {
  const asked = new Map<string, number>();
  const shown = new Map<string, number>();
  const requests: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
  const sockets = new Set<Socket>();
  let waiting: { count: number; resolve: () => void }[] = [];
  let paid = 0;
  let inFlight = 0;
  let mostInFlight = 0;

  const show = (
    behaviour: MockBehaviour,
    response: ServerResponse,
    model: string,
    spoken: InterfaceName = "chat",
  ): void => {
    const name = behaviour.kind === "status" ? `status ${behaviour.status}` : behaviour.kind;
    shown.set(name, (shown.get(name) ?? 0) + 1);
    switch (behaviour.kind) {
      case "reply": {
        paid += 1;
        const body = JSON.stringify(replyBody(spoken, behaviour, model));
        if (behaviour.delayMs === undefined) {
          sendJson(response, 200, body);
        } else {
          setTimeout(() => sendJson(response, 200, body), behaviour.delayMs);
        }
        return;
      }
      case "status":
        sendJson(response, behaviour.status, textOf(behaviour.body ?? {}), behaviour.headers);
        return;
      case "malformed":
        sendJson(response, 200, behaviour.body);
        return;
      case "reset":
        if (behaviour.when === "in-the-body") {
          response.writeHead(200, { "content-type": "application/json", "content-length": "4096" });
          response.write('{"id":"chatcmpl-1","choices":[', () => response.socket?.resetAndDestroy());
        } else {
          response.socket?.resetAndDestroy();
        }
        return;
      case "hang":
        return;
    }
  };

  const answer = (url: string, headers: IncomingHttpHeaders, text: string, response: ServerResponse): void => {
    if (options.key !== undefined && headers.authorization !== `Bearer ${options.key}`) {
      const given = headers.authorization ?? "none";
      const error = {
        message: `Incorrect API key provided: ${given}.`,
        type: "invalid_request_error",
        code: "invalid_api_key",
      };
      show({ kind: "status", status: 401, body: { error } }, response, "");
      return;
    }
    const spoken = interfaceOf(url);
    if (spoken === null && url.startsWith("/v1/models")) {
      const data = (options.models ?? []).map((id) => ({ id, object: "model", owned_by: "mock" }));
      sendJson(response, 200, JSON.stringify({ object: "list", data }));
      return;
    }
    const body = JSON.parse(text) as Record<string, unknown>;
    const model = String(body["model"]);
    if (spoken === null || (options.models !== undefined && !options.models.includes(model))) {
      const error = {
        message: `The model \`${model}\` does not exist.`,
        type: "NotFoundError",
        param: null,
        code: 404,
      };
      show({ kind: "status", status: 404, body: { error } }, response, model);
      return;
    }
    const key = questionKey(body);
    const tries = asked.get(key) ?? 0;
    const behaviour = options.behave({
      model,
      question: questionOf(body),
      body,
      headers,
      tries,
      arrival: requests.length - 1,
    });
    if (behaviour.kind !== "status" || behaviour.ofBurst !== true) {
      asked.set(key, tries + 1);
    }
    show(behaviour, response, model, spoken);
  };

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      inFlight += 1;
      mostInFlight = Math.max(mostInFlight, inFlight);
      response.on("close", () => {
        inFlight -= 1;
      });
      requests.push({ path: request.url ?? "", headers: request.headers, body });
      answer(request.url ?? "", request.headers, body, response);
      for (const one of waiting.filter(({ count }) => requests.length >= count)) {
        one.resolve();
      }
      waiting = waiting.filter(({ count }) => requests.length < count);
    });
  });
  // A client waits for a reply as long as it likes, and keeps its connections.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 60_000;
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.on("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    port,
    baseUrl: `http://127.0.0.1:${port}/v1`,
    get arrivals() {
      return requests.length;
    },
    get paid() {
      return paid;
    },
    get mostInFlight() {
      return mostInFlight;
    },
    asked,
    shown,
    requests,
    arrived: (count) =>
      requests.length >= count
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiting.push({ count, resolve });
          }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) {
          socket.destroy();
        }
      }),
  };
}

/** The very same question: the same model, messages and seed. */
function questionKey(body: Readonly<Record<string, unknown>>): string {
  return createHash("sha256")
    .update(
      JSON.stringify([body["model"], body["messages"] ?? body["contents"] ?? body["input"], body["seed"] ?? null]),
    )
    .digest("hex");
}

function textOf(body: unknown): string {
  return typeof body === "string" ? body : JSON.stringify(body);
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (!response.destroyed) {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(body);
  }
}
