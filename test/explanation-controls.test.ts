import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import cmexam from "../packages/core/src/datasets/cmexam.ts";
import type { ConfiguredDataset } from "../packages/core/src/datasets/define.ts";
import sampleExam from "../packages/core/src/datasets/sample-exam.ts";
import { type ControlScores, controls, measureControls } from "../scripts/explanation-controls/controls.ts";

const published = fileURLToPath(new URL("../../shared/data/cmexam/val-part.csv", import.meta.url));

async function explanationsOf(exam: ConfiguredDataset, most: number): Promise<string[]> {
  const found: string[] = [];
  for await (const { item } of exam.load()) {
    const [explanation = ""] = item?.references ?? [];
    if (explanation.trim() !== "" && found.length < most) {
      found.push(explanation);
    }
  }
  return found;
}

const context = { resolvePath: (path: string): string => path };
/** What no order of characters or words can change. */
const orderFree = ["BLEU-1, characters", "ROUGE-1, characters", "chrF of single characters"];
/** The same over words, but for words that are cut otherwise when they stand alone. */
const nearlyOrderFree = ["BLEU-1, words", "ROUGE-1, words", "CMExam's ROUGE-1"];
const orderSensitive = [
  ...["BLEU-4, characters", "ROUGE-2, characters", "ROUGE-L, characters", "ROUGE-Lsum, characters", "chrF"],
  ...["BLEU-4, words", "ROUGE-2, words", "ROUGE-L, words", "ROUGE-Lsum, words"],
  ...["CMExam's BLEU-4", "CMExam's ROUGE-2", "CMExam's ROUGE-L"],
];
const likeness = [...orderFree, ...nearlyOrderFree, ...orderSensitive, "CMExam's BLEU-1"];

const of = (scores: ControlScores, metric: string): number => scores[metric] ?? Number.NaN;

describe.each([
  ["the sample exam", true, async () => explanationsOf(sampleExam.configure({ language: "zh" }, context), 70)],
  [
    `150 explanations of CMExam${existsSync(published) ? "" : ": its file is missing"}`,
    existsSync(published),
    async () => explanationsOf(cmexam.configure({ path: published }, context), 150),
  ],
] as const)("text metrics on %s", (_name, isThere, load) => {
  it.skipIf(!isThere)("answer to controls as theory says", async () => {
    const explanations = await load();
    expect(explanations.length).toBeGreaterThan(60);
    const measured = await measureControls(explanations);
    for (const metric of likeness) {
      expect(of(measured.itself, metric), metric).toBeCloseTo(100, 4);
      expect(of(measured["neighbour's"], metric), metric).toBeLessThan(50);
    }
    const moved = measured["words in random order"];
    for (const metric of orderFree) {
      expect(of(moved, metric), metric).toBeCloseTo(100, 9);
    }
    for (const metric of nearlyOrderFree) {
      expect(of(moved, metric), metric).toBeGreaterThan(95);
    }
    for (const metric of orderSensitive) {
      expect(of(moved, metric), metric).toBeLessThan(60);
    }
    // Half a text: every n-gram is right, and the brevity penalty is exp(1 − 1/ratio).
    const half = measured["first half"];
    const ratio = of(half, "length ratio");
    expect(ratio).toBeCloseTo(0.5, 1);
    for (const metric of ["BLEU-1, characters", "BLEU-4, characters"]) {
      expect(of(half, metric), metric).toBeCloseTo(100 * Math.exp(1 - 1 / ratio), 6);
    }
    expect(of(half, "ROUGE-L, characters")).toBeCloseTo(of(half, "ROUGE-1, characters"), 6);
    // What is said by nobody in particular: length, variety and language do not see it.
    for (const metric of ["length ratio", "distinct-2", "repetition rate", "language obedience"]) {
      expect(of(measured["neighbour's"], metric), metric).toBeCloseTo(of(measured.itself, metric), 9);
    }
    expect(Object.keys(measured)).toEqual([...controls]);
  });
});
