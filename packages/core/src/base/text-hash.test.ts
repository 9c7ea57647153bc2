import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textHash } from "./text-hash.ts";

describe("textHash", () => {
  // mmh3 5 of Python: struct.unpack("<4I", mmh3.hash_bytes(text.encode("utf-16-le"), 0, x64arch=False)) as hex.
  it.each([
    ["", "00000000000000000000000000000000"],
    ["q1", "0964d247fc8fda16fc8fda16fc8fda16"],
    ["a", "033bb196ccef4fe1ccef4fe1ccef4fe1"],
    ["abababab", "f8f354aceb1b42c84d7abde757cd1394"],
    ["引起老年人继发性膜性肾病最常见的病因是", "b5042e15e7979bd60042f892d9dd33d3"],
    ["x".repeat(1000), "d6f261ee010a59b611dba10894295556"],
    ["🙂é", "0638e14e4d4c2afdf1bd3fa0f1bd3fa0"],
  ])("equals the reference on %j", (text, hash) => {
    expect(textHash(text)).toBe(hash);
  });

  it("tells texts apart, also those that differ in zeros at the end", () => {
    expect(textHash("a")).not.toBe(textHash("a\u0000"));
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: "binary", maxLength: 40 }), { minLength: 2 }), (texts) => {
        expect(new Set(texts.map(textHash)).size).toBe(texts.length);
      }),
    );
  });
});
