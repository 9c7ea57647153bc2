import type { LlamaGrammar, SequenceEvaluateOptions, Token } from "node-llama-cpp";
import type { PosedCall } from "../records/call.ts";
import type { Completion, FinishReason, TokenLogprobs } from "../records/completion.ts";
import { letterGrammar } from "./local-grammar.ts";
import type { LocalModel } from "./local-model.ts";
import type { LocalSettings } from "./local-settings.ts";
import { assembleCompletion } from "./reply-envelope.ts";
import type { LentSequence } from "./sequence-pool.ts";
import { promptTooLong } from "./token-logprobs.ts";

/** Grammars of a model, made once each: their texts are few. */
export type GrammarOf = (posed: PosedCall) => Promise<LlamaGrammar | undefined>;

/** The grammars that the settings hold replies to. */
export function createGrammars({ engine }: LocalModel, { grammar }: Pick<LocalSettings, "grammar">): GrammarOf {
  const made = new Map<string, LlamaGrammar>();
  let json: Promise<LlamaGrammar> | undefined;
  return ({ prompt }) => {
    if (grammar === "json") {
      json ??= engine.package.LlamaGrammar.getFor(engine.llama, "json");
      return json;
    }
    const text = grammar === "letter" ? letterGrammar(prompt) : undefined;
    if (text === undefined) {
      return Promise.resolve(undefined);
    }
    const known = made.get(text) ?? new engine.package.LlamaGrammar(engine.llama, { grammar: text });
    made.set(text, known);
    return Promise.resolve(known);
  };
}

/**
 * Ask a model for a reply: the prompt by the file's template, tokens until the model ends its turn, the limit is reached, the
 * context is full or the signal says so; undefined then.
 *
 * Throws LOCAL_PROMPT_TOO_LONG, and what `LocalModel.tokenize` throws.
 */
export async function generateReply(
  model: LocalModel,
  settings: LocalSettings,
  grammarOf: GrammarOf,
  posed: PosedCall,
  signal: AbortSignal,
): Promise<Completion | undefined> {
  const prompt = model.tokenize(posed.prompt.messages);
  const room = model.contextSize - prompt.length;
  if (room < 1) {
    throw promptTooLong(prompt.length + 1, model.contextSize);
  }
  const grammar = await grammarOf(posed);
  return model.sequences.use(prompt, async ({ sequence, evaluationPriority, evaluate }) => {
    if (signal.aborted) {
      return undefined;
    }
    // At least the last token is evaluated: it is what the first of the reply comes from.
    await sequence.adaptStateToTokens(prompt.slice(0, -1), false);
    const cachedTokens = sequence.nextTokenIndex;
    const options: SequenceEvaluateOptions = {
      temperature: settings.temperature,
      topK: settings.topK,
      topP: settings.topP,
      minP: settings.minP,
      seed: posed.call.seed,
      evaluationPriority,
      ...(grammar === undefined ? {} : { grammarEvaluationState: stateOf(model, grammar) }),
    };
    const tokens: Token[] = [];
    const most = Math.min(settings.maxTokens, room);
    let logprobs: TokenLogprobs | undefined;
    let next = prompt.slice(cachedTokens);
    if (settings.logprobs !== undefined) {
      // The whole vocabulary is handed over for each of these tokens, so no more of them are taken than are needed.
      const withProbabilities = sequence.evaluateWithMetadata(next, { probabilities: true }, options);
      for await (const { token, probabilities } of together(withProbabilities, evaluate)) {
        tokens.push(token);
        next = [token];
        if (!isBlank(model, token)) {
          logprobs = topOf(model, probabilities, settings.logprobs);
        }
        if (logprobs !== undefined || tokens.length >= most || signal.aborted) {
          break;
        }
      }
    }
    let finishReason: FinishReason = tokens.length >= most ? "length" : "stop";
    const ended = settings.logprobs !== undefined && logprobs === undefined;
    if (!ended && tokens.length < most) {
      for await (const token of together(sequence.evaluate(next, options), evaluate)) {
        tokens.push(token);
        if (tokens.length >= most) {
          finishReason = "length";
        }
        if (finishReason === "length" || signal.aborted) {
          break;
        }
      }
    }
    if (signal.aborted) {
      return undefined;
    }
    const completion = assembleCompletion({
      text: model.llamaModel.detokenize(tokens),
      reasoning: "",
      finishReason,
      servedModel: model.file.name,
      usage: {
        promptTokens: prompt.length,
        completionTokens: tokens.length,
        reasoningTokens: null,
        cachedTokens,
      },
    });
    // With reasoning before it, the first token is not the answer's.
    return logprobs === undefined || completion.reasoning !== null ? completion : { ...completion, logprobs };
  });
}

/** What an engine's loop gives, each step of it taken together with the other sequences. */
async function* together<T>(
  steps: AsyncGenerator<T, unknown, undefined>,
  evaluate: LentSequence["evaluate"],
): AsyncGenerator<T, void, undefined> {
  try {
    for (;;) {
      const step = await evaluate(() => steps.next());
      if (step.done === true) {
        return;
      }
      yield step.value;
    }
  } finally {
    await steps.return(undefined);
  }
}

function stateOf(
  { engine, llamaModel }: LocalModel,
  grammar: LlamaGrammar,
): InstanceType<LocalModel["engine"]["package"]["LlamaGrammarEvaluationState"]> {
  return new engine.package.LlamaGrammarEvaluationState({ model: llamaModel, grammar });
}

function isBlank({ llamaModel }: LocalModel, token: Token): boolean {
  return llamaModel.detokenize([token]).trim() === "";
}

/** The most likely tokens; the engine gives them in that order. */
function topOf(model: LocalModel, probabilities: ReadonlyMap<Token, number>, count: number): TokenLogprobs {
  const top: { token: string; logprob: number }[] = [];
  for (const [token, probability] of probabilities) {
    if (top.length === count || probability <= 0) {
      break;
    }
    top.push({ token: model.textOf(token), logprob: Math.log(probability) });
  }
  return { kind: "chat-top", top };
}
