import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { refusalsOf } from "../lexicons/refusal-phrases.ts";
import type { Finding, ReplyContext } from "./reply-context.ts";

/** A word alone ("unknown", "ninguna") says too little inside a sentence; a phrase of several words does not. */
function severalWords(phrase: string): boolean {
  return phrase.includes(" ") || phrase.charCodeAt(0) > 0x3000;
}

const rules = [
  ["refused", "refusal", new RegExp(anyPhrase(refusalsOf("refusal")), "i")],
  ["none-of-these", "none-of-these", new RegExp(anyPhrase(refusalsOf("noneOfThese").filter(severalWords)), "i")],
  ["abstained", "abstention", new RegExp(anyPhrase(refusalsOf("abstention").filter(severalWords)), "i")],
] as const;
const wholeRules = [
  [
    "none-of-these",
    "none-of-these",
    new RegExp(
      `^\\P{L}*${anyPhrase([...refusalsOf("noneOfThese"), "none", "nenhum", "ninguno", "都不是", "没有"])}\\P{L}*$`,
      "iu",
    ),
  ],
  [
    "abstained",
    "abstention",
    new RegExp(`^\\P{L}*${anyPhrase([...refusalsOf("abstention"), "n/a", "unclear", "无"])}\\P{L}*$`, "iu"),
  ],
] as const;
/** A long reply says at its beginning or its end that it will not answer; in between it discusses the case. */
const edge = 600;

/** What a reply that names no answer says instead: a refusal, "none of these", "I don't know". */
export function readUnchosen(context: ReplyContext): Finding | null {
  const { text } = context;
  if (text.length < 80) {
    for (const [status, rule, pattern] of wholeRules) {
      const match = pattern.exec(text);
      if (match !== null) {
        return { status, indexes: [], start: match.index, end: match.index + match[0].length, rule };
      }
    }
  }
  const parts: [number, number][] =
    text.length > 2 * edge
      ? [
          [0, edge],
          [text.length - edge, text.length],
        ]
      : [[0, text.length]];
  for (const [status, rule, pattern] of rules) {
    for (const [start, end] of parts) {
      const match = pattern.exec(text.slice(start, end));
      if (match !== null) {
        return { status, indexes: [], start: start + match.index, end: start + match.index + match[0].length, rule };
      }
    }
  }
  return null;
}
