import { describe, expect, it } from "vitest";
import { goldenPairs, pairsIn, readGolden } from "./__fixtures__/golden-pairs.ts";
import { corpusChrf, sentenceChrf } from "./chrf.ts";
import { type ChrfSettings, chrfScore } from "./chrf-score.ts";
import { chrfSignature } from "./metric-signature.ts";

interface Golden {
  readonly settings: readonly {
    readonly char_order?: number;
    readonly word_order?: number;
    readonly beta?: number;
    readonly lowercase?: boolean;
    readonly whitespace?: boolean;
    readonly eps_smoothing?: boolean;
  }[];
  readonly corpora: readonly {
    readonly language: string;
    readonly scores: readonly number[];
    readonly signatures: readonly string[];
  }[];
  readonly sentences: readonly (readonly number[])[];
}

const golden = readGolden<Golden>("chrf");
const settings: readonly ChrfSettings[] = golden.settings.map((each) => ({
  characterOrder: each.char_order ?? 6,
  wordOrder: each.word_order ?? 0,
  beta: each.beta ?? 2,
  lowercase: each.lowercase ?? false,
  whiteSpace: each.whitespace ?? false,
  epsilonSmoothing: each.eps_smoothing ?? false,
}));

describe("corpusChrf", () => {
  it.each(golden.corpora)("is sacrebleu's in $language, with its signature", ({ language, scores, signatures }) => {
    const pairs = pairsIn(language);
    for (const [at, chosen] of settings.entries()) {
      expect(Math.abs((corpusChrf(pairs, chosen) ?? Number.NaN) - (scores[at] ?? Number.NaN))).toBeLessThan(1e-9);
      expect(chrfSignature(pairs, chosen).replace(/beta:\d\|/, "")).toBe(signatures[at]);
    }
  });

  it("knows of no pairs", () => {
    expect(corpusChrf([])).toBeNull();
  });

  it("refuses statistics of other orders", () => {
    expect(() => chrfScore(new Float64Array(3))).toThrow("chrF of 6 orders from 3 statistics");
  });
});

describe("sentenceChrf", () => {
  it("is sacrebleu's for every pair", () => {
    for (const [at, chosen] of settings.entries()) {
      const scores = sentenceChrf(goldenPairs, chosen);
      for (const [row, score] of scores.entries()) {
        expect(Math.abs(score - (golden.sentences[row]?.[at] ?? Number.NaN))).toBeLessThan(1e-9);
      }
    }
  });

  it("is 100 for the reference itself and 0 without a reference", () => {
    expect(sentenceChrf([{ hypothesis: "心力衰竭", references: ["心力衰竭"] }])[0]).toBe(100);
    expect(sentenceChrf([{ hypothesis: "心力衰竭", references: [] }])[0]).toBe(0);
  });
});
