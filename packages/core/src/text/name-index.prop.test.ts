import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldText } from "./fold-text.ts";
import { createNameIndex } from "./name-index.ts";

/** Names of few letters, so that they meet, nest and overlap. */
const name = fc.string({ unit: fc.constantFrom("a", "b", "炎", " ", "é"), minLength: 2, maxLength: 6 });
const text = fc.string({ unit: fc.constantFrom("a", "b", "炎", " ", "é", "e", "."), maxLength: 40 });

const isWord = (unit: string | undefined): boolean => unit !== undefined && /[abe]/u.test(unit);
const border = (within: string, at: number): boolean =>
  at === 0 || at === within.length || !isWord(within[at - 1]) || !isWord(within[at]);
const plain = (given: string): string => given.replace(/é/gu, "e").replace(/ +/gu, " ").trimStart();

/** Leftmost-longest by trying every place and length. */
function naive(names: readonly string[], within: string): string[] {
  const folded = plain(within);
  const known = new Set(names.map((one) => plain(one).trimEnd()).filter((one) => one.length >= 2));
  const hits: string[] = [];
  for (let start = 0; start < folded.length; ) {
    let end = start;
    for (let stop = folded.length; stop > start + 1 && end === start; stop -= 1) {
      if (border(folded, start) && border(folded, stop) && known.has(folded.slice(start, stop))) {
        end = stop;
      }
    }
    if (end > start) {
      hits.push(`${start}-${end}`);
    }
    start = Math.max(end, start + 1);
  }
  return hits;
}

describe("name index", () => {
  it("finds what trying every place and every length finds", () => {
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), text, (names, within) => {
        const index = createNameIndex(names.map((one, value) => ({ text: one, value })));
        const hits = index.find(within, foldText(within)).map(({ start, end }) => `${start}-${end}`);
        expect(hits).toEqual(naive(names, within));
      }),
      { numRuns: 500 },
    );
  });

  it("grows past its first tables and keeps every name", () => {
    const names = Array.from({ length: 30_000 }, (_, value) => ({ text: `entity ${value.toString(36)} x`, value }));
    const index = createNameIndex(names);
    expect(index.size).toBe(30_000);
    for (const value of [0, 1, 4095, 4096, 29_999]) {
      const within = `see entity ${value.toString(36)} x here`;
      expect(index.find(within, foldText(within)).map((hit) => hit.values)).toEqual([[value]]);
    }
  });
});
