import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { medicalWords } from "../lexicons/medical-words.ts";
import { cpuSeconds } from "./__fixtures__/cpu-seconds.ts";
import { readGolden } from "./__fixtures__/golden-pairs.ts";
import { findMetricTokenizer, metricTokenizerNames } from "./find-metric-tokenizer.ts";
import type { MetricTokenizer } from "./metric-tokenizer.ts";
import { tokenize13a } from "./tokenize-13a.ts";
import { tokenizeCharacters } from "./tokenize-characters.ts";
import { tokenizeChinese } from "./tokenize-chinese.ts";
import { createMetricWordTokenizer } from "./tokenize-chinese-words.ts";
import { tokenizeInternational } from "./tokenize-international.ts";
import { tokenizeWhiteSpace } from "./tokenize-white-space.ts";

const golden = readGolden<Readonly<Record<"texts" | "13a" | "intl" | "zh" | "char", readonly string[]>>>("tokenizers");
const words = await createMetricWordTokenizer();
const all: readonly MetricTokenizer[] = [
  tokenize13a,
  tokenizeInternational,
  tokenizeChinese,
  tokenizeCharacters,
  tokenizeWhiteSpace,
  words,
];

describe("tokenizers of sacrebleu", () => {
  it.each([
    ["13a", tokenize13a],
    ["intl", tokenizeInternational],
    ["zh", tokenizeChinese],
    ["char", tokenizeCharacters],
  ] as const)("%s cuts every text as sacrebleu does", (name, tokenizer) => {
    expect(tokenizer.name).toBe(name);
    expect(golden.texts.length).toBeGreaterThan(100);
    expect(golden.texts.map((text) => tokenizer.tokens(text).join(" "))).toEqual(golden[name]);
  });

  it("knows Python's white space, not JavaScript's", () => {
    expect(tokenizeWhiteSpace.tokens("a\u0085b\u001cc\u3000d\ufeffe")).toEqual(["a", "b", "c", "d\ufeffe"]);
    expect(tokenizeCharacters.tokens("a\u0085\u001c\ufeff")).toEqual(["a", "\ufeff"]);
  });
});

describe("createMetricWordTokenizer", () => {
  it("knows medical words that jieba's dictionary does not have", async () => {
    const text = "急性心肌梗死行经皮冠状动脉介入治疗。 BP 120/80mmHg\n（A对）";
    const plain = await createMetricWordTokenizer({ medical: false });
    expect(plain.tokens("急性心肌梗死")).toEqual(["急性", "心肌梗死"]);
    expect(words.tokens(text).join(" ")).toBe("急性心肌梗死 行 经皮冠状动脉介入治疗 。 BP 120 / 80mmHg （ A 对 ）");
  });

  it("keeps white space where it is asked to", async () => {
    const scripts = await createMetricWordTokenizer({ medical: false, keepWhiteSpace: true });
    expect(scripts.tokens("心衰 X\n")).toEqual(["心衰", " ", "X", "\n"]);
  });

  it("names segmenter and dictionary", async () => {
    const manifest = createRequire(import.meta.url).resolve("@node-rs/jieba/package.json");
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
    expect(words.name).toBe(`jieba-${version}+medical-1`);
    const scripts = await createMetricWordTokenizer({ medical: false, keepWhiteSpace: true });
    expect(scripts.name).toBe(`jieba-${version}+space`);
  });

  it("takes every word of the medical dictionary whole", () => {
    const cut = medicalWords.filter((word) => words.tokens(word).length !== 1);
    expect(cut).toEqual([]);
  });
});

describe("findMetricTokenizer", () => {
  it("knows every name a setting may ask for", async () => {
    const found = await Promise.all(metricTokenizerNames.map(findMetricTokenizer));
    expect(found.map(({ name }) => name)).toEqual([
      "char",
      "jieba-2.0.2+medical-1",
      "jieba-2.0.2",
      "zh",
      "13a",
      "intl",
      "none",
      "rouge_score",
    ]);
    expect(found.map(({ tokens }) => tokens("A1 心衰,").join(" "))).toEqual([
      "A 1 心 衰 ,",
      "A1 心衰 ,",
      "A1 心衰 ,",
      "A1 心 衰 ,",
      "A1 心衰 ,",
      "A1 心衰 ,",
      "A1 心衰,",
      "a1",
    ]);
  });
});

describe("every tokenizer", () => {
  it("loses nothing but white space and never throws, whatever the text", () => {
    const text = fc.string({
      unit: fc.oneof(fc.constantFrom(..."心衰A1.,-&<\n \u3000“…"), fc.string({ unit: "binary" })),
    });
    const kept = (value: string): string => value.replace(/[\s\u0085\u001c-\u001f]/gu, "");
    fc.assert(
      fc.property(text, (value) => {
        for (const tokenizer of all.filter(({ name }) => name !== "13a")) {
          expect(kept(tokenizer.tokens(value).join(""))).toBe(kept(value));
        }
        expect(() => tokenize13a.tokens(value)).not.toThrow();
      }),
    );
  });

  it.each([
    ["one letter", "a"],
    ["one character", "哈"],
    ["null bytes", "\0"],
    ["emoji", "👩‍⚕️"],
    ["lone surrogates", "\ud83d"],
    ["blanks", " "],
    ["full stops", "."],
    ["1.", "1."],
    ["tags", "<b>"],
    ["right-to-left marks", "\u202e\u200f"],
  ])("is done with a megabyte of %s in a few seconds", (_, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / Buffer.byteLength(piece)));
    for (const tokenizer of all) {
      expect(
        cpuSeconds(() => tokenizer.tokens(text)),
        tokenizer.name,
      ).toBeLessThan(5);
    }
  });
});
