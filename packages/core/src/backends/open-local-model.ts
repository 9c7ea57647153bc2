import { parseSettings } from "../base/plugin.ts";
import type { Message } from "../records/prompt.ts";
import { loadLocalModel } from "./local-model.ts";
import { localSettings } from "./local-settings.ts";
import type { PromptLogprobs } from "./prompt-logprobs.ts";
import { tokenLogprobs } from "./token-logprobs.ts";

/** A GGUF file in memory, for likelihoods outside a study. Dispose of it with `await using`. */
export interface OpenLocalModel extends AsyncDisposable {
  /** Tokens of prompt and continuation together at most. */
  readonly contextSize: number;
  /** "cpu", or the kind of graphics processor. */
  readonly device: string;
  /**
   * The natural logarithm of the probability of every token of each continuation, given the prompt. See `tokenLogprobs`
   * for how texts become tokens. May be called side by side, as often as there are sequences without waiting.
   */
  tokenLogprobs(
    prompt: string | readonly Message[],
    continuations: readonly string[],
    signal?: AbortSignal,
  ): Promise<PromptLogprobs>;
}

/**
 * Load a GGUF file with the settings of the backend `local`. None of the engine's own types are in this interface: whoever
 * does not install it can compile against it.
 *
 * Throws SETTINGS_INVALID, and what `loadLocalModel` throws.
 *
 * @example await using model = await openLocalModel("exam.gguf", { gpu: "off" })
 */
export async function openLocalModel(
  path: string,
  settings: Readonly<Record<string, unknown>> = {},
): Promise<OpenLocalModel> {
  const model = await loadLocalModel(path, parseSettings("backend local", localSettings, { ...settings, model: path }));
  return {
    contextSize: model.contextSize,
    device: model.device,
    tokenLogprobs: (prompt, continuations, signal) => tokenLogprobs(model, prompt, continuations, signal),
    [Symbol.asyncDispose]: () => model[Symbol.asyncDispose](),
  };
}
