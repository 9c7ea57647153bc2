import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseSafetensorsHeader, readSafetensorsHeader } from "./safetensors-header.ts";

const parse = (json: string, dataBytes: number) =>
  parseSafetensorsHeader(Buffer.from(json), dataBytes, "m.safetensors");
const coded = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-header-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("parseSafetensorsHeader", () => {
  it("lists tensors in the order of their bytes", () => {
    const { tensors, metadata } = parse(
      '{"b":{"dtype":"F16","shape":[2, 3],"data_offsets":[4,16]},"__metadata__":{"format":"pt","\\u00e9":"\\"x\\""},\n' +
        '"a":{"shape":[],"data_offsets":[0,4],"dtype":"F32"}, "empty":{"dtype":"I8","shape":[0,7],"data_offsets":[16,16]}}   ',
      16,
    );
    expect(tensors).toEqual([
      { name: "a", dtype: "F32", shape: [], begin: 0, end: 4 },
      { name: "b", dtype: "F16", shape: [2, 3], begin: 4, end: 16 },
      { name: "empty", dtype: "I8", shape: [0, 7], begin: 16, end: 16 },
    ]);
    expect([...metadata]).toEqual([
      ["format", "pt"],
      ["é", '"x"'],
    ]);
  });

  it("takes a model without tensors, and names that objects have of their own", () => {
    expect(parse("{}", 0).tensors).toEqual([]);
    expect(parse('{"__proto__":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}', 1).tensors[0]?.name).toBe(
      "__proto__",
    );
  });

  const a = '"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}';
  it.each([
    ["an array", "[]", 0, 'does not begin with "{"'],
    ["blanks first", " {}", 0, 'does not begin with "{"'],
    ["an end that lacks", `{${a}`, 4, "the end stands there"],
    ["text behind the end", `{${a}} x`, 4, '"x" stands behind the end'],
    ["a name twice", `{${a},${a}}`, 4, '"a" stands twice'],
    ["a name twice, once escaped", `{${a},${a.replace('"a"', '"\\u0061"')}}`, 4, '"a" stands twice'],
    ["an unknown dtype", '{"a":{"dtype":"F31","shape":[],"data_offsets":[0,4]}}', 4, 'unknown dtype "F31"'],
    ["an unknown field", '{"a":{"dtype":"F32","shape":[],"scale":1}}', 4, 'unknown field "scale"'],
    ["no shape", '{"a":{"dtype":"F32","data_offsets":[0,4]}}', 4, "lacks its dtype, shape"],
    ["one offset", '{"a":{"dtype":"F32","shape":[],"data_offsets":[4]}}', 4, "lacks its dtype, shape"],
    ["three offsets", '{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4,8]}}', 4, "more than 2 numbers"],
    ["a negative size", '{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', 4, "a whole number is wanted"],
    ["a fraction", '{"a":{"dtype":"F32","shape":[1.0],"data_offsets":[0,4]}}', 4, '"," is wanted'],
    ["a leading zero", '{"a":{"dtype":"F32","shape":[01],"data_offsets":[0,4]}}', 4, "a whole number is wanted"],
    [
      "a number beyond 2^53",
      '{"a":{"dtype":"F32","shape":[99999999999999999],"data_offsets":[0,4]}}',
      4,
      "beyond 2^53",
    ],
    [
      "a product beyond 2^53",
      '{"a":{"dtype":"F32","shape":[99999999,999999999],"data_offsets":[0,4]}}',
      4,
      "no possible number of bytes",
    ],
    ["half a byte", '{"a":{"dtype":"F4","shape":[1],"data_offsets":[0,1]}}', 1, "no possible number of bytes"],
    ["offsets that do not fit", '{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}', 4, "is F32 [2], 8 bytes"],
    ["offsets backwards", '{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}', 4, "[4, 0]"],
    ["a gap at the start", '{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}', 8, "leaves a gap"],
    [
      "an overlap",
      `{${a},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}`,
      6,
      '"b" begins at byte 2 of the data and overlaps',
    ],
    ["data cut off", `{${a}}`, 3, "it is cut off"],
    ["data left over", `{${a}}`, 5, "1 bytes follow the last tensor"],
    ["metadata of another kind", '{"__metadata__":{"n":1}}', 0, '""" is wanted'],
    ["nested brackets", `{"a":${"[".repeat(1000)}`, 0, '"{" is wanted'],
    ["half a character", '{"\\ud800":{}}', 0, "half a character"],
    ["an unknown escape", '{"\\x":{}}', 0, "an escape"],
    ["a control character", '{"a\n":{}}', 0, "control character"],
    ["a text without an end", '{"a', 0, "has no end"],
  ])("refuses %s", (_what, json, dataBytes, message) => {
    expect(() => parse(json, dataBytes)).toThrow(coded("MODEL_FILE_INVALID", message));
  });

  it("refuses what is not UTF-8", () => {
    const json = Buffer.from('{"x":{}}');
    json[2] = 0xff;
    expect(() => parseSafetensorsHeader(json, 0, "m")).toThrow(coded("MODEL_FILE_INVALID", "not UTF-8"));
  });
});

describe("readSafetensorsHeader", () => {
  const file = (length: bigint, rest: string): string => {
    const head = Buffer.alloc(8);
    head.writeBigUInt64LE(length);
    const path = join(folder, "model.safetensors");
    writeFileSync(path, Buffer.concat([head, Buffer.from(rest)]));
    return path;
  };

  it("says where the data starts", () => {
    const json = '{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}';
    const header = readSafetensorsHeader(file(BigInt(json.length), `${json}xyz`));
    expect(header.dataOffset).toBe(8 + json.length);
    expect(header.tensors).toHaveLength(1);
  });

  it.each([
    [2n ** 60n, "MODEL_FILE_LIMIT", "claims 1152921504606846976 bytes"],
    [2n ** 64n - 1n, "MODEL_FILE_LIMIT", "is it a safetensors file?"],
    [99_999_999n, "MODEL_FILE_INVALID", "the file has 10: it is cut off"],
    [0n, "MODEL_FILE_INVALID", "does not begin"],
  ])("refuses a header of %i bytes in a short file", (length, code, message) => {
    expect(() => readSafetensorsHeader(file(length, "{}"))).toThrow(coded(code, message));
  });

  it("refuses what is no file", () => {
    expect(() => readSafetensorsHeader(folder)).toThrow(coded("MODEL_NOT_FOUND", "no plain file"));
    expect(() => readSafetensorsHeader(join(folder, "none"))).toThrow(coded("MODEL_NOT_FOUND", "ENOENT"));
    writeFileSync(join(folder, "short"), "1234567");
    expect(() => readSafetensorsHeader(join(folder, "short"))).toThrow(coded("MODEL_FILE_INVALID", "7 bytes"));
  });
});
