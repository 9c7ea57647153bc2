import { availableParallelism } from "node:os";
import type { Llama } from "node-llama-cpp";
import { BackendError, messageOf, systemCode, UsageError } from "../base/errors.ts";
import type { LocalSettings } from "./local-settings.ts";

/** The package that runs models without a server. */
export type EnginePackage = typeof import("node-llama-cpp");

/** The version Viva is tested with. */
export const engineVersion = "3.21.1";

/** What a person types to have the engine. */
export const engineInstallLine = `npm install node-llama-cpp@${engineVersion}`;

/** The engine, started. */
export interface Engine extends AsyncDisposable {
  readonly package: EnginePackage;
  readonly llama: Llama;
  /** Processor threads it may use. */
  readonly threads: number;
  /** The last lines it wrote about what went wrong. */
  complaints(): string;
}

/**
 * The engine's package. Throws LOCAL_ENGINE_MISSING with the line that installs it when it is not there, LOCAL_ENGINE_FAILED
 * when it is there and cannot be loaded.
 */
export async function importEngine(
  load: () => Promise<EnginePackage> = () => import("node-llama-cpp"),
): Promise<EnginePackage> {
  try {
    return await load();
  } catch (cause) {
    if (systemCode(cause) === "ERR_MODULE_NOT_FOUND" && messageOf(cause).includes("node-llama-cpp")) {
      throw new UsageError(
        "LOCAL_ENGINE_MISSING",
        "node-llama-cpp, which runs models without a server, is not installed",
        {
          remedy: `Where Viva is installed: ${engineInstallLine}`,
          cause,
        },
      );
    }
    throw failed(cause);
  }
}

/** Threads for a number that was asked for: one core stays free for Viva, since waiting threads starve each other. */
export function engineThreads(wanted: number | undefined): number {
  return wanted ?? Math.max(1, availableParallelism() - 1);
}

/** Start the engine. Nothing is ever built or downloaded. Throws as `importEngine` does. */
export async function startEngine(settings: Pick<LocalSettings, "gpu" | "threads">): Promise<Engine> {
  const engine = await importEngine();
  const threads = engineThreads(settings.threads);
  const lines: string[] = [];
  try {
    const llama = await engine.getLlama({
      build: "never",
      skipDownload: true,
      progressLogs: false,
      gpu: settings.gpu === "off" ? false : settings.gpu,
      maxThreads: threads,
      logLevel: engine.LlamaLogLevel.error,
      logger: (_level, message) => {
        lines.push(message.trim());
        lines.splice(0, lines.length - keptLines);
      },
    });
    return {
      package: engine,
      llama,
      threads,
      complaints: () =>
        lines
          .filter((line) => line !== "")
          .join(" | ")
          .slice(0, 500),
      [Symbol.asyncDispose]: () => llama.dispose(),
    };
  } catch (cause) {
    throw failed(cause);
  }
}

const keptLines = 6;

function failed(cause: unknown): BackendError {
  return new BackendError("LOCAL_ENGINE_FAILED", `node-llama-cpp cannot be used: ${messageOf(cause)}`, { cause });
}
