import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { itemsForContracts, multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import optionsOnly from "./options-only.ts";
import stemOnly from "./stem-only.ts";

const perturb = (plugin: typeof optionsOnly, item: Item) =>
  plugin.configure({}).perturb(item, randomStream(1, item.id))[0];

describe("options-only", () => {
  it("leaves nothing of the question: stem, shared case, text to read, media", () => {
    const item = { ...multipleItem, context: "文献摘要", media: ["ecg.png"] };
    const draft = perturb(optionsOnly, item);
    const text = JSON.stringify(draft?.item);
    for (const part of [multipleItem.stem, multipleItem.group?.text ?? "?", "文献摘要", "ecg.png"]) {
      expect(text).not.toContain(part);
    }
    expect(draft?.item.options).toEqual(item.options);
    expect(draft?.item.accepted).toEqual(item.accepted);
    expect(draft?.item.stem).toMatch(/[\u4e00-\u9fff]/);
    // It stays in its cluster.
    expect(draft?.item.group?.id).toBe("hf");
  });

  it("says the same whether one or several options are right", () => {
    const several: Item = { ...singleItem, kind: "multiple", accepted: [["A", "B"]] };
    expect(perturb(optionsOnly, several)?.item.stem).toBe(perturb(optionsOnly, singleItem)?.item.stem);
  });

  it.each(["en", "zh", "es", "pt", "fr", "de", "it"])(
    "does not ask for what is correct: a key may be the false one (%s)",
    (language) => {
      const stem = perturb(optionsOnly, { ...singleItem, language })?.item.stem;
      expect(stem).toMatch(/./);
      expect(stem).not.toMatch(/corr?e[ct]t|richtig|true|正确|对的/i);
    },
  );

  it("gives nothing in a language it has no words in, and nothing without options", () => {
    expect(perturb(optionsOnly, { ...singleItem, language: "ja" })).toBeUndefined();
    expect(perturb(optionsOnly, { ...singleItem, language: "zh-Hant" })?.item.stem).toMatch(/[\u4e00-\u9fff]/);
    expect(perturb(optionsOnly, { ...singleItem, options: [] })).toBeUndefined();
  });
});

describe("stem-only", () => {
  it("keeps question, labels and key, and blanks every option", () => {
    const draft = perturb(stemOnly, multipleItem);
    expect(draft?.item.stem).toBe(multipleItem.stem);
    expect(draft?.item.options.map(({ id, text }) => [id, text])).toEqual(
      ["A", "B", "C", "D", "E"].map((id) => [id, ""]),
    );
    expect(draft?.item.accepted).toEqual(multipleItem.accepted);
  });
});

it("neither control passes for a fair question", () => {
  for (const item of itemsForContracts) {
    for (const plugin of [optionsOnly, stemOnly]) {
      expect(perturb(plugin, item)?.validity.status ?? "unsound").toBe("unsound");
    }
  }
});
