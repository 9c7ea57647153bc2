import { fork } from "node:child_process";
import { statSync } from "node:fs";
import { DataError } from "../base/errors.ts";
import type { LocalSettings } from "./local-settings.ts";
import type { TrialResult, TrialTask } from "./local-trial.ts";

/** Files that were tried in this process and are as they were then. */
const tried = new Map<string, Promise<void>>();

/**
 * Load a model in a process of its own, once for each file as it is. Throws MODEL_FILE_INVALID when the engine refuses the
 * file or its process ends over it.
 */
export function tryLocalModel(path: string, settings: Pick<LocalSettings, "gpu">): Promise<void> {
  const { size, mtimeMs } = statSync(path);
  const key = JSON.stringify([path, size, mtimeMs, settings.gpu]);
  const known = tried.get(key);
  if (known !== undefined) {
    return known;
  }
  const trial = inProcess({ path, gpu: settings.gpu === "off" ? false : settings.gpu });
  tried.set(key, trial);
  // A refusal is not kept: the next file of that name may be another one.
  trial.catch(() => tried.delete(key));
  return trial;
}

/** Half an hour: a large file on a slow disk is read in that time, and a file that keeps the engine busy for longer is none. */
const patienceMs = 30 * 60_000;

async function inProcess(task: TrialTask): Promise<void> {
  // The file lies beside this one, as TypeScript in the sources and as JavaScript in the package.
  const extension = import.meta.url.endsWith(".ts") ? "ts" : "js";
  const file = new URL(`./local-trial.${extension}`, import.meta.url);
  const child = fork(file, {
    execArgv: [],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    timeout: patienceMs,
    killSignal: "SIGKILL",
  });
  const invalid = (message: string): DataError =>
    new DataError("MODEL_FILE_INVALID", message, { place: { file: task.path } });
  await new Promise<void>((resolve, reject) => {
    child.once("error", reject);
    child.once("message", (result: TrialResult) => {
      if (result.status === "loads") {
        resolve();
      } else {
        reject(invalid(`the engine refuses it: ${result.why}`));
      }
    });
    child.once("exit", (code, signal) =>
      reject(invalid(`the engine ended with ${signal ?? `exit code ${code}`} while it loaded the file`)),
    );
    child.send(task, (error) => {
      if (error !== null) {
        reject(error);
      }
    });
  });
}
