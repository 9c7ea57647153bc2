import { VivaError } from "../base/errors.ts";
import { engineInstallLine, engineVersion, startEngine } from "./local-engine.ts";

/** Whether models can be asked without a server here. */
export type EngineState =
  | {
      readonly status: "works";
      readonly version: string;
      /** "cpu", or the kind of graphics processor that would be used. */
      readonly device: string;
      /** Processor threads that would be used. */
      readonly threads: number;
    }
  | { readonly status: "missing"; readonly installLine: string }
  | { readonly status: "fails"; readonly why: string };

/** Start the engine of the backend `local` as a study would, say what it finds, and stop it. */
export async function describeEngine(): Promise<EngineState> {
  try {
    await using engine = await startEngine({ gpu: "auto", threads: undefined });
    const device = engine.llama.gpu === false ? "cpu" : engine.llama.gpu;
    return { status: "works", version: engineVersion, device, threads: engine.threads };
  } catch (error) {
    if (error instanceof VivaError && error.code === "LOCAL_ENGINE_MISSING") {
      return { status: "missing", installLine: engineInstallLine };
    }
    return { status: "fails", why: error instanceof Error ? error.message : String(error) };
  }
}
