import type { LlamaModel, Token } from "node-llama-cpp";
import { BackendError, DataError, messageOf, VivaError } from "../base/errors.ts";
import type { Message } from "../records/prompt.ts";
import { type GgufModel, readGgufModel } from "../weights/gguf-model.ts";
import { type Engine, startEngine } from "./local-engine.ts";
import { batchTokens, estimateMemory, gigabytes } from "./local-memory.ts";
import type { LocalSettings } from "./local-settings.ts";
import { createTemplate, type RenderMessages } from "./local-template.ts";
import { orderedBatch } from "./ordered-batch.ts";
import { createSequencePool, type SequencePool } from "./sequence-pool.ts";
import { tryLocalModel } from "./try-local-model.ts";

/** A model in memory, ready to be asked. */
export interface LocalModel extends AsyncDisposable {
  readonly file: GgufModel;
  readonly engine: Engine;
  readonly llamaModel: LlamaModel;
  readonly sequences: SequencePool;
  /** Tokens of prompt and reply together at most. */
  readonly contextSize: number;
  /** What stands in memory or on the graphics processor: "cpu", "cuda", … */
  readonly device: string;
  /**
   * The tokens of a prompt: messages as the file's chat template writes them, or a text as it stands, with the token that
   * texts begin with where the model has one. Throws LOCAL_TEMPLATE_MISSING for messages to a file without a template.
   */
  tokenize(prompt: string | readonly Message[]): Token[];
  /** The tokens of a text that stands behind another one: without the space that some tokenizers put before every text. */
  tokenizeBehind(text: string): Token[];
  /** What a token stands for behind others, its space included; special tokens as they are written. */
  textOf(token: Token): string;
}

/** What of the settings decides loading. */
export type LoadSettings = Pick<
  LocalSettings,
  "contextSize" | "sequences" | "threads" | "gpu" | "precision" | "trial" | "templateParameters"
>;

/**
 * Refuse a model that the memory has no room for. Nothing is loaded for it.
 *
 * @param availableBytes Memory that may still be used; of this process by default.
 *
 * Throws LOCAL_MODEL_TOO_LARGE with what the parts of the estimate come to.
 */
export function requireMemory(
  model: GgufModel,
  settings: Pick<LocalSettings, "contextSize" | "sequences" | "precision">,
  availableBytes: number = process.availableMemory(),
): void {
  const { weightBytes, cacheBytes, workBytes, totalBytes } = estimateMemory(model, settings);
  if (totalBytes > availableBytes) {
    throw new BackendError(
      "LOCAL_MODEL_TOO_LARGE",
      `needs about ${gigabytes(totalBytes)} (weights ${gigabytes(weightBytes)}, context ${gigabytes(cacheBytes)}, work ${gigabytes(workBytes)}), and ${gigabytes(availableBytes)} of memory are free`,
      { place: { file: model.path } },
    );
  }
}

/**
 * Load a model from a GGUF file: its head is checked, memory estimated, the file tried in a process of its own, and only
 * then loaded here.
 *
 * Throws what `readGgufModel`, `requireMemory`, `tryLocalModel` and `startEngine` throw, and MODEL_FILE_INVALID when the
 * engine refuses the file.
 */
export async function loadLocalModel(path: string, settings: LoadSettings): Promise<LocalModel> {
  const file = readGgufModel(path);
  const contextSize = Math.min(settings.contextSize, file.contextLength);
  await using stack = new AsyncDisposableStack();
  const engine = stack.use(await startEngine(settings));
  if (engine.llama.gpu === false) {
    requireMemory(file, { ...settings, contextSize });
  }
  if (settings.trial) {
    await tryLocalModel(path, settings);
  }
  try {
    const llamaModel = stack.use(await engine.llama.loadModel({ modelPath: path }));
    const context = stack.use(
      await llamaModel.createContext({
        contextSize,
        sequences: settings.sequences,
        threads: engine.threads,
        batchSize: batchTokens,
        batching: { itemPrioritizationStrategy: orderedBatch },
        ...(settings.precision === "exact"
          ? { flashAttention: false, experimentalKvCacheKeyType: "F32", experimentalKvCacheValueType: "F32" }
          : { flashAttention: "auto" }),
      }),
    );
    const sequences = createSequencePool(Array.from({ length: settings.sequences }, () => context.getSequence()));
    const before = putsSpaceBefore(engine, llamaModel) ? unmerged : "";
    const anchor = llamaModel.tokenize(before, false);
    const template = templateOf(file, llamaModel);
    const held = stack.move();
    return {
      file,
      engine,
      llamaModel,
      sequences,
      contextSize,
      device: engine.llama.gpu === false ? "cpu" : engine.llama.gpu,
      tokenize: (prompt) => tokenized(prompt, llamaModel, template, settings.templateParameters, path),
      tokenizeBehind: (text) => llamaModel.tokenize(before + text, false).slice(anchor.length),
      textOf: (token) => llamaModel.detokenize([token], true, anchor),
      [Symbol.asyncDispose]: async () => {
        await sequences.close();
        await held.disposeAsync();
      },
    };
  } catch (cause) {
    throw loadError(cause, path, engine);
  }
}

function templateOf(file: GgufModel, { tokens }: LlamaModel): RenderMessages | undefined {
  return file.chatTemplate === undefined
    ? undefined
    : createTemplate(file.chatTemplate, { bos: tokens.bosString ?? "", eos: tokens.eosString ?? "" }, file.path);
}

function tokenized(
  prompt: string | readonly Message[],
  model: LlamaModel,
  template: RenderMessages | undefined,
  parameters: Readonly<Record<string, unknown>>,
  path: string,
): Token[] {
  const { bos, shouldPrependBosToken } = model.tokens;
  let tokens: Token[];
  if (typeof prompt === "string") {
    tokens = model.tokenize(prompt, false);
  } else {
    if (template === undefined) {
      throw new DataError("LOCAL_TEMPLATE_MISSING", "has no chat template to write messages by", {
        place: { file: path },
      });
    }
    tokens = model.tokenize(template(prompt, parameters), true);
  }
  // Templates that write the token themselves must not have it twice.
  return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
}

/** A character that neither texts nor pieces of a tokenizer have: it becomes a byte, and nothing is merged with it. */
const unmerged = "\u0001";

/** Only tokenizers of SentencePiece's kind put a space before texts, and take it away where they write tokens as a text. */
function putsSpaceBefore({ package: { LlamaVocabularyType } }: Engine, { vocabularyType }: LlamaModel): boolean {
  return vocabularyType === LlamaVocabularyType.spm;
}

function loadError(cause: unknown, path: string, engine: Engine): Error {
  if (cause instanceof VivaError) {
    return cause;
  }
  const place = { place: { file: path }, cause };
  if (cause instanceof engine.package.InsufficientMemoryError) {
    return new BackendError("LOCAL_MODEL_TOO_LARGE", messageOf(cause), place);
  }
  return new DataError(
    "MODEL_FILE_INVALID",
    `the engine refuses it: ${messageOf(cause)} ${engine.complaints()}`.trim(),
    place,
  );
}
