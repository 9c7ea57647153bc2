import { characterTables } from "./ngram-overlap-characters.ts";
import { createUnitSearch } from "./ngram-overlap-search.ts";
import { createTokenBuffer, cutTokens } from "./ngram-overlap-tokens.ts";
import type { NgramOverlapSettings, SoughtText, TextOverlap } from "./ngram-overlap-types.ts";

/** A search that is under way. */
export interface NgramOverlap {
  /** Read a piece of the corpus. A token ends where its piece does; a run may go on in the next piece. */
  read(text: string, place: number): void;
  /** What is read from here on belongs to another document: no run goes on. */
  nextDocument(): void;
  /** What was found of each text so far, in the order in which they were given. */
  overlaps(): readonly TextOverlap[];
}

/**
 * Look for texts in a corpus of any size: the texts' n-grams are indexed, the corpus streams past them once, and memory
 * depends on the texts alone (about 80 bytes for each of their tokens).
 *
 * Texts are compared by their tokens: runs of letters and digits, and single characters in Chinese and Japanese; case,
 * accents, width, punctuation and white space do not count. A lone Latin letter is left out on both sides, since labels
 * of options (A. (b) C、) come and go. An n-gram is known by 64 bits: that two different ones of an exam of a million and
 * a corpus of ten billion are taken for each other has a chance below 0.001.
 *
 * Source: Brown et al. 2020, arXiv 2005.14165, section 4 and appendix C: an example is dirty where an n-gram of 13 words
 * (8 at least), or the whole of a shorter one, is in the training data.
 *
 * @example
 * const overlap = createNgramOverlap([{ text: "…", unit: "word", group: 0 }], settings);
 * overlap.read("a line of the corpus", 1);
 * overlap.overlaps()[0]?.found // 0
 */
export function createNgramOverlap(texts: readonly SoughtText[], settings: NgramOverlapSettings): NgramOverlap {
  const tables = characterTables();
  const units = (["word", "character"] as const).filter((unit) => texts.some((text) => text.unit === unit));
  const searches = units.map((unit) => createUnitSearch(texts, unit, settings[unit], settings.mostGroups, tables));
  const buffer = createTokenBuffer();
  return {
    read: (text, place) => {
      cutTokens(text, tables, buffer);
      for (const search of searches) {
        search.read(buffer, place);
      }
    },
    nextDocument: () => {
      for (const search of searches) {
        search.nextDocument();
      }
    },
    overlaps: () => {
      const found = new Map(searches.flatMap((search) => search.overlaps()));
      return texts.map((_, at) => found.get(at) ?? nothing);
    },
  };
}

const nothing: TextOverlap = { units: 0, ngrams: 0, found: 0, longestRun: 0, place: -1 };
