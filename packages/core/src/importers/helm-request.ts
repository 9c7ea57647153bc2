import type { Place } from "../base/errors.ts";
import type { FinishReason } from "../records/completion.ts";
import type { Item } from "../records/item.ts";
import type { Imported } from "./define.ts";
import { type HelmStats, helmKey, helmPerturbation } from "./helm-stats.ts";
import { itemOf, keyOf, optionsOf } from "./source-item.ts";
import { isRecord, listAt, recordAt, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";

/** What every request of a run shares. */
export interface HelmRun {
  readonly scenario: string;
  readonly language: string;
  /** Null where the run does not say; then each request does. */
  readonly model: string | null;
  readonly method: string;
  readonly arm: string;
  /** Completions asked of each request. */
  readonly outputs: number;
  readonly statistics: HelmStats;
}

const finishReasons: ReadonlyMap<string, FinishReason> = new Map([
  ["stop", "stop"],
  ["endoftext", "stop"],
  ["end_turn", "stop"],
  ["stop_sequence", "stop"],
  ["length", "length"],
  ["max_tokens", "length"],
  ["content_filter", "content-filter"],
] as const);

/** A reference that HELM marks as right. */
const correctTag = "correct";

/** An instance as an item; null when it has no id or no text. */
export function helmItem(instance: SourceRecord, scenario: string, language: string): Item | null {
  const id = scalarText(instance["id"]);
  const stem =
    typeof instance["input"] === "string" ? instance["input"] : scalarText(recordAt(instance, "input")["text"]);
  if (id === undefined || stem === undefined) {
    return null;
  }
  const references = listAt(instance, "references").filter(isRecord);
  const texts = references.map(
    ({ output }) => (typeof output === "string" ? output : scalarText(isRecord(output) ? output["text"] : "")) ?? "",
  );
  const correct = references.map((reference) => listAt(reference, "tags").includes(correctTag));
  const split = scalarText(instance["split"]);
  const tags = { scenario: [scenario], ...(split === undefined ? {} : { split: [split] }) };
  const shared = { id: `${scenario}/${id}`, language, stem: stem.trim(), tags };
  if (texts.length < 2 || correct.every((right) => right)) {
    // Every reference is right: they are model answers, not options.
    return itemOf({ ...shared, options: [], accepted: [], references: texts });
  }
  const options = optionsOf(texts);
  const accepted = options.filter((_, index) => correct[index]).map(({ id: option }) => [option]);
  return itemOf({ ...shared, options, accepted });
}

/** One request with its result as an item and its replies, or why there are none. */
export function* importHelmRequest(request: SourceRecord, run: HelmRun, at: Place): Generator<Imported> {
  const instance = recordAt(request, "instance");
  const item = helmItem(instance, run.scenario, run.language);
  const result = recordAt(request, "result");
  const completions = listAt(result, "completions").filter(isRecord);
  if (item === null) {
    yield { kind: "left-out", reason: "a request without an instance", place: at };
    return;
  }
  const place = { ...at, itemId: item.id };
  const perturbation = helmPerturbation(instance);
  const labels = labelsShown(recordAt(request, "output_mapping"), item);
  if (perturbation === undefined) {
    yield { kind: "item", item, ...(labels === undefined ? {} : { labels }), place };
  }
  if (request["request_mode"] === "calibration") {
    yield { kind: "left-out", reason: "a calibration request", place };
    return;
  }
  if (result["success"] === false || completions.length === 0) {
    yield { kind: "left-out", reason: "a request that failed", place };
    return;
  }
  const trial = scoreOf(request["train_trial_index"]) ?? 0;
  const stat = run.statistics.get(helmKey(scalarText(instance["id"]) ?? "", trial, perturbation));
  const reference = scoreOf(request["reference_index"]);
  const inquiry = recordAt(request, "request");
  const shared = {
    kind: "reply" as const,
    itemId: item.id,
    model: run.model ?? scalarText(inquiry["model"]) ?? "unknown",
    arm: run.arm,
    ...(perturbation === undefined ? {} : { perturbation }),
    turn: 0,
    sourceScore: stat?.score ?? null,
    ...(typeof inquiry["prompt"] === "string" ? { promptText: inquiry["prompt"] } : {}),
    place,
  };
  if (reference !== undefined) {
    const chosen = item.options[reference]?.id;
    if (chosen === undefined || stat?.predictedIndex !== reference) {
      yield { kind: "left-out", reason: "the likelihood of an option that was not chosen", place };
      return;
    }
    yield {
      kind: "fact",
      name: "choice by likelihood",
      value: "No text was generated: the reply is the label of the option HELM's predicted_index names.",
    };
    yield { ...shared, repeat: trial * run.outputs, text: chosen, finishReason: "unknown", sourceReading: [chosen] };
    return;
  }
  for (const [index, completion] of completions.entries()) {
    const text = scalarText(completion["text"]) ?? "";
    const reasoning = scalarText(recordAt(completion, "thinking")["text"]);
    const why = scalarText(recordAt(completion, "finish_reason")["reason"]) ?? "";
    yield {
      ...shared,
      // A trial has its own worked examples; its completions follow one another.
      repeat: trial * run.outputs + index,
      text,
      ...(reasoning === undefined ? {} : { reasoning }),
      finishReason: finishReasons.get(why) ?? "unknown",
      sourceReading: readingOf(text, recordAt(request, "output_mapping"), item),
      sourceScore: index === 0 ? shared.sourceScore : null,
      ...(labels === undefined ? {} : { labels }),
    };
  }
}

/** HELM reads a joint multiple choice as the mapping has it: the whole completion must be a label. */
function readingOf(text: string, mapping: SourceRecord, item: Item): readonly string[] | null {
  if (item.options.length === 0 || Object.keys(mapping).length === 0) {
    return null;
  }
  const mapped = scalarText(mapping[text.trim()]);
  return mapped === undefined ? [] : (keyOf(mapped, item.options) ?? []);
}

/** The labels of the prompt in option order; undefined where they are the options' ids or some option has none. */
function labelsShown(mapping: SourceRecord, item: Item): readonly string[] | undefined {
  const byText = new Map(Object.entries(mapping).map(([label, text]) => [scalarText(text), label]));
  const labels = item.options.map(({ text }) => byText.get(text));
  const known = labels.filter((label) => label !== undefined);
  const same = known.every((label, index) => label === item.options[index]?.id);
  return known.length < labels.length || same ? undefined : known;
}
