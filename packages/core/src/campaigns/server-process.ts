import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { BackendError, messageOf } from "../base/errors.ts";

/** How a server is started, waited for and stopped. */
export interface ServerCommand {
  /** Shell command; {model} and {port} stand for what their names say. */
  readonly command: string;
  /** Path that answers 2xx once the server can be asked. */
  readonly health: string;
  readonly startSeconds: number;
  readonly stopSeconds: number;
}

/** A server that is ready to be asked. */
export interface RunningServer {
  readonly port: number;
  /** Throws SERVER_COMMAND_FAILED, with the last lines it said, when it has ended by itself. */
  requireAlive(): void;
  /** End it and everything it started. Resolves when it is gone. */
  stop(): Promise<void>;
}

/** Between two looks at whether a server is ready. */
const lookMs = 200;
/** What of the end of a server's output is shown. */
const tail = { bytes: 4000, lines: 20 } as const;

/**
 * Start a server for a model and wait until it can be asked. It is a process group of its own, so that what it starts ends
 * with it; it is killed when this process exits before `stop`.
 *
 * @param log File that takes what the server says; written anew.
 *
 * Throws SERVER_COMMAND_FAILED when it ends before it is ready, SERVER_COMMAND_UNREADY when that takes too long, both with
 * its last lines, and the signal's reason. Nothing is left running then.
 */
export async function startServer(
  { command, health, startSeconds, stopSeconds }: ServerCommand,
  options: {
    readonly model: string;
    readonly log: string;
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly signal: AbortSignal;
  },
): Promise<RunningServer> {
  const { model, log, environment, signal } = options;
  signal.throwIfAborted();
  const port = await freePort();
  const shown = command.replaceAll("{model}", model).replaceAll("{port}", String(port));
  const line = command.replaceAll("{model}", quoted(model)).replaceAll("{port}", String(port));
  const descriptor = openSync(log, "w");
  let child: ChildProcess;
  try {
    const stdio = ["ignore", descriptor, descriptor] as const;
    child = spawn(line, { shell: true, detached: true, stdio: [...stdio], env: { ...environment } });
  } finally {
    closeSync(descriptor);
  }
  let ended: string | null = null;
  const gone = new Promise<void>((resolve) => {
    child.once("error", (error) => {
      ended ??= messageOf(error);
      resolve();
    });
    child.once("exit", (code, killedBy) => {
      ended ??= killedBy === null ? `it ended with exit code ${code}` : `it was ended by ${killedBy}`;
      resolve();
    });
  });
  // Whatever way this process ends, the server does not outlive it: a signal handler has no time to wait.
  const kill = (): void => void signalGroup(child, "SIGKILL");
  process.once("exit", kill);
  let stopped: Promise<void> | null = null;
  const end = async (): Promise<void> => {
    signalGroup(child, "SIGTERM");
    const patience = new AbortController();
    await Promise.race([
      groupGone(child, gone),
      pause(stopSeconds * 1000, undefined, { signal: patience.signal }).catch(() => undefined),
    ]);
    patience.abort();
    // Also where the shell is gone and what it started is not.
    kill();
    await gone;
    process.off("exit", kill);
  };
  const stop = (): Promise<void> => {
    stopped ??= end();
    return stopped;
  };
  const failure = (code: "SERVER_COMMAND_FAILED" | "SERVER_COMMAND_UNREADY", what: string): BackendError =>
    new BackendError(code, `${shown}: ${what}${lastLines(log)}`);
  try {
    const deadline = AbortSignal.timeout(startSeconds * 1000);
    while (!(await answers(port, health))) {
      signal.throwIfAborted();
      if (ended !== null) {
        throw failure("SERVER_COMMAND_FAILED", `${ended} before it could be asked`);
      }
      if (deadline.aborted) {
        throw failure("SERVER_COMMAND_UNREADY", `${health} did not answer within ${startSeconds} s`);
      }
      await Promise.race([pause(lookMs), gone]);
    }
    // Another process may have taken the port.
    if (ended !== null) {
      throw failure("SERVER_COMMAND_FAILED", `${ended} before it could be asked`);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    port,
    requireAlive: () => {
      if (ended !== null && stopped === null) {
        throw failure("SERVER_COMMAND_FAILED", `${ended} while it was asked`);
      }
    },
    stop,
  };
}

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

function quoted(path: string): string {
  return process.platform === "win32" ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}

async function answers(port: number, health: string): Promise<boolean> {
  try {
    const reply = await request(`http://127.0.0.1:${port}${health}`, { headersTimeout: 5000, bodyTimeout: 5000 });
    await reply.body.dump();
    return reply.statusCode >= 200 && reply.statusCode < 300;
  } catch {
    // Nobody listens yet.
    return false;
  }
}

/** Send a signal to a process and all it started; false when none of them is left. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) {
    return false;
  }
  try {
    // Windows has no process groups: there the shell alone is told.
    return process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    return false;
  }
}

/** Looks at a group whose leader is gone: a dead process that nobody has buried stays in it for ever. */
const mostLooks = 100;

/** Resolves when a process is gone and nothing of its group is left, five seconds after the process at the latest. */
async function groupGone(child: ChildProcess, gone: Promise<void>): Promise<void> {
  await gone;
  for (let look = 0; look < mostLooks && process.platform !== "win32" && signalGroup(child, 0); look++) {
    await pause(lookMs / 4);
  }
}

/** The end of a file of output, on lines of their own; "" where there is none. */
function lastLines(file: string): string {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const bytes = Buffer.alloc(Math.min(size, tail.bytes));
    readSync(descriptor, bytes, 0, bytes.length, size - bytes.length);
    const lines = bytes.toString("utf8").trimEnd().split("\n").slice(-tail.lines);
    return size === 0 ? "; it said nothing" : `; its last lines:\n${lines.join("\n")}`;
  } finally {
    closeSync(descriptor);
  }
}
