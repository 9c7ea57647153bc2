import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import type { Mark } from "../records/score.ts";
import { cpuSeconds } from "../text/__fixtures__/cpu-seconds.ts";
import { goldenPairs, pairsIn } from "../text/__fixtures__/golden-pairs.ts";
import { corpusBleu, sentenceBleu } from "../text/bleu.ts";
import { corpusChrf, sentenceChrf } from "../text/chrf.ts";
import { cmexamTextScores } from "../text/cmexam-text-scores.ts";
import { findMetricTokenizer } from "../text/find-metric-tokenizer.ts";
import { rougeNgrams, rougeSubsequence } from "../text/rouge.ts";
import { rougeSummary } from "../text/rouge-summary.ts";
import { type TextPair, tokenizePairs } from "../text/token-pairs.ts";
import { tokenizeChinese } from "../text/tokenize-chinese.ts";
import { createMetricWordTokenizer } from "../text/tokenize-chinese-words.ts";
import { chosen, outcome } from "./__fixtures__/readings.ts";
import { keptReply } from "./__fixtures__/replies.ts";
import bleu from "./bleu.ts";
import chrf from "./chrf.ts";
import cmexamExplanation from "./cmexam-explanation.ts";
import type { MarkedReply, Scorer } from "./define.ts";
import rouge from "./rouge.ts";
import textForm from "./text-form.ts";

const all: readonly Scorer[] = [bleu, chrf, rouge, cmexamExplanation, textForm];
const unread = outcome("unreadable");

function saying(text: string, language = "zh"): MarkedReply {
  return { ...keptReply, completion: { text, finishReason: "stop" }, prompt: { ...keptReply.prompt, language } };
}

function itemWith(references: readonly string[], language = "zh"): Item {
  return { ...multipleItem, language, references };
}

function marked(
  scorer: Scorer,
  pair: TextPair,
  settings: object = {},
  language = "zh",
): Extract<Mark, { min: number }> {
  const item = itemWith(pair.references, language);
  const mark = scorer.configure(settings).score(unread, item, saying(pair.hypothesis, language));
  if (mark.points === null) {
    throw new Error(`no points: ${mark.reason}`);
  }
  return mark;
}

function sumsOf(marks: readonly { readonly counts?: readonly number[] }[], width: number): Float64Array {
  return Float64Array.from({ length: width }, (_, column) =>
    marks.reduce((sum, { counts }) => sum + (counts?.[column] ?? 0), 0),
  );
}

/** Pairs whose texts hold something: scorers leave out references that say nothing. */
const chinese = pairsIn("zh").filter(({ references }) => references.every((text) => text.trim() !== ""));

describe("bleu", () => {
  it("gives sacrebleu's sentence BLEU of each reply and its corpus BLEU of all", () => {
    const marks = chinese.map((pair) => marked(bleu, pair));
    const tokens = tokenizePairs(chinese, tokenizeChinese);
    const sentences = sentenceBleu(tokens);
    for (const [row, mark] of marks.entries()) {
      expect(mark.points).toBeCloseTo((sentences[row] ?? 0) / 100, 12);
      expect(mark.parts?.["bleu-4"]).toBe(mark.points);
    }
    const corpus = bleu.configure({}).corpus?.value(sumsOf(marks, 10)) ?? {};
    for (const order of [1, 2, 3, 4]) {
      expect(corpus[`bleu-${order}`]).toBeCloseTo((corpusBleu(tokens, { order })?.score ?? 0) / 100, 12);
    }
  });

  it("smooths as it is told and cuts as it is told", async () => {
    const settings = { smoothing: "floor", smoothingValue: 0.5, tokenizer: "jieba-medical", lowercase: true };
    const tokens = tokenizePairs(chinese, await findMetricTokenizer("jieba-medical"), { lowercase: true });
    const sentences = sentenceBleu(tokens, { smoothing: { method: "floor", value: 0.5 } });
    for (const [row, pair] of chinese.slice(0, 60).entries()) {
      expect(marked(bleu, pair, settings).points).toBeCloseTo((sentences[row] ?? 0) / 100, 12);
    }
    const signature = bleu.configure(settings).signature?.({ language: "zh", references: 1 });
    expect(signature).toBe("nrefs:1|case:lc|eff:no|tok:jieba-2.0.2+medical-1|smooth:floor[0.50]|version:2.6.0");
  });

  it("cuts by the item's language unless it is told how", () => {
    const { signature } = bleu.configure({});
    const signed = ["zh", "zh-TW", "en", "es", "ja"].map((language) => signature?.({ language, references: "var" }));
    expect(signed.map((text) => /tok:(\w+)/u.exec(text ?? "")?.[1])).toEqual(["zh", "zh", "13a", "13a", "char"]);
    expect(signed[0]).toMatch(/^nrefs:var\|/u);
  });

  it("takes all references or the first", () => {
    const pair = { hypothesis: "铁储备耗竭", references: ["缺铁", "铁储备耗竭"] };
    expect(marked(bleu, pair).parts?.["bleu-1"]).toBeCloseTo(1, 12);
    expect(marked(bleu, pair, { references: "first" }).parts?.["bleu-1"]).toBeLessThan(0.5);
  });
});

describe("chrf", () => {
  it("gives sacrebleu's chrF and chrF++ of each reply and of all, with several references too", () => {
    const marks = chinese.map((pair) => marked(chrf, pair));
    const plain = sentenceChrf(chinese);
    const words = sentenceChrf(chinese, { wordOrder: 2 });
    for (const [row, mark] of marks.entries()) {
      expect(mark.points).toBeCloseTo((plain[row] ?? 0) / 100, 12);
      expect(mark.parts?.["chrf++"]).toBeCloseTo((words[row] ?? 0) / 100, 12);
    }
    const corpus = chrf.configure({}).corpus?.value(sumsOf(marks, 42)) ?? {};
    expect(corpus["chrf"]).toBeCloseTo((corpusChrf(chinese) ?? 0) / 100, 12);
    expect(corpus["chrf++"]).toBeCloseTo((corpusChrf(chinese, { wordOrder: 2 }) ?? 0) / 100, 12);
  });
});

describe("rouge", () => {
  it("gives rouge_score's F of each reply", () => {
    const tokens = tokenizePairs(chinese, tokenizeChinese, { lowercase: true });
    const [ones, twos] = rougeNgrams(tokens, 2);
    const subsequences = rougeSubsequence(tokens);
    const summaries = rougeSummary(chinese, tokenizeChinese, { lowercase: true });
    for (const [row, pair] of chinese.entries()) {
      const { points, parts } = marked(rouge, pair);
      expect(points).toBe(subsequences[row]?.fMeasure);
      expect(parts).toEqual({
        "rouge-1": ones?.[row]?.fMeasure,
        "rouge-2": twos?.[row]?.fMeasure,
        "rouge-l": subsequences[row]?.fMeasure,
        "rouge-lsum": summaries[row]?.fMeasure,
      });
    }
  });

  it("keeps precision and recall where it is told to", () => {
    const parts = marked(
      rouge,
      { hypothesis: "铁储备", references: ["铁储备耗竭"] },
      { precisionAndRecall: true },
    ).parts;
    expect(parts).toMatchObject({ "rouge-l-precision": 1, "rouge-l-recall": 0.6 });
    expect(parts?.["rouge-l"]).toBeCloseTo(0.75, 12);
    expect(rouge.configure({ precisionAndRecall: true }).parts).toHaveLength(12);
  });

  it("erases no language: rouge_score's own tokenizer is for English alone", () => {
    for (const [language, text, tokenizer] of [
      ["zh", "心力衰竭", "zh"],
      ["es", "insulina rápida", "intl"],
      ["pt", "glicação", "intl"],
      ["en", "Type-2 diabetes", "rouge_score"],
    ] as const) {
      expect(marked(rouge, { hypothesis: text, references: [text] }, {}, language).points).toBe(1);
      expect(rouge.configure({}).signature?.({ language, references: 1 })).toContain(`tok:${tokenizer}|`);
    }
  });
});

describe("cmexam-explanation", () => {
  it.each(["gpt", "lora"] as const)("gives the scores of CMExam's %s scripts", async (script) => {
    const words = await createMetricWordTokenizer({ medical: false, keepWhiteSpace: true });
    // The scripts take an empty text for one empty token; here an empty reply earns nothing.
    const pairs = chinese.filter(({ hypothesis }) => hypothesis.trim() !== "");
    const rows = pairs.map(({ hypothesis, references: [reference = null] }) => ({ reply: hypothesis, reference }));
    const expected = cmexamTextScores(rows, script === "gpt" ? { script, words } : { script });
    const marks = pairs.map((pair) => marked(cmexamExplanation, pair, { script, text: "reply" }));
    const mean = (part: string): number =>
      marks.reduce((sum, { parts }) => sum + (parts?.[part] ?? Number.NaN), 0) / marks.length;
    expect(100 * mean("rouge-1")).toBeCloseTo(expected.rouge1 ?? 0, 9);
    expect(100 * mean("rouge-2")).toBeCloseTo(expected.rouge2 ?? 0, 9);
    expect(100 * mean("rouge-l")).toBeCloseTo(expected.rougeL ?? 0, 9);
    const corpus = cmexamExplanation.configure({ script }).corpus?.value(sumsOf(marks, 10)) ?? {};
    expect(100 * (corpus["bleu-1"] ?? 0)).toBeCloseTo(expected.bleu1 ?? 0, 9);
    expect(100 * (corpus["bleu-4"] ?? 0)).toBeCloseTo(expected.bleu4 ?? 0, 9);
  });

  it("marks the explanation, without the declared answer", () => {
    const item = itemWith(["铁蛋白反映铁储备。"]);
    const reading = { ...chosen("B"), span: [3, 4] as const };
    const reply = saying("答案：B\n解释：铁蛋白反映铁储备。");
    expect(cmexamExplanation.configure({}).score(reading, item, reply).points).toBeCloseTo(1, 6);
    expect(cmexamExplanation.configure({ text: "reply" }).score(reading, item, reply).points).toBeLessThan(0.9);
  });

  it("compares with an empty text, or leaves out, where there is no reference, as its scripts do", () => {
    const item = itemWith([]);
    expect(cmexamExplanation.configure({ script: "gpt" }).score(unread, item, saying("铁"))).toMatchObject({
      points: 0,
    });
    const leftOut = cmexamExplanation.configure({ script: "lora" }).score(unread, item, saying("铁"));
    expect(leftOut).toEqual({ points: null, reason: "no-reference" });
  });
});

describe("text-form", () => {
  it("tells length, repetition and language apart", () => {
    const reference = "铁蛋白降低提示铁储备耗竭，应当补铁。";
    const loop = marked(textForm, { hypothesis: "补铁补铁补铁补铁补铁补铁", references: [reference] });
    expect(loop.points).toBeCloseTo(2 / 9, 12);
    expect(loop.parts).toMatchObject({ repetition: 7 / 9, language: 1, "distinct-1": 2 / 12 });
    expect(loop.counts).toEqual([12, 18]);
    expect(loop.parts?.["length-match"]).toBeCloseTo(12 / 18, 12);
    const english = marked(textForm, {
      hypothesis: "The ferritin is low and the iron is empty.",
      references: [reference],
    });
    expect(english.parts?.["language"]).toBe(0);
    expect(english.points).toBe(1);
    expect(textForm.configure({}).corpus?.value(Float64Array.of(24, 18))).toEqual({ "length-ratio": 4 / 3 });
  });

  it("needs a reference for the length alone", () => {
    const mark = textForm.configure({}).score(unread, itemWith([]), saying("铁储备耗竭了"));
    expect(mark).toMatchObject({ points: 1, counts: [0, 0] });
    expect(mark.points === null ? {} : mark.parts).not.toHaveProperty("length-match");
  });
});

describe.each(all.map((scorer) => [scorer.name, scorer] as const))("%s", (name, scorer) => {
  it("gives an empty reply nothing, not no mark", () => {
    for (const text of ["", " \n\t "]) {
      expect(scorer.configure({}).score(unread, singleItem, saying(text, "en"))).toMatchObject({ points: 0 });
    }
  });

  it("has no mark without the reply or, where it compares, without a reference", () => {
    expect(scorer.configure({}).score(unread, singleItem)).toEqual({ points: null, reason: "no-reply" });
    for (const references of [[], ["", " \n"]]) {
      const { points } = scorer.configure({}).score(unread, itemWith(references), saying("铁"));
      expect(points === null).toBe(["bleu", "chrf", "rouge"].includes(name));
    }
  });

  it("stays within its bounds, gives every part and as many counts as it declares, for every pair in every language", () => {
    const configured = scorer.configure({});
    for (const pair of goldenPairs.filter((_, at) => at % 5 === 0)) {
      const item = itemWith(pair.references, pair.language);
      const mark = configured.score(unread, item, saying(pair.hypothesis, pair.language));
      if (mark.points !== null) {
        const values = [mark.points, ...Object.values(mark.parts ?? {})];
        expect(values.every((value) => value >= 0 && value <= 1)).toBe(true);
        expect(mark.counts?.length ?? 0).toBe(configured.corpus?.counts ?? 0);
        expect(Object.keys(mark.parts ?? {}).every((part) => configured.parts.includes(part))).toBe(true);
      }
    }
  });

  it("marks a megabyte of one character, marks, emoji, markup and nulls in seconds", () => {
    const many = 2 ** 17;
    const texts = [
      "铁".repeat(2 ** 20),
      "a b ".repeat(many / 4),
      "\u0000".repeat(many),
      "\u202e\u200f".repeat(many / 2),
      "😀".repeat(many / 2),
      "<p>铁</p>\n".repeat(many / 8),
      "\ud800".repeat(many),
    ];
    const configured = scorer.configure({});
    for (const text of texts) {
      expect(cpuSeconds(() => configured.score(unread, multipleItem, saying(text)))).toBeLessThan(6);
    }
  });
});
