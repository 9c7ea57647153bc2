import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { itemsForContracts, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import authoritySentence from "./authority-sentence.ts";
import biasSentence from "./bias-sentence.ts";
import { checkPerturbation } from "./conformance.ts";
import type { Perturbation } from "./define.ts";
import demographicDetail from "./demographic-detail.ts";
import drugNames from "./drug-names.ts";
import fullHalfWidth from "./full-half-width.ts";
import irrelevantSentence from "./irrelevant-sentence.ts";
import letterCase from "./letter-case.ts";
import punctuation from "./punctuation.ts";
import suggestedAnswer from "./suggested-answer.ts";
import traditionalSimplified from "./traditional-simplified.ts";
import typosKeyboard from "./typos-keyboard.ts";
import typosPinyin from "./typos-pinyin.ts";
import unitSystems from "./unit-systems.ts";
import whiteSpace from "./white-space.ts";

const cases: readonly (readonly [plugin: Perturbation, settings: unknown])[] = [
  [letterCase, { case: "lower", scope: "both" }],
  [punctuation, { change: "double-final", scope: "both" }],
  [punctuation, { change: "full-width", scope: "both" }],
  [punctuation, { change: "half-width", scope: "options" }],
  [whiteSpace, { change: "line-breaks", scope: "both" }],
  [whiteSpace, { change: "trim", scope: "both" }],
  [fullHalfWidth, { width: "full", parts: ["digits", "letters", "punctuation"], scope: "both" }],
  [fullHalfWidth, { width: "half", parts: ["digits", "letters", "punctuation"], scope: "both" }],
  [typosKeyboard, { rate: 1, scope: "both", layout: "spanish" }],
  [typosPinyin, { rate: 1, scope: "both" }],
  [irrelevantSentence, { sentences: 3 }],
  [demographicDetail, {}],
  [demographicDetail, { change: "swap" }],
  [authoritySentence, {}],
  [biasSentence, { sentences: 3 }],
  [suggestedAnswer, {}],
  [drugNames, { to: "brand" }],
  [drugNames, { to: "generic" }],
  [drugNames, { to: "inn" }],
  [unitSystems, {}],
  [traditionalSimplified, {}],
];

const parts: Readonly<Record<string, readonly string[]>> = {
  en: [
    "A 54-year-old married man ",
    "takes Lipitor",
    ", glucose 180 mg/dL",
    ". Fever 38.5 °C",
    "  ",
    "?",
    "(A and B)",
    " metformin",
  ],
  es: ["Mujer de 45 años ", "con dolor", ", Hb 8,5 g/dl", ". ¿Qué haría", "?", " casada", " Nolotil", "EPOC ", "\n"],
  zh: [
    "患者，男，54岁。",
    "空腹血糖7.0mmol/L",
    "，口服二甲双胍",
    "最可能的诊断是",
    "？",
    "（Ａ）",
    "ABC",
    "１２",
    "心臟發育",
    "已婚",
  ],
};

const text = (language: string): fc.Arbitrary<string> =>
  fc.array(fc.constantFrom(...(parts[language] ?? [])), { maxLength: 6 }).map((chosen) => chosen.join(""));

const items: fc.Arbitrary<Item> = fc.constantFrom("en", "es", "zh").chain((language) =>
  fc
    .record({
      stem: text(language),
      options: fc.array(text(language), { minLength: 2, maxLength: 5 }),
      key: fc.nat(1),
      group: fc.option(text(language)),
    })
    .map(({ stem, options, key, group }) => ({
      ...singleItem,
      language,
      stem,
      options: options.map((option, index) => ({ id: `o${index}`, text: option })),
      accepted: [[`o${key}`]],
      ...(group === null ? {} : { group: { id: "g", kind: "shared-stem" as const, order: 1, text: group } }),
    })),
);

describe("operators on the wording", () => {
  it.each(cases.map(([plugin, settings]) => [plugin.name, JSON.stringify(settings), plugin, settings] as const))(
    "%s %s keeps the contract whatever the text",
    (_name, _shown, plugin, settings) => {
      fc.assert(
        fc.property(items, (item) => {
          expect(checkPerturbation(plugin, [item, ...itemsForContracts], undefined, settings)).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each(cases.map(([plugin, settings]) => [plugin.name, JSON.stringify(settings), plugin, settings] as const))(
    "%s %s gives one form that differs, and maps every option to itself",
    (_name, _shown, plugin, settings) => {
      const configured = plugin.configure(settings);
      fc.assert(
        fc.property(items, fc.nat(), (item, seed) => {
          const drafts = configured.perturb(item, randomStream(seed, item.id));
          expect(drafts.length).toBeLessThan(2);
          for (const draft of drafts) {
            expect(draft.item).not.toEqual(item);
            expect(draft.answerMap).toEqual(Object.fromEntries(item.options.map(({ id }) => [id, id])));
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  it("calls a form unsound when two options come to read alike", () => {
    const item: Item = {
      ...singleItem,
      stem: "From which fasting glucose on?",
      options: [
        { id: "A", text: "126 mg/dl" },
        { id: "B", text: "127 mg/dl" },
        { id: "C", text: "140 mg/dl" },
      ],
      accepted: [["A"]],
    };
    const drafts = unitSystems.configure({}).perturb(item, randomStream(1));
    expect(drafts[0]?.item.options.map((option) => option.text)).toEqual(["7 mmol/l", "7 mmol/l", "7.8 mmol/l"]);
    expect(drafts[0]?.validity).toMatchObject({ status: "unsound", reason: "two options read alike after the change" });
  });

  it("leaves other languages to others", () => {
    const chinese: Item = { ...singleItem, language: "zh-Hans", stem: "患者出现发热，年龄35岁。" };
    for (const plugin of [fullHalfWidth, typosPinyin, traditionalSimplified]) {
      expect(plugin.configure({}).perturb(chinese, randomStream(1))).toHaveLength(1);
      expect(plugin.configure({}).perturb({ ...chinese, language: "ja" }, randomStream(1))).toEqual([]);
    }
    expect(typosKeyboard.configure({}).perturb(chinese, randomStream(1))).toEqual([]);
  });

  it("calls a question on names of drugs unsound, and one that has both names", () => {
    const rename = (stem: string, to: string) =>
      drugNames.configure({ to }).perturb({ ...singleItem, stem }, randomStream(1))[0]?.validity.status;
    expect(rename("What is the generic name of Lipitor?", "generic")).toBe("unsound");
    expect(rename("He takes atorvastatin (Lipitor).", "brand")).toBe("unsound");
    expect(rename("He takes atorvastatin.", "brand")).toBe("sound");
  });

  it("goes to the other script from either", () => {
    const to = (stem: string, settings: unknown) =>
      traditionalSimplified
        .configure(settings)
        .perturb({ ...singleItem, language: "zh", stem, options: [] }, randomStream(1))[0]?.item.stem;
    expect(to("患者发热", {})).toBe("患者發熱");
    expect(to("患者發熱", {})).toBe("患者发热");
    expect(to("患者发热", { to: "simplified" })).toBeUndefined();
  });
});
