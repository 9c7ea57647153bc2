import { describe, expect, it } from "vitest";
import { singles } from "./__fixtures__/irr-examples.ts";
import { predictionPoweredProportion } from "./prediction-powered-proportion.ts";

const ones = (positive: number, of: number): Float64Array =>
  Float64Array.from({ length: of }, (_, at) => (at < positive ? 1 : 0));
const from = (first: number, count: number): Int32Array => singles(count).map((code) => code + first);

function estimated(...input: Parameters<typeof predictionPoweredProportion>) {
  const found = predictionPoweredProportion(...input);
  if (found.status !== "estimated") {
    throw new Error(found.why);
  }
  return found;
}

const agreeing = {
  labelled: { human: ones(8, 10), judge: ones(8, 10), clusters: from(0, 10) },
  unlabelled: { judge: ones(80, 100), clusters: from(10, 100) },
};

describe("predictionPoweredProportion", () => {
  it("does not take a judge for infallible that was right 10 times", () => {
    const found = estimated(agreeing, 1, 0.95);
    expect(found.value).toBeCloseTo(0.8, 12);
    // The judge's own sampling would give ± 0.08.
    expect(found.high - found.low).toBeGreaterThan(0.35);
    expect(estimated(agreeing, "tuned", 0.95).judgeWeight).toBeLessThan(0.9);
  });

  it("is about Agresti and Coull's interval without a judge", () => {
    const found = estimated(agreeing, 0, 0.95);
    expect(found.value).toBeCloseTo(0.8, 12);
    // (8 + 2)/(10 + 4) ± t₁₃ · √(p(1 − p)/13).
    expect(found.low).toBeCloseTo(10 / 14 - 2.160369 * Math.sqrt((10 * 4) / 14 / 14 / 13), 6);
    expect(found.high).toBeCloseTo(10 / 14 + 2.160369 * Math.sqrt((10 * 4) / 14 / 14 / 13), 6);
  });

  it("is about Bonett and Price's with a judge trusted in full on many replies", () => {
    const human = Float64Array.from([...ones(30, 36), ...ones(4, 4)]);
    const judge = Float64Array.from([...ones(30, 36), ...ones(0, 4)]);
    const unlabelled = { judge: ones(700_000, 1_000_000), clusters: from(40, 1_000_000) };
    const found = estimated({ labelled: { human, judge, clusters: from(0, 40) }, unlabelled }, 1, 0.95);
    expect(found.value).toBeCloseTo(0.7 + 0.1, 9);
    // Four more labelled replies, one of them for and one against: (5 − 1)/44 ± t₄₃ · √((6/44 − (4/44)²)/43).
    const half = 2.016692 * Math.sqrt((6 / 44 - (4 / 44) ** 2) / 43);
    expect(found.low).toBeCloseTo(0.7 + 4 / 44 - half, 4);
    expect(found.high).toBeCloseTo(0.7 + 4 / 44 + half, 4);
  });

  it("stays within 0–1", () => {
    const labelled = { human: ones(10, 10), judge: ones(6, 10), clusters: from(0, 10) };
    const found = estimated({ labelled, unlabelled: { judge: ones(95, 100), clusters: from(10, 100) } }, 1, 0.95);
    expect(found).toMatchObject({ value: 1, high: 1 });
  });

  it("is wider where labelled replies come in clusters that agree", () => {
    const human = Float64Array.from({ length: 40 }, (_, at) => (at < 28 ? 1 : 0));
    const judge = Float64Array.from({ length: 40 }, (_, at) => (at < 20 ? 1 : 0));
    const unlabelled = { judge: ones(250, 500), clusters: from(100, 500) };
    const single = estimated({ labelled: { human, judge, clusters: from(0, 40) }, unlabelled }, "tuned", 0.95);
    const clusters = from(0, 40).map((code) => Math.floor(code / 4));
    const clustered = estimated({ labelled: { human, judge, clusters }, unlabelled }, "tuned", 0.95);
    expect(clustered.value).toBeCloseTo(single.value, 10);
    expect(clustered.high - clustered.low).toBeGreaterThan(1.5 * (single.high - single.low));
  });

  it("cannot be estimated from one labelled cluster, and refuses what is no point", () => {
    const labelled = { human: ones(1, 2), judge: ones(1, 2), clusters: Int32Array.of(0, 0) };
    expect(predictionPoweredProportion({ ...agreeing, labelled }, "tuned", 0.95)).toEqual({
      status: "not-estimable",
      why: "people rated fewer than two clusters of replies",
    });
    const wrong = { ...agreeing.labelled, human: Float64Array.from({ length: 10 }, () => 2) };
    expect(() => predictionPoweredProportion({ ...agreeing, labelled: wrong }, 1, 0.95)).toThrow(
      expect.objectContaining({ code: "INTERNAL" }),
    );
  });
});
