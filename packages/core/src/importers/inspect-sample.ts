import type { Place } from "../base/errors.ts";
import type { FinishReason } from "../records/completion.ts";
import type { Item } from "../records/item.ts";
import type { Imported } from "./define.ts";
import { letteredOptions } from "./lettered-options.ts";
import { itemOf, keyOf, optionsOf } from "./source-item.ts";
import { isRecord, listAt, recordAt, type SourceRecord, scalarText, scoreOf } from "./source-record.ts";

/** What every sample of a log shares. */
export interface InspectHeader {
  readonly model: string;
  readonly task: string;
  readonly file: string;
}

const attachmentPrefix = "attachment://";

/** Inspect's words for why a model stopped. */
const finishReasons: ReadonlyMap<unknown, FinishReason> = new Map([
  ["stop", "stop"],
  ["max_tokens", "length"],
  ["model_length", "length"],
  ["length", "length"],
  ["tool_calls", "tool-calls"],
  ["content_filter", "content-filter"],
] as const);

/** Inspect's letters for a score: correct, incorrect, partly correct, no answer. */
const letterScores: ReadonlyMap<unknown, number> = new Map(Object.entries({ C: 1, I: 0, P: 0.5, N: 0 }));

/** One sample of a log as its item and its reply, or why there is none. */
export function* importInspectSample(
  value: unknown,
  header: InspectHeader,
  given: { readonly language: string; readonly scorer?: string | undefined },
  at: Place,
): Generator<Imported> {
  const sampleId = isRecord(value) ? scalarText(value["id"]) : undefined;
  if (!isRecord(value) || sampleId === undefined) {
    yield { kind: "left-out", reason: "a sample without an id", place: at };
    return;
  }
  const resolve = (text: string): string => attachment(value, text);
  const item = sampleItem(value, `${header.task}/${sampleId}`, given.language, resolve);
  const place = { ...at, itemId: item.id };
  yield { kind: "item", item, place };
  const output = recordAt(value, "output");
  const choice = listAt(output, "choices")[0];
  const message = isRecord(choice) ? recordAt(choice, "message") : {};
  if (!isRecord(choice) && typeof output["completion"] !== "string") {
    const ended = value["error"] === undefined || value["error"] === null ? "without a reply" : "in an error";
    yield { kind: "left-out", reason: `a sample that ended ${ended}`, place };
    return;
  }
  const { text, reasoning } = contentOf(message, resolve);
  const messages = listAt(value, "messages").filter(isRecord);
  if (messages.filter(({ role }) => role === "assistant").length > 1) {
    yield {
      kind: "fact",
      name: "several turns",
      value: "Some samples have more than one reply (tools or several turns); the last one is read.",
    };
  }
  const score = sampleScore(value, given.scorer);
  const promptText = promptOf(messages, resolve) ?? inputText(value["input"], resolve);
  yield {
    kind: "reply",
    itemId: item.id,
    model: header.model,
    arm: "recorded",
    // Epochs count from 1.
    repeat: Math.max(0, (scoreOf(value["epoch"]) ?? 1) - 1),
    turn: 0,
    text: text === "" ? resolve(scalarText(output["completion"]) ?? "") : text,
    ...(reasoning === "" ? {} : { reasoning }),
    finishReason: finishReasons.get(isRecord(choice) ? choice["stop_reason"] : "") ?? "unknown",
    sourceReading: readingOf(score?.["answer"], item),
    sourceScore: score === undefined ? null : scoreValue(score["value"]),
    ...(promptText === "" ? {} : { promptText }),
    place,
  };
}

/** Texts over a size are kept once under `attachments`. */
function attachment(sample: SourceRecord, text: string): string {
  const key = text.startsWith(attachmentPrefix) ? text.slice(attachmentPrefix.length) : undefined;
  const kept = key === undefined ? undefined : recordAt(sample, "attachments")[key];
  return typeof kept === "string" ? kept : text;
}

function sampleItem(sample: SourceRecord, id: string, language: string, resolve: (text: string) => string): Item {
  const input = inputText(sample["input"], resolve);
  const choices = listAt(sample, "choices")
    .map(scalarText)
    .filter((text) => text !== undefined);
  // Without choices of their own, options may stand in the question's text.
  const shown = choices.length > 1 ? { stem: input, options: optionsOf(choices.map(resolve)) } : letteredOptions(input);
  const target = sample["target"];
  const targets = (Array.isArray(target) ? target : [target]).map(scalarText).filter((text) => text !== undefined);
  const key = shown === undefined ? undefined : keyOf(targets, shown.options);
  if (shown === undefined || (key === undefined && choices.length <= 1)) {
    return itemOf({ id, language, stem: input, options: [], accepted: [], references: targets });
  }
  const accepted = key === undefined ? [] : [key];
  return itemOf({ id, language, stem: shown.stem, options: shown.options, accepted });
}

/** A sample's input: a text, or messages of which the user's are the question. */
function inputText(input: unknown, resolve: (text: string) => string): string {
  if (typeof input === "string") {
    return resolve(input);
  }
  return (Array.isArray(input) ? input : [])
    .filter(isRecord)
    .filter(({ role }) => role === "user")
    .map((message) => contentOf(message, resolve).text)
    .join("\n\n");
}

function contentOf(message: SourceRecord, resolve: (text: string) => string): { text: string; reasoning: string } {
  const content = message["content"];
  const apart = typeof message["reasoning"] === "string" ? [message["reasoning"]] : [];
  if (typeof content === "string") {
    return { text: resolve(content), reasoning: apart.join("\n") };
  }
  const parts = (Array.isArray(content) ? content : []).filter(isRecord);
  const textsOf = (type: string, field: string): string[] =>
    parts
      .filter((part) => part["type"] === type)
      .flatMap((part) => {
        const text = part[field];
        return typeof text === "string" ? [resolve(text)] : [];
      });
  return {
    text: textsOf("text", "text").join("\n"),
    reasoning: [...apart, ...textsOf("reasoning", "reasoning")].join("\n"),
  };
}

/** The messages before the last reply, each with who says it. */
function promptOf(messages: readonly SourceRecord[], resolve: (text: string) => string): string | undefined {
  const last = messages.findLastIndex(({ role }) => role === "assistant");
  const before = last < 0 ? [] : messages.slice(0, last);
  return before.length === 0
    ? undefined
    : before.map((message) => `${String(message["role"])}: ${contentOf(message, resolve).text}`).join("\n\n");
}

function sampleScore(sample: SourceRecord, scorer: string | undefined): SourceRecord | undefined {
  // Logs before version 2 have one score and no name for it.
  const scores = Object.entries(isRecord(sample["score"]) ? { score: sample["score"] } : recordAt(sample, "scores"));
  const chosen = scorer === undefined ? scores[0] : scores.find(([name]) => name === scorer);
  return isRecord(chosen?.[1]) ? chosen[1] : undefined;
}

function scoreValue(value: unknown): number | null {
  return letterScores.get(value) ?? scoreOf(value) ?? null;
}

/** What the scorer says was answered, as option ids; null where it says nothing that names an option. */
function readingOf(answer: unknown, item: Item): readonly string[] | null {
  if (typeof answer !== "string" || item.options.length === 0) {
    return null;
  }
  return answer.trim() === "" ? [] : (keyOf(answer, item.options) ?? null);
}
