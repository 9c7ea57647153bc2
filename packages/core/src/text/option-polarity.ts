import { type OptionArgumentPhrases, optionArguments } from "../lexicons/option-arguments.ts";
import { anyPhrase } from "../lexicons/phrase-pattern.ts";
import { findingPolarities } from "./finding-polarity.ts";
import type { NameLanguage } from "./name-variants.ts";
import { type NamedOption, type OptionNaming, optionNamings } from "./option-namings.ts";
import { sentenceBreaks } from "./sentence-breaks.ts";

/** What a text says of one option. */
export interface OptionArgument {
  readonly id: string;
  /** What it says last: that the option is right, or that it is wrong; null where it gives no verdict. */
  readonly verdict: "for" | "against" | null;
  /** It is said to be the answer although what it states is wrong, as in questions for the exception. */
  readonly despite: boolean;
  /** It says so in both directions somewhere. */
  readonly contradictory: boolean;
  /** More is said beside the verdict in one of its sentences: at least eight ideographs or four words. */
  readonly reasoned: boolean;
  /** Where the last verdict stands, UTF-16 units; null without one. */
  readonly span: readonly [number, number] | null;
}

interface Patterns {
  readonly after: RegExp;
  readonly before: RegExp;
  readonly chosen: RegExp;
  readonly reason: RegExp;
  readonly answerAfterAll: RegExp;
  readonly inBlock: RegExp;
  /** "Neither A nor B", before the first of them. */
  readonly neither: RegExp;
  /** An option word before a label, which then is no article. */
  readonly named: RegExp;
}

/** Text looked at after and before an option's name, in UTF-16 units: verdicts stand nearer. */
const reach = 70;
const fewestIdeographs = 8;
const fewestWords = 4;

/** Characters of a text that are read: no explanation is as long, and a loop says nothing new. */
export const mostArguedCharacters = 100_000;

/** Single ideographs are verdicts only where the clause ends with them: 对 is a preposition as well. */
const closes = '(?=$|[\\s)）\\]】，,。.；;：:、!！?？*_"”]|为本题|为正确|为答案|的|项|[A-Z])';
const rightMarks = "[✓✔✅☑√]";
const wrongMarks = "[✗✘❌✖×]";

const compiled = new Map<NameLanguage, Patterns>();

function patternsOf(language: NameLanguage): Patterns {
  const known = compiled.get(language);
  if (known !== undefined) {
    return known;
  }
  const words: OptionArgumentPhrases = optionArguments[language];
  const verdict = (phrases: readonly string[]): string => {
    const single = phrases.filter((phrase) => phrase.length === 1);
    const longer = anyPhrase(phrases.filter((phrase) => phrase.length > 1));
    return single.length === 0 ? longer : `(?:${longer}|(?:${single.join("|")})${closes})`;
  };
  const between = anyPhrase(words.between);
  const opening = "[\\s\"'“(（\\[【:：*_]";
  const options = anyPhrase(words.optionWords);
  const patterns: Patterns = {
    after: new RegExp(
      `(?:[\\s)）\\]】"'”*_.:：,，—–=→➜>-]|[(（][^()（）\\n]{1,60}[)）]|${between}){0,8}?(?:(?<mark>${rightMarks})|(?<cross>${wrongMarks})|(?<wrong>${verdict(words.wrong)})|(?<not>${anyPhrase(words.negators)})\\s{0,2}(?:${between}\\s{0,2}){0,2}(?<notRight>${verdict(words.right)})|(?<right>${verdict(words.right)}))`,
      "iuy",
    ),
    before: new RegExp(
      `(?:(?<wrong>${anyPhrase(words.wrongBefore)}|${wrongMarks})|(?<right>${anyPhrase(words.rightBefore)}|${rightMarks}))(?:${opening}|${options}){0,6}$`,
      "iu",
    ),
    chosen: new RegExp(`${anyPhrase(words.choices)}(?:${opening}|${options}){0,6}$`, "iu"),
    reason: new RegExp(`[\\s)）\\]】"'”*_.:：,，—–-]{0,6}(?:${anyPhrase(words.reasons)})`, "iuy"),
    neither: new RegExp(`(?:neither|none of|ni|ninguna de|无论|不论)(?:${opening}|${options}){0,6}$`, "iu"),
    named: new RegExp(`${options}(?:${opening}){0,4}$`, "iu"),
    answerAfterAll: new RegExp(`[\\s,，;；]{0,3}${anyPhrase(words.answerAfterAll)}`, "iuy"),
    inBlock: new RegExp(
      `(?<not>${anyPhrase(words.negators)})\\s{0,2}(?:${between}\\s{0,2}){0,2}(?<notRight>${verdict(words.right.filter(isPlainVerdict))})|(?<wrong>${verdict(words.wrong.filter((phrase) => !isBareNegation(phrase)))})|(?<right>${verdict(words.right.filter(isPlainVerdict))})|(?<mark>${rightMarks})|(?<cross>${wrongMarks})`,
      "iu",
    ),
  };
  compiled.set(language, patterns);
  return patterns;
}

/** Words that speak of the option wherever they stand in what is said of it; "explains" and the like need it beside them. */
function isPlainVerdict(phrase: string): boolean {
  return /^(?:correct|right|true|the answer|the correct|correct[ao]s?|verdader[ao]s?|ciert[ao]|la correcta|la respuesta|正确|对|符合题意|为正确答案|是正确的|当选)$/u.test(
    phrase,
  );
}

function isBareNegation(phrase: string): boolean {
  return /^(?:is not|are not|out|would not|no es|no son|非|不是|误|无关|不足|insufficient|harmful|dangerous|inferior)$/u.test(
    phrase,
  );
}

/**
 * What an explanation says of each option: that it is right (A对, "B is correct because", "el diagnóstico es …"), that it is
 * wrong (A错, "rule out B", "descarta C", a denial of its text), or nothing. Options are named by their labels, by several
 * at once (ACDE错), by their text, or by a heading whose paragraph gives the verdict. An answer that is only announced is no
 * argument; with a reason it is. Where several verdicts are given the last one counts, those on a label
 * before those on a text. Linear in the text, of which the first
 * 100,000 characters are read.
 *
 * @param options As the prompt showed them.
 * @example optionArguments of "急性胃炎（A错）无反跳痛，故诊断为急性胰腺炎（B对）。" → A against, B for
 */
export function optionPolarities(
  whole: string,
  options: readonly NamedOption[],
  language: NameLanguage,
): readonly OptionArgument[] {
  const text = whole.slice(0, mostArguedCharacters);
  const patterns = patternsOf(language);
  const namings = optionNamings(text, options);
  const breaks = sentenceBreaks(text);
  const heads = namings.filter(({ heads: opens }) => opens).map(({ start }) => start);
  const spans = namings.filter(({ byText }) => byText);
  const polarities = findingPolarities(text, spans, language);
  const negated = new Set(spans.filter((_, at) => polarities[at] === "negated"));
  const said = options.map(() => ({
    verdict: null as "for" | "against" | null,
    despite: false,
    byLabel: false,
    directions: new Set<string>(),
    reasoned: false,
    span: null as readonly [number, number] | null,
  }));
  namings.forEach((naming, at) => {
    const found = verdictOf(text, naming, patterns, negated.has(naming), {
      heads,
      nextBreak: breaks[lastBelow(breaks, naming.end) + 1] ?? text.length,
      nextNaming: namings[at + 1]?.start ?? text.length,
      language,
    });
    if (found === null) {
      return;
    }
    const reasoned = saysMore(text, naming, found, breaks, heads);
    for (const option of naming.options) {
      const one = said[option];
      // What is said of a label is said of the option; its text may stand in a sentence about something else.
      if (one !== undefined && !(naming.byText && one.byLabel)) {
        if (!naming.byText && !one.byLabel) {
          one.byLabel = true;
          one.directions.clear();
        }
        one.verdict = found.verdict;
        one.despite = found.despite === true;
        one.directions.add(found.verdict);
        one.reasoned ||= reasoned;
        one.span = [Math.min(naming.start, found.start), Math.max(naming.end, found.end)];
      }
    }
  });
  return options.map(({ id }, at) => {
    const one = said[at];
    return {
      id,
      verdict: one?.verdict ?? null,
      despite: one?.despite ?? false,
      contradictory: (one?.directions.size ?? 0) > 1,
      reasoned: one?.reasoned ?? false,
      span: one?.span ?? null,
    };
  });
}

/** How far what is said of a naming may reach. */
interface Bounds {
  /** Where headings begin. */
  readonly heads: readonly number[];
  readonly nextBreak: number;
  readonly nextNaming: number;
  readonly language: NameLanguage;
}

interface FoundVerdict {
  readonly verdict: "for" | "against";
  readonly despite?: boolean;
  readonly start: number;
  readonly end: number;
}

function verdictOf(
  text: string,
  naming: OptionNaming,
  patterns: Patterns,
  isNegated: boolean,
  { heads, nextBreak, nextNaming, language }: Bounds,
): FoundVerdict | null {
  const { start, end } = naming;
  const ahead = text.slice(end, end + reach);
  patterns.after.lastIndex = 0;
  const after = patterns.after.exec(ahead);
  if (after !== null) {
    const groups = after.groups ?? {};
    let isFor = groups["right"] !== undefined || groups["mark"] !== undefined;
    patterns.answerAfterAll.lastIndex = after[0].length;
    // The statement is wrong and therefore the one that was asked for.
    const despite = !isFor && patterns.answerAfterAll.test(ahead);
    if (despite) {
      isFor = true;
    } else if (
      isFor &&
      naming.options.length > 1 &&
      patterns.neither.test(text.slice(Math.max(0, start - 24), start))
    ) {
      isFor = false;
    }
    return { verdict: isFor ? "for" : "against", despite, start: end, end: end + after[0].length };
  }
  const behindStart = Math.max(0, start - reach);
  const behind = text.slice(behindStart, start);
  const before = patterns.before.exec(behind);
  if (before !== null) {
    const isFor = before.groups?.["right"] !== undefined;
    return { verdict: isFor ? "for" : "against", start: behindStart + before.index, end: start };
  }
  patterns.reason.lastIndex = 0;
  if (patterns.chosen.test(behind) && patterns.reason.test(ahead)) {
    return { verdict: "for", start: end, end };
  }
  if (isNegated) {
    return { verdict: "against", start, end };
  }
  if (naming.heads) {
    // What follows a heading is about its option.
    const next = heads[lastBelow(heads, start + 1) + 1] ?? text.length;
    return verdictWithin(text, end, Math.min(next, end + 600), patterns.inBlock);
  }
  // "A acts too weakly and is therefore wrong": up to the sentence's end or the next option.
  return !naming.byText && (language === "zh" || patterns.named.test(behind))
    ? verdictWithin(text, end, Math.min(nextBreak, nextNaming, end + 120), patterns.inBlock)
    : null;
}

function verdictWithin(text: string, from: number, to: number, pattern: RegExp): FoundVerdict | null {
  const found = pattern.exec(text.slice(from, Math.max(from, to)));
  if (found === null) {
    return null;
  }
  const isFor = found.groups?.["right"] !== undefined || found.groups?.["mark"] !== undefined;
  const start = from + found.index;
  return { verdict: isFor ? "for" : "against", start, end: start + found[0].length };
}

/** Whether more than names and verdict stands in the sentence, or in what follows a heading. */
function saysMore(
  text: string,
  naming: OptionNaming,
  found: FoundVerdict,
  breaks: readonly number[],
  heads: readonly number[],
): boolean {
  const from = (breaks[lastBelow(breaks, naming.start)] ?? -1) + 1;
  const nextBreak = breaks[lastBelow(breaks, Math.max(naming.end, found.end) - 1) + 1] ?? text.length;
  const nextHead = heads[lastBelow(heads, naming.start + 1) + 1] ?? text.length;
  const to = naming.heads ? Math.min(nextHead, naming.end + 400) : Math.min(nextBreak, naming.end + 400);
  const first = Math.min(naming.start, found.start);
  const last = Math.max(naming.end, found.end);
  const rest = `${text.slice(Math.max(from, first - 400), first)} ${text.slice(last, Math.max(last, to))}`;
  const ideographs = rest.match(/\p{Script=Han}/gu)?.length ?? 0;
  return ideographs >= fewestIdeographs || (rest.match(/\p{Script=Latin}{2,}/gu)?.length ?? 0) >= fewestWords;
}

/** Index of the last of ascending numbers that is below a limit; −1 where none is. */
function lastBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low - 1;
}
