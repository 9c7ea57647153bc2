import { BackendError, messageOf, VivaError } from "../base/errors.ts";
import { fetchHubFile } from "../base/hub-cache.ts";
import { isHubReference } from "../base/hub-reference.ts";
import { readGgufModel } from "../weights/gguf-model.ts";
import { type BackendContext, type CompletionResult, defineBackend, type OpenBackend } from "./define.ts";
import { importEngine } from "./local-engine.ts";
import { scoreOptions } from "./local-likelihoods.ts";
import { type LocalModel, loadLocalModel, requireMemory } from "./local-model.ts";
import { createGrammars, type GrammarOf, generateReply } from "./local-reply.ts";
import { type LocalSettings, localSettings } from "./local-settings.ts";

export default defineBackend({
  name: "local",
  description: "A GGUF file asked in this process, without a server: llama.cpp through node-llama-cpp",
  source: "llama.cpp (github.com/ggml-org/llama.cpp) through node-llama-cpp",
  needsNetwork: false,
  readsItem: false,
  likelihoods: true,
  settings: localSettings,
  files: ({ model }, { resolvePath }) => [resolvePath(model)],
  // Where the file lies and how many threads there are decides nothing; what it holds is in the specification, hashed.
  parameters: ({
    model,
    temperature,
    topK,
    topP,
    minP,
    maxTokens,
    contextSize,
    grammar,
    logprobs,
    templateParameters,
    precision,
  }) => ({
    model: model.split(/[\\/]/u).at(-1),
    maxTokens,
    contextSize,
    precision,
    ...(temperature === 0 ? { temperature } : { temperature, topK, topP, minP }),
    ...(grammar === "none" ? {} : { grammar }),
    ...(logprobs === undefined ? {} : { logprobs }),
    ...(Object.keys(templateParameters).length === 0 ? {} : { templateParameters }),
  }),
  open: async (settings, context) => openLocal(settings, await modelPath(settings.model, context)),
});

/** The file itself, fetched where it is a reference. */
async function modelPath(model: string, { resolvePath, environment }: BackendContext): Promise<string> {
  return isHubReference(model) ? (await fetchHubFile(model, environment)).path : resolvePath(model);
}

interface Loaded {
  readonly model: LocalModel;
  readonly grammarOf: GrammarOf;
}

/** Troubles of one prompt; any other will be the next call's, too. */
const ofOneCall: ReadonlySet<string> = new Set(["LOCAL_PROMPT_TOO_LONG", "LOCAL_TEMPLATE_INVALID"]);

/** Nothing is loaded before the first call: planning a study opens its models, too. What can be known is refused at once. */
async function openLocal(settings: LocalSettings, path: string): Promise<OpenBackend> {
  const file = readGgufModel(path);
  await importEngine();
  if (settings.gpu === "off") {
    requireMemory(file, { ...settings, contextSize: Math.min(settings.contextSize, file.contextLength) });
  }
  const closing = new AbortController();
  let loading: Promise<Loaded> | undefined;
  const load = async (): Promise<Loaded> => {
    const model = await loadLocalModel(path, settings);
    return { model, grammarOf: createGrammars(model, settings) };
  };
  const underWay = new Set<Promise<unknown>>();
  const answer = async (posed: Parameters<OpenBackend["complete"]>[0]): Promise<CompletionResult> => {
    try {
      loading ??= load();
      const { model, grammarOf } = await loading;
      const completion =
        posed.likelihood === undefined
          ? await generateReply(model, settings, grammarOf, posed, closing.signal)
          : await scoreOptions(model, posed.prompt.messages, posed.likelihood, closing.signal);
      return completion === undefined ? { status: "cancelled" } : { status: "completed", completion, attempts: [] };
    } catch (cause) {
      if (closing.signal.aborted) {
        return { status: "cancelled" };
      }
      const error =
        cause instanceof BackendError
          ? cause
          : new BackendError(cause instanceof VivaError ? cause.code : "LOCAL_ENGINE_FAILED", messageOf(cause), {
              cause,
            });
      return { status: "failed", error, attempts: [], hopeless: !ofOneCall.has(error.code) };
    }
  };
  return {
    complete: (posed) => {
      if (closing.signal.aborted) {
        return Promise.resolve({ status: "cancelled" });
      }
      const answering = answer(posed);
      underWay.add(answering);
      return answering.finally(() => underWay.delete(answering));
    },
    close: async () => {
      const first = !closing.signal.aborted;
      closing.abort();
      await Promise.all(underWay);
      if (first && loading !== undefined) {
        const loaded = await loading.catch(() => undefined);
        await loaded?.model[Symbol.asyncDispose]();
      }
    },
  };
}
