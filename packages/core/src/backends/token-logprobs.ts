import type { Token } from "node-llama-cpp";
import { BackendError, DataError } from "../base/errors.ts";
import type { Message } from "../records/prompt.ts";
import type { LocalModel } from "./local-model.ts";
import type { PromptLogprobs } from "./prompt-logprobs.ts";
import { commonLength, type LentSequence } from "./sequence-pool.ts";

/** The least probability that float32 holds to full precision; anything rarer is given as this. */
const leastLogprob = Math.log(2 ** -126);

/**
 * How likely a model is to go on with each of some texts: the natural logarithm of each token's probability, given the
 * prompt and the tokens before it. The prompt is evaluated once, what continuations begin with in common once, and
 * what the sequence holds from the call before not at all. Calls may be made side by side: each holds a sequence, and
 * they are evaluated together.
 *
 * A text prompt and its continuations are made tokens apart, as the models' own evaluations do; blanks at the prompt's end
 * go to the continuations, since a tokenizer that takes a blank with the word behind it has no token for a blank alone.
 * An empty prompt stands for the token that texts begin with, or end with where the model has no such token.
 * Messages are written by the file's chat template, up to where the reply begins.
 *
 * @param signal Aborting ends it before the next continuation.
 *
 * Throws LOCAL_PROMPT_TOO_LONG when prompt and continuation do not fit, what `LocalModel.tokenize` throws, and the
 * signal's reason when it is aborted.
 *
 * @example await tokenLogprobs(model, "The first choice is", [" A", " B"]) → continuations[0].logprob, −8.15 for one token
 */
export async function tokenLogprobs(
  model: LocalModel,
  prompt: string | readonly Message[],
  continuations: readonly string[],
  signal?: AbortSignal,
): Promise<PromptLogprobs> {
  const blanks = typeof prompt === "string" ? (/\s+$/u.exec(prompt)?.[0] ?? "") : "";
  const { contextSize } = model;
  const start = startOf(
    model,
    model.tokenize(typeof prompt === "string" ? prompt.slice(0, prompt.length - blanks.length) : prompt),
  );
  const texts = continuations.map((text) => blanks + text);
  const paths = texts.map((text) => model.tokenizeBehind(text));
  const longest = Math.max(0, ...paths.map((path) => path.length));
  if (start.length + longest > contextSize) {
    throw promptTooLong(start.length + longest, contextSize);
  }
  const { nodes, evaluatedTokens } = await model.sequences.use(start, (lent) =>
    evaluatePaths(lent, start, paths, signal),
  );
  return {
    continuations: paths.map((path, index) => {
      const tokens = path.map((token, depth) => ({
        token: model.textOf(token),
        logprob: nodes.get(nodeKey(path, depth))?.get(token) ?? Number.NaN,
      }));
      return {
        text: texts[index] ?? "",
        tokens,
        logprob: tokens.reduce((sum, { logprob }) => sum + logprob, 0),
      };
    }),
    promptTokens: start.length,
    evaluatedTokens,
    naiveTokens: paths.reduce((sum, path) => sum + start.length + Math.max(0, path.length - 1), 0),
  };
}

/** Something must stand before the first token: for an empty prompt the token that texts begin or, lacking one, end with. */
function startOf({ llamaModel: { tokens }, file }: LocalModel, prompt: Token[]): readonly Token[] {
  if (prompt.length > 0) {
    return prompt;
  }
  const token = tokens.bos ?? tokens.eos;
  if (token === null) {
    throw new DataError("MODEL_FILE_INVALID", "has no token that texts begin or end with, and the prompt is empty", {
      place: { file: file.path },
    });
  }
  return [token];
}

/** A prompt that the context has no room for. */
export function promptTooLong(tokens: number, contextSize: number): BackendError {
  return new BackendError(
    "LOCAL_PROMPT_TOO_LONG",
    `${tokens} tokens are wanted, the context has room for ${contextSize}`,
  );
}

/** Log-probabilities of the tokens that follow, by what stands before them behind the prompt. */
type Nodes = Map<string, ReadonlyMap<Token, number>>;

function nodeKey(path: readonly Token[], depth: number): string {
  return path.slice(0, depth).join(" ");
}

/** Walk the tree of continuations branch by branch, in an order in which neighbours share the most. */
async function evaluatePaths(
  { sequence, evaluationPriority, evaluate }: LentSequence,
  start: readonly Token[],
  paths: readonly (readonly Token[])[],
  signal: AbortSignal | undefined,
): Promise<{ nodes: Nodes; evaluatedTokens: number }> {
  const wanted = new Map<string, Set<Token>>();
  for (const path of paths) {
    for (const [depth, token] of path.entries()) {
      const key = nodeKey(path, depth);
      const followers = wanted.get(key) ?? new Set();
      wanted.set(key, followers.add(token));
    }
  }
  const nodes: Nodes = new Map();
  let evaluatedTokens = 0;
  for (const path of [...paths].sort(byTokens)) {
    const depth = path.findIndex((_, at) => !nodes.has(nodeKey(path, at)));
    if (depth < 0) {
      continue;
    }
    signal?.throwIfAborted();
    // The token before the first one looked for gives its probabilities, so it must be evaluated (again).
    const first = start.length + depth - 1;
    const tokens = [...start, ...path.slice(0, -1)];
    const kept = Math.min(first, commonLength(sequence.contextTokens, tokens));
    await sequence.adaptStateToTokens(tokens.slice(0, kept), false);
    // An engine that cannot go back to any place starts from an earlier one.
    const from = sequence.nextTokenIndex;
    const input = tokens
      .slice(from)
      .map((token, index): Token | [Token, { generateNext: { probabilities: true } }] =>
        from + index >= first ? [token, { generateNext: { probabilities: true } }] : token,
      );
    evaluatedTokens += input.length;
    await evaluate(() =>
      sequence.controlledEvaluate(input, {
        evaluationPriority,
        onTokenResult: (index, { next: { probabilities } }) => {
          const key = nodeKey(path, from + index - start.length + 1);
          nodes.set(
            key,
            new Map([...(wanted.get(key) ?? [])].map((token) => [token, logarithm(probabilities?.get(token))])),
          );
          // The whole vocabulary for every token would stay until the last one is evaluated.
          probabilities?.clear();
        },
      }),
    );
    // Not above: what a callback throws, the engine prints and passes over.
    requireNumbers(nodes, path);
  }
  return { nodes, evaluatedTokens };
}

/** NaN where there is no probability. */
function logarithm(probability = Number.NaN): number {
  return Math.max(leastLogprob, Math.log(probability));
}

function requireNumbers(nodes: Nodes, path: readonly Token[]): void {
  for (const [depth, token] of path.entries()) {
    if (Number.isNaN(nodes.get(nodeKey(path, depth))?.get(token) ?? Number.NaN)) {
      throw new BackendError(
        "LOCAL_ENGINE_FAILED",
        `the model gives no probability for token ${token}: its weights may be damaged`,
      );
    }
  }
}

function byTokens(a: readonly Token[], b: readonly Token[]): number {
  const shared = commonLength(a, b);
  return (a[shared] ?? -1) - (b[shared] ?? -1);
}
