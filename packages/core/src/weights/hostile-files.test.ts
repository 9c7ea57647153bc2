import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { VivaError } from "../base/errors.ts";
import { type RandomStream, randomStream } from "../base/random.ts";
import { readGgufHeader } from "./gguf-header.ts";
import { layOutGguf } from "./gguf-layout.ts";
import { ggufArray } from "./gguf-value.ts";
import { openModelFolder } from "./model-folder.ts";
import { planShards } from "./shard-plan.ts";

/** Mutations of each format: the whole number with VIVA_SLOW. */
const mutations = process.env["VIVA_SLOW"] === undefined ? 1000 : 10_000;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-hostile-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Notes the largest piece of memory that is asked for. */
const PlainBuffer = globalThis.ArrayBuffer;
let largest = 0;
class NotedBuffer extends PlainBuffer {
  constructor(length: number) {
    largest = Math.max(largest, length);
    super(length);
  }
}
afterEach(() => {
  globalThis.ArrayBuffer = PlainBuffer;
});

/** Numbers that have broken readers before. */
const awkward = [0n, 1n, 2n ** 31n - 1n, 2n ** 32n, 2n ** 53n, 2n ** 60n, 2n ** 63n, 2n ** 64n - 1n];

/** One to four changes of the head: bits, bytes, numbers, cuts, repeats, digits. */
function mutated(original: Buffer, headBytes: number, random: RandomStream): Buffer {
  let bytes = Buffer.from(original);
  const below = (limit: number): number => random.integer(limit);
  for (let change = below(4); change >= 0; change--) {
    const at = below(Math.min(headBytes, bytes.length - 8));
    switch (below(8)) {
      case 0:
        bytes[at] = (bytes[at] ?? 0) ^ (1 << below(8));
        break;
      case 1:
        bytes[at] = below(256);
        break;
      case 2:
        bytes.writeBigUInt64LE(awkward[below(awkward.length)] ?? 0n, at);
        break;
      case 3:
        bytes.writeUInt32LE(below(2 ** 31) * 2, at);
        break;
      case 4:
        bytes = bytes.subarray(0, Math.max(16, at));
        break;
      case 5: {
        const part = bytes.subarray(at, at + 1 + below(60));
        bytes = Buffer.concat([bytes.subarray(0, at), part, bytes.subarray(at)]);
        break;
      }
      case 6:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + below(20))]);
        break;
      default:
        bytes.write('"[{]},:0123456789eE-'.charAt(below(20)), at);
    }
    if (bytes.length < 24) {
      break;
    }
  }
  return bytes;
}

function fuzz(
  original: Buffer,
  headBytes: number,
  name: string,
  read: (path: string) => unknown,
): Record<string, number> {
  const random = randomStream("hostile", name);
  const path = join(folder, name);
  const outcomes: Record<string, number> = {};
  globalThis.ArrayBuffer = NotedBuffer as unknown as ArrayBufferConstructor;
  for (let round = 0; round < mutations; round++) {
    const bytes = mutated(original, headBytes, random);
    writeFileSync(path, bytes);
    largest = 0;
    let outcome = "read";
    try {
      read(path);
    } catch (error) {
      if (!(error instanceof VivaError)) {
        writeFileSync(join(tmpdir(), `viva-hostile-${name}`), bytes);
        throw error;
      }
      outcome = error.code;
    }
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
    expect(largest).toBeLessThanOrEqual(bytes.length);
  }
  return outcomes;
}

/** A small file of each format: writing it is most of what a round costs. */
function smallSafetensors(): { bytes: Buffer; headBytes: number } {
  const plan = planShards(
    Array.from({ length: 8 }, (_, index) => ({
      name: `model.layers.${index}.mlp.down_proj.weight`,
      dtype: index % 2 === 0 ? ("BF16" as const) : ("F32" as const),
      shape: [index + 1, 5],
    })),
  );
  const [file] = plan.files;
  const head = Buffer.from(file?.head ?? []);
  return { bytes: Buffer.concat([head, Buffer.alloc((file?.sizeBytes ?? 0) - head.length)]), headBytes: head.length };
}

function smallGguf(): { bytes: Buffer; headBytes: number } {
  const { head, fileBytes } = layOutGguf(
    new Map([
      ["general.architecture", { type: "string", value: "llama" }],
      ["general.alignment", { type: "uint32", value: 32 }],
      ["llama.rope.freq_base", { type: "float32", value: 10000 }],
      ["tokenizer.ggml.tokens", ggufArray("string", ["a", "b", "主", "ab", "<|end|>"])],
      ["tokenizer.ggml.token_type", ggufArray("int32", [1, 1, 1, 1, 3])],
      ["tokenizer.ggml.add_bos_token", { type: "bool", value: false }],
    ]),
    Array.from({ length: 6 }, (_, index) => ({
      name: `blk.${index}.attn_q.weight`,
      type: index % 2 === 0 ? 8 : 1,
      dimensions: [32, index + 1],
    })),
  );
  return { bytes: Buffer.concat([head, Buffer.alloc(fileBytes - head.length)]), headBytes: head.length };
}

describe("hostile files", () => {
  it(`give coded errors and ask for no more memory than they have bytes: ${mutations} of safetensors`, () => {
    const { bytes, headBytes } = smallSafetensors();
    const outcomes = fuzz(bytes, headBytes, "model.safetensors", openModelFolder);
    expect(outcomes["MODEL_FILE_INVALID"]).toBeGreaterThan(mutations / 2);
    expect(outcomes["MODEL_FILE_LIMIT"]).toBeGreaterThan(0);
    // A change inside a name leaves a file that is one.
    expect(outcomes["read"]).toBeGreaterThan(mutations / 100);
  });

  it(`give coded errors and ask for no more memory than they have bytes: ${mutations} of GGUF`, () => {
    const { bytes, headBytes } = smallGguf();
    const outcomes = fuzz(bytes, headBytes, "model.gguf", (file) => readGgufHeader(file));
    expect(outcomes["MODEL_FILE_INVALID"]).toBeGreaterThan(mutations / 10);
    expect(outcomes["read"]).toBeGreaterThan(mutations / 20);
  });
});
