import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { goldenPairs, readGolden } from "./__fixtures__/golden-pairs.ts";
import { rougeSignature } from "./metric-signature.ts";
import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { rougeNgrams, rougeSubsequence } from "./rouge.ts";
import type { RougeScore } from "./rouge-score.ts";
import { rougeSummary } from "./rouge-summary.ts";
import { createSubsequenceLength } from "./subsequence-length.ts";
import { createSubsequencePlaces } from "./subsequence-places.ts";
import { tokenizePairs } from "./token-pairs.ts";
import { tokenizeCharacters } from "./tokenize-characters.ts";
import { createMetricWordTokenizer } from "./tokenize-chinese-words.ts";
import { tokenizeRougeScore } from "./tokenize-rouge-score.ts";
import { tokenizeWhiteSpace } from "./tokenize-white-space.ts";

type Triple = readonly [precision: number, recall: number, fMeasure: number];
const golden = readGolden<{ readonly pairs: readonly Readonly<Record<string, readonly Triple[]>>[] }>("rouge").pairs;
const words = await createMetricWordTokenizer();

/** The full table, in the plainest way. */
function table(first: readonly number[], second: readonly number[]): number[][] {
  const rows = [new Array<number>(second.length + 1).fill(0)];
  for (const token of first) {
    const above = rows.at(-1) ?? [];
    const row = [0];
    for (const [at, other] of second.entries()) {
      row.push(token === other ? (above[at] ?? 0) + 1 : Math.max(above[at + 1] ?? 0, row[at] ?? 0));
    }
    rows.push(row);
  }
  return rows;
}

function places(reference: readonly number[], candidate: readonly number[]): number[] {
  const lengths = table(reference, candidate);
  const taken: number[] = [];
  let [i, j] = [reference.length, candidate.length];
  while (i > 0 && j > 0) {
    if (reference[i - 1] === candidate[j - 1]) {
      taken.unshift(i - 1);
      i -= 1;
      j -= 1;
    } else if ((lengths[i]?.[j - 1] ?? 0) > (lengths[i - 1]?.[j] ?? 0)) {
      j -= 1;
    } else {
      i -= 1;
    }
  }
  return taken;
}

const tokens = (letters: number) =>
  fc.array(fc.nat({ max: letters - 1 }), { maxLength: 150, size: "max" }).map((values) => Int32Array.from(values));

describe("ROUGE", () => {
  it.each([
    ["char", tokenizeCharacters],
    ["words", words],
    ["rouge_score", tokenizeRougeScore],
  ] as const)("is that of rouge_score's algorithm for every pair over %s", (name, tokenizer: MetricTokenizer) => {
    const chosen = goldenPairs.flatMap((pair, at) => {
      const expected = golden[at]?.[name];
      return expected === undefined ? [] : [{ pair, expected }];
    });
    expect(chosen.length).toBeGreaterThan(200);
    const texts = chosen.map(({ pair }) => pair);
    const pairs = tokenizePairs(texts, tokenizer);
    const ours = [...rougeNgrams(pairs, 3), rougeSubsequence(pairs), rougeSummary(texts, tokenizer)];
    for (const [row, { expected }] of chosen.entries()) {
      for (const [metric, [precision, recall, fMeasure]] of expected.entries()) {
        const score: RougeScore | undefined = ours[metric]?.[row];
        expect(Math.abs((score?.fMeasure ?? Number.NaN) - fMeasure)).toBeLessThan(1e-9);
        // Of several references with equal F either may count.
        if (texts[row]?.references.length === 1) {
          expect(Math.abs((score?.precision ?? Number.NaN) - precision)).toBeLessThan(1e-9);
          expect(Math.abs((score?.recall ?? Number.NaN) - recall)).toBeLessThan(1e-9);
        }
      }
    }
  });

  it("has a textbook value", () => {
    const pair = { hypothesis: "police kill the gunman", references: ["police killed the gunman"] };
    const pairs = tokenizePairs([pair], tokenizeWhiteSpace);
    expect(rougeSubsequence(pairs)[0]).toEqual({ precision: 0.75, recall: 0.75, fMeasure: 0.75 });
    expect(rougeNgrams(pairs, 2)[1]?.[0]?.fMeasure).toBeCloseTo(1 / 3, 12);
  });

  it("says what it was made with", () => {
    const pairs = tokenizePairs([{ hypothesis: "", references: ["", ""] }], words, { lowercase: true });
    expect(rougeSignature(pairs)).toBe(
      "nrefs:2|case:lc|tok:jieba-2.0.2+medical-1|stem:no|definition:rouge_score-0.1.2",
    );
  });

  it("changes letter case line by line where asked", () => {
    const texts = [{ hypothesis: "A\nb", references: ["a\nB"] }];
    expect(rougeSummary(texts, tokenizeWhiteSpace)[0]?.fMeasure).toBe(0);
    expect(rougeSummary(texts, tokenizeWhiteSpace, { lowercase: true })[0]?.fMeasure).toBe(1);
  });

  it("is the same for a single line as ROUGE-L, and not lower for lines in another order", () => {
    const texts = [
      { hypothesis: "a b c d", references: ["a c b d"] },
      { hypothesis: "c d\na b", references: ["a b\nc d"] },
    ];
    const pairs = tokenizePairs(texts, tokenizeWhiteSpace);
    const lines = rougeSummary(texts, tokenizeWhiteSpace).map(({ fMeasure }) => fMeasure);
    const whole = rougeSubsequence(pairs).map(({ fMeasure }) => fMeasure);
    expect(lines[0]).toBe(whole[0]);
    expect([lines[1], whole[1]]).toEqual([1, 0.5]);
  });
});

describe("createSubsequenceLength", () => {
  const short = createSubsequenceLength(40);
  const inParts = createSubsequenceLength(40, 30);

  it("is that of the full table, in one part or several", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(2, 4, 40).chain((letters) => fc.tuple(tokens(letters), tokens(letters))),
        ([one, other]) => {
          const expected =
            table([...one], [...other])
              .at(-1)
              ?.at(-1) ?? 0;
          expect(short(one, other)).toBe(expected);
          expect(inParts(one, other)).toBe(expected);
          expect(inParts(other, one)).toBe(expected);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("createSubsequencePlaces", () => {
  it("takes the places that the walk through the full table takes, whatever is kept", () => {
    const all = createSubsequencePlaces(40);
    const few = createSubsequencePlaces(40, 8);
    fc.assert(
      fc.property(
        fc.constantFrom(2, 4, 40).chain((letters) => fc.tuple(tokens(letters), tokens(letters))),
        ([one, other]) => {
          const expected = places([...one], [...other]);
          for (const mark of [all, few]) {
            const marks = new Uint8Array(one.length);
            mark(one, other, marks);
            expect([...marks.keys()].filter((at) => marks[at] === 1)).toEqual(expected);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
