import { describe, expect, it } from "vitest";
import type { CalibrationRow } from "../records/calibration-analysis.ts";
import { calibrationTables } from "../reports/calibration-tables.ts";
import { calibrationSection } from "../reports/html/calibration-section.ts";
import { createFigureIds } from "../reports/html/html-figure.ts";
import { reportWords } from "../reports/report-words.ts";
import { candidates, simulatedConfidence } from "../statistics/__fixtures__/simulated-confidence.ts";
import { type CalibrationReply, calibrationAnalyses } from "./calibration-analysis.ts";
import { likelihoodPartings } from "./likelihood-parting.ts";

const settings = { confidence: 0.95, resamples: 300, seed: 1 };
const reply = (at: number, own: Partial<CalibrationReply> = {}): CalibrationReply => ({
  exam: "exam",
  arm: "arm",
  model: "one",
  itemId: `item-${at}`,
  repeat: 0,
  cluster: at,
  answer: "a",
  right: true,
  confidence: 0.9,
  source: "stated",
  mark: null,
  ...own,
});
const simulated = (model: keyof typeof candidates, seed: number): readonly CalibrationReply[] => {
  const { confidences, right } = simulatedConfidence(1500, candidates[model], seed);
  return [...confidences].map((confidence, at) =>
    reply(at, { model, confidence, right: right[at] === 1, source: "likelihood" }),
  );
};

describe("simulated candidates", () => {
  const [analysis] = calibrationAnalyses(
    (["calibrated", "overconfident", "underconfident"] as const).flatMap((model, seed) => simulated(model, seed)),
    settings,
    { bins: 10, accuracy: 0.9, marks: { right: 1, wrong: -1 / 3, abstained: 0 } },
  );
  const rowOf = (model: string): CalibrationRow => {
    const row = analysis?.rows.find((one) => one.model === model);
    if (row === undefined) {
      throw new Error(`no row of ${model}`);
    }
    return row;
  };

  it("calibrated: no error beyond chance, confidence is the accuracy", () => {
    const { calibrationError, debiased, accuracy, confidence, nAnswers } = rowOf("calibrated");
    expect(nAnswers).toBe(1500);
    expect(calibrationError.p).toBeGreaterThan(0.05);
    expect(calibrationError.interval?.low).toBe(0);
    expect(debiased?.root).toBeLessThan(0.03);
    expect(Math.abs(confidence - (accuracy.value ?? 0))).toBeLessThan(0.04);
  });

  it("overconfident: points below the diagonal, no threshold reaches nine in ten", () => {
    const { calibrationError, bins, accuracy, confidence, forAccuracy } = rowOf("overconfident");
    expect(calibrationError.value).toBeGreaterThan(0.2);
    expect(calibrationError.interval?.low).toBeGreaterThan(0.15);
    expect(calibrationError.p).toBeLessThan(0.01);
    expect(confidence).toBeGreaterThan((accuracy.high ?? 1) + 0.1);
    expect(bins.slice(2).every((bin) => bin.accuracy.high < bin.confidence)).toBe(true);
    expect(forAccuracy?.heldOut.accuracy?.value ?? 0).toBeLessThan(0.9);
  });

  it("underconfident: points above it, and holding back costs marks", () => {
    const { calibrationError, bins, accuracy, confidence, forMarks } = rowOf("underconfident");
    expect(calibrationError.p).toBeLessThan(0.01);
    expect(confidence).toBeLessThan((accuracy.low ?? 0) - 0.1);
    expect(bins.slice(0, 8).every((bin) => bin.accuracy.low > bin.confidence)).toBe(true);
    // Every answer is right with at least ½: giving all is best.
    expect(forMarks?.heldOut.taken).toBeGreaterThan(0.95 * (forMarks?.heldOut.n ?? 0));
    expect(forMarks?.heldOut.marksAnsweringAll).toBeGreaterThan(0.6);
  });

  it("the surest answers are the most accurate, and order saves errors", () => {
    const { selective, area } = rowOf("calibrated");
    const accuracies = selective.map(({ value }) => value);
    expect(accuracies).toEqual(accuracies.toSorted((a, b) => b - a));
    expect(area.value).toBeLessThan(area.uninformed / 1.5);
  });

  it.each(["en", "es", "zh"] as const)("are told of in %s, in tables and figures without a gap", (language) => {
    const words = reportWords(language);
    const calibration = { analyses: analysis === undefined ? [] : [analysis], partings: [] };
    const tables = calibrationTables(calibration, words);
    expect(tables).toHaveLength(4);
    for (const { columns, rows, notes } of tables) {
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
      expect(JSON.stringify([rows, notes])).not.toMatch(/NaN|undefined|null|\{\w+\}/u);
    }
    const html = calibrationSection(calibration, words, createFigureIds());
    expect(html.match(/<svg/gu)).toHaveLength(6);
    expect(html).not.toMatch(/NaN|undefined/u);
    expect(calibrationSection({ analyses: [], partings: [] }, words, createFigureIds())).toContain(
      words.text("calibration.none"),
    );
  });
});

describe("what is counted", () => {
  it("leaves out replies without an answer or a confidence, and says how many", () => {
    const [analysis] = calibrationAnalyses(
      [reply(1), reply(2, { right: false }), reply(3, { confidence: null }), reply(4, { answer: null })],
      settings,
    );
    expect(analysis?.rows).toHaveLength(1);
    expect(analysis?.rows[0]).toMatchObject({ source: "stated", nAnswers: 2, withoutAnswer: 1, withoutConfidence: 1 });
  });

  it("takes the share of repeats with the most frequent answer; all repeats count in it", () => {
    const repeats = (at: number, answers: readonly (string | null)[]) =>
      answers.map((answer, repeat) => reply(at, { repeat, answer, right: answer === "a", confidence: null }));
    const [analysis] = calibrationAnalyses(
      [
        ...repeats(1, ["a", "a", "b", null]),
        ...repeats(2, ["b", "a", "b", "b"]),
        ...repeats(3, ["b", "a", "a", "b"]),
        ...repeats(4, [null, null]),
        ...repeats(5, ["a"]),
      ],
      settings,
    );
    const [row] = analysis?.rows ?? [];
    expect(row).toMatchObject({ source: "repeats", nAnswers: 3, withoutAnswer: 1, accuracy: { value: 1 / 3 } });
    expect(row?.confidence).toBeCloseTo((0.5 + 0.75 + 0.5) / 3, 12);
  });

  it("gives no analysis without a confidence", () => {
    expect(calibrationAnalyses([reply(1, { confidence: null })], settings)).toEqual([]);
    expect(calibrationAnalyses([], settings)).toEqual([]);
  });
});

describe("likelihoodPartings", () => {
  const arms = [
    { name: "p", prompt: { use: "p" }, retriever: null },
    { name: "p+likelihood-label", prompt: { use: "p" }, retriever: null, likelihood: { of: "label" } },
    { name: "q", prompt: { use: "q" }, retriever: null },
  ];
  it("compares the same prompt's replies and likelihoods on the items put both ways", () => {
    const both = [
      ["a", "a"],
      ["a", "b"],
      ["b", "b"],
      [null, "a"],
    ] as const;
    const replies = both.flatMap(([said, likely], at) => [
      reply(at, { arm: "p", answer: said, right: said === "a" }),
      reply(at, { arm: "p+likelihood-label", answer: likely, right: likely === "a", source: "likelihood" }),
      reply(at, { arm: "q" }),
    ]);
    const [parting, ...others] = likelihoodPartings([...replies, reply(9, { arm: "p" })], arms, 0.95);
    expect(others).toEqual([]);
    expect(parting?.rows).toHaveLength(1);
    expect(parting?.rows[0]).toMatchObject({
      generateArm: "p",
      likelihoodArm: "p+likelihood-label",
      nItems: 4,
      generate: { value: 0.5 },
      likelihood: { value: 0.5 },
      agreement: { value: 0.5 },
      onlyGenerate: 1,
      onlyLikelihood: 1,
      test: { p: 1, method: "mcnemar-exact" },
    });
    const tables = calibrationTables(
      { analyses: [], partings: parting === undefined ? [] : [parting] },
      reportWords("en"),
    );
    expect(tables[0]?.rows[0]).toHaveLength(tables[0]?.columns.length ?? 0);
    expect(likelihoodPartings([reply(1, { arm: "q" })], arms, 0.95)).toEqual([]);
  });
});
