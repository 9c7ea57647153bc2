import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { createHttpEndpoint, type HttpEndpoint, type HttpPost, headerOf } from "./http-endpoint.ts";

interface TestServer {
  readonly origin: string;
  /** Connections made so far. */
  readonly connections: number;
  /** Resolves once this many requests have arrived in all. */
  arrived(count: number): Promise<void>;
}

/** Run a server and an endpoint to it, and take both away again. */
async function withServer(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
  use: (endpoint: HttpEndpoint, server: TestServer) => Promise<void>,
  maxConcurrency = 4,
): Promise<void> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let arrivals = 0;
  let waiting: { count: number; resolve: () => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      arrivals += 1;
      answer(request, response, Buffer.concat(chunks).toString("utf8"));
      for (const one of waiting.filter(({ count }) => arrivals >= count)) {
        one.resolve();
      }
      waiting = waiting.filter(({ count }) => arrivals < count);
    });
  });
  server.on("connection", (socket) => {
    connections += 1;
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const endpoint = createHttpEndpoint(origin, maxConcurrency);
  try {
    await use(endpoint, {
      origin,
      get connections() {
        return connections;
      },
      arrived: (count) =>
        arrivals >= count ? Promise.resolve() : new Promise((resolve) => waiting.push({ count, resolve })),
    });
  } finally {
    await endpoint.destroy();
    for (const socket of sockets) {
      socket.destroy();
    }
    await new Promise((resolve) => server.close(resolve));
  }
}

const post: HttpPost = {
  path: "/v1/x",
  headers: { "x-a": "1" },
  body: "{}",
  timeoutMs: 30_000,
  maxReplyBytes: 1 << 20,
};

describe("an exchange", () => {
  it("sends path, headers and body, and gives status, headers and body back", async () => {
    await withServer(
      (request, response, body) => {
        response.setHeader("Retry-After", "7");
        response.setHeader("X-Many", ["a", "b"]);
        response.writeHead(418);
        response.end(`${request.method} ${request.url} ${request.headers["x-a"]} ${body}`);
      },
      async (endpoint, { origin }) => {
        const reply = await endpoint.post({ ...post, body: '{"q":"你好"}' });
        expect(reply).toMatchObject({ status: 418, body: 'POST /v1/x 1 {"q":"你好"}' });
        expect(["retry-after", "x-many", "x-none"].map((name) => headerOf(reply, name))).toEqual([
          "7",
          "a, b",
          undefined,
        ]);
        expect(endpoint.origin).toBe(origin);
      },
    );
  });

  it("reads a reply that comes in pieces, also in the middle of a character", async () => {
    await withServer(
      (_request, response) => {
        const bytes = Buffer.from("维生素C", "utf8");
        response.write(bytes.subarray(0, 4), () => response.end(bytes.subarray(4)));
      },
      async (endpoint) => {
        expect((await endpoint.post(post)).body).toBe("维生素C");
      },
    );
  });

  it("keeps its connection, and makes no more than it may", async () => {
    const held: ServerResponse[] = [];
    let holding = true;
    await withServer(
      (_request, response) => {
        if (holding) {
          held.push(response);
        } else {
          response.end();
        }
      },
      async (endpoint, server) => {
        const requests = [1, 2, 3, 4, 5].map(() => endpoint.post(post));
        await server.arrived(3);
        expect(server.connections).toBe(3);
        holding = false;
        for (const response of held) {
          response.end();
        }
        await Promise.all(requests);
        for (let time = 0; time < 5; time++) {
          await endpoint.post(post);
        }
        expect(server.connections).toBe(3);
      },
      3,
    );
  });
});

describe("a request without an answer", () => {
  it("says that nobody is there", async () => {
    let origin = "";
    await withServer(
      () => {},
      async (_endpoint, server) => {
        origin = server.origin;
      },
    );
    const endpoint = createHttpEndpoint(origin, 1);
    await expect(endpoint.post(post)).rejects.toMatchObject({
      failure: "unreachable",
      message: expect.stringContaining("ECONNREFUSED"),
    });
    await endpoint.destroy();
  });

  it("says that the name is unknown", async () => {
    const endpoint = createHttpEndpoint("http://no-such-server.invalid:1", 1);
    await expect(endpoint.post(post)).rejects.toMatchObject({
      failure: "unreachable",
      message: expect.stringContaining("no-such-server.invalid"),
    });
    await endpoint.destroy();
  });

  it("says that no secure connection could be made", async () => {
    await withServer(
      () => {},
      async (_endpoint, { origin }) => {
        const endpoint = createHttpEndpoint(origin.replace("http:", "https:"), 1);
        await expect(endpoint.post(post)).rejects.toMatchObject({ failure: "unreachable" });
        await endpoint.destroy();
      },
    );
  });

  it.each([
    ["before the reply", (response: ServerResponse) => response.socket?.resetAndDestroy()],
    [
      "after the head",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("half", () => response.socket?.resetAndDestroy());
      },
    ],
    [
      "with an orderly end in the middle",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("half", () => response.socket?.end());
      },
    ],
  ])("says that the connection was lost: %s", async (_when, lose) => {
    await withServer(
      (_request, response) => lose(response),
      async (endpoint) => {
        await expect(endpoint.post(post)).rejects.toMatchObject({ failure: "connection-lost" });
      },
    );
  });

  it.each([
    ["before the head", () => {}],
    [
      "in the body",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": "100" });
        response.write("half");
      },
    ],
  ])("says that the time is over, and frees the connection: %s", async (_when, stall) => {
    let stalled = false;
    await withServer(
      (_request, response) => {
        if (stalled) {
          response.end("ok");
        } else {
          stalled = true;
          stall(response);
        }
      },
      async (endpoint) => {
        await expect(endpoint.post({ ...post, timeoutMs: 100 })).rejects.toMatchObject({
          failure: "timeout",
          message: "no complete reply within 100 ms",
        });
        expect((await endpoint.post(post)).body).toBe("ok");
      },
      1,
    );
  });

  it("counts the wait for a connection into its time", async () => {
    await withServer(
      () => {},
      async (endpoint, server) => {
        const first = endpoint.post({ ...post, timeoutMs: 400 });
        await server.arrived(1);
        const second = endpoint.post({ ...post, timeoutMs: 100 });
        await expect(second).rejects.toMatchObject({ failure: "timeout" });
        await expect(first).rejects.toMatchObject({ failure: "timeout" });
      },
      1,
    );
  });

  it("says that the reply is too large, and stops reading it", async () => {
    await withServer(
      (request, response) => {
        const more = (): void => {
          if (!response.destroyed) {
            response.write("x".repeat(1 << 16), more);
          }
        };
        response.on("error", () => {});
        request.on("error", () => {});
        more();
      },
      async (endpoint) => {
        await expect(endpoint.post({ ...post, maxReplyBytes: 1 << 20 })).rejects.toMatchObject({
          failure: "too-large",
        });
      },
    );
  });
});

describe("destroying", () => {
  it("cancels what is under way and whatever comes after", async () => {
    await withServer(
      () => {},
      async (endpoint, server) => {
        const under = [1, 2].map(() => endpoint.post(post));
        await server.arrived(2);
        const outcomes = Promise.allSettled(under);
        await endpoint.destroy();
        for (const outcome of await outcomes) {
          expect(outcome).toMatchObject({ status: "rejected", reason: { failure: "cancelled" } });
        }
        await expect(endpoint.post(post)).rejects.toMatchObject({ failure: "cancelled" });
        await endpoint.destroy();
      },
    );
  });

  it("lets those go that wait for the end of a pause", async () => {
    await withServer(
      () => {},
      async (endpoint) => {
        endpoint.limiter.pauseUntil(600_000, 0);
        const waiting = endpoint.limiter.acquire();
        await endpoint.destroy();
        await waiting;
      },
    );
  });
});
