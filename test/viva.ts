import { type ChildProcess, spawn } from "node:child_process";
import { env, execPath } from "node:process";
import { fileURLToPath } from "node:url";

const entry = fileURLToPath(new URL("../packages/cli/bin/viva.js", import.meta.url));

/** How a process ended and what it said. */
export interface VivaEnd {
  /** Exit code; null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command line that is running. */
export interface RunningViva {
  readonly child: ChildProcess;
  /** Resolves when the process is gone and its output read. */
  readonly ended: Promise<VivaEnd>;
  /** Resolves once standard error holds this text; rejects when the process ends without it. */
  said(text: string): Promise<void>;
  /** Resolves with an event outside the process; rejects when the process ends before it. */
  meanwhile(event: Promise<void>): Promise<void>;
}

/** Options of a start. */
export interface VivaOptions {
  /** Working folder. */
  readonly cwd: string;
  /** Added to an environment that holds nothing but PATH and HOME. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Start the real command line in a process of its own: Node itself, so that a signal reaches it and no shell. */
export function startViva(args: readonly string[], options: VivaOptions): RunningViva {
  const child = spawn(execPath, [entry, ...args], {
    cwd: options.cwd,
    env: { PATH: env["PATH"] ?? "", HOME: env["HOME"] ?? options.cwd, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  const listeners = new Set<() => void>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    for (const listener of [...listeners]) {
      listener();
    }
  });
  const ended = new Promise<VivaEnd>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
  const meanwhile = async (event: Promise<void>): Promise<void> => {
    const first = await Promise.race([event, ended]);
    if (first !== undefined) {
      throw new Error(`the process ended too early, with ${first.code ?? first.signal}: ${first.stderr}`);
    }
  };
  return {
    child,
    ended,
    meanwhile,
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (stderr.includes(text)) {
            listeners.delete(look);
            resolve();
          }
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`the process ended without saying "${text}": ${stderr}`)), reject);
      }),
  };
}

/** Run the real command line to its end. */
export function viva(args: readonly string[], options: VivaOptions): Promise<VivaEnd> {
  return startViva(args, options).ended;
}
