import { describe, expect, it } from "vitest";
import { pairsIn, readGolden } from "./__fixtures__/golden-pairs.ts";
import { type CmexamExplanation, type CmexamTextScores, cmexamTextScores } from "./cmexam-text-scores.ts";
import { createMetricWordTokenizer } from "./tokenize-chinese-words.ts";

type Row = readonly [reply: string | null, reference: string | null];
interface Golden {
  readonly cases: readonly {
    readonly rows: "chinese" | readonly Row[];
    readonly gpt: readonly (number | null)[];
    readonly lora: readonly (number | null)[];
  }[];
}

const { cases } = readGolden<Golden>("cmexam");
const words = await createMetricWordTokenizer({ medical: false, keepWhiteSpace: true });
const chinese = pairsIn("zh").map(({ hypothesis, references }): Row => [hypothesis, references[0] ?? null]);
const values = ({ bleu1, bleu2, bleu4, rouge1, rouge2, rougeL }: CmexamTextScores): (number | null)[] => [
  bleu1,
  bleu2,
  bleu4,
  rouge1,
  rouge2,
  rougeL,
];

function expectClose(ours: readonly (number | null)[], theirs: readonly (number | null)[]): void {
  for (const [at, value] of theirs.entries()) {
    const own = ours[at] ?? null;
    if (value === null || own === null) {
      expect(own).toBe(value);
    } else {
      expect(Math.abs(own - value)).toBeLessThan(1e-9);
    }
  }
}

describe("cmexamTextScores", () => {
  it("has golden values for whole corpora and single pairs", () => {
    expect(cases.length).toBeGreaterThan(20);
    expect(cases[0]?.rows).toBe("chinese");
  });

  it.each(cases)("gives what the scripts give", ({ rows, gpt, lora }) => {
    const explanations = (rows === "chinese" ? chinese : rows).map(
      ([reply, reference]): CmexamExplanation => ({ reply, reference }),
    );
    expectClose(values(cmexamTextScores(explanations, { script: "gpt", words })), gpt);
    expectClose(values(cmexamTextScores(explanations, { script: "lora" })), lora);
  });

  it("gives two empty explanations 100 on ROUGE-1 and ROUGE-L, as the scripts do", () => {
    const scores = cmexamTextScores([{ reply: "", reference: null }], { script: "gpt", words });
    expect(scores.rouge1).toBeCloseTo(100, 5);
    expect(scores.rougeL).toBeCloseTo(100, 5);
    expect(scores).toMatchObject({ rouge2: 0, bleu1: null, bleu4: null, pairs: 1, leftOut: 0 });
  });

  it("leaves rows without one of the two out for LoRA", () => {
    const rows = [
      { reply: null, reference: "心衰" },
      { reply: "心衰", reference: null },
    ];
    const scores = cmexamTextScores(rows, { script: "lora" });
    expect(scores).toMatchObject({ pairs: 0, leftOut: 2, bleu1: null, rouge1: null, rougeL: null });
  });

  it("has the paper's ROUGE-L, where β is P/R", () => {
    // LCS 2 of 4 and 3: P = 1/2, R = 2/3, PR(P² + R²)/(P³ + R³).
    const scores = cmexamTextScores([{ reply: "甲乙丙丁", reference: "甲丙戊" }], { script: "lora" });
    const [p, r] = [1 / 2, 2 / 3];
    expect(scores.rougeL).toBeCloseTo((100 * (p * r * (p ** 2 + r ** 2))) / (p ** 3 + r ** 3), 8);
    expect(scores.name).toBe("cmexam-lora: BLEU over char, ROUGE over characters");
  });
});
