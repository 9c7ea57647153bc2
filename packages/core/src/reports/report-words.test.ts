import { describe, expect, it } from "vitest";
import { reportWords } from "./report-words.ts";
import { textsEn } from "./texts.en.ts";
import { textsEs } from "./texts.es.ts";
import { textsZh } from "./texts.zh.ts";

const places = (text: string) => [...text.matchAll(/\{\w+\}/gu)].map(([place]) => place).sort();
const keys = Object.keys(textsEn) as (keyof typeof textsEn)[];

/** Names that Chinese leaves in Latin letters, as its journals do. */
const properNames =
  /Benjamini|BLEU|Bradley|chrF|Cochran|Cohen|comparisons\.json|Davidson|Fleiss|Gladen|Haenszel|Hochberg|Holm|JavaScript|Jeffreys|JSON|Kappa|Krippendorff|Mantel|McNemar|Rasch|Rogan|ROUGE|Spearman|Tango|Terry|Viva|Wilson/gu;

describe("texts", () => {
  it.each([
    ["zh", textsZh],
    ["es", textsEs],
  ] as const)("has every text in %s, with the same places to fill", (_language, texts) => {
    for (const key of keys) {
      expect(texts[key].trim(), key).not.toBe("");
      expect(places(texts[key]), key).toEqual(places(textsEn[key]));
    }
    expect(Object.keys(texts).sort()).toEqual([...keys].sort());
  });

  it("leaves no English text in the Chinese and Spanish ones", () => {
    const same = (texts: Readonly<Record<string, string>>) => keys.filter((key) => texts[key] === textsEn[key]);
    expect(same(textsZh)).toEqual(["column.items"]);
    // Words that Spanish writes the same way.
    expect(same(textsEs)).toEqual(
      [
        "results.n",
        "published.entry",
        "column.items",
        "place.extractor",
        "method.wilson",
        "method.bootstrap",
        "method.beta-binomial",
        "tagValue.specialty.cardiovascular",
      ].sort((a, b) => keys.indexOf(a as never) - keys.indexOf(b as never)),
    );
    const latin = (key: keyof typeof textsEn) => textsZh[key].replace(/\{\w+\}/gu, "").replace(properNames, "");
    expect(keys.filter((key) => /[A-Za-z]{4,}/u.test(latin(key)))).toEqual([]);
  });
});

describe("reportWords", () => {
  it("writes rates as percentages with one decimal in each language's signs", () => {
    expect(reportWords("en").percent(0.72449)).toBe("72.4%");
    expect(reportWords("zh").percent(0.72449)).toBe("72.4%");
    expect(reportWords("es").percent(0.72449)).toBe("72,4\u00a0%");
    expect(reportWords("en").percent(-0.034)).toBe("−3.4%");
    expect(reportWords("en").percent(-0.0001)).toBe("0.0%");
  });

  it("never writes NaN, null or infinity", () => {
    for (const rate of [null, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(reportWords("en").percent(rate)).toBe("not estimable");
      expect(reportWords("zh").percent(rate)).toBe("无法估计");
      expect(reportWords("en").interval({ low: rate, high: 0.5 })).toBe("");
    }
  });

  it("puts intervals in brackets", () => {
    expect(reportWords("en").interval({ low: 0.681, high: 0.762 })).toBe("[68.1, 76.2]");
    expect(reportWords("es").interval({ low: -0.031, high: 1 })).toBe("[−3,1; 100,0]");
  });

  it("groups the thousands of counts", () => {
    expect(reportWords("en").count(1234567)).toBe("1,234,567");
    expect(reportWords("es").count(4321)).toBe("4321");
    expect(reportWords("es").count(54321)).toBe("54\u00a0321");
    expect(reportWords("zh").count(0)).toBe("0");
  });

  it("knows the words for names of the data and keeps names it does not know", () => {
    expect(reportWords("zh").named("tag", "specialty")).toBe("专科");
    expect(reportWords("zh").tagValue("level", "senior")).toBe("高级职称");
    expect(reportWords("zh").tagValue("airline", "senior")).toBe("senior");
    expect(reportWords("zh").named("tag", "own\u0000tag")).toBe("own␀tag");
    expect(reportWords("en").known("yardstick", "openai-compatible")).toBeNull();
    expect(reportWords("en").named("tag", "toString")).toBe("toString");
  });

  it("does not fill places from inside a filled value", () => {
    expect(reportWords("en").text("heatmap.figure", { model: "{rows}", rows: "a", columns: "b" })).toBe(
      "Accuracy of {rows} by a and b.",
    );
  });
});
