import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { negationsOf } from "../lexicons/negation-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { isHan, isLatinLetter, lineEnd, lineStart, skipBlanks } from "./characters.ts";
import { echoRunEnd, endsClause, type LabelList, readLabelList } from "./label-list.ts";
import { isClinicalLetter } from "./label-set.ts";
import { countBelow, type ReplyContext } from "./reply-context.ts";
import { supposesClause } from "./supposed-clause.ts";

/** What a reply says of an option: "answer" where it says that this is the one. */
export type Verdict = "right" | "wrong" | "answer";

/** Labels named in running text with what is said of them. */
export interface Mention {
  readonly list: LabelList;
  readonly verdict: Verdict | null;
  /** "Only A is correct". */
  readonly only: boolean;
  /** "A and C are both possible". */
  readonly both: boolean;
  /** Linked by a copula and ending its sentence: "the diagnosis is B." */
  readonly linked: boolean;
}

const rightMarks = "✓✔✅☑√👍🟢⭕";
const wrongMarks = "✗✘❌❎×✖⛔👎🔴🚫";
const anyMark = new RegExp(`[${rightMarks}${wrongMarks}]`, "u");

const blanksAndClosers = /[ \t)\]}"'”’」』】>]+/y;
const delimiters = /[:=|.→]+/y;
const breaks = /[,\-–—(（]+/y;
const link = new RegExp(anyPhrase(negationsOf("links")), "iy");
const article = new RegExp(anyPhrase(negationsOf("articles")), "iy");
const between = new RegExp(anyPhrase(negationsOf("between")), "iy");
const negator = new RegExp(anyPhrase(negationsOf("negators")), "iy");
const wrongWord = new RegExp(anyPhrase(negationsOf("wrong")), "iy");
const rightWord = new RegExp(anyPhrase(negationsOf("right")), "iy");
const answerNoun = new RegExp(
  `(?:的|[ \\t])*(?:${anyPhrase([...phrasesOf("nouns"), ...phrasesOf("optionWords"), "one", "response", "pick", "选择"])})`,
  "iy",
);
const rightVerb = new RegExp(`[ \\t]{0,9}[)\\]"'”’]?[ \\t]{0,9}${anyPhrase(negationsOf("rightVerbs"))}`, "iy");
const wordBoundary = /[ \t]{0,9}(?:$|[\n.,;:!?。、()[\]{}"'|…—–-]|的(?![一-鿿])|项|选)/y;
const reason = new RegExp(`[ \\t]{1,9}${anyPhrase(phrasesOf("continuations"))}`, "iy");
/** What may stand between such a phrase and the label: blanks, quotes, articles and option words, on one line. */
const leadIn = `(?:[ \\t:"'“(]|${anyPhrase([...phrasesOf("optionWords"), ...phrasesOf("articles")])}){0,8}`;
/** A sticky pattern that looks back from where it is put: it holds where one of the phrases leads in. */
function ledBy(source: string): RegExp {
  return new RegExp(`(?<=${source})`, "iy");
}
const excludedBefore = ledBy(anyPhrase(negationsOf("before")) + leadIn);
const onlyBefore = ledBy(anyPhrase(negationsOf("only")) + leadIn);
const bothBefore = ledBy(anyPhrase(negationsOf("both")) + leadIn);
const bothAfter = new RegExp(
  `[ \\t]{0,9}(?:${anyPhrase([...negationsOf("links"), "项", "选项"])}|[ \\t]){0,6}${anyPhrase(negationsOf("both"))}|[ \\t]{1,9}are[ \\t]{1,9}(?:possible|plausible)`,
  "iy",
);
const linkingWords = anyPhrase([...phrasesOf("optionWords"), ...phrasesOf("articles"), ...phrasesOf("adverbs")]);
const linkingCopulas = anyPhrase(
  phrasesOf("copulas").filter((phrase) => phrase.length > 2 || /^(?:[一-鿿]|is$|es$|é$|=)/.test(phrase)),
);
/** A copula may end the line before ("… is:"); a colon or an arrow alone links on its own line only. */
const linkedBefore = ledBy(
  `(?:${linkingCopulas}|${anyPhrase(phrasesOf("doubtfulCopulas"))}[ \\t]{0,3}:)(?:[\\s"'“(:>*]|${linkingWords}){0,12}|(?:[=:→➡⇒]|=>|->)(?:[ \\t"'“(]|${linkingWords}){0,12}`,
);
const closingVerdict = new RegExp(
  `[\\s(—–:→\\-.](?:(${anyPhrase(negationsOf("wrong"))})|(${anyPhrase(negationsOf("right"))}))[).!。\\s]*$`,
  "i",
);
const contrast =
  /^[\s),;"'”]*(?:but(?: rather)?|rather|而是|而应选?|应选?|选|sino(?: que)?|mas sim|e sim|mas)\s*(?:it(?:'s| is)|es|é|是|选|选项|la|a|o|el|option|letra|opción)?[\s("'“]*$/i;
/** One Han character is a verdict only where the clause ends with it: 对 is also a preposition. */
function standsAlone({ text, set }: ReplyContext, start: number, end: number): boolean {
  if (end - start > 1 && isHan(text.charCodeAt(start))) {
    return true;
  }
  wordBoundary.lastIndex = end;
  if (wordBoundary.test(text) || end >= text.length) {
    return true;
  }
  const next = set.tokenAt(text, skipBlanks(text, end));
  return next !== null && ").:".includes(text.charAt(next.end) || " ");
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

/** How many words may stand between a label and its verdict. */
const longestLink = 12;

/** What is said of labels right after them: "is correct", 错误, ": false", "✗". Null when nothing is. */
export function verdictAfter(context: ReplyContext, list: LabelList, wordy: boolean): Verdict | null {
  const { text, set } = context;
  const verb = matchEnd(rightVerb, text, list.end);
  if (verb >= 0 && (!wordy || standsAlone(context, list.end, verb))) {
    return "right";
  }
  let at = list.end;
  let linked = false;
  let broken = false;
  let delimited = false;
  let definite = false;
  const settled = (): Verdict | null => {
    // One letter or character is a verdict only alone behind a delimiter: "A: V", "| A | 否 |".
    const end = at + 1;
    if (!(delimited || broken) || set.tokenAt(text, at) !== null || !standsAlone(context, at, end)) {
      return null;
    }
    return "VvTt是对√".includes(text.charAt(at)) ? "right" : "FfNn否错×xX".includes(text.charAt(at)) ? "wrong" : null;
  };
  for (let step = 0; step < longestLink && at < text.length; step++) {
    let next = matchEnd(blanksAndClosers, text, at);
    delimited ||= next >= 0 && step === 0 && text.charAt(at) === ")" && text.charAt(list.start - 1) !== "(";
    if (next < 0) {
      // After several labels a full stop ends the sentence; after one it may belong to the label.
      next = list.indexes.length > 1 && text.charAt(at) === "." ? -1 : matchEnd(delimiters, text, at);
      delimited ||= next >= 0;
    }
    if (next < 0) {
      next = matchEnd(breaks, text, at);
      broken ||= next >= 0;
    }
    if (next < 0 && at < text.length) {
      const verdict = settled();
      if (verdict !== null) {
        return verdict;
      }
      next = matchEnd(link, text, at);
      linked ||= next >= 0;
    }
    if (next < 0 && (linked || isHan(text.charCodeAt(at)))) {
      next = matchEnd(article, text, at);
      definite ||= next >= 0;
    }
    if (next < 0 && (linked || delimited || !wordy || isHan(text.charCodeAt(at)))) {
      next = matchEnd(between, text, at);
      definite ||= next >= 0 && matchEnd(answerNoun, text, at) >= 0;
    }
    if (next <= at) {
      break;
    }
    at = next;
  }
  const mark = text.charCodeAt(at) >= 0xd800 ? String.fromCodePoint(text.codePointAt(at) ?? 0) : text.charAt(at);
  if (mark !== "" && rightMarks.includes(mark)) {
    return "right";
  }
  if (mark !== "" && wrongMarks.includes(mark)) {
    return "wrong";
  }
  const han = isHan(text.charCodeAt(at));
  const negated = broken ? -1 : matchEnd(negator, text, at);
  if (negated >= 0 && (linked || delimited || han || !wordy)) {
    // "C不是B": the negation is about the label that follows.
    const onward = matchEnd(link, text, skipBlanks(text, negated));
    const following = set.tokenAt(text, skipBlanks(text, Math.max(onward, negated)));
    return following === null ? "wrong" : null;
  }
  const wrong = matchEnd(wrongWord, text, at);
  if (broken && han && wrong >= 0 && matchEnd(answerNoun, text, wrong) >= 0) {
    // "正确选项是A和C，错误选项是B": what follows is about another one.
    return null;
  }
  if (wrong >= 0 && (linked || han || ((delimited || broken) && standsAlone(context, at, wrong)))) {
    return !han || standsAlone(context, at, wrong) ? "wrong" : null;
  }
  const noun = linked ? matchEnd(answerNoun, text, at) : -1;
  if (noun >= 0) {
    return definite || han ? "answer" : null;
  }
  const right = matchEnd(rightWord, text, at);
  if (right < 0 || !(linked || han || ((delimited || broken) && standsAlone(context, at, right)))) {
    return definite && linked && endsClause(text, at) ? "answer" : null;
  }
  if (han && !standsAlone(context, at, right)) {
    return null;
  }
  const named = matchEnd(answerNoun, text, right) >= 0;
  if (
    /^right$/i.test(text.slice(at, right)) &&
    !named &&
    !standsAlone(context, at, right) &&
    matchEnd(reason, text, right) < 0
  ) {
    return null;
  }
  return named || (definite && linked) ? "answer" : "right";
}

function verdictOfLine(context: ReplyContext, list: LabelList): Verdict | null {
  const { text } = context;
  const near = text.slice(Math.max(0, list.start - 41), list.start);
  if (near.length === 41 && !near.includes("\n")) {
    return null;
  }
  const start = lineStart(text, list.start);
  const before = text.slice(start, list.start);
  if (
    before.length > 40 ||
    !/^(?:[\s\-•·*>#|\d.)(✅❌✓✔✗✘☑√×❎]|[^\x00-\u2fff]|opci[oó]n|op[cç][aã]o|option|alternativa|letra|choice|选项)*$/i.test(
      before,
    )
  ) {
    return null;
  }
  const line = text.slice(start, Math.min(lineEnd(text, list.end), list.end + 2000));
  const mark = anyMark.exec(line)?.[0];
  if (mark !== undefined) {
    return rightMarks.includes(mark) ? "right" : "wrong";
  }
  const places = context.labelPlaces();
  const other = places[countBelow(places, list.end)];
  if (other !== undefined && other < start + line.length) {
    return null;
  }
  const closing = closingVerdict.exec(line.slice(Math.max(list.end - start, line.length - 40)));
  return closing === null ? null : closing[1] !== undefined ? "wrong" : "right";
}

/** More mentions than this are a loop or an attack. */
const mostMentions = 200;

/** "Not B but C": what stands between an option that is denied and one that takes its place. */
function contrasts(between: string): boolean {
  return between.length < 40 && contrast.test(between);
}

function holdsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

/** "If one chose B": the clause before a label only supposes it. */
function isSupposed(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  return supposesClause(
    before.slice(Math.max(...[",", ".", ";", "。", "\n"].map((mark) => before.lastIndexOf(mark))) + 1),
  );
}

function asks(text: string, end: number): boolean {
  return /^[)\]"'” \t]{0,4}(?:吗|嘛|么)?\?/.test(text.slice(end, end + 8));
}

/** Every place of a stretch where labels are named, in order, with what is said of them there. */
export function mentionsIn(context: ReplyContext, start: number, end: number): readonly Mention[] {
  const { text, set } = context;
  const mentions: Mention[] = [];
  const places = context.labelPlaces();
  let echoEnd = -1;
  let next = countBelow(places, start);
  while (next < places.length && mentions.length < mostMentions) {
    const at = places[next] ?? end;
    if (at >= end) {
      break;
    }
    next++;
    const list = readLabelList(context, at);
    if (list === null || isClinicalLetter(text, at)) {
      continue;
    }
    const wordy = set.tokenAt(text, at)?.wordy ?? false;
    if (at < echoEnd || echoRunEnd(context, list) > 0) {
      echoEnd = Math.max(echoEnd, echoRunEnd(context, list));
      continue;
    }
    const previous = mentions[mentions.length - 1];
    const verdict =
      previous?.verdict === "wrong" && contrasts(text.slice(previous.list.end, at))
        ? "answer"
        : holdsAt(excludedBefore, text, at)
          ? "wrong"
          : (verdictAfter(context, list, wordy) ?? verdictOfLine(context, list));
    bothAfter.lastIndex = list.end;
    const linked =
      verdict !== "wrong" && endsClause(text, list.end) && !asks(text, list.end) && holdsAt(linkedBefore, text, at);
    mentions.push({
      list,
      verdict,
      only: verdict !== null && verdict !== "wrong" && holdsAt(onlyBefore, text, at),
      both: list.indexes.length > 1 && (bothAfter.test(text) || holdsAt(bothBefore, text, at)),
      linked: linked && !isLatinLetter(text.charCodeAt(list.end)) && !isSupposed(text, at),
    });
    while (next < places.length && (places[next] ?? 0) < list.end) {
      next++;
    }
  }
  return mentions;
}
