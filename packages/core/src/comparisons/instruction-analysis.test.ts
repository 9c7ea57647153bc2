import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instructionAnalyses } from "./instruction-analysis.ts";
import type { MarkedCell, MarkedSitting } from "./read-instruction-marks.ts";
import type { RecordedArm } from "./recorded-arms.ts";

const none = Number.NaN;

function sitting(marks: Partial<Record<keyof MarkedSitting["marks"] | "abstained", readonly number[]>>): MarkedSitting {
  const length = Math.max(...Object.values(marks).map((one) => one.length));
  const column = (name: keyof typeof marks): Float64Array =>
    Float64Array.from({ length }, (_, item) => marks[name]?.[item] ?? none);
  return {
    marks: {
      "exact-set": column("exact-set"),
      "adherence-strict": column("adherence-strict"),
      "adherence-loose": column("adherence-loose"),
      joint: column("joint"),
    },
    abstained: column("abstained"),
  };
}

const cell = (arm: string, sittings: MarkedSitting[]): MarkedCell => ({ exam: "e", arm, model: "m", sittings });
const arms: readonly RecordedArm[] = [
  { name: "p", prompt: { use: "p" }, retriever: null },
  { name: "p+only-letter", prompt: { use: "p" }, retriever: null, instruction: { use: "only-letter" } },
];

function rowOf(cells: readonly MarkedCell[], items: number) {
  const clusters = new Map([["e", Int32Array.from({ length: items }, (_, item) => item)]]);
  const [analysis] = instructionAnalyses({ arms, cells, clusters }, { confidence: 0.95 });
  const row = analysis?.rows[0];
  if (row === undefined) {
    throw new Error("no row");
  }
  return row;
}

describe("instructionAnalyses", () => {
  it("takes an item's repeats as one, and the tax over the replies that have both marks", () => {
    const told = cell("p+only-letter", [
      sitting({ "exact-set": [1, 1, 0, 1], joint: [1, 0, 0, none], "adherence-strict": [1, 0, 1, none] }),
      sitting({ "exact-set": [0, 1, 0, 1], joint: [0, 1, 0, none], "adherence-strict": [1, 1, 1, none] }),
    ]);
    const row = rowOf([cell("p", [sitting({ "exact-set": [1, 1, 1, none] })]), told], 4);
    expect(row.strict).toMatchObject({ value: 2.5 / 3, nItems: 3 });
    // Items ½, 1, 0 in any form; ½, ½, 0 in form.
    expect(row.lenient).toMatchObject({ value: 0.5, nItems: 3 });
    expect(row.joint.value).toBeCloseTo(1 / 3, 12);
    expect(row.formatTax.value).toBeCloseTo(1 / 6, 12);
    // With it ½, 1, 0, without it 1 each; the fourth was not scored without.
    expect(row.effect).toMatchObject({ value: expect.closeTo(-0.5, 12), nItems: 3 });
    expect(row.abstained).toBeNull();
  });

  it("gives the reason where nothing was marked", () => {
    const row = rowOf([cell("p+only-letter", [sitting({ "adherence-strict": [1, 0] })])], 2);
    expect(row.strict.value).toBe(0.5);
    expect(row.formatTax).toMatchObject({ value: null, why: "the exam is not marked by exact-set" });
    const unmarked = rowOf([cell("p+only-letter", [sitting({ "exact-set": [1, 0] })])], 2);
    expect(unmarked.strict.value).toBeNull();
    expect(unmarked.formatTax).toMatchObject({ value: null, why: "no reply was marked for form and answer" });
    expect(unmarked.effect).toMatchObject({ why: "no item was scored both with the instruction and without it" });
  });

  it("has nothing to say without instructions", () => {
    const [control] = arms;
    const cells = [cell("p", [sitting({ "exact-set": [1] })])];
    const clusters = new Map([["e", Int32Array.of(0)]]);
    const input = { arms: control === undefined ? [] : [control], cells, clusters };
    expect(instructionAnalyses(input, { confidence: 0.95 })).toEqual([]);
  });

  it("taxes by lenient less joint, never below 0, with the value inside the interval", () => {
    const reply = fc.record({ right: fc.boolean(), kept: fc.boolean() });
    fc.assert(
      fc.property(fc.array(reply, { minLength: 1, maxLength: 30 }), (replies) => {
        const marks = sitting({
          "exact-set": replies.map(({ right }) => Number(right)),
          "adherence-strict": replies.map(({ kept }) => Number(kept)),
          joint: replies.map(({ right, kept }) => Number(right && kept)),
        });
        const { formatTax, lenient, joint } = rowOf([cell("p+only-letter", [marks])], replies.length);
        const { value = null, low = null, high = null } = formatTax;
        expect(value).toBeCloseTo((lenient.value ?? none) - (joint.value ?? none), 12);
        expect(low ?? none).toBeGreaterThanOrEqual(0);
        expect(low ?? none).toBeLessThanOrEqual((value ?? none) + 1e-12);
        expect(high ?? none).toBeGreaterThanOrEqual((value ?? none) - 1e-12);
        expect(high ?? none).toBeLessThanOrEqual(1);
      }),
    );
  });
});
