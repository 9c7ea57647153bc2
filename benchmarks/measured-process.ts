import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { SideResult } from "./side.ts";

function pathOf(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** The real command line, as a script Node starts. */
export const commandLine = pathOf("../packages/cli/bin/viva.js");

/** A script of this folder. */
export const ownScript = (name: string): string => pathOf(name);

/**
 * Run a Node script to its end in a process of its own and say what it used: wall time from the start of the process,
 * CPU of all its threads, largest resident set. What it prints is passed by. Throws when it does not end with 0.
 *
 * @param folder Where the process may leave its figures.
 */
export async function measureProcess(script: string, args: readonly string[], folder: string): Promise<SideResult> {
  const usage = join(folder, "usage.json");
  const startedAtMs = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", new URL("report-usage.ts", import.meta.url).href, script, ...args],
    {
      cwd: folder,
      env: { ...process.env, VIVA_BENCH_USAGE: usage },
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-2000);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const wallMs = performance.now() - startedAtMs;
  if (code !== 0) {
    throw new Error(`${script} ${args.join(" ")} ended with ${code}: ${said}`);
  }
  const { cpuMicroseconds, maxRssBytes } = JSON.parse(readFileSync(usage, "utf8")) as Omit<SideResult, "wallMs">;
  rmSync(usage);
  return { wallMs, cpuMicroseconds, maxRssBytes };
}
