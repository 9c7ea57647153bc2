import { phrasesOf } from "../lexicons/answer-phrases.ts";
import { negationsOf } from "../lexicons/negation-phrases.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import type { AnswerCue } from "./answer-cues.ts";
import { type AnswerValue, readValue } from "./answer-value.ts";
import { isSentenceEnd, skipBlanks } from "./characters.ts";
import { reach } from "./declaration.ts";
import { endsClause, type LabelList } from "./label-list.ts";
import { verdictAfter } from "./option-verdicts.ts";
import type { ReplyContext } from "./reply-context.ts";

const copulas = anyPhrase(phrasesOf("copulas"));
const doubtfulCopulas = anyPhrase(phrasesOf("doubtfulCopulas"));
const connector = new RegExp(`(${doubtfulCopulas})|${copulas}|['’]s(?![a-z])|[:=→】\\]>]|[-–—](?=[\\s"'])|\\n`, "iy");
const latinCopulaStart = /[a-záéàã]/i;
const negation = new RegExp(
  anyPhrase([...negationsOf("negators"), ...negationsOf("before"), "不是", "不", "wouldn't", "won't", "didn't"]),
  "i",
);
const impersonalLink = new RegExp(
  `[\\s,.:;!—–-]*(?:(?:it|this|that|isso|eso|esto|ela|ele|él|ella)\\s+)?(?:${copulas}|${doubtfulCopulas})?`,
  "iy",
);
const reason = new RegExp(
  `[\\s,)]{0,3}${anyPhrase([...phrasesOf("continuations").filter((phrase) => phrase.length > 3), "因为", "因", "由于", "as"])}`,
  "iy",
);
const blockedChoice = /[不未勿误别错漏少多可挑待供没免自单复次备](?:能|应|该|要|会|可)?$/;
const blockedChoiceAfter = /^(?:项|择题|出|用|取|手|拔|定|修|举|中的|题)/;

/** The value a cue announces, or null; `ruledOut` when the cue denies it. */
export interface CueReading {
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
      /[\s:=→】\]>–—'’-]/.test(character) || latinCopulaStart.test(character) || character > "⺀"
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

/** "Actually C.", "so B is correct", "no, C because …"; not "actually metoprolol may …". */
function standsAsAnswer(context: ReplyContext, value: AnswerValue): boolean {
  const { text } = context;
  if (value.list === null) {
    return value.status !== "chosen" || endsClause(text, value.end);
  }
  // "C项可能…" goes on about C; "C项。" ends with it.
  const end = text.startsWith("项", value.end) ? value.end + 1 : value.end;
  reason.lastIndex = end;
  return endsClause(text, end) || reason.test(text) || verdictAfter(context, value.list, false) !== null;
}

/** What stands where a cue announces an answer. Cues that announce nothing by themselves ("选项", a closing tag) give none. */
export function readCue(context: ReplyContext, cue: AnswerCue): CueReading {
  const { text } = context;
  if (cue.kind === "answer") {
    return text.charAt(cue.start - 1) === "/" ? nothing : afterNoun(context, cue);
  }
  if (cue.kind === "choice") {
    const value = isBlockedChoice(text, cue) ? null : readValue(context, cue.end, false);
    return value === null ? nothing : reading(context, value, false, "none");
  }
  impersonalLink.lastIndex = cue.end;
  impersonalLink.test(text);
  const value = readValue(context, Math.max(cue.end, impersonalLink.lastIndex), false);
  const found = value === null || value.start - cue.end > 40 ? nothing : reading(context, value, false, "none");
  return found.value === null || standsAsAnswer(context, found.value) ? found : nothing;
}

/** 选 in 不选, 可供选择 or 选项 chooses nothing. */
function isBlockedChoice(text: string, cue: AnswerCue): boolean {
  return (
    text.charAt(cue.start) === "选" &&
    (blockedChoice.test(text.slice(Math.max(0, cue.start - 3), cue.start)) ||
      blockedChoiceAfter.test(text.slice(cue.end, cue.end + 3)))
  );
}

/** Whether a clause denies what its cue announces: "I would not go with B". */
export function isDenied(context: ReplyContext, cue: AnswerCue, previousEnd: number): boolean {
  const { text } = context;
  const before = text.slice(Math.max(0, cue.start - 14, previousEnd), cue.start);
  const clause = before.slice(Math.max(before.lastIndexOf(","), before.lastIndexOf("\n"), before.lastIndexOf(".")) + 1);
  return cue.kind !== "correction" && negation.test(clause);
}
