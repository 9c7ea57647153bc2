import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dtypes, requireFloat, tensorBytes } from "./dtypes.ts";
import { asFloat32, asUint16, floatBytes, fromFloats, toFloats } from "./tensor-view.ts";

const numbers = [0, -0, 1, -2.5, 65504, 1e-7, Number.POSITIVE_INFINITY, Number.NaN];

describe("views", () => {
  it("share aligned bytes and copy unaligned ones", () => {
    const buffer = new ArrayBuffer(24);
    const aligned = new Uint8Array(buffer, 8, 8);
    const unaligned = new Uint8Array(buffer, 3, 8);
    expect(asFloat32(aligned).buffer).toBe(buffer);
    expect(asUint16(aligned).buffer).toBe(buffer);
    new Uint8Array(buffer).set(new Uint8Array(Float32Array.of(1.5, -3).buffer), 3);
    expect([...asFloat32(unaligned)]).toEqual([1.5, -3]);
    expect(asFloat32(unaligned).buffer).not.toBe(buffer);
    expect(asUint16(new Uint8Array(buffer, 3, 2))[0]).toBe(0);
  });
});

describe.each(["F32", "F16", "BF16"] as const)("%s", (dtype) => {
  it("comes back from its bytes at every alignment", () => {
    const bytes = fromFloats(Float32Array.from(numbers), dtype);
    expect(bytes).toHaveLength(numbers.length * floatBytes[dtype]);
    const wanted = [...toFloats(bytes, dtype)];
    for (let shift = 0; shift < 8; shift++) {
      const target = new Uint8Array(64).subarray(shift, shift + bytes.length);
      const written = fromFloats(Float32Array.from(numbers), dtype, target);
      expect(target).toEqual(bytes);
      expect(written).toEqual(bytes);
      expect([...toFloats(target, dtype)]).toEqual(wanted);
      expect([...toFloats(target, dtype, new Float32Array(numbers.length))]).toEqual(wanted);
    }
  });

  it("keeps any bytes that are already of its kind, signalling NaNs included", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), (raw) => {
        const bytes = new Uint8Array(raw.length * 4);
        bytes.set(raw);
        const floats = toFloats(bytes, dtype, new Float32Array(bytes.length / floatBytes[dtype]));
        expect(fromFloats(floats, dtype)).toEqual(bytes);
      }),
    );
    const signalling = dtype === "F32" ? [1, 0, 0x80, 0x7f] : dtype === "BF16" ? [0x81, 0x7f] : [1, 0x7c];
    const floats = toFloats(Uint8Array.from(signalling), dtype, new Float32Array(1));
    expect([...fromFloats(floats, dtype)]).toEqual(signalling);
  });
});

describe("dtypes", () => {
  it("give sizes only where there is a whole number of bytes", () => {
    expect(tensorBytes("F32", [])).toBe(4);
    expect(tensorBytes("BF16", [3, 0, 5])).toBe(0);
    expect(tensorBytes("F6_E2M3", [4])).toBe(3);
    expect(tensorBytes("F4", [3])).toBeNaN();
    expect(tensorBytes("U8", [2 ** 27, 2 ** 27])).toBeNaN();
  });

  it("allow arithmetic for three kinds only", () => {
    const allowed = Object.keys(dtypes).filter((dtype) => {
      try {
        return requireFloat({ name: "w", dtype: dtype as keyof typeof dtypes, file: "m" }) === dtype;
      } catch (error) {
        expect(error).toMatchObject({ code: "MODEL_DTYPE_UNSUPPORTED", message: expect.stringContaining('"w"') });
        return false;
      }
    });
    expect(allowed).toEqual(["F32", "F16", "BF16"]);
  });
});
