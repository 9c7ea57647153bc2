import { DataError, type Place } from "../base/errors.ts";
import type { Item, Option } from "../records/item.ts";
import type { Imported } from "./define.ts";
import { letteredOptions } from "./lettered-options.ts";
import { itemOf, keyOf, optionsOf, sourceOptions, stemOf } from "./source-item.ts";
import { isRecord, listAt, recordAt, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";

/** What every sample of a file shares. */
export interface HarnessTask {
  readonly task: string;
  readonly model: string;
  readonly arm: string;
}

/** The settings a sample is read by. */
interface SampleSettings {
  readonly language: string;
  readonly metric?: string | undefined;
  readonly choiceBy: "likelihood" | "per-character";
  readonly stemField?: string | undefined;
  readonly optionsField?: string | undefined;
  readonly keyBase: 0 | 1;
}

/** One request: its context and, for a likelihood, the continuation that was weighed. */
interface HarnessRequest {
  readonly context: string;
  readonly continuation: string | null;
}

/** One line of a samples file as its item and replies, or why there are none. */
export function* importHarnessSample(
  sample: SourceRecord,
  { task, model, arm }: HarnessTask,
  given: SampleSettings,
  at: Place,
): Generator<Imported> {
  const docId = scalarText(sample["doc_id"]);
  const requests = requestsOf(sample["arguments"]);
  const responses = listAt(sample, "filtered_resps");
  const resps = listAt(sample, "resps");
  if (docId === undefined || requests.length === 0) {
    throw new DataError("IMPORT_LAYOUT", "no harness sample: doc_id and arguments were expected", { place: at });
  }
  const place = { ...at, itemId: `${task}/${docId}` };
  // Mutual information also weighs each option without its question.
  const weighed = requests.filter(({ context, continuation }) => continuation !== null && context !== "");
  const score = sampleScore(sample, given);
  if (weighed.length > 0) {
    const likelihoods = responses.slice(0, weighed.length).map(likelihoodOf);
    const options = weighedOptions(sample, weighed, given);
    if (options === null || weighed.length < 2 || likelihoods.some((value) => value === null)) {
      yield { kind: "left-out", reason: "likelihoods that are not one to each option of a question", place };
      return;
    }
    const shownStem = (): string => stemShown(weighed[0]?.context ?? "");
    const item = sampleItem(sample, place.itemId, options, shownStem, given, true);
    yield { kind: "item", item, place };
    const chosen = options[likeliest(weighed, likelihoods, given.choiceBy)]?.id;
    yield {
      kind: "fact",
      name: "choice by likelihood",
      value: "No text was generated: the reply is the label of the option with the highest likelihood.",
    };
    yield {
      kind: "reply",
      itemId: item.id,
      model,
      arm,
      repeat: 0,
      turn: 0,
      text: chosen ?? "",
      finishReason: "unknown",
      sourceReading: chosen === undefined ? [] : [chosen],
      sourceScore: score,
      promptText: weighed[0]?.context ?? "",
      place,
    };
    return;
  }
  const [request] = requests;
  if (requests.length > 1 || request === undefined || request.continuation !== null) {
    yield { kind: "left-out", reason: "several requests for one question", place };
    return;
  }
  const prompt = lastUserText(request.context);
  const shown = letteredOptions(prompt);
  const stated = sourceOptions(recordAt(sample, "doc"), given.optionsField);
  const options = stated.length > 1 ? relabelled(stated, shown?.options) : (shown?.options ?? []);
  const item = sampleItem(sample, place.itemId, options, () => shown?.stem ?? prompt, given, false);
  yield { kind: "item", item, place };
  const replies = Array.isArray(resps[0]) ? resps[0] : resps.slice(0, 1);
  for (const [repeat, text] of replies.entries()) {
    const filtered = responses.length === replies.length ? responses[repeat] : responses[0];
    const reading = keyOf(Array.isArray(filtered) ? filtered[0] : filtered, item.options);
    yield {
      kind: "reply",
      itemId: item.id,
      model,
      arm,
      repeat,
      turn: 0,
      text: scalarText(text) ?? "",
      finishReason: "unknown",
      sourceReading: item.options.length === 0 ? null : (reading ?? []),
      // One value is over all replies to a question.
      sourceScore: replies.length === 1 ? score : null,
      promptText: request.context,
      place,
    };
  }
}

/** `{ gen_args_0: { arg_0, arg_1 } }`, or the lists that older versions wrote. */
function requestsOf(value: unknown): HarnessRequest[] {
  const calls: readonly unknown[] = Array.isArray(value)
    ? value
    : isRecord(value)
      ? Object.keys(value)
          .filter((name) => /^gen_args_\d+$/.test(name))
          .sort((a, b) => Number(a.slice(9)) - Number(b.slice(9)))
          .map((name) => value[name])
      : [];
  return calls.flatMap((call) => {
    const [context, second] = Array.isArray(call) ? call : isRecord(call) ? [call["arg_0"], call["arg_1"]] : [];
    const text = Array.isArray(context) ? scalarText(context[0]) : scalarText(context);
    return text === undefined ? [] : [{ context: text, continuation: typeof second === "string" ? second : null }];
  });
}

/** A chat context is a list of messages written as JSON: what the user said last. */
function lastUserText(context: string): string {
  if (!/^\s*\[\s*\{/.test(context)) {
    return context;
  }
  try {
    const messages: unknown = JSON.parse(context);
    const last = Array.isArray(messages)
      ? messages.filter(isRecord).findLast(({ role }) => role === "user")
      : undefined;
    return scalarText(last?.["content"]) ?? context;
  } catch {
    // A prompt may begin with a bracket and be no list of messages.
    return context;
  }
}

/** The question as the prompt has it. */
function stemShown(context: string): string {
  const prompt = lastUserText(context);
  return letteredOptions(prompt)?.stem ?? prompt;
}

/** The log likelihood of `[likelihood, isGreedy]`; its parts may have been written as texts. */
function likelihoodOf(response: unknown): number | null {
  const first: unknown = Array.isArray(response) ? response[0] : response;
  if (first === "-inf" || first === Number.NEGATIVE_INFINITY) {
    return Number.NEGATIVE_INFINITY;
  }
  return scoreOf(first) ?? null;
}

function likeliest(
  weighed: readonly HarnessRequest[],
  likelihoods: readonly (number | null)[],
  by: SampleSettings["choiceBy"],
): number {
  const values = likelihoods.map((value, index) => {
    const length = [...(weighed[index]?.continuation ?? "").trim()].length;
    return (value ?? Number.NEGATIVE_INFINITY) / (by === "per-character" ? Math.max(1, length) : 1);
  });
  // The first of equals, as argmax has it.
  return values.indexOf(Math.max(...values));
}

/** The options that were weighed: the continuations, with their texts from the question where they are only labels. */
function weighedOptions(
  sample: SourceRecord,
  weighed: readonly HarnessRequest[],
  given: SampleSettings,
): readonly Option[] | null {
  const texts = weighed.map(({ continuation }) => (continuation ?? "").trim());
  if (new Set(texts).size < texts.length) {
    // The choices stand in the contexts: another sentence each, the same continuation.
    return null;
  }
  const labels = texts.map((text) => text.replace(/^\(|[).]$/g, ""));
  if (!labels.every((label) => /^([A-Za-z]|\d{1,2})$/.test(label))) {
    return optionsOf(texts);
  }
  const stated = sourceOptions(recordAt(sample, "doc"), given.optionsField);
  const shown = stated.length === labels.length ? stated : letteredOptions(weighed[0]?.context ?? "")?.options;
  return labels.map((id, index) => ({
    id,
    text: (shown?.length === labels.length ? shown[index]?.text : undefined) ?? id,
  }));
}

/** Options of the question under the labels the prompt shows, where it shows as many. */
function relabelled(stated: readonly Option[], shown: readonly Option[] | undefined): readonly Option[] {
  return shown?.length === stated.length
    ? stated.map(({ text }, index) => ({ id: shown[index]?.id ?? "", text }))
    : stated;
}

function sampleItem(
  sample: SourceRecord,
  id: string,
  options: readonly Option[],
  shownStem: () => string,
  given: SampleSettings,
  isWeighed: boolean,
): Item {
  const stem = stemOf(recordAt(sample, "doc"), given.stemField) ?? shownStem();
  const target = scalarText(sample["target"]) ?? "";
  const accepted =
    options.length === 0 ? [] : isWeighed ? weighedKeys(target, options) : generatedKey(target, options, given);
  // Options that were weighed are options whatever the target says; lettered lines of a prompt need a key among them.
  const isQuestion = options.length > 1 && (isWeighed || accepted.length > 0);
  return itemOf({
    id,
    language: given.language,
    stem: stem.trim(),
    options: isQuestion ? options : [],
    accepted: isQuestion ? accepted : [],
    references: isQuestion || target === "" ? [] : [target],
    tags: { task: [id.slice(0, id.lastIndexOf("/"))] },
  });
}

/** The target of weighed options: a place from 0, several places of which each is right, or an option's text. */
function weighedKeys(target: string, options: readonly Option[]): readonly (readonly string[])[] {
  const places = /^\[?\s*\d+(\s*,\s*\d+)*\s*\]?$/.test(target) ? (target.match(/\d+/g) ?? []).map(Number) : null;
  if (places !== null) {
    const ids = places.map((place) => options[place]?.id).filter((option) => option !== undefined);
    return ids.length === places.length ? ids.map((option) => [option]) : [];
  }
  const key = keyOf(target, options);
  return key === undefined ? [] : [key];
}

function generatedKey(
  target: string,
  options: readonly Option[],
  { keyBase }: SampleSettings,
): readonly (readonly string[])[] {
  const key = keyOf(target, options, keyBase);
  return key === undefined ? [] : [key];
}

const usualMetrics = ["acc", "exact_match", "acc_norm", "em", "f1", "pass@1"];

/** The chosen metric's value, or that of the first usual one, or of the first the sample lists. */
function sampleScore(sample: SourceRecord, { metric, choiceBy }: SampleSettings): number | null {
  const listed = listAt(sample, "metrics").map(String);
  const first = choiceBy === "per-character" ? ["acc_norm"] : [];
  const names = metric === undefined ? [...first, ...usualMetrics, ...listed] : [metric];
  return names.map((name) => scoreOf(sample[name])).find((value) => value !== undefined) ?? null;
}
