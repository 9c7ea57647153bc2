import { expect, it } from "vitest";
import { externalJson } from "./external-json.ts";

it("replaces half a surrogate pair and leaves whole ones and written escapes", () => {
  expect(externalJson({ a: "x\ud83d", b: "\ud83d\ude00", c: ["\udc00"] })).toBe(
    '{"a":"x\ufffd","b":"\ud83d\ude00","c":["\ufffd"]}',
  );
  expect(externalJson({ a: "\\ud83d" })).toBe('{"a":"\\\\ud83d"}');
  expect(externalJson({ a: 1 }, 2)).toBe('{\n  "a": 1\n}');
});
