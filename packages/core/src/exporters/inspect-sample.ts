import type { FinishReason } from "../records/completion.ts";
import type { Message } from "../records/prompt.ts";
import type { Score } from "../records/score.ts";
import { answerText, choiceTexts, harmText, referenceTexts, shareOf } from "./call-texts.ts";
import type { ExportedCall } from "./run-calls.ts";

const stopReasons: Readonly<Record<FinishReason, string>> = {
  stop: "stop",
  length: "max_tokens",
  "content-filter": "content_filter",
  "tool-calls": "tool_calls",
  unknown: "unknown",
};

/**
 * One call as a sample of an Inspect log; the repeat is its epoch. Withheld: without question, options, target, reply
 * and answer, but with hashes and scores.
 */
export function inspectSample(call: ExportedCall, withheld: boolean): object {
  const { answer, completion, prompt, variant } = call;
  const references = referenceTexts(call);
  const usage = usageOf(call);
  const model = completion.servedModel ?? answer.model;
  const reply = replyMessage(call, model);
  const choices = withheld ? [] : [{ message: reply, stop_reason: stopReasons[completion.finishReason] }];
  return {
    id: answer.variantId,
    epoch: answer.repeat + 1,
    input: withheld ? "" : prompt.messages.map(inputMessage),
    ...(withheld || choiceTexts(call) === null ? {} : { choices: choiceTexts(call) }),
    target: withheld ? "" : references.length === 1 ? (references[0] ?? "") : references,
    messages: withheld ? [] : [...prompt.messages.map(inputMessage), reply],
    output: {
      model,
      choices,
      completion: withheld ? "" : completion.text,
      ...(usage === null ? {} : { usage }),
    },
    scores: Object.fromEntries(call.scores.flatMap((score) => scoreOf(call, score, withheld))),
    metadata: {
      exam: answer.exam,
      item_id: answer.itemId,
      perturbation: answer.perturbation,
      arm: answer.arm,
      call_id: answer.callId,
      prompt_hash: completion.promptHash,
      status: answer.status,
      finish_reason: completion.finishReason,
      ...(withheld
        ? {}
        : {
            language: variant.item.language,
            kind: variant.item.kind,
            tags: variant.item.tags,
            labels: prompt.labels.map(({ label, optionId }) => ({ label, option_id: optionId })),
            ...(harmText(call) === "" ? {} : { harm: harmText(call) }),
          }),
    },
    store: {},
    events: [],
    model_usage: usage === null ? {} : { [model]: usage },
    attachments: {},
  };
}

function inputMessage({ role, content }: Message): object {
  return { role, content, source: "input" };
}

function replyMessage({ completion }: ExportedCall, model: string): object {
  const reasoning = completion.reasoning?.text ?? null;
  return {
    role: "assistant",
    content:
      reasoning === null
        ? completion.text
        : [
            { type: "reasoning", reasoning },
            { type: "text", text: completion.text },
          ],
    source: "generate",
    model,
  };
}

/** Counts are sums there: where the server did not count, nothing is said. */
function usageOf({ completion: { usage } }: ExportedCall): object | null {
  if (usage === null || usage.promptTokens === null || usage.completionTokens === null) {
    return null;
  }
  return {
    input_tokens: usage.promptTokens,
    output_tokens: usage.completionTokens,
    total_tokens: usage.promptTokens + usage.completionTokens,
    ...(usage.cachedTokens === null ? {} : { input_tokens_cache_read: usage.cachedTokens }),
    ...(usage.reasoningTokens === null ? {} : { reasoning_tokens: usage.reasoningTokens }),
  };
}

/** An unscored call has no score: JSON has no NaN, which Inspect would write. */
function scoreOf(call: ExportedCall, score: Score, withheld: boolean): [string, object][] {
  const share = shareOf(score);
  if (share === null || score.points === null) {
    return [];
  }
  const { points, min, max, scorer } = score;
  return [
    [
      scorer,
      {
        value: share,
        ...(withheld ? {} : { answer: answerText(call), explanation: call.answer.rule }),
        metadata: { points, min, max },
      },
    ],
  ];
}
