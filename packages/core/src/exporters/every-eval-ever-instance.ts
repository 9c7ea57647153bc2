import type { Score } from "../records/score.ts";
import { answerText, choiceTexts, harmText, promptText, questionText, referenceTexts, shareOf } from "./call-texts.ts";
import {
  type EveryEvalEverIdentity,
  everyEvalEverResultId,
  everyEvalEverVersion,
} from "./every-eval-ever-aggregate.ts";
import { everyEvalEverSampleHash } from "./every-eval-ever-sample-hash.ts";
import { externalJson } from "./external-json.ts";
import type { ExportedCall } from "./run-calls.ts";

/** What a line needs to know beside its call. */
export interface InstanceOptions {
  readonly identity: EveryEvalEverIdentity;
  /** Name of the call's task. */
  readonly task: string;
  /** Whether the record holds overall accuracies to point at. */
  readonly linked: boolean;
  readonly withheld: boolean;
}

/**
 * The lines of one call: one for each scorer that gave points, each pointing at the overall accuracy by that scorer
 * (the strata are made of the same calls and get no lines of their own). Withheld: hashes and scores alone.
 */
export function everyEvalEverInstances(call: ExportedCall, options: InstanceOptions): string[] {
  return call.scores.flatMap((score) => {
    const share = shareOf(score);
    return share === null ? [] : [externalJson(instanceOf(call, score, share, options))];
  });
}

function instanceOf(
  call: ExportedCall,
  score: Score,
  share: number,
  { identity, task, linked, withheld }: InstanceOptions,
): object {
  const { answer, completion, prompt } = call;
  const raw = questionText(call);
  const reference = referenceTexts(call);
  return {
    schema_version: everyEvalEverVersion,
    evaluation_id: identity.evaluationId,
    model_id: identity.modelId,
    evaluation_name: task,
    ...(linked
      ? {
          evaluation_result_id: everyEvalEverResultId({
            ...answer,
            measure: "accuracy",
            scorer: score.scorer,
            stratum: {},
          }),
        }
      : {}),
    sample_id: answer.itemId,
    sample_hash: everyEvalEverSampleHash(raw, reference),
    interaction_type: "single_turn",
    input: withheld
      ? { raw: "", reference: [] }
      : { raw, formatted: promptText(prompt), reference, choices: choiceTexts(call) },
    output: withheld
      ? { raw: [] }
      : {
          raw: [completion.text],
          reasoning_trace: completion.reasoning?.text == null ? null : [completion.reasoning.text],
        },
    answer_attribution:
      withheld || answer.status !== "chosen"
        ? []
        : [
            {
              turn_idx: 0,
              source: "output.raw",
              extracted_value: answerText(call),
              extraction_method: `${answer.extractor.name} ${answer.extractor.version}: ${answer.rule}`,
              is_terminal: true,
            },
          ],
    evaluation: { score: share, is_correct: share >= 1 },
    ...tokenUsage(call),
    error: errorOf(call),
    metadata: metadataOf(call, score, withheld),
  };
}

/** Token counts are all or nothing there. */
function tokenUsage({ completion: { usage } }: ExportedCall): object {
  if (usage === null || usage.promptTokens === null || usage.completionTokens === null) {
    return {};
  }
  return {
    token_usage: {
      input_tokens: usage.promptTokens,
      output_tokens: usage.completionTokens,
      total_tokens: usage.promptTokens + usage.completionTokens,
      input_tokens_cache_read: usage.cachedTokens,
      reasoning_tokens: usage.reasoningTokens,
    },
  };
}

/** Refusals and filters have their place here; that nothing could be read stands in the metadata. */
function errorOf({ answer, completion }: ExportedCall): string | null {
  return completion.finishReason === "content-filter"
    ? "content filter"
    : answer.status === "refused"
      ? "refusal"
      : null;
}

/** All values are texts there. */
function metadataOf(call: ExportedCall, score: Score, withheld: boolean): Record<string, string> {
  const { answer, completion, variant, prompt } = call;
  const address = {
    exam: answer.exam,
    variant_id: answer.variantId,
    perturbation: answer.perturbation,
    arm: answer.arm,
    repeat: String(answer.repeat),
    scorer: score.scorer,
    status: answer.status,
    finish_reason: completion.finishReason,
    prompt_hash: completion.promptHash,
  };
  if (withheld) {
    return address;
  }
  return {
    ...address,
    language: variant.item.language,
    kind: variant.item.kind,
    // Empty where the prompt showed no labels, not a row of commas.
    labels: prompt.labels.flatMap(({ label }) => (label === "" ? [] : [label])).join(","),
    ...(harmText(call) === "" ? {} : { harm: harmText(call) }),
    ...Object.fromEntries(Object.entries(variant.item.tags).map(([tag, values]) => [`tag.${tag}`, values.join("; ")])),
  };
}
