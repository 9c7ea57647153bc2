import { createHash } from "node:crypto";
import type { Score } from "../records/score.ts";
import { answerText, choiceTexts, questionText, referenceTexts, shareOf } from "./call-texts.ts";
import { externalJson } from "./external-json.ts";
import type { ExportedModel } from "./open-run.ts";
import type { ExportedCall } from "./run-calls.ts";

/** One line of samples_<task>_<time>.jsonl with what the results file needs of it. */
export interface LmEvalSample {
  readonly line: string;
  /** Document, prompt and target hash, one after the other: what `task_hashes` are made from. */
  readonly hashes: string;
  /** Metric → its values, one a scored repeat. */
  readonly values: ReadonlyMap<string, readonly number[]>;
}

/** What a line needs to know beside its calls. */
export interface LmEvalSampleOptions {
  readonly model: ExportedModel;
  /** From 0, within the task. */
  readonly documentNumber: number;
  /** Name of the filter that read the answers: Viva's extractor. */
  readonly filter: string;
  readonly withheld: boolean;
}

/** The name of a scorer's points in lm-evaluation-harness's files, which use "_" within names. */
export function metricName(scorer: string): string {
  return scorer.replace(/[^\p{L}\p{N}]+/gu, "_");
}

/**
 * One document of a task: all repeats of one variant, in order. `resps` holds the replies as lm-evaluation-harness
 * does (one request, its repeats), `filtered_resps` what was read out of them; everything else that Viva knows of the
 * document stands in `doc.viva`, and of the replies in `viva.replies`, in the same order. Withheld: addresses, hashes
 * and scores alone. `calls` must not be empty.
 */
export function lmEvalSample(
  calls: readonly [ExportedCall, ...ExportedCall[]],
  { model, documentNumber, filter, withheld }: LmEvalSampleOptions,
): LmEvalSample {
  const [first] = calls;
  const document = documentOf(first);
  const target = referenceTexts(first)[0] ?? "";
  const prompt = JSON.stringify(first.prompt.messages);
  const documentHash = sha256(JSON.stringify(document, null, 2));
  const promptHash = sha256(prompt);
  // A letter's own hash is as good as the letter: withheld, it is hashed with the document.
  const targetHash = sha256(withheld ? `${documentHash}${target}` : target);
  const metrics = metricValues(calls);
  const { exam, variantId, itemId, perturbation, arm } = first.answer;
  const line = externalJson({
    doc_id: documentNumber,
    doc: withheld ? { id: variantId, viva: { withheld: true, exam, itemId, variantId, perturbation, arm } } : document,
    target: withheld ? "" : target,
    arguments: withheld ? {} : { gen_args_0: { arg_0: prompt, arg_1: model.parameters } },
    resps: withheld ? [] : [calls.map(({ completion }) => completion.text)],
    filtered_resps: withheld ? [] : calls.map(answerText),
    filter,
    metrics: [...metrics.keys()],
    doc_hash: documentHash,
    prompt_hash: promptHash,
    target_hash: targetHash,
    ...Object.fromEntries(
      [...metrics].map(([name, values]) => [name, values.reduce((sum, value) => sum + value, 0) / values.length]),
    ),
    viva: { replies: calls.map((call) => (withheld ? withheldReply(call) : replyOf(call))) },
  });
  return { line, hashes: `${documentHash}${promptHash}${targetHash}`, values: metrics };
}

/** The document: what is common to all models. Every field is there in every line, so that tables can be made. */
function documentOf(call: ExportedCall): object {
  const { answer, variant, prompt } = call;
  return {
    id: answer.variantId,
    language: variant.item.language,
    question: questionText(call),
    choices: choiceTexts(call) ?? [],
    answer: referenceTexts(call)[0] ?? "",
    viva: {
      withheld: false,
      exam: answer.exam,
      itemId: answer.itemId,
      variantId: answer.variantId,
      perturbation: answer.perturbation,
      arm: answer.arm,
      item: variant.item,
      parents: variant.parents,
      chain: variant.chain,
      answerMap: variant.answerMap,
      validity: variant.validity,
      renderDirectives: variant.renderDirectives,
      labels: prompt.labels,
      answerForm: prompt.answerForm,
      choose: prompt.choose,
      promptLanguage: prompt.language,
    },
  };
}

function replyOf({ answer, completion, scores }: ExportedCall): object {
  return {
    ...addressOf(answer),
    seed: completion.seed,
    reasoning: completion.reasoning,
    finishReason: completion.finishReason,
    cutIn: completion.cutIn,
    servedModel: completion.servedModel,
    usage: completion.usage,
    status: answer.status,
    optionIds: answer.optionIds,
    labels: answer.labels,
    rule: answer.rule,
    span: answer.span,
    extractor: answer.extractor,
    scores: marksOf(scores),
  };
}

/** What a withheld export says of a reply: where it belongs, how it ended, its points. */
function withheldReply({ answer, completion, scores }: ExportedCall): object {
  return {
    ...addressOf(answer),
    finishReason: completion.finishReason,
    status: answer.status,
    scores: marksOf(scores),
  };
}

function addressOf({ callId, repeat, turn }: ExportedCall["answer"]): object {
  return { callId, repeat, turn };
}

function marksOf(scores: readonly Score[]): Record<string, object> {
  return Object.fromEntries(
    scores.map((score) => [
      score.scorer,
      score.points === null
        ? { points: null, reason: score.reason }
        : { points: score.points, min: score.min, max: score.max },
    ]),
  );
}

function metricValues(calls: readonly ExportedCall[]): ReadonlyMap<string, readonly number[]> {
  const values = new Map<string, number[]>();
  for (const { scores } of calls) {
    for (const score of scores) {
      const share = shareOf(score);
      if (share !== null) {
        const name = metricName(score.scorer);
        const held = values.get(name);
        if (held === undefined) {
          values.set(name, [share]);
        } else {
          held.push(share);
        }
      }
    }
  }
  return values;
}

function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}
