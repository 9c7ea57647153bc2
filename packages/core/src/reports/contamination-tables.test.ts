import { describe, expect, it } from "vitest";
import { comparisonField, comparisonSettings } from "../comparisons/__fixtures__/comparison-field.ts";
import { type ContaminationInput, contaminationPanels, showsSigns } from "../comparisons/contamination.ts";
import type { OrderPoints } from "../comparisons/contamination-order-points.ts";
import type { Field } from "../comparisons/field.ts";
import type { CorpusOverlap } from "../records/contamination.ts";
import { createKnownModels } from "../runs/known-models.ts";
import { contaminationTables } from "./contamination-tables.ts";
import { reportWords } from "./report-words.ts";

const repeat = (count: number, value: number): number[] => Array.from({ length: count }, () => value);

/** One other order of each item; the key stands first as published and second then. */
function ordersOf(points: Readonly<Record<string, readonly number[]>>, items: number): OrderPoints {
  return {
    perturbations: ["shuffle-options"],
    unsound: 0,
    unchanged: 0,
    starts: Int32Array.from({ length: items + 1 }, (_, item) => item),
    keyPlaces: new Int32Array(items).fill(1),
    pointsOf: (_arm, model) => (points[model] === undefined ? undefined : Float64Array.from(points[model])),
  };
}

const input = (fields: readonly Field[], more: Partial<ContaminationInput> = {}): ContaminationInput => ({
  fields,
  settings: comparisonSettings(),
  known: createKnownModels([]),
  yardsticks: new Set(),
  orders: new Map(),
  overlaps: new Map(),
  ...more,
});
const under = (field: Field, perturbation: string): Field => ({ ...field, perturbation });
const only = (given: ContaminationInput) => {
  const [panel, ...others] = contaminationPanels(given);
  if (panel === undefined || others.length > 0) {
    throw new Error("not one panel");
  }
  // Whatever the panel holds, its tables have no hole in any language.
  for (const language of ["en", "es", "zh"] as const) {
    expect(JSON.stringify(contaminationTables(panel, reportWords(language)))).not.toMatch(/NaN|undefined|\{\w+\}/u);
  }
  expect(JSON.parse(JSON.stringify(panel))).toEqual(panel);
  return panel;
};

describe("a contamination panel", () => {
  it("says of a run without perturbations and corpus what it cannot say", () => {
    const panel = only(input([comparisonField({ a: [1, 0, 1] })]));
    expect(showsSigns(panel)).toBe(false);
    expect(panel.probes.map(({ why }) => why)).toEqual(repeat(2, 0).map(() => "the run does not pose this probe"));
    expect(panel).toMatchObject({
      order: { why: "the run poses no other order of the options" },
      completion: { why: "the run does not mask an option" },
      overlap: null,
      cleanSubset: [],
      suspects: [],
    });
    expect(contaminationTables(panel, reportWords("en")).map(({ title }) => title)).toEqual([
      "What this run cannot say",
    ]);
  });

  it("tells accuracy on a probe from guessing by every item's own options", () => {
    const field = under(
      comparisonField({ knows: repeat(30, 1), guesses: [...repeat(8, 1), ...repeat(22, 0)] }),
      "options-only",
    );
    const mixed: Field = {
      ...field,
      kinds: field.kinds.map((_, item) => (item < 10 ? "multiple" : "single")),
      keys: field.keys.map((_, item) => (item < 10 ? -1 : item % 4)),
    };
    const { probes } = only(input([comparisonField({ knows: repeat(30, 1), guesses: repeat(30, 0) }), mixed]));
    const [knows, guesses] = probes[0]?.models ?? [];
    // Ten items of 15 sets of options, twenty of four options.
    expect(knows?.chance).toBeCloseTo((10 / 15 + 20 / 4) / 30, 12);
    expect(knows).toMatchObject({ flagged: true, nItems: 30 });
    expect(knows?.difference.value).toBeCloseTo(1 - (10 / 15 + 20 / 4) / 30, 12);
    expect(guesses?.flagged).toBe(false);
    expect(probes[1]?.why).toBe("the run does not pose this probe");
  });

  it("does not flag a constant letter that the key rewards, nor a yardstick", () => {
    const letter = [...repeat(25, 1), ...repeat(15, 0)];
    const probe = under(comparisonField({ letter, chance: repeat(40, 1) }), "stem-only");
    const skewed: Field = {
      ...probe,
      keys: Int32Array.from(letter, (right, item) => (right === 1 ? 0 : 1 + (item % 3))),
    };
    const { probes } = only(
      input([comparisonField({ letter, chance: letter }), skewed], { yardsticks: new Set(["chance"]) }),
    );
    const [first, second] = probes[1]?.models ?? [];
    expect(first).toMatchObject({ flagged: false, bestLetter: 25 / 40 });
    expect(first?.holmP ?? 1).toBeLessThan(0.001);
    expect(second).toMatchObject({ yardstick: true, flagged: false, holmP: null });
  });

  it("flags who falls in another order, and not who falls like the others", () => {
    const points = { memory: repeat(40, 1), steady: repeat(40, 1), same: repeat(40, 1) };
    const field = comparisonField(points);
    const fallen = { ...points, memory: repeat(40, 0) };
    const one = only(input([field], { orders: new Map([["exam", ordersOf(fallen, 40)]]) }));
    // With the key always first as published and second then, a habit of letters could explain it all: the rates of places
    // the key never had in other orders are not known, so that nothing is taken out.
    expect(one.order.models.map(({ flagged }) => flagged)).toEqual([true, false, false]);
    expect(one.suspects).toHaveLength(40);
    expect(one.suspects[0]?.reasons).toEqual([{ kind: "order", models: ["memory"] }]);
    const all = { memory: repeat(40, 0), steady: repeat(40, 0), same: repeat(40, 0) };
    const every = only(input([field], { orders: new Map([["exam", ordersOf(all, 40)]]) }));
    expect(every.order.models.map(({ flagged }) => flagged)).toEqual([false, false, false]);
    expect(every.order.models.map(({ holmP }) => (holmP ?? 1) < 0.01)).toEqual([true, true, true]);
  });

  it("holds completion against 0 and against the other models", () => {
    const masked = under(
      comparisonField({ reciter: [...repeat(12, 1), ...repeat(28, 0)], a: [1, ...repeat(39, 0)], b: repeat(40, 0) }),
      "masked-option",
    );
    const field = comparisonField({ reciter: repeat(40, 1), a: repeat(40, 1), b: repeat(40, 1) });
    const { completion, suspects } = only(input([field, masked]));
    expect(completion.models.map(({ flagged }) => flagged)).toEqual([true, false, false]);
    expect(completion.models[0]).toMatchObject({ completed: { value: 0.3 }, others: 0.0125 });
    expect(suspects.map(({ itemId }) => itemId)).toEqual(Array.from({ length: 12 }, (_, at) => `q${at + 1}`));
    const alone = only(input([comparisonField({ m: [1] }), under(comparisonField({ m: [1] }), "masked-option")]));
    expect(alone.completion.models[0]).toMatchObject({
      completed: { value: 1 },
      difference: { value: null, why: "no other model to hold it against" },
      p: null,
      flagged: false,
    });
  });

  it("scores the clean subset beside the full one", () => {
    const found = ["q1", "q2"].map((itemId) => ({
      itemId,
      unit: "word" as const,
      length: 20,
      ngrams: 8,
      found: 4,
      longestRun: 16,
      place: { file: "f", line: 1 },
      overlapping: true,
    }));
    const overlap: CorpusOverlap = { nItems: 6, clean: 4, overlapping: 2, tooShort: 0, phrasesOnly: 0, found };
    const field = comparisonField({ met: [1, 1, 0, 0, 0, 1], absent: repeat(6, Number.NaN) });
    const { cleanSubset, suspects } = only(input([field], { overlaps: new Map([["exam", overlap]]) }));
    expect(cleanSubset[0]).toMatchObject({ nFull: 6, nClean: 4, nOverlapping: 2 });
    expect(cleanSubset[0]?.difference.value).toBeCloseTo(1 / 4 - 1 / 2, 12);
    expect(cleanSubset[1]).toMatchObject({ full: { value: null }, difference: { value: null }, nFull: 0 });
    expect(suspects.map(({ itemId }) => itemId)).toEqual(["q1", "q2"]);
    const every: CorpusOverlap = { ...overlap, nItems: 2, clean: 0 };
    const none = only(input([comparisonField({ met: [1, 1] })], { overlaps: new Map([["exam", every]]) }));
    expect(none.cleanSubset[0]?.difference.why).toBe("every item overlaps");
  });

  it("is the same for the same input, and holds for identical models and missing answers", () => {
    const points = { a: [1, Number.NaN, 0, 1], b: [1, Number.NaN, 0, 1], c: repeat(4, Number.NaN) };
    const fields = [
      comparisonField(points),
      under(comparisonField(points), "stem-only"),
      under(comparisonField(points), "masked-option"),
    ];
    const given = input(fields, { orders: new Map([["exam", ordersOf(points, 4)]]) });
    const panel = only(given);
    expect(only(given)).toEqual(panel);
    expect(panel.order.models[1]?.drop).toEqual(panel.order.models[0]?.drop);
    expect(panel.order.models[2]).toMatchObject({ nItems: 0, drop: { value: null }, p: null, flagged: false });
    expect([...panel.order.models, ...panel.completion.models].some(({ flagged }) => flagged)).toBe(false);
  });
});
