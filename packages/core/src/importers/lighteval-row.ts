import type { Place } from "../base/errors.ts";
import type { Imported } from "./define.ts";
import { letteredOptions } from "./lettered-options.ts";
import { itemOf, optionsOf } from "./source-item.ts";
import { isRecord, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";

/** What every row of a details file shares. */
export interface DetailTask {
  readonly task: string;
  readonly model: string;
}

/** A row in the same words, whatever its layout. */
interface Detail {
  readonly query: string;
  readonly prompt: string;
  readonly choices: readonly string[];
  readonly gold: readonly number[];
  readonly goldTexts: readonly string[];
  readonly texts: readonly string[];
  readonly likelihoods: readonly number[];
  readonly metrics: SourceRecord;
}

const usualMetrics = ["acc", "extractive_match", "em", "exact_match", "qem", "pem", "acc_norm", "pass@1"];

/** One row as its item and replies, or why there are none. `index` is its place in the file, from 0. */
export function* importDetailRow(
  row: SourceRecord,
  { task, model }: DetailTask,
  index: number,
  given: { readonly language: string; readonly metric?: string | undefined },
  at: Place,
): Generator<Imported> {
  const detail = detailOf(row);
  const id = `${task}/${index}`;
  const place = { ...at, itemId: id };
  const choices = detail.choices.map((text) => text.trim());
  const shown = letteredOptions(detail.query);
  const onlyLabels = choices.length > 1 && choices.every((text) => /^\(?([A-Za-z]|\d{1,2})[).]?$/.test(text));
  const labels = onlyLabels ? choices.map((text) => text.replace(/[().]/g, "")) : [];
  // Where the choices are only labels, their texts stand in the question.
  const options = onlyLabels
    ? labels.map((label, place) => ({
        id: label,
        text: (shown?.options.length === labels.length ? shown.options[place]?.text : undefined) ?? label,
      }))
    : choices.length > 1
      ? optionsOf(choices)
      : [];
  const key = detail.gold.map((place) => options[place]?.id).filter((option) => option !== undefined);
  const item = itemOf({
    id,
    language: given.language,
    stem: (onlyLabels ? (shown?.stem ?? detail.query) : detail.query).trim(),
    options,
    // Several gold places are each accepted alone.
    accepted: key.map((option) => [option]),
    references: options.length === 0 ? (choices.length > 0 ? choices : detail.goldTexts) : [],
    tags: { task: [task] },
  });
  yield { kind: "item", item, place };
  const metrics = given.metric === undefined ? [...usualMetrics, ...Object.keys(detail.metrics)] : [given.metric];
  const score = metrics.map((name) => scoreOf(detail.metrics[name])).find((value) => value !== undefined) ?? null;
  const shared = {
    kind: "reply" as const,
    itemId: id,
    model,
    arm: "recorded",
    turn: 0,
    finishReason: "unknown" as const,
    place,
  };
  const prompt = detail.prompt === "" ? {} : { promptText: detail.prompt };
  if (detail.texts.length === 0) {
    if (options.length < 2 || detail.likelihoods.length < options.length) {
      yield { kind: "left-out", reason: "a row with neither a text nor a likelihood for each option", place };
      return;
    }
    const likelihoods = detail.likelihoods.slice(0, options.length);
    const chosen = options[likelihoods.indexOf(Math.max(...likelihoods))]?.id ?? "";
    yield {
      kind: "fact",
      name: "choice by likelihood",
      value: "No text was generated: the reply is the label of the option with the highest likelihood.",
    };
    yield { ...shared, ...prompt, repeat: 0, text: chosen, sourceReading: [chosen], sourceScore: score };
    return;
  }
  for (const [repeat, text] of detail.texts.entries()) {
    // The row's one value is over all its texts, and no reading is kept.
    yield {
      ...shared,
      ...prompt,
      repeat,
      text,
      sourceReading: null,
      sourceScore: detail.texts.length === 1 ? score : null,
    };
  }
}

function detailOf(row: SourceRecord): Detail {
  const doc = recordIn(row, "doc", "__doc__");
  if (doc === null) {
    return flatDetail(row);
  }
  const response = recordIn(row, "model_response", "__model_response__") ?? {};
  const query = scalarText(doc["query"]) ?? "";
  const input = response["input"];
  const prompt = Array.isArray(input)
    ? input
        .filter(isRecord)
        .map((message) => `${String(message["role"])}: ${String(message["content"])}`)
        .join("\n\n")
    : scalarText(input);
  return {
    query,
    prompt: prompt === undefined || prompt === "" ? query : prompt,
    choices: textsIn(doc["choices"]),
    gold: numbersIn(doc["gold_index"]),
    goldTexts: [],
    texts: textsIn(response["text"]),
    likelihoods: numbersIn(response["logprobs"]),
    metrics: recordIn(row, "metric", "__metric__") ?? {},
  };
}

/** The layout before 2025: everything in columns of its own. */
function flatDetail(row: SourceRecord): Detail {
  const predictions = fromText(row["predictions"]);
  const query = scalarText(row["example"]) ?? scalarText(row["full_prompt"]) ?? "";
  const choices = textsIn(fromText(row["choices"]));
  const numbers = numbersIn(flat(predictions));
  const areNumbers = numbers.length > 0 && numbers.length === listIn(flat(predictions)).length && choices.length > 1;
  return {
    query,
    prompt: scalarText(row["full_prompt"]) ?? query,
    choices,
    gold: numbersIn(fromText(row["gold_index"])),
    goldTexts: textsIn(fromText(row["gold"])),
    texts: areNumbers ? [] : textsIn(flat(predictions)),
    likelihoods: areNumbers ? numbers : [],
    metrics: isRecord(fromText(row["metrics"])) ? (fromText(row["metrics"]) as SourceRecord) : {},
  };
}

function recordIn(row: SourceRecord, ...names: readonly string[]): SourceRecord | null {
  const value = names.map((name) => fromText(row[name])).find(isRecord);
  return value ?? null;
}

/** A column of lists or structures may have been written as JSON text. */
function fromText(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/.test(value)) {
    return value;
  }
  try {
    return JSON.parse(value);
  } catch {
    // It is a text after all.
    return value;
  }
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
}

/** `[["text"]]`: some versions keep a list a sample. */
function flat(value: unknown): unknown {
  return Array.isArray(value) ? value.flat() : value;
}

function textsIn(value: unknown): string[] {
  return listIn(value)
    .map(scalarText)
    .filter((text) => text !== undefined);
}

function numbersIn(value: unknown): number[] {
  return listIn(value)
    .map((member) => (typeof member === "number" ? member : undefined))
    .filter((number) => number !== undefined);
}
