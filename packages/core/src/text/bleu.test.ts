import { describe, expect, it } from "vitest";
import { goldenPairs, pairsIn, readGolden } from "./__fixtures__/golden-pairs.ts";
import { bleuStatistics, corpusBleu, sentenceBleu } from "./bleu.ts";
import { type BleuSettings, type BleuSmoothing, bleuScore } from "./bleu-score.ts";
import { bleuSignature } from "./metric-signature.ts";
import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { columnSums } from "./segment-statistics.ts";
import { tokenizePairs } from "./token-pairs.ts";
import { tokenize13a } from "./tokenize-13a.ts";
import { tokenizeCharacters } from "./tokenize-characters.ts";
import { tokenizeChinese } from "./tokenize-chinese.ts";
import { tokenizeInternational } from "./tokenize-international.ts";
import { tokenizeWhiteSpace } from "./tokenize-white-space.ts";

interface Golden {
  readonly settings: readonly {
    readonly order: number;
    readonly method: "none" | "exp" | "floor" | "add-k";
    readonly value: number | null;
    readonly effective: boolean;
  }[];
  readonly tokenizers: readonly string[];
  readonly lowercaseEvery: number;
  readonly corpora: readonly {
    readonly language: string;
    readonly tokenizer: string;
    readonly lowercase: boolean;
    readonly scores: readonly number[];
    readonly signatures: readonly string[];
  }[];
  readonly sentences: readonly {
    readonly settings: readonly number[];
    readonly scores: readonly number[];
    readonly defaults: readonly number[];
  }[];
}

const golden = readGolden<Golden>("bleu");
const tokenizers = new Map<string, MetricTokenizer>(
  [tokenize13a, tokenizeInternational, tokenizeChinese, tokenizeCharacters, tokenizeWhiteSpace].map((each) => [
    each.name,
    each,
  ]),
);
const tokenizerNamed = (name: string | undefined): MetricTokenizer => tokenizers.get(name ?? "") ?? tokenize13a;
const settings: readonly BleuSettings[] = golden.settings.map(({ order, method, value, effective }) => {
  const smoothing: BleuSmoothing =
    (method === "floor" || method === "add-k") && value !== null ? { method, value } : { method };
  return { order, smoothing, effectiveOrder: effective };
});

describe("corpusBleu", () => {
  it.each(golden.corpora)("is sacrebleu's in $language, tokenizer $tokenizer, lower case $lowercase", (corpus) => {
    const pairs = tokenizePairs(pairsIn(corpus.language), tokenizerNamed(corpus.tokenizer), corpus);
    expect(corpus.scores.length).toBe(48);
    for (const [at, score] of corpus.scores.entries()) {
      expect(Math.abs((corpusBleu(pairs, settings[at])?.score ?? Number.NaN) - score)).toBeLessThan(1e-9);
    }
    for (const [at, signature] of corpus.signatures.entries()) {
      const ours = bleuSignature(pairs, settings[at]).replace(/order:\d\|/, "");
      expect(ours).toBe(signature);
    }
  });

  it("is made of precisions and a penalty for being short", () => {
    const pair = { hypothesis: "a b c", references: ["a b d e"] };
    const score = corpusBleu(tokenizePairs([pair], tokenizeWhiteSpace), { order: 2 });
    expect(score?.precisions).toEqual([(100 * 2) / 3, 50]);
    expect(score?.brevityPenalty).toBeCloseTo(Math.exp(1 - 4 / 3), 12);
    expect(score?.score).toBeCloseTo(Math.exp(-1 / 3) * Math.sqrt((200 / 3) * 50), 10);
    expect([score?.length, score?.referenceLength]).toEqual([3, 4]);
  });

  it("knows of no pairs", () => {
    expect(corpusBleu(tokenizePairs([], tokenizeWhiteSpace))).toBeNull();
  });

  it("refuses statistics of another order", () => {
    expect(() => bleuScore(new Float64Array(10), { order: 3 })).toThrow("BLEU-3 of 10 statistics");
  });
});

describe("sentenceBleu", () => {
  const lower = (at: number): boolean => at % golden.lowercaseEvery === 0;

  it(`is sacrebleu's for every pair, under changing settings`, () => {
    expect(goldenPairs.length).toBeGreaterThanOrEqual(500);
    for (const [at, pair] of goldenPairs.entries()) {
      for (const [step, name] of golden.tokenizers.entries()) {
        const tokenizer = tokenizerNamed(name);
        const expected = golden.sentences[at];
        const chosen = settings[expected?.settings[step] ?? -1] ?? {};
        const [score] = sentenceBleu(tokenizePairs([pair], tokenizer, { lowercase: lower(at) }), chosen);
        expect(Math.abs((score ?? Number.NaN) - (expected?.scores[step] ?? Number.NaN))).toBeLessThan(1e-9);
        const [usual] = sentenceBleu(tokenizePairs([pair], tokenizer));
        expect(Math.abs((usual ?? Number.NaN) - (expected?.defaults[step] ?? Number.NaN))).toBeLessThan(1e-9);
      }
    }
  });

  it("does not depend on the pairs around a pair", () => {
    const pairs = pairsIn("zh");
    const together = sentenceBleu(tokenizePairs(pairs, tokenizeChinese));
    const alone = pairs.map((pair) => sentenceBleu(tokenizePairs([pair], tokenizeChinese))[0]);
    expect([...together]).toEqual(alone);
  });
});

describe("bleuStatistics", () => {
  it("takes the reference nearest in length and the most of any reference", () => {
    const pair = { hypothesis: "a a b", references: ["a b c d e", "a a", "b b b b"] };
    const statistics = bleuStatistics(tokenizePairs([pair], tokenizeWhiteSpace), 2);
    // Of references of 2 and 4 tokens the shorter; "a" twice in the second; "a a" there, "a b" in the first.
    expect([...columnSums(statistics)]).toEqual([3, 2, 3, 2, 3, 2]);
  });

  it("matches nothing without a reference", () => {
    const statistics = bleuStatistics(tokenizePairs([{ hypothesis: "a b", references: [] }], tokenizeWhiteSpace), 1);
    expect([...statistics.values]).toEqual([2, 0, 0, 2]);
  });
});
