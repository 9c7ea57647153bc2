import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ServerCommand, startServer } from "./server-process.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-server-process-"));
  writeFileSync(
    join(folder, "server.mjs"),
    `import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
const [, , kind, model, port] = process.argv;
console.error("serving " + model);
if (kind === "dies") { console.error("CUDA out of memory"); process.exit(7); }
if (kind === "stubborn") { process.on("SIGTERM", () => console.error("no")); }
if (kind === "parent") {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  writeFileSync(model + "/child.pid", String(child.pid));
}
writeFileSync(model + "/server.pid", String(process.pid));
const started = Date.now();
if (kind !== "silent") {
  createServer((asked, reply) => {
    if (asked.url === "/quit") { console.error("quitting"); reply.end(() => process.exit(3)); return; }
    reply.statusCode = asked.url === "/health" && Date.now() - started > 300 ? 200 : 503;
    reply.end(model);
  }).listen(Number(port));
} else { setInterval(() => {}, 1000); }
`,
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
const commandOf = (kind: string, rest: Partial<ServerCommand> = {}): ServerCommand => ({
  command: `'${process.execPath}' '${join(folder, "server.mjs")}' ${kind} {model} {port}`,
  ...{ health: "/health", startSeconds: 20, stopSeconds: 5, ...rest },
});
const options = (signal: AbortSignal = never) => ({
  ...{ model: folder, log: join(folder, "server.log"), environment: { PATH: "/usr/bin:/bin" }, signal },
});
const pidOf = (name: string): number => Number(readFileSync(join(folder, `${name}.pid`), "utf8"));

/** Whether a process is there and not only waits to be taken leave of. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/status`;
  return !existsSync(status) || !/^State:\s+Z/mu.test(readFileSync(status, "utf8"));
}

/** Waits for what another process does. */
async function until(holds: () => boolean): Promise<void> {
  for (let look = 0; look < 200 && !holds(); look++) {
    await pause(25);
  }
  expect(holds()).toBe(true);
}

describe("a server that a command starts", () => {
  it("is ready once its health path answers, and gone once it is stopped", async () => {
    const server = await startServer(commandOf("plain"), options());
    const reply = await request(`http://127.0.0.1:${server.port}/health`);
    expect([reply.statusCode, await reply.body.text()]).toEqual([200, folder]);
    expect(() => server.requireAlive()).not.toThrow();
    await Promise.all([server.stop(), server.stop()]);
    expect(runs(pidOf("server"))).toBe(false);
    expect(() => server.requireAlive()).not.toThrow();
  });

  it("ends with everything it started", async () => {
    const server = await startServer(commandOf("parent"), options());
    expect(runs(pidOf("child"))).toBe(true);
    await server.stop();
    await until(() => !runs(pidOf("server")) && !runs(pidOf("child")));
  });

  it("is killed when it does not end by itself", async () => {
    const server = await startServer(commandOf("stubborn", { stopSeconds: 0.3 }), options());
    await server.stop();
    await until(() => !runs(pidOf("server")));
  });

  it("says its last lines when it ends before it is ready", async () => {
    await expect(startServer(commandOf("dies"), options())).rejects.toMatchObject({
      code: "SERVER_COMMAND_FAILED",
      message: expect.stringMatching(/exit code 7 before it could be asked; its last lines:\n.*\nCUDA out of memory/u),
    });
  });

  it("that cannot be started is told from one that ended", async () => {
    const command = { ...commandOf("plain"), command: "no-such-server {model} {port}" };
    await expect(startServer(command, options())).rejects.toMatchObject({
      code: "SERVER_COMMAND_FAILED",
      message: expect.stringContaining("no-such-server"),
    });
  });

  it("is given up, and stopped, when it is not ready in time", async () => {
    await expect(startServer(commandOf("silent", { startSeconds: 1 }), options())).rejects.toMatchObject({
      code: "SERVER_COMMAND_UNREADY",
      message: expect.stringContaining("/health did not answer within 1 s; its last lines:\nserving"),
    });
    await until(() => !runs(pidOf("server")));
  });

  it("is stopped when nobody waits for it any more", async () => {
    rmSync(join(folder, "server.pid"), { force: true });
    const stopping = new AbortController();
    const started = startServer(commandOf("silent"), options(stopping.signal));
    await until(() => existsSync(join(folder, "server.pid")) && pidOf("server") > 0);
    stopping.abort(new Error("interrupted"));
    await expect(started).rejects.toThrow("interrupted");
    await until(() => !runs(pidOf("server")));
  });

  it("that ends while it is asked is named with what it said", async () => {
    const server = await startServer(commandOf("plain"), options());
    await request(`http://127.0.0.1:${server.port}/quit`).then(({ body }) => body.dump());
    await until(() => !runs(pidOf("server")));
    await until(() => {
      try {
        server.requireAlive();
        return false;
      } catch (error) {
        expect(error).toMatchObject({ code: "SERVER_COMMAND_FAILED", message: expect.stringContaining("quitting") });
        return true;
      }
    });
    await server.stop();
  });
});
