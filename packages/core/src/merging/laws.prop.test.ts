import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { floatsOf, mergeInMemory, storedOf } from "./__fixtures__/run-method.ts";
import { magnitudeRanks } from "./magnitude-ranks.ts";
import type { FloatDtype } from "./vector-kernels.ts";

const dtypes: readonly FloatDtype[] = ["F32", "BF16", "F16"];
/** Eighths, so that magnitudes tie and signs cancel, and numbers of every size. */
const number = fc.oneof(
  fc.integer({ min: -16, max: 16 }).map((eighths) => eighths / 8),
  fc.double({ min: -4, max: 4, noNaN: true }),
);
const given = fc.record({
  dtype: fc.constantFrom(...dtypes),
  shape: fc.constantFrom([6], [3, 4], [2, 3, 2]),
  base: fc.array(number, { minLength: 12, maxLength: 12 }),
  models: fc.array(fc.array(number, { minLength: 12, maxLength: 12 }), { minLength: 2, maxLength: 4 }),
  density: fc.constantFrom(0.1, 0.3, 0.5, 0.75),
});

interface Given {
  readonly dtype: FloatDtype;
  readonly shape: readonly number[];
  readonly base: readonly number[];
  readonly models: readonly (readonly number[])[];
}

function jobOf({ dtype, shape, base, models }: Given) {
  const elements = shape.reduce((product, size) => product * size, 1);
  const stored = (values: readonly number[]): Uint8Array => storedOf(values.slice(0, elements), dtype);
  return { dtype, shape, base: stored(base), inputs: models.map(stored) };
}

const methods: Readonly<Record<string, { settings?: object; model?: object; most?: number; base?: false }>> = {
  linear: { model: { weight: 0.5 }, base: false },
  karcher: { base: false },
  "model-stock": {},
  sce: {},
  "task-arithmetic": { model: { weight: 0.5 } },
  ties: { model: { weight: 0.5, density: 0.5 } },
  breadcrumbs: { model: { weight: 0.5, density: 0.5 } },
  "breadcrumbs-ties": { model: { weight: 0.5, density: 0.5 } },
  "dare-linear": { model: { weight: 0.5, density: 0.5 } },
  "dare-ties": { model: { weight: 0.5, density: 0.5 } },
  della: { model: { weight: 0.5, density: 0.5 } },
  "della-linear": { model: { weight: 0.5, density: 0.5 } },
  slerp: { settings: { t: 0.4 }, most: 1 },
  nuslerp: { model: { weight: 0.5 }, most: 2 },
};

function near(got: Uint8Array, wanted: Uint8Array, dtype: FloatDtype, scale: number): void {
  const [a, b] = [floatsOf(got, dtype), floatsOf(wanted, dtype)];
  const unit = dtype === "F32" ? 2 ** -22 : dtype === "F16" ? 2 ** -10 : 2 ** -7;
  a.forEach((value, index) => {
    expect(Math.abs(value - (b[index] ?? Number.NaN))).toBeLessThanOrEqual(unit * Math.max(Math.abs(value), scale / 4));
  });
}

describe.each(Object.entries(methods))("%s", (method, { settings = {}, model = {}, most, base }) => {
  it("leaves models that equal the base as they are", () =>
    fc.assert(
      fc.asyncProperty(given, async (one) => {
        const job = jobOf({ ...one, models: one.models.slice(0, most).map(() => one.base) });
        const result = await mergeInMemory({
          ...{ ...job, method, settings, models: job.inputs.map(() => model) },
          ...(base === false ? { base: null } : {}),
        });
        near(result, job.base, one.dtype, 4);
      }),
      { numRuns: 40 },
    ));
});

describe("a weight of one on one model gives that model", () => {
  it.each(["linear", "task-arithmetic", "ties", "breadcrumbs", "dare-linear", "dare-ties", "della", "della-linear"])(
    "%s",
    (method) =>
      fc.assert(
        fc.asyncProperty(given, async (one) => {
          const job = jobOf(one);
          const settings = method.startsWith("breadcrumbs") ? { gamma: 0 } : {};
          const models = job.inputs.map((_, index) => ({ weight: index === 0 ? 1 : 0, ...settings }));
          const result = await mergeInMemory({
            ...job,
            method,
            models,
            ...(method === "linear" ? { base: null } : {}),
          });
          near(result, job.inputs[0] ?? job.base, one.dtype, 8);
        }),
        { numRuns: 40 },
      ),
  );
});

describe("a density of one is task arithmetic, bit for bit", () => {
  it.each(["breadcrumbs", "dare-linear", "della-linear"])("%s", (method) =>
    fc.assert(
      fc.asyncProperty(given, async (one) => {
        const job = jobOf(one);
        const weights = job.inputs.map((_, index) => ({ weight: 0.25 * (index + 1) }));
        const more = { density: 1, ...(method === "breadcrumbs" ? { gamma: 0 } : {}) };
        const sparse = await mergeInMemory({ ...job, method, models: weights.map((each) => ({ ...each, ...more })) });
        expect(sparse).toEqual(await mergeInMemory({ ...job, method: "task-arithmetic", models: weights }));
      }),
      { numRuns: 40 },
    ),
  );
});

describe("the order of the models does not matter beyond rounding", () => {
  it.each(["linear", "task-arithmetic", "ties", "breadcrumbs", "model-stock", "sce"])("%s", (method) =>
    fc.assert(
      fc.asyncProperty(given, async (one) => {
        // Whole eighths: sums are exact, so that no vote hangs on rounding.
        const eighths = (values: readonly number[]): number[] => values.map((value) => Math.round(value * 8) / 8);
        const job = jobOf({ ...one, base: eighths(one.base), models: one.models.map(eighths) });
        const models = job.inputs.map((_, index) =>
          method === "model-stock" || method === "sce" ? {} : { weight: 0.5 * (index + 1) },
        );
        const common = { ...job, method, ...(method === "linear" ? { base: null } : {}) };
        const forth = await mergeInMemory({ ...common, models });
        const back = await mergeInMemory({ ...common, models: models.toReversed(), inputs: job.inputs.toReversed() });
        near(back, forth, one.dtype, 24);
      }),
      { numRuns: 40 },
    ),
  );
});

it("keeps exactly the share that density asks for, the largest, and of equal ones the first", () =>
  fc.assert(
    fc.asyncProperty(fc.array(number, { minLength: 1, maxLength: 60 }), given, async (values, { density }) => {
      const shape = [values.length];
      const zeros = storedOf(
        values.map(() => 0),
        "F32",
      );
      const result = floatsOf(
        await mergeInMemory({
          ...{ method: "ties", settings: { normalize: false }, models: [{ weight: 1, density }] },
          ...{ base: zeros, inputs: [storedOf(values, "F32")], shape, dtype: "F32", chunkElements: 7 },
        }),
        "F32",
      );
      const rounded = values.map(Math.fround);
      const order = rounded
        .map((_, index) => index)
        .sort((a, b) => Math.abs(rounded[b] ?? 0) - Math.abs(rounded[a] ?? 0) || a - b);
      const kept = new Set(order.slice(0, Math.floor(density * values.length)));
      rounded.forEach((value, index) => {
        expect(result[index]).toBe(kept.has(index) ? value + 0 : 0);
      });
    }),
  ));

it("selects across blocks and chunks as a sort over the whole tensor does", async () => {
  const length = 3 * 4096 + 17;
  const values = Float32Array.from({ length }, (_, index) => Math.round(Math.sin(index * 7.3) * 40) / 8);
  const order = [...values.keys()].sort((a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0) || a - b);
  for (const density of [0.0001, 0.2, 0.5, 0.999]) {
    const result = floatsOf(
      await mergeInMemory({
        ...{ method: "ties", settings: { normalize: false }, models: [{ weight: 1, density }] },
        ...{ base: storedOf(new Float32Array(length), "F32"), inputs: [storedOf(values, "F32")], shape: [length] },
        ...{ dtype: "F32", chunkElements: 4096 },
      }),
      "F32",
    );
    const wanted = new Float32Array(length);
    for (const index of order.slice(0, Math.floor(density * length))) {
      wanted[index] = values[index] ?? 0;
    }
    expect(result).toEqual(wanted.map((value) => value + 0));
  }
});

it("ranks magnitudes as a stable sort does, the first of equal ones highest", () => {
  fc.assert(
    fc.property(fc.array(number, { maxLength: 50 }), (values) => {
      const row = Float32Array.from(values);
      const order = [...row.keys()].sort((a, b) => Math.abs(row[a] ?? 0) - Math.abs(row[b] ?? 0) || b - a);
      const wanted = new Uint32Array(row.length);
      order.forEach((index, rank) => {
        wanted[index] = rank;
      });
      expect(magnitudeRanks(row)).toEqual(wanted);
    }),
  );
});

it("DARE keeps each element with its probability, and another seed keeps others", async () => {
  const length = 200_000;
  const ones = storedOf(new Float32Array(length).fill(1), "F32");
  const job = { method: "dare-linear", settings: { rescale: "expectation" }, shape: [length], dtype: "F32" } as const;
  const inputs = { base: storedOf(new Float32Array(length), "F32"), inputs: [ones] };
  const kept = async (seed: number): Promise<Float32Array> =>
    floatsOf(await mergeInMemory({ ...job, ...inputs, models: [{ weight: 1, density: 0.3 }], seed }), "F32");
  const first = await kept(1);
  const share = first.filter((value) => value !== 0).length / length;
  // Five standard errors of a share of 0.3.
  expect(Math.abs(share - 0.3)).toBeLessThan(5 * Math.sqrt((0.3 * 0.7) / length));
  expect(new Set(first)).toEqual(new Set([0, Math.fround(1 / 0.3)]));
  const both = (await kept(2)).filter((value, index) => value !== 0 && first[index] !== 0).length / length;
  expect(Math.abs(both - 0.09)).toBeLessThan(5 * Math.sqrt((0.09 * 0.91) / length));
});
