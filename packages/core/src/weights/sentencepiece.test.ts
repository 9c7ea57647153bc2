import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VivaError } from "../base/errors.ts";
import { randomStream } from "../base/random.ts";
import { readGgufTokenizer } from "./gguf-tokenizer.ts";
import type { GgufValue } from "./gguf-value.ts";
import { tokenTypes } from "./tokenizer-vocabulary.ts";

const fixture = join(import.meta.dirname, "__fixtures__/sentencepiece");
const size = 768;
const coded = (code: string, message: string) =>
  expect.objectContaining({ code, message: expect.stringContaining(message) });

let root = "";
let folder = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "viva-sentencepiece-"));
});
beforeEach(() => {
  folder = mkdtempSync(join(root, "model-"));
});
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

function list(metadata: ReadonlyMap<string, GgufValue>, key: string): readonly unknown[] {
  const value = metadata.get(`tokenizer.ggml.${key}`);
  return value?.type === "array" ? (value.values ?? []) : [];
}

/** Metadata from tokenizer.json, changed or as it is. */
function fromJson(change: (tokenizer: Record<string, unknown>) => void = () => undefined) {
  const tokenizer = JSON.parse(readFileSync(join(fixture, "tokenizer.json"), "utf8"));
  change(tokenizer);
  writeFileSync(join(folder, "tokenizer.json"), JSON.stringify(tokenizer));
  return readGgufTokenizer(folder, size);
}

/** Metadata from tokenizer.model, changed or as it is. */
function fromModel(change: (bytes: Buffer) => Buffer = (bytes) => bytes) {
  writeFileSync(join(folder, "tokenizer.model"), change(readFileSync(join(fixture, "tokenizer.model"))));
  return readGgufTokenizer(folder, size);
}

/** A field of a protocol buffer with a number below 16 and fewer than 128 bytes. */
function field(number: number, bytes: Buffer | number): Buffer {
  return typeof bytes === "number"
    ? Buffer.from([number * 8, bytes])
    : Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
}

describe("a tokenizer of SentencePiece's kind", () => {
  it("is the same from tokenizer.json and from tokenizer.model", () => {
    const json = fromJson();
    // Where both are there, tokenizer.json counts.
    rmSync(join(folder, "tokenizer.json"));
    const model = fromModel();
    const pieces = size - 1;
    expect(list(json, "tokens").slice(0, pieces)).toEqual(list(model, "tokens").slice(0, pieces));
    expect(list(json, "token_type").slice(0, pieces)).toEqual(list(model, "token_type").slice(0, pieces));
    expect(list(json, "token_type").slice(0, 4)).toEqual([
      tokenTypes.unknown,
      tokenTypes.control,
      tokenTypes.control,
      tokenTypes.byte,
    ]);
    expect([list(json, "tokens")[pieces], list(json, "token_type")[pieces]]).toEqual([
      "<|ward|>",
      tokenTypes.userDefined,
    ]);
    expect([list(model, "tokens")[pieces], list(model, "token_type")[pieces]]).toEqual([
      `[PAD${pieces}]`,
      tokenTypes.unused,
    ]);
    // Scores are not the same numbers; what counts is which of two is larger, among what pairs make.
    const made = list(json, "scores").map((score, id) => ({ score: Number(score), id }));
    const ofPairs = made.filter(({ score }) => score > Math.min(...made.map((each) => each.score)));
    const byScore = (scores: readonly unknown[]) =>
      [...ofPairs].sort((a, b) => Number(scores[b.id]) - Number(scores[a.id])).map(({ id }) => id);
    expect(byScore(list(json, "scores"))).toEqual(byScore(list(model, "scores")));
    expect(ofPairs.length).toBeGreaterThan(80);
    for (const metadata of [json, model]) {
      expect(metadata.get("tokenizer.ggml.model")).toEqual({ type: "string", value: "llama" });
      expect(metadata.get("tokenizer.ggml.add_space_prefix")).toEqual({ type: "bool", value: true });
      expect(metadata.get("tokenizer.ggml.unknown_token_id")).toEqual({ type: "uint32", value: 0 });
    }
    expect(model.get("tokenizer.ggml.add_bos_token")).toEqual({ type: "bool", value: true });
    expect(model.get("tokenizer.ggml.bos_token_id")).toEqual({ type: "uint32", value: 1 });
    expect(model.get("tokenizer.ggml.eos_token_id")).toEqual({ type: "uint32", value: 2 });
  });

  it("takes added tokens from the files beside a tokenizer.model", () => {
    cpSync(join(fixture, "tokenizer.model"), join(folder, "tokenizer.model"));
    const config = {
      bos_token: { content: "<s>" },
      eos_token: "<|end|>",
      add_bos_token: false,
      added_tokens_decoder: { 1: { content: "<s>", special: true }, 768: { content: "<|end|>", special: true } },
    };
    writeFileSync(join(folder, "tokenizer_config.json"), JSON.stringify(config));
    writeFileSync(join(folder, "added_tokens.json"), JSON.stringify({ "<|end|>": 768, "<|ward|>": 767 }));
    const metadata = readGgufTokenizer(folder, 770);
    expect(list(metadata, "tokens").slice(767)).toEqual(["<|ward|>", "<|end|>", "[PAD769]"]);
    expect(list(metadata, "token_type").slice(767)).toEqual([
      tokenTypes.userDefined,
      tokenTypes.control,
      tokenTypes.unused,
    ]);
    expect(metadata.get("tokenizer.ggml.eos_token_id")).toEqual({ type: "uint32", value: 768 });
    expect(metadata.get("tokenizer.ggml.add_bos_token")).toEqual({ type: "bool", value: false });
  });

  const model = (key: string, value: unknown) => (all: Record<string, unknown>) =>
    void Object.assign(all["model"] as object, { [key]: value });
  const space = (part: object) => (all: Record<string, unknown>) => void Object.assign(all, part);
  const metaspace = { type: "Metaspace", replacement: "▁", prepend_scheme: "first", split: false };
  const replace = { type: "Replace", pattern: { String: " " }, content: "▁" };

  it.each([
    ["spaces before every text", space({}), true],
    ["at the first text", space({ normalizer: null, pre_tokenizer: metaspace }), true],
    ["never", space({ normalizer: null, pre_tokenizer: { ...metaspace, prepend_scheme: "never" } }), false],
    ["never, by a normaliser", space({ normalizer: replace }), false],
    ["never, by a list of one", space({ normalizer: { type: "Sequence", normalizers: [replace] } }), false],
  ])("knows %s", (_what, change, prefix) => {
    expect(fromJson(change).get("tokenizer.ggml.add_space_prefix")).toEqual({ type: "bool", value: prefix });
  });

  it.each([
    [
      "words apart",
      space({ normalizer: null, pre_tokenizer: { ...metaspace, split: true } }),
      "MODEL_TOKENIZER_UNSUPPORTED",
    ],
    ["no treatment of spaces", space({ normalizer: null }), "MODEL_TOKENIZER_UNSUPPORTED"],
    [
      "lower case",
      space({ normalizer: { type: "Sequence", normalizers: [{ type: "Lowercase" }, replace] } }),
      "MODEL_TOKENIZER_UNSUPPORTED",
    ],
    ["whole words first", model("ignore_merges", true), "MODEL_TOKENIZER_UNSUPPORTED"],
    ["no merges", model("merges", undefined), "MODEL_FILE_INVALID"],
    [
      "a pair left out",
      (all: Record<string, unknown>) => void (all["model"] as { merges: unknown[] }).merges.splice(5, 1),
      "MODEL_TOKENIZER_UNSUPPORTED",
    ],
    [
      "an order by something else",
      (all: Record<string, unknown>) => {
        const { merges } = all["model"] as { merges: unknown[] };
        const several = merges.findIndex(
          (merge, at) => at > 0 && String((merge as string[]).join("")) === (merges[at - 1] as string[]).join(""),
        );
        merges.push(...merges.splice(several, 1));
      },
      "MODEL_TOKENIZER_UNSUPPORTED",
    ],
    [
      "an added token that takes spaces",
      (all: Record<string, unknown>) =>
        void Object.assign((all["added_tokens"] as object[]).at(-1) as object, { lstrip: true }),
      "MODEL_TOKENIZER_UNSUPPORTED",
    ],
    [
      "a byte without a token",
      (all: Record<string, unknown>) => {
        const { vocab } = all["model"] as { vocab: Record<string, number> };
        const { "<0x41>": id = 0, ...rest } = vocab;
        Object.assign(all["model"] as object, { vocab: { ...rest, "<0xAZ>": id } });
      },
      "MODEL_TOKENIZER_UNSUPPORTED",
    ],
  ])("is refused in tokenizer.json: %s", (_what, change, code) => {
    expect(() => fromJson(change)).toThrow(coded(code, ""));
  });

  const appended = (bytes: Buffer) => (all: Buffer) => Buffer.concat([all, bytes]);
  it.each([
    ["Unigram", field(2, field(3, 1)), "MODEL_TOKENIZER_UNSUPPORTED", "its model is Unigram"],
    [
      "a map of characters",
      field(3, field(2, Buffer.from("abc"))),
      "MODEL_TOKENIZER_UNSUPPORTED",
      "changes characters",
    ],
    ["spaces taken away", field(3, field(4, 1)), "MODEL_TOKENIZER_UNSUPPORTED", "takes spaces away"],
    ["marks behind words", Buffer.from([0x12, 3, 0xc0, 1, 1]), "MODEL_TOKENIZER_UNSUPPORTED", "marks them behind"],
    ["a piece twice", field(1, field(1, Buffer.from("<s>"))), "MODEL_FILE_INVALID", "stands in it twice"],
    ["a piece without text", field(1, field(3, 1)), "MODEL_FILE_INVALID", "no text"],
    ["a piece that is no UTF-8", field(1, field(1, Buffer.from([0xff]))), "MODEL_FILE_INVALID", "no text"],
    ["an unknown kind", field(1, Buffer.concat([field(1, Buffer.from("x1x")), field(3, 9)])), "MODEL_FILE_INVALID", ""],
    ["a length beyond its end", Buffer.from([10, 100, 1]), "MODEL_FILE_INVALID", "100 bytes are announced, 1 are"],
    ["a length of 2^60", Buffer.from([10, ...Array(8).fill(0x80), 0x10]), "MODEL_FILE_INVALID", "are announced"],
    ["a number without an end", Buffer.from([8, 0x80]), "MODEL_FILE_INVALID", "does not end"],
    ["a number of eleven bytes", Buffer.from([8, ...Array(11).fill(0xff)]), "MODEL_FILE_INVALID", "more than ten"],
    ["a group", Buffer.from([11]), "MODEL_FILE_INVALID", "no field has the key 11"],
  ])("is refused in tokenizer.model: %s", (_what, bytes, code, message) => {
    expect(() => fromModel(appended(bytes))).toThrow(coded(code, message));
  });

  it("that is damaged is refused with a code or read: 3000 changes", () => {
    const original = readFileSync(join(fixture, "tokenizer.model"));
    const outcomes = new Set<string>();
    for (let round = 0; round < 3000; round++) {
      const { integer } = randomStream("hostile pieces", round);
      const bytes = Buffer.from(original.subarray(0, integer(8) === 0 ? integer(original.length) : undefined));
      for (let change = integer(4); change >= 0 && bytes.length > 0; change--) {
        bytes[integer(bytes.length)] = integer(256);
      }
      try {
        fromModel(() => bytes);
        outcomes.add("read");
      } catch (error) {
        expect(error).toBeInstanceOf(VivaError);
        outcomes.add(error instanceof VivaError ? error.code : "");
      }
    }
    expect([...outcomes].sort()).toEqual(["MODEL_FILE_INVALID", "MODEL_TOKENIZER_UNSUPPORTED", "read"]);
  });
});
