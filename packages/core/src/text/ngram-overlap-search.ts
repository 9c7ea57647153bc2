import type { CharacterTables } from "./ngram-overlap-characters.ts";
import { commonRuns, createRollingHash, createRunTable, tokensOf } from "./ngram-overlap-table.ts";
import type { NgramSizes, NgramUnit, SoughtText, TextOverlap } from "./ngram-overlap-types.ts";

/** The search for the texts of one unit. */
export interface UnitSearch {
  /** The next token of the corpus, as two hashes. */
  take(first: number, second: number, place: number): void;
  nextDocument(): void;
  /** What was found, by the text's place in the list. */
  overlaps(): readonly (readonly [text: number, overlap: TextOverlap])[];
}

/**
 * Only runs of the least length are looked up: a longer n-gram is in the corpus where runs of its text follow each other
 * there, which the search sees token by token. Thus one hash table serves every length.
 */
export function createUnitSearch(
  sought: readonly SoughtText[],
  unit: NgramUnit,
  { length, least }: NgramSizes,
  mostGroups: number,
  tables: CharacterTables,
): UnitSearch {
  const tokens = tokensOf(sought, unit, tables);
  const table = createRunTable(tokens, least);
  const common = commonRuns(tokens, table, least, mostGroups);
  const { starts, texts } = tokens;
  const { next, textOf } = table;
  const size = tokens.first.length;
  // Runs are named by the token of their text with which they end.
  const lastSeen = new Float64Array(size).fill(-2);
  const runUnits = new Int32Array(size);
  const found = new Uint8Array(size);
  const longest = new Int32Array(texts.length);
  const longestPlace = new Float64Array(texts.length).fill(-1);
  /** Units an n-gram of the text has: a text that is shorter is sought as a whole. */
  const spans = Int32Array.from(texts.keys(), (text) =>
    Math.min(length, (starts[text + 1] ?? 0) - (starts[text] ?? 0)),
  );
  const rolling = createRollingHash(least);
  let position = 0;
  return {
    take: (first, second, place) => {
      position += 1;
      if (!rolling.push(first, second)) {
        return;
      }
      for (let end = table.find(rolling.first, rolling.second); end >= 0; end = next[end] ?? -1) {
        const text = textOf[end] ?? 0;
        const goesOn = end > (starts[text] ?? 0) && lastSeen[end - 1] === position - 1;
        const run = goesOn ? (runUnits[end - 1] ?? 0) + 1 : least;
        lastSeen[end] = position;
        runUnits[end] = run;
        if (run >= (spans[text] ?? 0)) {
          found[end] = 1;
        }
        if (run > (longest[text] ?? 0)) {
          longest[text] = run;
          longestPlace[text] = place;
        }
      }
    },
    nextDocument: () => {
      rolling.clear();
      // A gap that no run spans.
      position += 2;
    },
    overlaps: () =>
      Array.from(texts, (text, at) => {
        const start = starts[at] ?? 0;
        const stop = starts[at + 1] ?? 0;
        const counts = ngramsOf({ start, stop, span: spans[at] ?? 0, least }, common, found);
        const overlap = {
          units: stop - start,
          ...counts,
          longestRun: longest[at] ?? 0,
          place: longestPlace[at] ?? -1,
        };
        return [text, overlap] as const;
      }),
  };
}

/**
 * Count the n-grams of a text, and those that were found. An n-gram counts unless every run within it is a phrase of the
 * exam.
 */
function ngramsOf(
  text: { readonly start: number; readonly stop: number; readonly span: number; readonly least: number },
  common: Uint8Array,
  found: Uint8Array,
): Pick<TextOverlap, "ngrams" | "found"> {
  const { start, stop, span, least } = text;
  let ngrams = 0;
  let seen = 0;
  let lastRare = -1;
  for (let end = start + least - 1; end < stop; end++) {
    if (common[end] === 0) {
      lastRare = end;
    }
    const wholeNgram = end >= start + span - 1 && span >= least;
    if (wholeNgram && lastRare >= end - span + least) {
      ngrams += 1;
      seen += found[end] ?? 0;
    }
  }
  return { ngrams, found: seen };
}
