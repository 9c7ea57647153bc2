import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A server in another process. */
export interface ServerProcess {
  readonly origin: string;
  stop(): void;
}

function scriptPath(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Start the mock server; resolves once it listens. */
export async function startServer(): Promise<ServerProcess> {
  const child = spawn(process.execPath, [scriptPath("mock-server.ts")], { stdio: ["pipe", "pipe", "inherit"] });
  const { port } = JSON.parse(await firstLine(child)) as { port: number };
  return { origin: `http://127.0.0.1:${port}`, stop: () => child.stdin.end() };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const end = text.indexOf("\n");
      if (end >= 0) {
        resolve(text.slice(0, end));
      }
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`the process ended with ${code} before it said anything`)));
  });
}

/** Run one side of a comparison in a process of its own and give the result it prints. */
export async function runSide<Result>(script: string, task: unknown): Promise<Result> {
  const child = spawn(process.execPath, [scriptPath(script), JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((resolve) => child.on("exit", resolve));
  const line = await firstLine(child);
  const code = await ended;
  if (code !== 0) {
    throw new Error(`${script} ended with ${code}`);
  }
  return JSON.parse(line) as Result;
}

/** Run the command line to its end: wall time in milliseconds and what it printed. */
export async function runCommandLine(args: readonly string[]): Promise<{ wallMs: number; output: string }> {
  const startedAtMs = performance.now();
  const child = spawn(process.execPath, [scriptPath("../packages/cli/bin/viva.js"), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    output += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (code !== 0) {
    throw new Error(`viva ${args.join(" ")} ended with ${code}: ${output}`);
  }
  return { wallMs: performance.now() - startedAtMs, output };
}
