import type { PromptLabel } from "../records/prompt.ts";
import { isHan } from "./characters.ts";
import { endsWord, firstFolded, foldedText, foldText, startsWord } from "./folded-text.ts";
import { isPartOfWider, type WiderOptions, widerOptionsOf } from "./wider-options.ts";

/** Where an option's text stands in a reply. */
export interface TextMatch {
  /** Position in display order. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** An option's text that begins somewhere. */
export interface TextBeginning extends TextMatch {
  /** It is a part of a combination that another option may mean. */
  readonly isPart: boolean;
}

/** The texts of one prompt's options, compiled to be found in replies. */
export interface OptionTexts {
  /**
   * The longest option text that begins at `at`; null when none does, when two options share it, or when what stands
   * there is a combination of which it is a part.
   */
  prefixAt(text: string, at: number): TextMatch | null;
  /** As `prefixAt`, a part of a combination included and marked. */
  beginningAt(text: string, at: number): TextBeginning | null;
  /** The option whose text is the whole of a stretch; -1 when there is none. */
  wholeOf(text: string, start: number, end: number): number;
  /** The only option whose text holds a stretch of at least a word; -1 when none or several do. */
  holding(text: string, start: number, end: number): number;
  /** Every place where an option's text stands, none inside a longer option's, in order. */
  matchesIn(text: string, start: number, end: number): readonly TextMatch[];
}

/** A part of an option's text must be at least this long to point at it: letters, or Han characters. */
const shortestPart = { latin: 5, han: 2 };
/** An option's text found in running text must be at least this long: one letter or digit may be anything. */
const shortestMatch = 2;
/** How much longer than its folded form a text may be written, in characters per folded unit. */
const slack = 1.5;

/** The first two folded units of a stretch of text; fewer where it has no more. */
function leadOf(text: string, start: number, end: number): string {
  const limit = Math.min(text.length, end);
  const near = foldedText(text, start, Math.min(limit, start + 4)).slice(0, 2);
  return near.length === 2 || limit <= start + 4 ? near : foldedText(text, start, limit).slice(0, 2);
}

/** What is worked out of all texts together, once any of them is looked for in earnest. */
interface CompiledTexts {
  /** The texts folded. */
  readonly folded: readonly string[];
  /** The texts folded; "" for one that another folds to as well. */
  readonly texts: readonly string[];
  /** Folded texts that several options share. */
  readonly shared: ReadonlySet<string>;
  /** Units of the longest text. */
  readonly longest: number;
  /** Positions in display order, the longest text first. */
  readonly byLength: readonly number[];
  readonly wider: WiderOptions;
}

function compileTexts(labels: readonly PromptLabel[]): CompiledTexts {
  const folded = labels.map(({ text }) => foldedText(text));
  const shared = new Set(folded.filter((text, index) => folded.indexOf(text) !== index));
  const texts = folded.map((text) => (shared.has(text) ? "" : text));
  const length = (index: number): number => texts[index]?.length ?? 0;
  return {
    folded,
    texts,
    shared,
    longest: Math.max(0, ...texts.map((text) => text.length)),
    byLength: texts.map((_, index) => index).sort((left, right) => length(right) - length(left)),
    wider: widerOptionsOf(
      labels.map(({ text }) => text),
      folded,
    ),
  };
}

/** Make the option texts of a prompt ready to be found. Texts that fold alike point at no option. */
export function createOptionTexts(labels: readonly PromptLabel[]): OptionTexts {
  const initials = new Set(labels.map(({ text }) => firstFolded(text, 0, text.length)));
  let knownLeads: ReadonlySet<string> | null = null;
  const leads = (): ReadonlySet<string> => {
    knownLeads ??= new Set(labels.map(({ text }) => leadOf(text, 0, text.length)));
    return knownLeads;
  };
  let known: CompiledTexts | null = null;
  const compiled = (): CompiledTexts => {
    known ??= compileTexts(labels);
    return known;
  };

  /** The longest option text that begins at `at`, whatever follows it. */
  function beginningAt(text: string, at: number): TextBeginning | null {
    // Most places are settled by the first unit that counts, most others by the first two.
    const first = firstFolded(text, at, 4);
    if (first !== "" && !initials.has(first)) {
      return null;
    }
    const lead = leadOf(text, at, at + 4);
    const isKnown = lead.length === 2 || at + 4 >= text.length;
    if (isKnown && !leads().has(lead) && !leads().has(lead.charAt(0))) {
      return null;
    }
    const { texts, longest, byLength, wider } = compiled();
    if (longest === 0) {
      return null;
    }
    const view = foldText(text, at, Math.min(text.length, at + Math.ceil(longest * slack) + 24));
    for (const index of byLength) {
      const option = texts[index] ?? "";
      if (option.length >= 1 && view.text.startsWith(option)) {
        const start = view.at[0] ?? at;
        const end = (view.at[option.length - 1] ?? at) + 1;
        if (endsWord(text, end)) {
          return { index, start, end, isPart: isPartOfWider(wider[index], text, start, end) };
        }
      }
    }
    return null;
  }

  return {
    prefixAt(text, at) {
      const match = beginningAt(text, at);
      return match === null || match.isPart ? null : match;
    },
    beginningAt,
    wholeOf(text, start, end) {
      const { texts, longest } = compiled();
      if (end - start > longest * slack + 40) {
        return -1;
      }
      const whole = foldedText(text, start, end);
      return whole === "" ? -1 : texts.indexOf(whole);
    },
    holding(text, start, end) {
      const { folded, shared, longest } = compiled();
      if (end - start > longest * slack + 16) {
        return -1;
      }
      const part = foldedText(text, start, end);
      const needed = isHan(part.charCodeAt(0)) ? shortestPart.han : shortestPart.latin;
      if (part.length < needed || part.length > longest) {
        return -1;
      }
      const holders = folded.flatMap((option, index) => (option.includes(part) ? [index] : []));
      return holders.length === 1 && !shared.has(folded[holders[0] ?? 0] ?? "") ? (holders[0] ?? -1) : -1;
    },
    matchesIn(text, start, end) {
      const { texts, byLength, wider } = compiled();
      const view = foldText(text, start, end);
      const found: TextMatch[] = [];
      const covered: [number, number][] = [];
      for (const index of byLength) {
        const option = texts[index] ?? "";
        if (option.length < shortestMatch) {
          continue;
        }
        for (let at = view.text.indexOf(option); at >= 0; at = view.text.indexOf(option, at + option.length)) {
          const from = view.at[at] ?? 0;
          const to = (view.at[at + option.length - 1] ?? 0) + 1;
          if (startsWord(text, from) && endsWord(text, to)) {
            found.push({ index, start: from, end: to });
          }
        }
      }
      // Longest first: a shorter text inside a longer one that was found is part of it.
      const standing = found
        .sort((left, right) => left.start - right.start || right.end - left.end)
        .filter((match) => {
          const last = covered[covered.length - 1];
          if (last !== undefined && match.end <= last[1]) {
            return false;
          }
          covered.push([match.start, match.end]);
          return true;
        });
      return standing.filter((match) => !isPartOfWider(wider[match.index], text, match.start, match.end));
    },
  };
}

/** The labels asked for last: all stretches of a reply, and repeats of a question, are read one after the other. */
let last: { readonly labels: readonly PromptLabel[]; readonly texts: OptionTexts } | null = null;

/** The option texts of a prompt, kept until those of another are asked for. */
export function optionTextsOf(labels: readonly PromptLabel[]): OptionTexts {
  if (last?.labels !== labels) {
    last = { labels, texts: createOptionTexts(labels) };
  }
  return last.texts;
}
