import { importEngine } from "./local-engine.ts";

/** What a trial is told. */
export interface TrialTask {
  readonly path: string;
  readonly gpu: "auto" | false | "cuda" | "vulkan" | "metal";
}

/** What it says when it is still there to say it. */
export type TrialResult = { readonly status: "loads" } | { readonly status: "fails"; readonly why: string };

/**
 * Runs in a process of its own: load a model with every tensor checked, ask it for one token, and say how that went. The
 * engine ends its process over some damaged files; then nothing is said.
 */
async function tryLoading({ path, gpu }: TrialTask): Promise<TrialResult> {
  const { getLlama, LlamaLogLevel } = await importEngine();
  const lines: string[] = [];
  try {
    const llama = await getLlama({
      build: "never",
      skipDownload: true,
      progressLogs: false,
      gpu,
      maxThreads: 1,
      logLevel: LlamaLogLevel.error,
      logger: (_level, message) => void lines.push(message.trim()),
    });
    const model = await llama.loadModel({ modelPath: path, checkTensors: true });
    const context = await model.createContext({ contextSize: 64, sequences: 1, threads: 1, batchSize: 64 });
    const first = model.tokens.bos ?? model.tokenize("A")[0];
    if (first !== undefined) {
      const [output] = await context
        .getSequence()
        .controlledEvaluate([[first, { generateNext: { probabilities: true } }]]);
      const probabilities = output?.next.probabilities?.values() ?? [];
      if (![...probabilities].every(Number.isFinite)) {
        return { status: "fails", why: "its probabilities are not numbers" };
      }
    }
    return { status: "loads" };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { status: "fails", why: [why, ...lines.slice(-3)].join(" | ").slice(0, 500) };
  }
}

// Whoever asked is gone: nobody wants to know any more.
process.once("disconnect", () => process.exit(0));
process.once("message", (task: TrialTask) => {
  void tryLoading(task).then((result) => {
    process.send?.(result, () => process.exit(0));
  });
});
