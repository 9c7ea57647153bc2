import { describe, expect, it } from "vitest";
import { canonicalJson, identityHash } from "./hash.ts";

describe("identityHash", () => {
  it("is the first 32 digits of SHA-256 over UTF-8", () => {
    // sha256sum of "abc", FIPS 180-4.
    expect(identityHash("abc")).toBe("ba7816bf8f01cfea414140de5dae2223");
    expect(identityHash("心")).toBe(identityHash("\u5fc3"));
  });
});

describe("canonicalJson", () => {
  it("gives equal text for equal values, whatever the order of keys", () => {
    expect(canonicalJson({ b: [{ y: 1, x: 2 }], a: null })).toBe('{"a":null,"b":[{"x":2,"y":1}]}');
    expect(canonicalJson({ a: 1, b: undefined })).toBe(canonicalJson({ a: 1 }));
  });

  it("keeps the order of lists", () => {
    expect(canonicalJson([2, 1])).not.toBe(canonicalJson([1, 2]));
  });
});
