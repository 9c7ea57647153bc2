import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchHubFile } from "./hub-cache.ts";

const reference = "hf://datasets/owner/exam@main/data/test.jsonl";
const filePath = "/datasets/owner/exam/resolve/main/data/test.jsonl";
const content = Buffer.from(`{"question": "${"x".repeat(200_000)}"}\n`);
const sha256 = createHash("sha256").update(content).digest("hex");
const commit = "a".repeat(40);
const quick = { patience: { attempts: 3, firstWaitMs: 1 } };
const once = { patience: { attempts: 1, firstWaitMs: 1 } };

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
interface Asked {
  readonly url: string;
  readonly range: string | undefined;
  readonly authorization: string | undefined;
}

let folder = "";
const servers: Server[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-hub-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  rmSync(folder, { recursive: true, force: true });
});

/** A server that notes what it is asked. */
async function serve(handler: Handler): Promise<{ origin: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const { range, authorization } = request.headers;
    asked.push({ url: request.url ?? "", range, authorization });
    handler(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const environment = (origin: string, more: Record<string, string> = {}) => ({
  HF_ENDPOINT: origin,
  VIVA_CACHE: folder,
  ...more,
});
const cached = () => join(folder, "hub/datasets/owner/exam/main/data/test.jsonl");
const partials = () => readdirSync(dirname(cached())).filter((name) => name.endsWith(".partial"));
const codeOf = (code: string, message = "") =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

/** Sends the content, or the part of it that a Range header asks for. */
const whole: Handler = (request, response) => {
  const from = Number(/^bytes=(\d+)-$/u.exec(request.headers.range ?? "")?.[1] ?? 0);
  const part = content.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    "content-length": part.length,
    etag: `"${sha256}"`,
    "x-repo-commit": commit,
    ...(from > 0 ? { "content-range": `bytes ${from}-${content.length - 1}/${content.length}` } : {}),
  });
  response.end(part);
};

/** Announces everything, sends half, waits until it has been read, and hangs up. */
const half: Handler = (_request, response) => {
  response.writeHead(200, { "content-length": content.length, etag: `"${sha256}"`, "x-repo-commit": commit });
  response.write(content.subarray(0, 100_000), () => setTimeout(() => response.destroy(), 60));
};

describe("fetchHubFile", () => {
  it("fetches a file once, records it, and uses the copy from then on", async () => {
    const { origin, asked } = await serve(whole);
    const first = await fetchHubFile(reference, environment(origin), quick);
    expect(first).toEqual({ path: cached(), sha256, sizeBytes: content.length, commit });
    expect(readFileSync(first.path).equals(content)).toBe(true);
    expect(JSON.parse(readFileSync(`${first.path}.viva.json`, "utf8"))).toEqual({
      reference,
      address: `${origin}${filePath}`,
      revision: "main",
      commit,
      etag: sha256,
      sha256,
      sizeBytes: content.length,
    });
    expect(await fetchHubFile(reference, environment("http://127.0.0.1:9", { VIVA_OFFLINE: "1" }), quick)).toEqual(
      first,
    );
    expect(asked.map(({ url }) => url)).toEqual([filePath]);
    expect(partials()).toEqual([]);
  });

  it("follows redirects to a storage elsewhere and gives the token to the endpoint alone", async () => {
    const storage = await serve(whole);
    const hub = await serve((request, response) => {
      const isFirst = request.url === filePath;
      response.writeHead(isFirst ? 307 : 302, {
        location: isFirst ? "/moved/test.jsonl" : `${storage.origin}/blob?signature=1`,
        ...(isFirst
          ? {}
          : { "x-linked-etag": `"${sha256}"`, "x-linked-size": content.length, "x-repo-commit": commit }),
      });
      response.end("elsewhere");
    });
    const file = await fetchHubFile(reference, environment(hub.origin, { HF_TOKEN: "hf_secret_token" }), quick);
    expect(file.commit).toBe(commit);
    expect(hub.asked.map(({ authorization }) => authorization)).toEqual([
      "Bearer hf_secret_token",
      "Bearer hf_secret_token",
    ]);
    expect(storage.asked).toEqual([{ url: "/blob?signature=1", range: undefined, authorization: undefined }]);
  });

  it("gives up on redirects without end, and on one to something that is no web address", async () => {
    const ring = await serve((request, response) => response.writeHead(302, { location: request.url }).end());
    await expect(fetchHubFile(reference, environment(ring.origin), quick)).rejects.toThrow(
      codeOf("HUB_DOWNLOAD_FAILED", "more than 5 redirects"),
    );
    const file = await serve((_request, response) => response.writeHead(302, { location: "file:///etc/passwd" }).end());
    await expect(fetchHubFile(reference, environment(file.origin), quick)).rejects.toThrow(
      codeOf("HUB_DOWNLOAD_FAILED", 'a redirect to "file:///etc/passwd"'),
    );
  });

  it.each([
    [404, {}, "HUB_NOT_FOUND", "answered 404"],
    [404, { "x-error-code": "RevisionNotFound" }, "HUB_NOT_FOUND", "answered 404 (RevisionNotFound)"],
    [401, {}, "HUB_UNAUTHORISED", "without a token"],
    [403, { "x-error-code": "GatedRepo" }, "HUB_UNAUTHORISED", "answered 403 (GatedRepo)"],
    [400, {}, "HUB_DOWNLOAD_FAILED", "answered 400"],
  ])("stops at %i %o", async (status, headers, code, message) => {
    const { origin, asked } = await serve((_request, response) => response.writeHead(status, headers).end("no"));
    await expect(fetchHubFile(reference, environment(origin), quick)).rejects.toThrow(codeOf(code, message));
    expect(asked).toHaveLength(1);
    expect(existsSync(cached())).toBe(false);
  });

  it("never shows the token", async () => {
    const { origin } = await serve((_request, response) =>
      response.writeHead(403, { "x-error-message": "hf_other_secret may not read it" }).end(),
    );
    const failure = fetchHubFile(reference, environment(origin, { HF_TOKEN: "hf_other_secret" }), quick);
    await expect(failure).rejects.toThrow(codeOf("HUB_UNAUTHORISED", "[redacted] may not read it) with the token"));
  });

  it("tries again after a server error, and after all attempts says what the last one met", async () => {
    let count = 0;
    const shaky = await serve((request, response) => {
      count += 1;
      return count < 3 ? response.writeHead(503).end() : whole(request, response);
    });
    expect((await fetchHubFile(reference, environment(shaky.origin), quick)).sha256).toBe(sha256);
    rmSync(folder, { recursive: true });
    const down = await serve((_request, response) => response.writeHead(429).end());
    await expect(fetchHubFile(reference, environment(down.origin), quick)).rejects.toThrow(
      codeOf("HUB_DOWNLOAD_FAILED", "answered 429"),
    );
    expect(down.asked).toHaveLength(3);
    await expect(fetchHubFile(reference, environment("http://127.0.0.1:9"), quick)).rejects.toThrow(
      codeOf("HUB_DOWNLOAD_FAILED", "ECONNREFUSED"),
    );
  });

  it("goes on where a transfer broke off", async () => {
    let count = 0;
    const { origin, asked } = await serve((request, response) => {
      count += 1;
      (count === 1 ? half : whole)(request, response);
    });
    expect((await fetchHubFile(reference, environment(origin), quick)).sha256).toBe(sha256);
    expect(asked.map(({ range }) => range)).toEqual([undefined, "bytes=100000-"]);
  });

  it("keeps what came for the next command when every attempt breaks off", async () => {
    const broken = await serve(half);
    await expect(fetchHubFile(reference, environment(broken.origin), once)).rejects.toThrow(
      codeOf("HUB_DOWNLOAD_FAILED"),
    );
    expect(existsSync(cached())).toBe(false);
    expect(partials()).toHaveLength(1);
    const { origin, asked } = await serve(whole);
    await fetchHubFile(reference, environment(origin), quick);
    expect(asked.map(({ range }) => range)).toEqual(["bytes=100000-"]);
    expect(partials()).toEqual([]);
  });

  it("stops when it is told to, keeping what has come", async () => {
    const stopping = new AbortController();
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { "content-length": content.length, etag: `"${sha256}"` });
      response.write(content.subarray(0, 100_000), () => setTimeout(() => stopping.abort(), 60));
    });
    const failure = fetchHubFile(reference, environment(origin), { ...quick, signal: stopping.signal });
    await expect(failure).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
    expect(partials()).toHaveLength(1);
    expect(existsSync(cached())).toBe(false);
  });

  it("takes over what a process that has ended left, and leaves alone what a running one writes", async () => {
    const broken = await serve(half);
    await expect(fetchHubFile(reference, environment(broken.origin), once)).rejects.toThrow();
    const [left = ""] = partials();
    // Process 1 runs on every system; no process has the largest number.
    const foreign = (pid: number): string => left.replace(String(process.pid), String(pid));
    writeFileSync(join(dirname(cached()), foreign(1)), "still being written");
    writeFileSync(join(dirname(cached()), foreign(2 ** 22 + 1)), readFileSync(join(dirname(cached()), left)));
    rmSync(join(dirname(cached()), left));
    const { origin, asked } = await serve(whole);
    await fetchHubFile(reference, environment(origin), quick);
    expect(asked.map(({ range }) => range)).toEqual(["bytes=100000-"]);
    expect(partials()).toEqual([foreign(1)]);
  });

  it("begins anew when the file has changed, or the server knows no ranges", async () => {
    const broken = await serve(half);
    const breakOff = async () =>
      await expect(fetchHubFile(reference, environment(broken.origin), once)).rejects.toThrow();
    const other = Buffer.from("another file");
    const changed: Handler = (request, response) => {
      const ranged = request.headers.range !== undefined;
      response.writeHead(ranged ? 206 : 200, {
        etag: '"another"',
        ...(ranged ? { "content-range": "bytes 100000-100011/100012" } : {}),
      });
      response.end(other);
    };
    await breakOff();
    const moved = await serve(changed);
    const file = await fetchHubFile(reference, environment(moved.origin), quick);
    expect(readFileSync(file.path).equals(other)).toBe(true);
    expect(moved.asked.map(({ range }) => range)).toEqual(["bytes=100000-", undefined]);

    rmSync(folder, { recursive: true });
    await breakOff();
    const plain = await serve((_request, response) => response.writeHead(200, { etag: `"${sha256}"` }).end(content));
    expect((await fetchHubFile(reference, environment(plain.origin), quick)).sha256).toBe(sha256);

    rmSync(folder, { recursive: true });
    await breakOff();
    const refusing = await serve((request, response) =>
      request.headers.range === undefined ? whole(request, response) : response.writeHead(416).end(),
    );
    expect((await fetchHubFile(reference, environment(refusing.origin), quick)).sha256).toBe(sha256);
  });

  it("refuses a body that is not what was announced: SHA-256, git hash, size, commit", async () => {
    const announcing = async (headers: Record<string, string | number>, text = reference) => {
      const { origin } = await serve((_request, response) => response.writeHead(200, headers).end(content));
      return fetchHubFile(text, environment(origin), quick);
    };
    await expect(announcing({ etag: `"${"0".repeat(64)}"` })).rejects.toThrow(
      codeOf("HUB_CHECKSUM", `its SHA-256 is ${sha256}`),
    );
    await expect(announcing({ etag: `W/"${"0".repeat(40)}"` })).rejects.toThrow(codeOf("HUB_CHECKSUM", "its git hash"));
    await expect(announcing({ "x-linked-size": 5 })).rejects.toThrow(codeOf("HUB_CHECKSUM", "5 were announced"));
    const pinned = reference.replace("main", "b".repeat(40));
    await expect(announcing({ "x-repo-commit": commit }, pinned)).rejects.toThrow(codeOf("HUB_CHECKSUM", commit));
    expect(existsSync(cached())).toBe(false);
    expect(partials()).toEqual([]);
    const blob = createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
    expect((await announcing({ etag: `"${blob}"` })).sha256).toBe(sha256);
  });

  it("refuses a file larger than the limit before it is fetched", async () => {
    const { origin } = await serve((_request, response) => {
      response.writeHead(200, { "content-length": 2 ** 40 });
      response.write("x");
    });
    await expect(fetchHubFile(reference, environment(origin), quick)).rejects.toThrow(codeOf("FILE_TOO_LARGE"));
  });

  it("refuses a copy that was changed or whose record is broken", async () => {
    const { origin } = await serve(whole);
    await fetchHubFile(reference, environment(origin), quick);
    writeFileSync(cached(), "tampered");
    await expect(fetchHubFile(reference, environment(origin), quick)).rejects.toThrow(
      codeOf("HUB_CHECKSUM", `${sha256} was fetched`),
    );
    writeFileSync(`${cached()}.viva.json`, "{");
    await expect(fetchHubFile(reference, environment(origin), quick)).rejects.toThrow(
      codeOf("HUB_CHECKSUM", "unreadable record"),
    );
    rmSync(cached());
    expect((await fetchHubFile(reference, environment(origin), quick)).sha256).toBe(sha256);
  });

  it.each(["VIVA_OFFLINE", "HF_HUB_OFFLINE"])("asks nothing under %s and says what is missing", async (name) => {
    const { origin, asked } = await serve(whole);
    const failure = fetchHubFile(reference, environment(origin, { [name]: "1" }), quick);
    await expect(failure).rejects.toThrow(
      codeOf("HUB_OFFLINE", `${reference} is not at ${cached()}, and fetching ${origin}${filePath}`),
    );
    expect(asked).toEqual([]);
  });
});
