import { type FindingCues, findingCues } from "../lexicons/finding-cues.ts";
import { type FoldedText, foldText } from "./fold-text.ts";
import { createNameIndex, type NameIndex } from "./name-index.ts";
import type { NameLanguage } from "./name-variants.ts";
import { sentenceBreaks } from "./sentence-breaks.ts";

/** Whether a text says that something is there, that it is not, or leaves it open. */
export type FindingPolarity = "affirmed" | "negated" | "uncertain";

/** Place of a finding in a text: UTF-16 units, end exclusive. */
export interface FindingSpan {
  readonly start: number;
  readonly end: number;
}

const kinds = ["absentAfter", "absentBefore", "openAfter", "openBefore", "neither", "ends"] as const;

/** Words that may stand between a cue and what it is about, and between two findings of one list. */
const mostWordsBetween = 5;
const mostCharactersBetween = 12;
/** A single character (无) rules out what stands right after it: "无汗、心悸" has palpitations. */
const mostAfterOneCharacter = 3;

/** What stands between two findings of one list, and before its last. */
const listLink =
  /^[\s,、/]*(?:(?:and|or|nor|y|o|e|u|ni|及|和|或|与|以及|或者)\s*)?(?:(?:the|a|an|any|la|el|los|las|un|una|de)\s+)*$/iu;
const lastLink = /[、/及和或与]|\b(?:and|or|nor|y|o|e|u|ni)\b/iu;

const indexes = new Map<NameLanguage, NameIndex>();

function cuesOf(language: NameLanguage): NameIndex {
  const known = indexes.get(language);
  if (known !== undefined) {
    return known;
  }
  const cues: FindingCues = findingCues[language];
  const index = createNameIndex(
    kinds.flatMap((kind, value) => cues[kind].map((text) => ({ text, value }))),
    1,
  );
  indexes.set(language, index);
  return index;
}

type Mark = FindingSpan &
  (
    | { readonly cue: ReadonlySet<string> }
    | { readonly finding: number }
    | { readonly comma: true; readonly colon: boolean }
  );

/**
 * The polarity of each finding of a text, in their order, by cues of absence and doubt before and after it, as NegEx does: a
 * cue reaches to the end of the sentence, to a word like "but", or until nothing it could be about has come for five words
 * (twelve characters of Chinese, where a comma ends it too); a cue after a finding reaches back over the list that ends
 * with it. What is nearer wins; absence wins over doubt. Linear in the text.
 *
 * @param spans Ascending, none overlapping another.
 * @param folded Of the text, where the caller has it.
 * @example findingPolarities("No fever, but cough.", [{start:3,end:8},{start:14,end:19}], "en") → ["negated", "affirmed"]
 */
export function findingPolarities(
  text: string,
  spans: readonly FindingSpan[],
  language: NameLanguage,
  folded: FoldedText = foldText(text),
): FindingPolarity[] {
  const polarities: FindingPolarity[] = spans.map(() => "affirmed");
  if (spans.length === 0) {
    return polarities;
  }
  const marks = marksOf(text, spans, language, folded);
  const breaks = sentenceBreaks(text);
  let from = 0;
  let next = 0;
  for (const stop of [...breaks, text.length]) {
    const first = from;
    while (next < marks.length && (marks[next]?.start ?? 0) < stop) {
      next += 1;
    }
    from = next;
    if (next > first) {
      judgeSentence(text, marks.slice(first, next), language, polarities);
    }
  }
  return polarities;
}

/** Findings, cues and commas in the order they stand; cues inside a finding are part of its name. */
function marksOf(text: string, spans: readonly FindingSpan[], language: NameLanguage, folded: FoldedText): Mark[] {
  const marks: Mark[] = [];
  let span = 0;
  for (const { start, end, values } of cuesOf(language).find(text, folded)) {
    const from = folded.places[start] ?? 0;
    const to = (folded.places[end - 1] ?? 0) + 1;
    while (span < spans.length && (spans[span]?.end ?? 0) <= from) {
      span += 1;
    }
    const finding = spans[span];
    if (finding === undefined || finding.start >= to) {
      marks.push({ start: from, end: to, cue: new Set(values.map((value) => kinds[value] ?? "")) });
    }
  }
  spans.forEach(({ start, end }, finding) => {
    marks.push({ start, end, finding });
  });
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at];
    if (character === "," || character === "，") {
      marks.push({ start: at, end: at + 1, comma: true, colon: false });
    } else if (character === ":" || character === "：") {
      marks.push({ start: at, end: at + 1, comma: true, colon: true });
    }
  }
  return marks.sort((left, right) => left.start - right.start);
}

function judgeSentence(
  text: string,
  marks: readonly Mark[],
  language: NameLanguage,
  polarities: FindingPolarity[],
): void {
  const near = (from: number, to: number): boolean => {
    const between = to - from;
    return language === "zh"
      ? between <= mostCharactersBetween
      : between <= 80 && text.slice(from, to).trim().split(/\s+/u).length <= mostWordsBetween + (between > 0 ? 0 : 1);
  };
  const set = (finding: number, polarity: FindingPolarity): void => {
    if (polarities[finding] !== "negated") {
      polarities[finding] = polarity;
    }
  };
  let active: {
    polarity: FindingPolarity;
    anchor: number;
    deniesList: boolean;
    fresh: boolean;
    short: boolean;
  } | null = null;
  marks.forEach((mark, at) => {
    if ("comma" in mark) {
      if (mark.colon) {
        // "Denies: fever", but "no fever: influenza is unlikely".
        active = active?.fresh === true ? active : null;
      } else if (language === "zh" && active !== null && !(active.deniesList && isListed(text, marks, at))) {
        active = null;
      }
      return;
    }
    if ("finding" in mark) {
      const reached =
        active !== null &&
        near(active.anchor, mark.start) &&
        !(language === "zh" && active.short && active.fresh && mark.start - active.anchor > mostAfterOneCharacter);
      if (active !== null && reached) {
        set(mark.finding, active.polarity);
        active.anchor = mark.end;
        active.fresh = false;
      } else {
        active = null;
      }
      return;
    }
    const { cue } = mark;
    const absentBack = cue.has("absentBefore");
    if ((absentBack || cue.has("openBefore")) && !looksAhead(text, marks, at, language)) {
      if (judgeBackwards(text, marks, at, near, (finding) => set(finding, absentBack ? "negated" : "uncertain"))) {
        active = null;
        return;
      }
    }
    if (cue.has("ends")) {
      active = null;
    }
    if (cue.has("absentAfter")) {
      active = {
        polarity: "negated",
        anchor: mark.end,
        deniesList: text.slice(mark.start, mark.end) === "否认",
        fresh: true,
        short: mark.end - mark.start === 1,
      };
    } else if (cue.has("openAfter")) {
      // "No suspicion of", and not "without fever, suggests".
      const negated = active?.polarity === "negated" && active.fresh && mark.start - active.anchor <= 1;
      active = {
        polarity: negated ? "negated" : "uncertain",
        anchor: mark.end,
        deniesList: false,
        fresh: true,
        short: mark.end - mark.start === 1,
      };
    }
  });
}

/**
 * Whether a cue that may stand before or after what it is about stands before it here: a finding follows within two words
 * ("se descarta una embolia"); in Chinese, anything but a mark follows ("胸片未见浸润影").
 */
function looksAhead(text: string, marks: readonly Mark[], cueAt: number, language: NameLanguage): boolean {
  const mark = marks[cueAt];
  if (mark === undefined || !("cue" in mark) || !(mark.cue.has("absentAfter") || mark.cue.has("openAfter"))) {
    return false;
  }
  if (language === "zh") {
    return /[\p{L}\p{N}]/u.test(text[mark.end] ?? "");
  }
  const next = marks[cueAt + 1];
  return (
    next !== undefined &&
    "finding" in next &&
    next.start - mark.end <= 20 &&
    text.slice(mark.end, next.start).trim().split(/\s+/u).length <= 2
  );
}

/** The finding a cue after it is about, and the list that ends with it; false where there is none. */
function judgeBackwards(
  text: string,
  marks: readonly Mark[],
  cueAt: number,
  near: (from: number, to: number) => boolean,
  judge: (finding: number) => void,
): boolean {
  const cue = marks[cueAt];
  const last = marks[cueAt - 1];
  if (cue === undefined || last === undefined || !("finding" in last) || !near(last.end, cue.start)) {
    return false;
  }
  judge(last.finding);
  let later: FindingSpan = last;
  for (let at = cueAt - 2; at >= 0; at -= 1) {
    const mark = marks[at];
    if (mark === undefined || "comma" in mark) {
      continue;
    }
    const link = text.slice(mark.end, Math.min(later.start, mark.end + 25));
    if (!("finding" in mark) || link.length > 24 || !listLink.test(link) || (later === last && !lastLink.test(link))) {
      break;
    }
    judge(mark.finding);
    later = mark;
  }
  return true;
}

/** Whether a Chinese comma stands before another member of a list: a finding and then a mark or a joining word. */
function isListed(text: string, marks: readonly Mark[], commaAt: number): boolean {
  const comma = marks[commaAt];
  const next = marks[commaAt + 1];
  return (
    comma !== undefined &&
    next !== undefined &&
    "finding" in next &&
    next.start === comma.end &&
    (next.end === text.length || /^(?:[，,、。；;及和或等史]|病史)/u.test(text.slice(next.end, next.end + 2)))
  );
}
