import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import { allOrNoneItems, negativeItems, plainItems, severalRight } from "./__fixtures__/worded-items.ts";
import appendNone from "./append-none-of-the-above.ts";
import type { Perturbation } from "./define.ts";
import dropWrongOptions from "./drop-wrong-options.ts";
import labelSet from "./label-set.ts";
import replaceKeyByNone from "./replace-key-by-none.ts";

const drafts = (plugin: Perturbation, item: Item, settings: unknown = {}, seed = 1) =>
  plugin.configure(settings).perturb(item, randomStream(seed, plugin.name, item.id));
const status = (plugin: Perturbation, item: Item, settings: unknown = {}) =>
  drafts(plugin, item, settings)[0]?.validity.status;

describe("label-set", () => {
  it.each([
    ["upper", ["A", "B", "C", "D", "E"]],
    ["lower", ["a", "b", "c", "d", "e"]],
    ["digits", ["1", "2", "3", "4", "5"]],
    ["roman", ["I", "II", "III", "IV", "V"]],
    ["symbols", ["Ψ", "Ω", "Δ", "Φ", "Σ"]],
    ["circled", ["①", "②", "③", "④", "⑤"]],
  ])("labels by %s and leaves the item alone", (labels, shown) => {
    const [draft] = drafts(labelSet, plainItems.zh, { labels });
    expect(draft?.renderDirectives).toEqual({ labels: shown });
    expect(draft?.item).toBe(plainItems.zh);
    expect(draft?.validity.status).toBe("sound");
  });

  it("gives nothing where labels do not suffice", () => {
    const options = Array.from({ length: 9 }, (_, index) => ({ id: `${index}`, text: `Option ${index}` }));
    expect(drafts(labelSet, { ...plainItems.en, options, accepted: [["0"]] }, { labels: "symbols" })).toEqual([]);
    expect(drafts(labelSet, { ...plainItems.en, options: [] })).toEqual([]);
  });

  it("is unsound where options name others by label, unless the labels stay", () => {
    const item = { ...plainItems.en, options: [...plainItems.en.options, { id: "E", text: "Both A and C" }] };
    expect(status(labelSet, item)).toBe("unsound");
    expect(status(labelSet, item, { labels: "upper" })).toBe("sound");
    expect(allOrNoneItems.map((one) => status(labelSet, one))).toEqual(["sound", "sound", "sound", "sound"]);
  });

  it("is unsound where an option reads like a label", () => {
    const reading = (texts: readonly string[], labels: string) =>
      status(
        labelSet,
        { ...plainItems.en, options: texts.map((text, at) => ({ id: "ABCD".charAt(at), text })) },
        { labels },
      );
    const counts = ["10", "20", "30", "40"];
    expect(["digits", "circled"].map((labels) => reading(counts, labels))).toEqual(["unsound", "unsound"]);
    expect(["roman", "lower", "upper", "symbols"].map((labels) => reading(counts, labels))).toEqual(
      Array(4).fill("sound"),
    );
    expect(["②", "３.", " 4 "].map((text) => reading([text, "x", "y", "z"], "digits"))).toEqual(
      Array(3).fill("unsound"),
    );
    expect(["10 mg", "1.5", "Factor 2"].map((text) => reading([text, "x", "y", "z"], "digits"))).toEqual(
      Array(3).fill("sound"),
    );
    const grades = ["Ⅰ", "II", "iii", "IV."];
    expect(["roman", "digits"].map((labels) => reading(grades, labels))).toEqual(["unsound", "sound"]);
    expect(["lower", "upper"].map((labels) => reading(["A", "B", "AB", "O"], labels))).toEqual(["unsound", "sound"]);
  });

  it("is unsound where the stem numbers statements the same way", () => {
    const item = { ...plainItems.en, stem: "Consider: I. Ferritin is low. II. Iron is high. Which is true?" };
    expect(status(labelSet, item)).toBe("unsound");
    expect(status(labelSet, item, { labels: "lower" })).toBe("sound");
    expect(status(labelSet, { ...plainItems.en, stem: "Potassium 1.2, sodium 2.3. What now?" })).toBe("sound");
    expect(status(labelSet, { ...plainItems.en, stem: "A girl with diabetes mellitus of type 1. What now?" })).toBe(
      "sound",
    );
  });
});

describe("drop-wrong-options", () => {
  it("keeps the key, as many wrong options as asked, and their order", () => {
    for (let seed = 0; seed < 20; seed++) {
      const [draft] = drafts(dropWrongOptions, plainItems.zh, { wrong: 2 }, seed);
      const ids = draft?.item.options.map(({ id }) => id) ?? [];
      expect(ids).toHaveLength(3);
      expect(ids).toContain("B");
      expect(ids).toEqual([...ids].sort());
      expect(Object.keys(draft?.answerMap ?? {})).toEqual(ids);
    }
  });

  it("drops every wrong option equally often", () => {
    const stays = { A: 0, C: 0, D: 0, E: 0 };
    for (let seed = 0; seed < 2000; seed++) {
      for (const { id } of drafts(dropWrongOptions, plainItems.zh, {}, seed)[0]?.item.options ?? []) {
        if (id in stays) {
          stays[id as keyof typeof stays] += 1;
        }
      }
    }
    // Four standard deviations of a binomial with n = 2000 and p = 1/4 are 78.
    for (const count of Object.values(stays)) {
      expect(Math.abs(count - 500)).toBeLessThan(78);
    }
  });

  it("keeps every right option, also those of another accepted set", () => {
    const several = drafts(dropWrongOptions, severalRight)[0]?.item.options.map(({ id }) => id) ?? [];
    expect(several).toEqual(expect.arrayContaining(["A", "B", "E"]));
    expect(several).toHaveLength(4);
    const alternatives = { ...plainItems.en, accepted: [["A"], ["C"]] };
    expect(drafts(dropWrongOptions, alternatives)[0]?.item.options).toHaveLength(3);
  });

  it("gives nothing without a key or without more wrong options than stay", () => {
    expect(drafts(dropWrongOptions, { ...plainItems.en, accepted: [] })).toEqual([]);
    expect(drafts(dropWrongOptions, plainItems.en, { wrong: 3 })).toEqual([]);
  });

  it.each(allOrNoneItems.map((item) => [item.language, item] as const))(
    "is unsound where an option refers to others (%s)",
    (_language, item) => {
      expect(status(dropWrongOptions, item)).toBe("unsound");
    },
  );
});

describe("append-none-of-the-above", () => {
  it.each([
    ["en", "None of the above"],
    ["zh", "以上都不是"],
    ["es", "Ninguna de las anteriores"],
    ["pt", "Nenhuma das anteriores"],
  ] as const)("adds a last, wrong option of its own (%s)", (language, text) => {
    const item: Item = plainItems[language];
    const [draft] = drafts(appendNone, item);
    expect(draft?.item.options).toEqual([...item.options, { id: "none-of-the-above", text }]);
    expect(draft?.item.accepted).toEqual(item.accepted);
    expect(Object.keys(draft?.answerMap ?? {})).toEqual(item.options.map(({ id }) => id));
    expect(draft?.validity.status).toBe("sound");
  });

  it("gives the new option an id that is free", () => {
    const item = {
      ...plainItems.en,
      options: [...plainItems.en.options, { id: "none-of-the-above", text: "Anaemia" }],
    };
    expect(drafts(appendNone, item)[0]?.item.options.at(-1)?.id).toBe("none-of-the-above-2");
  });
});

describe("replace-key-by-none", () => {
  it.each([
    ["en", "None of the other options", 0],
    ["zh", "其他选项均不正确", 1],
    ["es", "Ninguna de las otras opciones", 2],
    ["pt", "Nenhuma das outras alternativas", 1],
  ] as const)("puts a new, right option in the key's place (%s)", (language, text, place) => {
    const item: Item = plainItems[language];
    const [draft] = drafts(replaceKeyByNone, item);
    expect(draft?.item.options[place]).toEqual({ id: "none-of-the-others", text });
    expect(draft?.item.options.filter(({ id }) => id !== "none-of-the-others")).toEqual(
      item.options.filter((_option, index) => index !== place),
    );
    expect(draft?.item.accepted).toEqual([["none-of-the-others"]]);
    expect(draft).toMatchObject({ answerMap: null, validity: { status: "unchecked", by: "rule" } });
  });

  it("needs exactly one right option of at least three, chosen alone", () => {
    expect(drafts(replaceKeyByNone, severalRight)).toEqual([]);
    expect(drafts(replaceKeyByNone, { ...plainItems.en, accepted: [["A"], ["B"]] })).toEqual([]);
    expect(drafts(replaceKeyByNone, { ...plainItems.en, options: plainItems.en.options.slice(0, 2) })).toEqual([]);
  });
});

describe.each([appendNone, replaceKeyByNone])("$name", (plugin) => {
  it.each([...Object.values<Item>(negativeItems), ...allOrNoneItems].map((item) => [item.id, item] as const))(
    "is unsound for %s",
    (_id, item) => {
      expect(status(plugin, item)).toBe("unsound");
    },
  );

  it("gives nothing in other languages, for true-false items and without a key", () => {
    expect(drafts(plugin, { ...plainItems.en, language: "fr" })).toEqual([]);
    expect(drafts(plugin, { ...plainItems.en, kind: "true-false" })).toEqual([]);
    expect(drafts(plugin, { ...plainItems.en, accepted: [] })).toEqual([]);
  });
});
