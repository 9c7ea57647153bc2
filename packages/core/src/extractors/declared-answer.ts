import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { negationsOf } from "../lexicons/negation-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { type AnswerCue, findCues } from "./answer-cues.ts";
import { type AnswerValue, readValue, valueOfList } from "./answer-value.ts";
import { isSentenceEnd, lineStart, sentenceEnd, sentenceStart, skipBlanks } from "./characters.ts";
import { endsClause, type LabelList } from "./label-list.ts";
import { mentionsIn, verdictAfter } from "./option-verdicts.ts";
import type { ReplyContext } from "./reply-context.ts";

/** A place where a reply declares its answer. */
export interface Declaration extends AnswerValue {
  /** Where the cue starts. */
  readonly cueStart: number;
  readonly rule: "final-answer" | "declared" | "concluded" | "corrected";
  /** Overrules what stands before it: a correction, a conclusion, a heading, "the final answer". */
  readonly final: boolean;
  /** "Would be", "could be": yields to a plain declaration. */
  readonly doubtful: boolean;
}

const copulas = anyPhrase(phrasesOf("copulas"));
const doubtfulCopulas = anyPhrase(phrasesOf("doubtfulCopulas"));
const connector = new RegExp(`(${doubtfulCopulas})|${copulas}|[:=→】\\]>]|[-–—](?=[\\s"'])|\\n`, "iy");
const latinCopulaStart = /[a-záéàã]/i;
const negation = new RegExp(
  anyPhrase([...negationsOf("negators"), ...negationsOf("before"), "不是", "不", "wouldn't", "won't", "didn't"]),
  "i",
);
const supposition = new RegExp(anyPhrase(phrasesOf("suppositions")), "i");
/** A supposition that opens a clause earlier in the sentence: "If she were pregnant, the answer …". */
const supposedCase = new RegExp(
  `(?:^|[,;:.(—-])\\s{0,4}(?:and |but |y |e |pero |mas |但)?(?:${anyPhrase(["if", "si", "se", "caso", "had", "were", "如果", "若", "假如", "倘若", "要是", "wenn"])})`,
  "i",
);
/** A guess that is made all the same. */
const forced =
  /(?:had to|have to|must|forced|非要|一定要|必须|硬要|tuviera que|tuviese que|tengo que|hay que|tivesse que|tiver que|tenho de|tenho que|for preciso|obligad|obrigad)/i;
const correction = new RegExp(anyPhrase(phrasesOf("corrections")), "i");
const conclusion = new RegExp(anyPhrase(phrasesOf("conclusions")), "i");
const butRather =
  /[ \t]{0,9}[,;]?[ \t]{0,9}(?:but(?: rather)?|rather|而是|应是|应为|应该是|应选|是|sino(?: que)?|mas sim|e sim|mas|it's|it is)(?![a-z])/iy;
const impersonalLink = new RegExp(
  `[\\s,.:;!—–-]*(?:(?:it|this|that|isso|eso|esto|ela|ele|él|ella)\\s+)?(?:${copulas}|${doubtfulCopulas})?`,
  "iy",
);
const reason = new RegExp(
  `[\\s,)]{0,3}${anyPhrase([...phrasesOf("continuations").filter((phrase) => phrase.length > 3), "因为", "因", "由于", "as"])}`,
  "iy",
);
const asks = /[ \t]{0,9}[)\]"'”]*[ \t]{0,9}(?:吗|嘛|么)?[ \t]{0,9}\?/y;
const blockedChoice = /[不未勿误别错漏少多可挑待供没免自单复次备](?:能|应|该|要|会|可)?$/;
const blockedChoiceAfter = /^(?:项|择题|出|用|取|手|拔|定|修|举|中的|题)/;
const headingBefore = /^[\s>#|\-•·\d.)*✅✔☑👉🎯⭐📝💡🔹【[({"'「<]*$/u;

/** How far a cue may be from its answer. */
const reach = 120;

/** The value a cue announces, or null; `ruledOut` when the cue denies it. */
interface CueReading {
  readonly value: AnswerValue | null;
  readonly doubtful: boolean;
  readonly connected: ":" | "copula" | "none";
  readonly ruledOut: AnswerValue | null;
}

const nothing: CueReading = { value: null, doubtful: false, connected: "none", ruledOut: null };

function judged(context: ReplyContext, value: AnswerValue): AnswerValue | null {
  const { list } = value;
  if (list === null) {
    return value;
  }
  const wordy = context.set.tokenAt(context.text, list.start)?.wordy ?? false;
  if (verdictAfter(context, list, wordy) !== "wrong") {
    return value;
  }
  if (list.beforeComma === null) {
    return null;
  }
  // "B, C is wrong": only what follows the comma is.
  const indexes = list.indexes.slice(0, list.beforeComma.count);
  const kept: LabelList = { ...list, indexes, end: list.beforeComma.end, beforeComma: null };
  const several = indexes.length > 1 && context.choose === "one";
  return { ...value, indexes, end: kept.end, list: kept, status: several || list.open ? "ambiguous" : "chosen" };
}

/** Read on from a noun: the answer follows at once, or after a link within the sentence. */
function afterNoun(context: ReplyContext, cue: AnswerCue): CueReading {
  const { text } = context;
  const stop = Math.min(text.length, cue.end + reach);
  const direct = readValue(context, cue.end, false);
  if (direct !== null && direct.status !== "abstained") {
    return reading(context, direct, false, text.slice(cue.end, direct.start).includes(":") ? ":" : "none");
  }
  let at = cue.end;
  for (let tries = 0; at < stop && tries < 6; ) {
    const character = text.charAt(at);
    connector.lastIndex = at;
    const match =
      /[\s:=→】\]>–—-]/.test(character) || latinCopulaStart.test(character) || character > "⺀"
        ? connector.exec(text)
        : null;
    if (match === null) {
      if (isSentenceEnd(text, at)) {
        return nothing;
      }
      at++;
      continue;
    }
    tries++;
    at = Math.max(at + 1, connector.lastIndex);
    const linked = /[:=→】\]>\n–—-]/.test(match[0]) ? ":" : "copula";
    // A part of an option's text counts only where the whole phrase is about the answer.
    const value = readValue(context, at, cue.kind === "answer");
    if (value !== null) {
      if (negation.test(text.slice(cue.end, Math.max(cue.end, value.start)))) {
        return { ...nothing, ruledOut: value };
      }
      return reading(context, value, match[1] !== undefined, linked);
    }
    if (match[0] === "\n" && text.charCodeAt(skipBlanks(text, at)) !== 10) {
      return nothing;
    }
  }
  return nothing;
}

function reading(
  context: ReplyContext,
  value: AnswerValue,
  doubtful: boolean,
  connected: ":" | "copula" | "none",
): CueReading {
  const kept = judged(context, value);
  return kept === null ? { ...nothing, ruledOut: value } : { value: kept, doubtful, connected, ruledOut: null };
}

/** How far a declaration is from meant: a question, a supposition, another case, words that are only quoted. */
function isSupposed(context: ReplyContext, cue: AnswerCue, value: AnswerValue): "no" | "doubtful" | "yes" {
  const { text } = context;
  asks.lastIndex = value.end;
  if (asks.test(text)) {
    return "yes";
  }
  const from = sentenceStart(text, cue.start, 200);
  const before = text.slice(from, cue.start);
  const clause = before.slice(Math.max(before.lastIndexOf(","), before.lastIndexOf(":")) + 1);
  if (supposition.test(clause.slice(-80)) && !forced.test(before)) {
    return "yes";
  }
  const quote = Math.max(
    before.lastIndexOf("“"),
    before.lastIndexOf('"'),
    before.lastIndexOf("「"),
    before.lastIndexOf("«"),
  );
  if (
    quote >= 0 &&
    quote < before.length - 1 &&
    /["”」»]/.test(text.slice(value.end, value.end + 3)) &&
    !/["”」»]/.test(before.slice(quote + 1))
  ) {
    return "doubtful";
  }
  return supposedCase.test(before) && !forced.test(before) ? "doubtful" : "no";
}

function isDenied(context: ReplyContext, cue: AnswerCue, previousEnd: number): boolean {
  const { text } = context;
  const before = text.slice(Math.max(0, cue.start - 14, previousEnd), cue.start);
  const clause = before.slice(Math.max(before.lastIndexOf(","), before.lastIndexOf("\n"), before.lastIndexOf(".")) + 1);
  return cue.kind !== "correction" && negation.test(clause);
}

function declarationAt(context: ReplyContext, cues: readonly AnswerCue[], k: number): Declaration | null {
  const cue = cues[k];
  if (cue === undefined) {
    return null;
  }
  const { text } = context;
  if (cue.kind === "choice" && text.charCodeAt(cue.start) === 0x9009) {
    const tail = text.slice(cue.end, cue.end + 3);
    if (blockedChoice.test(text.slice(Math.max(0, cue.start - 3), cue.start)) || blockedChoiceAfter.test(tail)) {
      return null;
    }
  }
  let found: CueReading;
  if (cue.kind === "answer") {
    if (text.charAt(cue.start - 1) === "/") {
      return null;
    }
    found = afterNoun(context, cue);
    if (found.value === null && found.ruledOut === null) {
      return declaredBackwards(context, cue);
    }
  } else if (cue.kind === "choice") {
    const value = readValue(context, cue.end, false);
    found = value === null ? nothing : reading(context, value, false, "none");
  } else {
    impersonalLink.lastIndex = cue.end;
    impersonalLink.test(text);
    const value = readValue(context, Math.max(cue.end, impersonalLink.lastIndex), false);
    found = value === null || value.start - cue.end > 40 ? nothing : reading(context, value, false, "none");
    if (found.value !== null && !standsAsAnswer(context, found.value)) {
      found = nothing;
    }
    if (found.value === null && found.ruledOut === null) {
      return cue.kind === "correction" ? correctedLater(context, cue) : concludedLater(context, cue);
    }
  }
  if (found.ruledOut !== null || isDenied(context, cue, cues[k - 1]?.end ?? 0)) {
    return insteadOf(context, cue, found.ruledOut ?? found.value);
  }
  const { value } = found;
  const supposed = value === null ? "yes" : isSupposed(context, cue, value);
  if (value === null || supposed === "yes" || (context.cutOff && isCutWord(context, value))) {
    return null;
  }
  const start = lineStart(text, cue.start);
  const heading = found.connected === ":" && headingBefore.test(text.slice(start, cue.start).slice(-40));
  const corrected = cue.kind === "correction" || follows(cues, k, "correction", cue.start - 60);
  const concluded =
    cue.kind === "conclusion" ||
    conclusion.test(text.slice(cue.start, cue.end)) ||
    follows(cues, k, "conclusion", sentenceStart(text, cue.start, 160));
  const rule = corrected ? "corrected" : heading ? "final-answer" : concluded ? "concluded" : "declared";
  return {
    ...value,
    cueStart: cue.start,
    rule,
    final: corrected || heading || concluded,
    doubtful: found.doubtful || supposed === "doubtful",
  };
}

/** Whether a cue of a kind stands before cue `k`, from `from` on. */
function follows(cues: readonly AnswerCue[], k: number, kind: AnswerCue["kind"], from: number): boolean {
  for (let i = k - 1; i >= 0; i--) {
    const before = cues[i];
    if (before === undefined || before.start < from) {
      return false;
    }
    if (before.kind === kind) {
      return true;
    }
  }
  return false;
}

/** "C is the correct answer": the answer stands before the noun. */
function declaredBackwards(context: ReplyContext, cue: AnswerCue): Declaration | null {
  const { text } = context;
  const from = sentenceStart(text, cue.start, 300);
  const mention = mentionsIn(context, from, cue.end)
    .filter(({ verdict, list }) => verdict === "answer" && list.end <= cue.end)
    .at(-1);
  if (mention === undefined) {
    return null;
  }
  const { list } = mention;
  const value = valueOfList(context, list);
  const supposed = isSupposed(context, { ...cue, start: list.start }, { ...value, end: cue.end });
  if (supposed === "yes") {
    return null;
  }
  const before = text.slice(Math.max(0, from - 40), list.start);
  const corrected = correction.test(before);
  const final = corrected || conclusion.test(text.slice(from, list.start));
  return {
    ...value,
    cueStart: list.start,
    rule: corrected ? "corrected" : "declared",
    final,
    doubtful: supposed === "doubtful",
  };
}

/** "Actually C.", "so B is correct", "no, C because …"; not "actually metoprolol may …". */
function standsAsAnswer(context: ReplyContext, value: AnswerValue): boolean {
  const { text } = context;
  if (value.list === null) {
    return value.status !== "chosen" || endsClause(text, value.end);
  }
  reason.lastIndex = value.end;
  return endsClause(text, value.end) || reason.test(text) || verdictAfter(context, value.list, false) !== null;
}

/** Whether a cut-off reply ends with a small letter that may be an article: "a alternativa correta é a". */
function isCutWord({ text }: ReplyContext, value: AnswerValue): boolean {
  const last = text.slice(value.start);
  return value.list !== null && last.trim().length === 1 && last.trim() !== last.trim().toUpperCase();
}

/** "Not B but C": the answer follows what was denied. */
function insteadOf(context: ReplyContext, cue: AnswerCue, denied: AnswerValue | null): Declaration | null {
  if (denied === null) {
    return null;
  }
  butRather.lastIndex = denied.end;
  if (!butRather.test(context.text)) {
    return null;
  }
  const value = readValue(context, butRather.lastIndex, false);
  return value === null ? null : { ...value, cueStart: cue.start, rule: "corrected", final: true, doubtful: false };
}

/** "Wait, B is wrong; C is right": the correction names its answer within the next two sentences. */
function correctedLater(context: ReplyContext, cue: AnswerCue): Declaration | null {
  const { text } = context;
  const middle = sentenceEnd(text, cue.end, 200);
  const end = sentenceEnd(text, Math.min(text.length, middle + 1), 200);
  const held = mentionsIn(context, cue.end, end).filter(({ verdict, linked }) =>
    verdict === null ? linked : verdict !== "wrong",
  );
  const mention = held.at(-1);
  if (mention === undefined) {
    return null;
  }
  return {
    ...valueOfList(context, mention.list),
    cueStart: cue.start,
    rule: "corrected",
    final: true,
    doubtful: false,
  };
}

/** "Therefore the one to mark is D.": the sentence that concludes ends with a linked label. */
function concludedLater(context: ReplyContext, cue: AnswerCue): Declaration | null {
  const end = sentenceEnd(context.text, cue.end, 240);
  const mention = mentionsIn(context, cue.end, end).at(-1);
  if (mention === undefined || !mention.linked || mention.verdict === "wrong") {
    return null;
  }
  const value = valueOfList(context, mention.list);
  const supposed = isSupposed(context, { ...cue, start: mention.list.start }, value);
  return supposed === "yes"
    ? null
    : { ...value, cueStart: cue.start, rule: "concluded", final: true, doubtful: supposed === "doubtful" };
}

/** Whether two values say the same. */
export function sameAnswer(left: AnswerValue, right: AnswerValue): boolean {
  return (
    left.status === right.status &&
    left.indexes.length === right.indexes.length &&
    left.indexes.every((index) => right.indexes.includes(index))
  );
}

/** Whether no cue from `cue` on backwards can change what the last declaration says. */
function isSettled(text: string, last: Declaration, cue: AnswerCue): boolean {
  if (last.final) {
    return last.rule !== "final-answer" || cue.start < last.cueStart - reach;
  }
  return text.slice(cue.end, last.cueStart).includes("\n") && cue.start < last.cueStart - reach;
}

/** Whether a declaration leaves an earlier one behind: a correction, a conclusion, a heading, or simply a later line. */
function overrules(text: string, cues: readonly AnswerCue[], earlier: Declaration, later: Declaration): boolean {
  if (cues.some(({ kind, start }) => kind === "correction" && start >= earlier.end && start < later.start)) {
    return true;
  }
  const gap = text.slice(earlier.end, later.cueStart);
  if (later.final) {
    // Two headings in a row leave both standing.
    return !(later.rule === "final-answer" && earlier.rule === "final-answer" && gap.trim() === "");
  }
  return gap.includes("\n");
}

/** What the declarations of a stretch come to. */
export interface DeclaredAnswer {
  readonly last: Declaration;
  /** Another declaration contradicts it and neither overrules the other. */
  readonly contradicted: boolean;
}

/**
 * The answer a reply declares, read from its end. The last declaration stands when it corrects, concludes, is a
 * heading or belongs to a later line than the one it contradicts; two plain declarations on one line that differ
 * contradict each other. `ignore` leaves out stretches that only quote (an explanation inside a JSON answer).
 */
export function readDeclared(
  context: ReplyContext,
  from: number,
  ignore: (index: number) => boolean,
): DeclaredAnswer | null {
  const cues = findCues(context.text, from, context.text.length);
  let last: Declaration | null = null;
  for (let k = cues.length - 1; k >= 0; k--) {
    const cue = cues[k];
    if (cue === undefined || ignore(cue.start)) {
      continue;
    }
    if (last !== null && !last.doubtful && !last.conflict && isSettled(context.text, last, cue)) {
      break;
    }
    const found = declarationAt(context, cues, k);
    if (found === null) {
      continue;
    }
    if (last === null) {
      last = found;
      continue;
    }
    if (sameAnswer(found, last) || found.start === last.start) {
      last = last.doubtful ? found : last;
      continue;
    }
    if (found.doubtful) {
      continue;
    }
    if (last.doubtful || (last.conflict && found.status === "chosen")) {
      return { last: found, contradicted: false };
    }
    return { last, contradicted: !overrules(context.text, cues, found, last) };
  }
  return last === null ? null : { last, contradicted: false };
}
