import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identityHash } from "./hash.ts";
import { createHashIndex } from "./hash-index.ts";

const hex = fc
  .array(fc.constantFrom(..."0123456789abcdef"), { minLength: 32, maxLength: 32 })
  .map((digits) => digits.join(""));

describe("hash index", () => {
  it("behaves as a map of strings would", () => {
    fc.assert(
      fc.property(fc.array(hex), fc.array(hex), (added, asked) => {
        const index = createHashIndex(1);
        const map = new Map<string, number>();
        for (const key of [...added, ...added]) {
          const known = map.get(key);
          expect(index.add(key)).toEqual({ row: known ?? map.size, isNew: known === undefined });
          map.set(key, known ?? map.size);
        }
        for (const key of [...added, ...asked]) {
          expect(index.get(key)).toBe(map.get(key) ?? -1);
        }
        expect(index.size).toBe(map.size);
      }),
    );
  });

  it("keeps keys apart that share their first words, and gives each key back", () => {
    const index = createHashIndex();
    const keys = ["0".repeat(32), `${"0".repeat(31)}1`, `${"0".repeat(24)}00000010`, "f".repeat(32)];
    for (const key of keys) {
      index.add(key);
    }
    keys.forEach((key, row) => {
      expect(index.get(key)).toBe(row);
      expect(index.hexOf(row)).toBe(key);
    });
  });

  it("holds a hundred thousand real hashes", () => {
    const index = createHashIndex();
    for (let number = 0; number < 100_000; number++) {
      index.add(identityHash(String(number)));
    }
    expect(index.get(identityHash("99999"))).toBe(99_999);
    expect(index.get(identityHash("100000"))).toBe(-1);
  });
});
