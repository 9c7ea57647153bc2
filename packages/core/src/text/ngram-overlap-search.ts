import type { CharacterTables } from "./ngram-overlap-characters.ts";
import {
  commonRuns,
  createRunTable,
  firstFactor,
  leavingFactor,
  secondFactor,
  slotOf,
  tokensOf,
} from "./ngram-overlap-table.ts";
import type { TokenBuffer } from "./ngram-overlap-tokens.ts";
import type { NgramSizes, NgramUnit, SoughtText, TextOverlap } from "./ngram-overlap-types.ts";

/** The search for the texts of one unit. */
export interface UnitSearch {
  /** Read the next tokens of the corpus. */
  read(tokens: TokenBuffer, place: number): void;
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
  const common = commonRuns(tokens, table, mostGroups);
  const { starts, texts } = tokens;
  const { filter, filterMask, mask, heads, firstKeys, secondKeys, next, textOf } = table;
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
  const firstLeaving = leavingFactor(firstFactor, least);
  const secondLeaving = leavingFactor(secondFactor, least);
  /** The last tokens of the document, in a ring; 0 as long as there are fewer. */
  const firstKept = new Int32Array(least);
  const secondKept = new Int32Array(least);
  let ring = 0;
  let held = 0;
  let firstRun = 0;
  let secondRun = 0;
  /** Tokens read before the piece, and before the run at hand. */
  let offset = 0;
  let position = 0;

  const meet = (head: number, place: number): void => {
    for (let end = head; end >= 0; end = next[end] ?? -1) {
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
  };
  return {
    read: ({ first, second, length: count }, place) => {
      // The state lives in local variables while a piece is read: this loop is where the time goes.
      let one = firstRun;
      let other = secondRun;
      let at = ring;
      let whole = held;
      const start = offset;
      for (let token = 0; token < count; token++) {
        const a = first[token] ?? 0;
        const b = second[token] ?? 0;
        one = (Math.imul(one, firstFactor) + a - Math.imul(firstKept[at] ?? 0, firstLeaving)) | 0;
        other = (Math.imul(other, secondFactor) + b - Math.imul(secondKept[at] ?? 0, secondLeaving)) | 0;
        firstKept[at] = a;
        secondKept[at] = b;
        at = at + 1 === least ? 0 : at + 1;
        whole += 1;
        const bit = one & filterMask;
        if (whole < least || ((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) {
          continue;
        }
        for (let slot = slotOf(other, mask); ; slot = (slot + 1) & mask) {
          const head = heads[slot] ?? -1;
          if (head < 0) {
            break;
          }
          if (firstKeys[slot] === one && secondKeys[slot] === other) {
            position = start + token;
            meet(head, place);
            break;
          }
        }
      }
      firstRun = one;
      secondRun = other;
      ring = at;
      held = whole;
      offset += count;
    },
    nextDocument: () => {
      firstKept.fill(0);
      secondKept.fill(0);
      firstRun = 0;
      secondRun = 0;
      held = 0;
      // A gap that no run spans.
      offset += 2;
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
