import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { refusalsOf } from "../lexicons/refusal-phrases.ts";
import { readValue } from "./answer-value.ts";
import type { Finding, ReplyContext } from "./reply-context.ts";

const allExcept = new RegExp(anyPhrase(refusalsOf("allExcept")), "gi");
const severalWords = refusalsOf("allOfThese").filter((phrase) => phrase.includes(" ") || phrase > "\u3000");
const allOfThese = new RegExp(anyPhrase(severalWords), "i");
const wholeReply = new RegExp(`^\\P{L}*${anyPhrase(refusalsOf("allOfThese"))}\\P{L}*$`, "iu");
const chineseRest =
  /^[\s)】”"]{0,4}(?:项|选项)?(?:以)?(?:之)?外?[\s,]{0,4}(?:其余|其他|其它|余|剩)?[^。\n]{0,8}(?:都|均|全|皆|正确|选)/;
const negated = /(?:not|no|不是|并非|não|pas|nicht)\s*$/i;
/** A set declared as a whole stands near one of the reply's ends. */
const edge = 400;

function near(text: string, index: number): boolean {
  return index < edge || index > text.length - edge;
}

/** The options of a multiple choice declared as all of them, or as all but some. */
export function readWholeSet(context: ReplyContext): Finding | null {
  const { text, labels, choose } = context;
  if (choose !== "any") {
    return null;
  }
  const all = labels.map((_, index) => index);
  for (const match of text.matchAll(allExcept)) {
    const end = match.index + match[0].length;
    const value = near(text, match.index) ? readValue(context, end, false) : null;
    if (value?.status !== "chosen" || value.start - end > 20) {
      continue;
    }
    if (match[0].startsWith("除") && !chineseRest.test(text.slice(value.end, value.end + 30))) {
      continue;
    }
    const indexes = all.filter((index) => !value.indexes.includes(index));
    return { status: "chosen", indexes, start: match.index, end: value.end, rule: "all-but" };
  }
  const match = wholeReply.exec(text.slice(0, 80).length === text.length ? text : "") ?? allOfThese.exec(text);
  if (match === null || !near(text, match.index) || negated.test(text.slice(0, match.index).slice(-12))) {
    return null;
  }
  return {
    status: "chosen",
    indexes: all,
    start: match.index,
    end: match.index + match[0].length,
    rule: "all-of-these",
  };
}
