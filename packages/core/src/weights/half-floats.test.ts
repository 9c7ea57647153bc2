import { describe, expect, it } from "vitest";
import { bfloatsToBits, bitsToBfloats, bitsToHalves, halvesToBits } from "./half-floats.ts";

const kinds = {
  BF16: { widen: bfloatsToBits, narrow: bitsToBfloats, infinity: 0x7f80, mantissaBits: 7, bias: 127 },
  F16: { widen: halvesToBits, narrow: bitsToHalves, infinity: 0x7c00, mantissaBits: 10, bias: 15 },
} as const;
type Kind = (typeof kinds)[keyof typeof kinds];

const allCodes = Uint16Array.from({ length: 1 << 16 }, (_, code) => code);

function widened(kind: Kind, codes: Uint16Array): Uint32Array {
  const bits = new Uint32Array(codes.length);
  kind.widen(codes, bits);
  return bits;
}

function narrowed(kind: Kind, bits: Uint32Array): Uint16Array {
  const codes = new Uint16Array(bits.length);
  kind.narrow(bits, codes);
  return codes;
}

/** The number a code stands for, by the definition of the format. */
function numberOf({ mantissaBits, bias }: Kind, code: number): number {
  const sign = code & 0x8000 ? -1 : 1;
  const exponent = (code & 0x7fff) >>> mantissaBits;
  const mantissa = code & ((1 << mantissaBits) - 1);
  const fraction = mantissa / 2 ** mantissaBits;
  if (exponent === 2 * bias + 1) {
    return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  }
  return sign * (exponent === 0 ? fraction * 2 ** (1 - bias) : (1 + fraction) * 2 ** (exponent - bias));
}

const bitsOf = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0;

describe.each(Object.entries(kinds))("%s", (_name, kind) => {
  it("widens every code to the number it stands for", () => {
    const floats = new Float32Array(widened(kind, allCodes).buffer);
    const wrong = allCodes.filter((code) => !Object.is(floats[code], numberOf(kind, code)));
    expect([...wrong]).toEqual([]);
  });

  it("gives every code back, NaN payloads included", () => {
    expect(narrowed(kind, widened(kind, allCodes))).toEqual(allCodes);
  });

  it("rounds to the nearest code and ties to the even one, over every pair of neighbours", () => {
    const wrong: string[] = [];
    for (const sign of [0, 0x8000]) {
      for (let code = 0; code < kind.infinity - 1; code++) {
        const low = numberOf(kind, sign | code);
        const high = numberOf(kind, sign | (code + 1));
        // Exact in float32 in both formats: there is at least one bit more.
        const middle = bitsOf((low + high) / 2);
        const [below, tie, above] = narrowed(kind, Uint32Array.of(middle - 1, middle, middle + 1));
        const even = sign | (code % 2 === 0 ? code : code + 1);
        if (below !== (sign | code) || tie !== even || above !== (sign | (code + 1))) {
          wrong.push(`${sign | code}: ${below} ${tie} ${above}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  it("rounds beyond the largest number to infinity and keeps NaN a NaN", () => {
    const largest = numberOf(kind, kind.infinity - 1);
    const step = largest - numberOf(kind, kind.infinity - 2);
    const limit = bitsOf(largest + step / 2);
    expect([...narrowed(kind, Uint32Array.of(limit - 1, limit, bitsOf(Number.POSITIVE_INFINITY)))]).toEqual([
      kind.infinity - 1,
      kind.infinity,
      kind.infinity,
    ]);
    // Payloads in the lower bits only, and a negative one.
    const nans = narrowed(kind, Uint32Array.of(0x7f800001, 0xff800001, 0x7fffffff));
    expect([...nans].every((code) => (code & 0x7fff) > kind.infinity)).toBe(true);
    expect([...nans].map((code) => code >>> 15)).toEqual([0, 1, 0]);
  });
});
