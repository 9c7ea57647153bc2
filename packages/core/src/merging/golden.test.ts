import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { floatsOf, mergeInMemory, plainSpace, simdSpace } from "./__fixtures__/run-method.ts";
import { catalog } from "./catalog.ts";
import { philox } from "./philox.ts";
import type { FloatDtype } from "./vector-kernels.ts";

interface GoldenCase {
  readonly method: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly models: readonly Readonly<Record<string, unknown>>[];
  readonly kind: string;
  readonly tensor: string;
  readonly shape: readonly number[];
  readonly dtype: FloatDtype;
  readonly base: number | null;
  readonly inputs: readonly number[];
  readonly expected: string;
  readonly scale: string;
  readonly exact?: boolean;
}

interface Golden {
  readonly seed: number;
  readonly philox: readonly (readonly number[])[];
  readonly cases: readonly GoldenCase[];
  readonly arrays: readonly string[];
}

/** Made by scripts/golden/merging.py. */
const golden: Golden = JSON.parse(readFileSync(new URL("./__fixtures__/golden.json", import.meta.url), "utf8"));
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(text, "base64"));
const arrays = golden.arrays.map(bytesOf);
const array = (index: number): Uint8Array => arrays[index] ?? new Uint8Array(0);

/** Distance between two neighbouring numbers of a stored kind around a value. */
function lastPlace(value: number, dtype: FloatDtype): number {
  const [fraction, leastExponent] = dtype === "F16" ? [10, -14] : [7, -126];
  const exponent = value === 0 ? leastExponent : Math.max(leastExponent, Math.floor(Math.log2(Math.abs(value))));
  return 2 ** (exponent - fraction);
}

const largest = { F16: 65_504, BF16: 3.3895313892515355e38 } as const;

function problemsOf(one: GoldenCase, result: Float32Array): string[] {
  const expected = new Float64Array(bytesOf(one.expected).buffer);
  const scale = new Float32Array(bytesOf(one.scale).buffer);
  expect(result).toHaveLength(expected.length);
  return Array.from(expected, (wanted, index) => {
    const got = result[index] ?? Number.NaN;
    if (one.exact === true) {
      return got === wanted ? "" : `element ${index}: ${got}, not exactly ${wanted}`;
    }
    if (one.dtype !== "F32" && Math.abs(wanted) > largest[one.dtype]) {
      return Math.abs(got) >= largest[one.dtype] ? "" : `element ${index}: ${got}, beyond the largest is wanted`;
    }
    // Where terms cancel out to a small part of their size, a unit in the last place is less than float32 resolves.
    const allowed = Math.max(2 ** -22 * (scale[index] ?? 0), one.dtype === "F32" ? 0 : lastPlace(wanted, one.dtype));
    return Math.abs(got - wanted) <= allowed ? "" : `element ${index}: ${got}, ${wanted} ± ${allowed} is wanted`;
  }).filter((problem) => problem !== "");
}

const label = ({ method, settings, kind, dtype, shape, exact }: GoldenCase): string =>
  `${method} ${JSON.stringify(settings)} ${kind} ${dtype} [${shape.join(", ")}]${exact === true ? " mask" : ""}`;

it("has cases for every method", () => {
  expect([...new Set(golden.cases.map(({ method }) => method))].sort()).toEqual(Object.keys(catalog).sort());
});

it("draws the words that numpy draws, which are those published", () => {
  const words = new Uint32Array(4);
  const most = 0xffffffff;
  const counters = [
    [[0, 0, 0, 0], { low: 0, high: 0 }],
    [[most, most, most, most], { low: most, high: most }],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], { low: 0xa4093822, high: 0x299f31d0 }],
  ] as const;
  const drawn = counters.map(([counter, key]) => {
    philox(counter, key, words);
    return [...words];
  });
  expect(drawn).toEqual(golden.philox);
  // Random123's kat_vectors, philox4x32 10.
  expect(drawn[0]).toEqual([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]);
  expect(drawn[2]).toEqual([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1]);
});

describe.each(Object.keys(catalog))("%s", (method) => {
  it.each(golden.cases.filter((one) => one.method === method).map((one) => [label(one), one] as const))(
    "%s",
    async (_label, one) => {
      const job = {
        method,
        settings: one.settings,
        models: one.models,
        base: one.base === null ? null : array(one.base),
        inputs: one.inputs.map(array),
        shape: one.shape,
        dtype: one.dtype,
        name: one.tensor,
        seed: golden.seed,
      };
      const result = await mergeInMemory({ ...job, space: simdSpace });
      expect(problemsOf(one, floatsOf(result, one.dtype))).toEqual([]);
      expect(await mergeInMemory({ ...job, space: plainSpace })).toEqual(result);
    },
  );
});
