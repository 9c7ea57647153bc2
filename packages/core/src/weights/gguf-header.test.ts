import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readGgufHeader } from "./gguf-header.ts";
import { layOutGguf, type PlannedGgufTensor } from "./gguf-layout.ts";
import { type GgufValue, ggufArray } from "./gguf-value.ts";

const coded = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-gguf-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(bytes: Uint8Array): string {
  const path = join(folder, "model.gguf");
  writeFileSync(path, bytes);
  return path;
}

function file(entries: readonly (readonly [string, GgufValue])[], tensors: readonly PlannedGgufTensor[]): Buffer {
  const { head, fileBytes } = layOutGguf(new Map(entries), tensors);
  return Buffer.concat([head, Buffer.alloc(fileBytes - head.length)]);
}

const every: readonly (readonly [string, GgufValue])[] = [
  ["a", { type: "uint8", value: 255 }],
  ["b", { type: "int8", value: -128 }],
  ["c", { type: "uint16", value: 65535 }],
  ["d", { type: "int16", value: -2 }],
  ["e", { type: "uint32", value: 4294967295 }],
  ["f", { type: "int32", value: -2147483648 }],
  ["g", { type: "float32", value: 0.5 }],
  ["h", { type: "bool", value: true }],
  ["i", { type: "string", value: "主动脉" }],
  ["j", { type: "uint64", value: 2n ** 63n }],
  ["k", { type: "int64", value: -5 }],
  ["l", { type: "float64", value: Math.PI }],
  ["m", ggufArray("string", ["", "x", "é"])],
  ["n", ggufArray("float32", [1, 0.25])],
  ["o", ggufArray("bool", [])],
];
const tensors: readonly PlannedGgufTensor[] = [
  { name: "q", type: 8, dimensions: [64, 3] },
  { name: "f", type: 0, dimensions: [5] },
  { name: "none", type: 0, dimensions: [0] },
  { name: "h", type: 1, dimensions: [2, 3, 4] },
];

describe("readGgufHeader", () => {
  it("reads every kind of value and tensor that was laid out", () => {
    const header = readGgufHeader(write(file(every, tensors)));
    expect([...header.metadata]).toEqual(every);
    expect(
      [...header.tensors.values()].map(({ name, type, dimensions, sizeBytes }) => ({
        name,
        type,
        dimensions,
        sizeBytes,
      })),
    ).toEqual(tensors.map((tensor, index) => ({ ...tensor, sizeBytes: [204, 20, 0, 48][index] })));
    expect(header).toMatchObject({ version: 3, alignment: 32 });
    expect([...header.tensors.values()].every(({ offset }) => offset % 32 === 0)).toBe(true);
  });

  const whole = (): Buffer => file(every, tensors);
  const with64 = (offset: number, value: bigint) => () => {
    const bytes = whole();
    bytes.writeBigUInt64LE(value, offset);
    return bytes;
  };
  const with32 = (offset: number, value: number) => () => {
    const bytes = whole();
    bytes.writeUInt32LE(value, offset);
    return bytes;
  };

  it.each([
    ["another magic", () => Buffer.from("PK\u0003\u0004".padEnd(64)), "begins with the bytes 504b0304"],
    ["a short file", () => Buffer.from("GGUF"), "4 bytes are no GGUF file"],
    ["version 1", with32(4, 1), "is of version 1"],
    ["a big-endian file", with32(4, 0x03000000), "big-endian"],
    ["2^60 tensors", with64(8, 2n ** 60n), "the number of tensors is 1152921504606846976"],
    ["2^64 - 1 entries", with64(16, 2n ** 64n - 1n), "the number of metadata entries"],
    ["a name of 2^40 bytes", with64(24, 2n ** 40n), "the length of the name of a metadata entry is 1099511627776"],
    ["an unknown kind", with32(33, 99), "is of the unknown kind 99"],
    [
      "a truth value of 7",
      () => {
        const bytes = whole();
        bytes[bytes.indexOf(Buffer.from("h\u0007\0\0\0")) + 5] = 7;
        return bytes;
      },
      "truth value 7",
    ],
    [
      "a tensor twice",
      () => {
        const bytes = whole();
        bytes[bytes.lastIndexOf("f\u0001\0\0\0")] = 0x71;
        return bytes;
      },
      'tensor "q" stands twice',
    ],
    [
      "5 dimensions",
      () => {
        const bytes = whole();
        bytes[bytes.lastIndexOf("f\u0001\0\0\0") + 1] = 5;
        return bytes;
      },
      'tensor "f" has 5 dimensions',
    ],
    [
      "a dimension of 2^62",
      () => {
        const bytes = whole();
        bytes.writeBigUInt64LE(2n ** 62n, bytes.lastIndexOf("f\u0001\0\0\0") + 5);
        return bytes;
      },
      'tensor "f" has a dimension of 4611686018427387904',
    ],
    [
      "a tensor beyond the end",
      () => {
        const bytes = whole();
        bytes.writeBigUInt64LE(500n, bytes.lastIndexOf("f\u0001\0\0\0") + 5);
        return bytes;
      },
      'tensor "f" ends at byte',
    ],
    [
      "an unaligned tensor",
      () => {
        const bytes = whole();
        bytes.writeBigUInt64LE(4n, bytes.lastIndexOf("f\u0001\0\0\0") + 17);
        return bytes;
      },
      "which is not aligned to 32",
    ],
    [
      "overlapping tensors",
      () => {
        const bytes = whole();
        bytes.writeBigUInt64LE(32n, bytes.lastIndexOf("f\u0001\0\0\0") + 17);
        return bytes;
      },
      'tensors "q" and "f" overlap',
    ],
    [
      "rows that are no whole blocks",
      () => {
        const bytes = whole();
        bytes.writeBigUInt64LE(63n, bytes.lastIndexOf("q\u0002\0\0\0") + 5);
        return bytes;
      },
      'tensor "q" is Q8_0 [63, 3], which has no possible size',
    ],
    ["a file cut off", () => whole().subarray(0, -40), "it is cut off"],
    ["a head cut off", () => whole().subarray(0, 200), "is cut off or damaged"],
  ])("refuses %s", (_what, bytes, message) => {
    expect(() => readGgufHeader(write(bytes()))).toThrow(coded("MODEL_FILE_INVALID", message));
  });

  it.each([[{ type: "uint32", value: 0 }], [{ type: "uint32", value: 48 }], [{ type: "string", value: "x" }]] as const)(
    "refuses the alignment %j",
    (value) => {
      expect(() => readGgufHeader(write(file([["general.alignment", value]], [])))).toThrow(
        coded("MODEL_FILE_INVALID", "a power of two is wanted"),
      );
    },
  );

  it("refuses lists of lists and a name twice", () => {
    const bytes = file([["a", ggufArray("uint8", [1])]], []);
    bytes.writeUInt32LE(9, bytes.indexOf("a\u0009\0\0\0") + 5);
    expect(() => readGgufHeader(write(bytes))).toThrow(coded("MODEL_FILE_INVALID", "a list of lists"));
    const twice = file(
      [
        ["a", { type: "uint8", value: 1 }],
        ["b", { type: "uint8", value: 1 }],
      ],
      [],
    );
    twice[twice.indexOf("b\0\0\0\0")] = 0x61;
    expect(() => readGgufHeader(write(twice))).toThrow(coded("MODEL_FILE_INVALID", '"a" stands twice'));
  });

  it("takes a kind of numbers that it does not know, inside the file", () => {
    const bytes = whole();
    bytes.writeUInt32LE(77, bytes.lastIndexOf("f\u0001\0\0\0") + 13);
    expect(readGgufHeader(write(bytes)).tensors.get("f")).toMatchObject({ typeName: "type 77", sizeBytes: undefined });
  });

  it("lays out and reads a vocabulary of a real one's size", () => {
    const tokens = Array.from({ length: 150_000 }, (_, id) => `token-${id}-${"x".repeat(id % 40)}`);
    const header = readGgufHeader(write(file([["tokenizer.ggml.tokens", ggufArray("string", tokens)]], tensors)));
    expect(header.metadata.get("tokenizer.ggml.tokens")).toEqual(ggufArray("string", tokens));
    expect(header.tensors.size).toBe(tensors.length);
  });

  it("lays out no impossible tensor", () => {
    expect(() => layOutGguf(new Map(), [{ name: "a", type: 8, dimensions: [31] }])).toThrow(
      coded("MODEL_PLAN_INVALID", "impossible"),
    );
    expect(() =>
      layOutGguf(new Map(), [
        { name: "a", type: 0, dimensions: [1] },
        { name: "a", type: 0, dimensions: [1] },
      ]),
    ).toThrow(coded("MODEL_PLAN_INVALID", "stands twice"));
  });
});
