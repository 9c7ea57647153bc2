import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import { allOrNoneItems, negativeItems, plainItems, severalRight } from "./__fixtures__/worded-items.ts";
import type { Perturbation } from "./define.ts";
import keyToPosition from "./key-to-position.ts";
import reverseOptions from "./reverse-options.ts";
import rotateOptions from "./rotate-options.ts";

const drafts = (plugin: Perturbation, item: Item, settings: unknown = {}) =>
  plugin.configure(settings).perturb(item, randomStream(1, plugin.name, item.id));
const orders = (plugin: Perturbation, item: Item, settings: unknown = {}) =>
  drafts(plugin, item, settings).map((draft) => draft.item.options.map(({ id }) => id).join(""));

describe("reverse-options", () => {
  it("turns the order round and keeps every id with its text", () => {
    const [draft] = drafts(reverseOptions, plainItems.es);
    expect(draft?.item.options.map(({ id }) => id)).toEqual(["D", "C", "B", "A"]);
    expect(draft?.item.options[1]?.text).toBe("La ferritina está baja");
    expect(draft?.item.accepted).toEqual([["C"]]);
    expect(draft?.answerMap).toEqual({ A: "A", B: "B", C: "C", D: "D" });
  });
});

describe("rotate-options", () => {
  it("gives every cyclic order but the original", () => {
    expect(orders(rotateOptions, plainItems.en)).toEqual(["BCDA", "CDAB", "DABC"]);
    expect(orders(rotateOptions, plainItems.zh)).toEqual(["BCDEA", "CDEAB", "DEABC", "EABCD"]);
    expect(orders(rotateOptions, { ...plainItems.en, options: [] })).toEqual([]);
    expect(orders(rotateOptions, { ...plainItems.en, options: plainItems.en.options.slice(0, 1) })).toEqual([]);
  });
});

describe("key-to-position", () => {
  it("gives a variant a place, where the key changes places with the option there", () => {
    expect(orders(keyToPosition, plainItems.zh)).toEqual(["BACDE", "ABCDE", "ACBDE", "ADCBE", "AECDB"]);
  });

  it("puts the key in one place when one is chosen", () => {
    expect(orders(keyToPosition, plainItems.en, { position: 4 })).toEqual(["DBCA"]);
    expect(orders(keyToPosition, plainItems.zh, { position: "last" })).toEqual(["AECDB"]);
    expect(orders(keyToPosition, plainItems.en, { position: 5 })).toEqual([]);
    expect(() => keyToPosition.configure({ position: 0 })).toThrow(/position/);
  });

  it("needs exactly one right option", () => {
    expect(drafts(keyToPosition, severalRight)).toEqual([]);
    expect(drafts(keyToPosition, { ...plainItems.en, accepted: [] })).toEqual([]);
    expect(drafts(keyToPosition, { ...plainItems.en, accepted: [["A"], ["B"]] })).toEqual([]);
  });
});

describe.each([reverseOptions, rotateOptions, keyToPosition])("$name", (plugin) => {
  it("is sound for plain and for negatively worded items: another order says nothing else", () => {
    for (const item of [...Object.values(plainItems), ...Object.values(negativeItems)]) {
      expect(drafts(plugin, item).map(({ validity }) => validity.status)).not.toContain("unsound");
      expect(drafts(plugin, item).length).toBeGreaterThan(0);
    }
  });

  it.each(allOrNoneItems.map((item) => [item.language, item] as const))(
    "is unsound where an option refers to others (%s)",
    (_language, item) => {
      expect(new Set(drafts(plugin, item).map(({ validity }) => validity.status))).toEqual(new Set(["unsound"]));
    },
  );
});
