import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createNgramOverlap } from "./ngram-overlap.ts";

const vocabulary = ["no", "fever", "since", "two", "days", "患", "者", "38", "ST"];
const word = fc.constantFrom(...vocabulary);
const text = fc.array(word, { maxLength: 14 });
const pieces = fc.array(fc.array(word, { maxLength: 12 }), { maxLength: 4 });

/** The same by looking everywhere. */
function lookedUp(tokens: readonly string[], documents: readonly (readonly string[])[], length: number, least: number) {
  const spanned = Math.min(length, tokens.length);
  const has = (run: readonly string[]): boolean =>
    documents.some((document) => ` ${document.join(" ")} `.includes(` ${run.join(" ")} `));
  const runs = (size: number) =>
    tokens.flatMap((_, start) => (start + size <= tokens.length ? [tokens.slice(start, start + size)] : []));
  let longestRun = 0;
  for (let size = least; size <= tokens.length; size++) {
    longestRun = runs(size).some(has) ? size : longestRun;
  }
  const ngrams = tokens.length < least ? [] : runs(spanned);
  return { units: tokens.length, ngrams: ngrams.length, found: ngrams.filter(has).length, longestRun };
}

describe("n-gram overlap", () => {
  it("is what looking everywhere finds, wherever a document is cut into pieces", () => {
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.array(pieces, { maxLength: 3 }),
        fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 3 })),
        (texts, documents, [least, more]) => {
          const sizes = { length: least + more, least };
          const search = createNgramOverlap(
            texts.map((tokens, group) => ({ text: tokens.join(" "), unit: "word", group })),
            { word: sizes, character: sizes, mostGroups: 100 },
          );
          for (const document of documents) {
            search.nextDocument();
            for (const piece of document) {
              search.read(piece.join(", "), 0);
            }
          }
          const whole = documents.map((document) => document.flat());
          const found = search.overlaps().map(({ place: _place, ...overlap }) => overlap);
          expect(found).toEqual(texts.map((tokens) => lookedUp(tokens, whole, sizes.length, least)));
        },
      ),
      { numRuns: 300 },
    );
  });
});
