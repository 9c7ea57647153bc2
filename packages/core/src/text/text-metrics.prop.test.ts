import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { cpuSeconds } from "./__fixtures__/cpu-seconds.ts";
import { sentenceBleu } from "./bleu.ts";
import { sentenceChrf } from "./chrf.ts";
import { repetitionRate } from "./distinct-ngrams.ts";
import { lengthRatio } from "./length-ratio.ts";
import { rougeNgrams, rougeSubsequence } from "./rouge.ts";
import { rougeSummary } from "./rouge-summary.ts";
import { type TextPair, tokenizePairs } from "./token-pairs.ts";
import { tokenizeCharacters } from "./tokenize-characters.ts";
import { tokenizeWhiteSpace } from "./tokenize-white-space.ts";

const pieces = ["心", "衰", "肺", "炎", "A对", "B", "mg", "\n", "。", "1.5", " "];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40, size: "max" }).map((parts) => parts.join(""));
const written = text.filter((value) => tokenizeCharacters.tokens(value).length > 0);

/** Every metric between two texts, 0–1. */
function scores(hypothesis: string, reference: string): Record<string, number> {
  const texts: TextPair[] = [{ hypothesis, references: [reference] }];
  const pairs = tokenizePairs(texts, tokenizeCharacters);
  const [rouge1, rouge2] = rougeNgrams(pairs, 2);
  return {
    bleu1: (sentenceBleu(pairs, { order: 1 })[0] ?? 0) / 100,
    bleu4: (sentenceBleu(pairs)[0] ?? 0) / 100,
    chrf1: (sentenceChrf(texts, { characterOrder: 1 })[0] ?? 0) / 100,
    chrf: (sentenceChrf(texts)[0] ?? 0) / 100,
    chrfWords: (sentenceChrf(texts, { wordOrder: 2 })[0] ?? 0) / 100,
    rouge1: rouge1?.[0]?.fMeasure ?? 0,
    rouge2: rouge2?.[0]?.fMeasure ?? 0,
    rougeL: rougeSubsequence(pairs)[0]?.fMeasure ?? 0,
    rougeLsum: rougeSummary(texts, tokenizeCharacters)[0]?.fMeasure ?? 0,
  };
}

describe("text metrics", () => {
  it("give a text against itself all there is", () => {
    fc.assert(
      fc.property(written, (value) => {
        const { rouge2 = 0, ...others } = scores(value, value);
        expect(rouge2).toBe(tokenizeCharacters.tokens(value).length > 1 ? 1 : 0);
        for (const [name, score] of Object.entries(others)) {
          expect(score, name).toBeCloseTo(1, 12);
        }
      }),
    );
  });

  it("stay within 0 and 1", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        for (const [name, score] of Object.entries(scores(one, other))) {
          expect(score, name).toBeGreaterThanOrEqual(0);
          expect(score, name).toBeLessThanOrEqual(1 + 1e-12);
        }
      }),
    );
  });

  it("are 0 where nothing is shared", () => {
    for (const [name, score] of Object.entries(scores("心力衰竭", "ABCDE"))) {
      expect(score, name).toBe(0);
    }
  });

  it("do not see order where they look at single tokens only", () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (one, other, seed) => {
        const shuffled = randomStream(seed).shuffled(tokenizeCharacters.tokens(one)).join("");
        const before = scores(one, other);
        const after = scores(shuffled, other);
        for (const name of ["bleu1", "chrf1", "rouge1"]) {
          expect(after[name], name).toBeCloseTo(before[name] ?? Number.NaN, 12);
        }
      }),
    );
  });

  it("of ROUGE keep F when the two sides change places", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const there = scores(one, other);
        const back = scores(other, one);
        for (const name of ["rouge1", "rouge2", "rougeL"]) {
          expect(back[name], name).toBeCloseTo(there[name] ?? Number.NaN, 12);
        }
      }),
    );
  });

  it("of ROUGE-L never exceed ROUGE-1", () => {
    fc.assert(
      fc.property(text, text, (one, other) => {
        const { rougeL = 0, rougeLsum = 0, rouge1 = 0 } = scores(one, other);
        expect(rougeL).toBeLessThanOrEqual(rouge1 + 1e-12);
        expect(rougeLsum).toBeLessThanOrEqual(rouge1 + 1e-12);
      }),
    );
  });
});

describe("hostile replies", () => {
  const reference = "患者夜间阵发性呼吸困难，应首先考虑左心功能不全。\n首选呋塞米，a 1.5mg。".repeat(8);

  it.each([
    ["one character", "患"],
    ["null bytes", "\0"],
    ["lone surrogates", "\udc00"],
    ["emoji", "👩‍⚕️"],
    ["right-to-left marks", "\u202ea\u200f"],
    ["tags", "<img src=x onerror=alert(1)>"],
    ["line feeds", "a\n"],
    ["different lines", "行"],
  ])("a megabyte of %s is measured in seconds, within bounds", (name, piece) => {
    const times = Math.ceil(1_000_000 / Buffer.byteLength(piece));
    const reply =
      name === "different lines"
        ? Array.from({ length: 30_000 }, (_, at) => `${at.toString(36)}患者呼吸困难，首选利尿`).join("\n")
        : piece.repeat(times);
    const seconds = cpuSeconds(() => {
      for (const [metric, score] of Object.entries(scores(reply, reference))) {
        expect(score >= 0 && score <= 1, metric).toBe(true);
      }
      const pairs = tokenizePairs([{ hypothesis: reply, references: [reference] }], tokenizeWhiteSpace);
      expect(lengthRatio(pairs)).toBeGreaterThan(0);
      expect(repetitionRate(pairs.hypotheses[0] ?? new Int32Array()) ?? 0).toBeLessThanOrEqual(1);
    });
    expect(seconds).toBeLessThan(20);
  });

  it("a character repeated shares it as often as the reference has it, and no more", () => {
    const texts = [{ hypothesis: "患".repeat(1_000_000), references: ["患者患病"] }];
    const pairs = tokenizePairs(texts, tokenizeCharacters);
    expect(rougeSubsequence(pairs)[0]).toMatchObject({ recall: 0.5, precision: 2e-6 });
    expect(rougeNgrams(pairs, 1)[0]?.[0]).toMatchObject({ recall: 0.5, precision: 2e-6 });
    expect(rougeSummary(texts, tokenizeCharacters)[0]).toMatchObject({ recall: 0.5, precision: 2e-6 });
    expect(sentenceBleu(pairs, { order: 1 })[0]).toBeCloseTo(2e-4, 12);
  });
});
