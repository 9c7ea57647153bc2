import { z } from "zod";
import type { Reading } from "../records/answer.ts";
import type { Completion } from "../records/completion.ts";
import type { Prompt } from "../records/prompt.ts";
import { isAsciiWord } from "./characters.ts";
import { cleanText } from "./clean-text.ts";
import { defineExtractor } from "./define.ts";
import { labelSetOf } from "./label-set.ts";
import { readPlainDeclaration } from "./plain-declaration.ts";
import { readFinding, readTail } from "./reading-layers.ts";
import { createReplyContext, type Finding } from "./reply-context.ts";
import { type Segment, visibleSegments } from "./visible-text.ts";

/** Settings of the layered extractor: it has none, so that a reading has one meaning. */
const settings = z.strictObject({});

/** Longest part of a reply that is read, in UTF-16 units: no exam answer needs more, and a loop may fill the rest. */
const longestEnd = 32_000;
const longestStart = 6_000;
/** How much of a reply's end is read first, and then: most declare their answer there. */
const tailLengths = [500, 2000];
/** A new question after the answer: some base models go on and invent one. */
const inventedTurn =
  /\n[ \t#*]*(?:Question|Human|User|Pregunta|Pergunta|Quest[aã]o|Usuario|Usu[aá]rio|问题|题目|用户|问)[ \t]*\d{0,4}[ \t]*\**[:：]/uy;

/** Where an invented turn begins, or −1. Only line breaks are looked at: a long reply has few of them. */
function inventedTurnAt(text: string): number {
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
    inventedTurn.lastIndex = at;
    if (inventedTurn.test(text)) {
      return at;
    }
  }
  return -1;
}

function unread(rule: string, status: "unreadable" | "refused" = "unreadable"): Reading {
  return { status, optionIds: [], labels: [], rule, span: null };
}

/** A reply that is one label and punctuation needs no more than a look at it. */
function bareLabel(text: string, prompt: Prompt): Reading | null {
  if (text.length > 12) {
    return null;
  }
  let start = 0;
  let end = text.length;
  while (start < end && " \n*(\"'".includes(text.charAt(start))) {
    start++;
  }
  while (end > start && " \n*).\"':。".includes(text.charAt(end - 1))) {
    end--;
  }
  if (end === start || end - start > 4 || !isAsciiWord(text.charCodeAt(start))) {
    return null;
  }
  const core = text.slice(start, end);
  const shown = prompt.labels.find(({ label }) => label === core);
  return shown === undefined
    ? null
    : { status: "chosen", optionIds: [shown.optionId], labels: [shown.label], rule: "bare-label", span: [start, end] };
}

function toReading(found: Finding, prompt: Prompt, span: readonly [number, number]): Reading {
  const { status, rule } = found;
  const chosen = status === "chosen" ? prompt.labels.filter((_, index) => found.indexes.includes(index)) : [];
  return {
    status,
    optionIds: chosen.map(({ optionId }) => optionId),
    labels: chosen.map(({ label }) => label).filter((label) => label !== ""),
    rule,
    span,
  };
}

/**
 * The message that puts the question: the last of the user's that shows the options, because later turns of a
 * conversation only go on from there; the last of all where none does.
 */
function questionOf({ messages, labels }: Prompt): string {
  const asked = messages.filter(({ role }) => role === "user");
  const shows = ({ content }: { content: string }): boolean => labels.every(({ text }) => content.includes(text));
  return (asked.findLast(shows) ?? asked.at(-1))?.content ?? "";
}

function readSegments(
  reply: string,
  segments: readonly Segment[],
  prompt: Prompt,
  cutOff: boolean,
  read: typeof readFinding,
): Reading | null {
  const clean = cleanText(reply, segments);
  const context = createReplyContext(clean.text, labelSetOf(prompt.labels), prompt.labels, prompt.choose, cutOff);
  const found = read(context, () => questionOf(prompt));
  return found === null ? null : toReading(found, prompt, clean.toReply(found.start, found.end));
}

/** The last part of the visible text, from a line's beginning where there is one near. */
function lastPart(reply: string, segments: readonly Segment[], length: number): readonly Segment[] {
  const out: Segment[] = [];
  let left = length;
  for (let k = segments.length - 1; k >= 0 && left > 0; k--) {
    const [start, end] = segments[k] ?? [0, 0];
    if (end - start <= left) {
      out.unshift([start, end]);
      left -= end - start;
      continue;
    }
    const line = reply.indexOf("\n", end - left);
    out.unshift([line >= 0 && line < end - left / 2 ? line : end - left, end]);
    left = 0;
  }
  return out;
}

function firstPart(segments: readonly Segment[], length: number): readonly Segment[] {
  const out: Segment[] = [];
  let left = length;
  for (const [start, end] of segments) {
    out.push([start, Math.min(end, start + left)]);
    left -= end - start;
    if (left <= 0) {
      break;
    }
  }
  return out;
}

function extract(completion: Completion, prompt: Prompt): Reading {
  const reply = completion.text;
  return bareLabel(reply, prompt) ?? readPlainDeclaration(reply, prompt) ?? readByLayers(completion, prompt);
}

/** The reading without the short cuts for the shortest replies. */
export function readByLayers(completion: Completion, prompt: Prompt): Reading {
  const reply = completion.text;
  const filtered = completion.finishReason === "content-filter";
  if (reply.trim() === "") {
    return filtered ? unread("content-filter", "refused") : unread("empty");
  }
  const cutOff = completion.finishReason === "length";
  let segments = visibleSegments(reply);
  if (segments.every(([start, end]) => reply.slice(start, end).trim() === "")) {
    return filtered ? unread("content-filter", "refused") : unread("only-reasoning");
  }
  const turn = inventedTurnAt(reply);
  if (turn >= 0 && segments.length === 1) {
    const [start, end] = segments[0] ?? [0, 0];
    if (turn > start && turn < end && reply.slice(start, turn).trim() !== "") {
      const first = readSegments(reply, lastPart(reply, [[start, turn]], longestEnd), prompt, false, readFinding);
      if (first?.status === "chosen") {
        return first;
      }
    }
  }
  const length = segments.reduce((sum, [start, end]) => sum + end - start, 0);
  for (const tailLength of tailLengths) {
    const tail =
      length > tailLength ? readSegments(reply, lastPart(reply, segments, tailLength), prompt, cutOff, readTail) : null;
    if (tail !== null) {
      return tail;
    }
  }
  const opening = length > longestEnd ? firstPart(segments, longestStart) : null;
  segments = length > longestEnd ? lastPart(reply, segments, longestEnd) : segments;
  let reading = readSegments(reply, segments, prompt, cutOff, readFinding);
  if (reading === null && opening !== null) {
    reading = readSegments(reply, opening, prompt, true, readFinding);
  }
  if (filtered && reading?.status !== "chosen") {
    return unread("content-filter", "refused");
  }
  return reading ?? unread(cutOff ? "cut-off" : "no-answer");
}

export default defineExtractor({
  name: "layered",
  description:
    "Reads the declared answer, else boxed, JSON or tagged, else a bare label, else the option's text; in four languages at once",
  source: "Viva",
  version: 2,
  languages: "any",
  settings,
  extract,
});
