import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import shuffleOptions from "./shuffle-options.ts";

const shuffle = (item: Item, seed = 1) => shuffleOptions.configure({}).perturb(item, randomStream(seed, item.id));

describe("shuffle-options", () => {
  it("moves options, keeps ids with their texts, and the key", () => {
    const [draft] = shuffle(singleItem);
    expect([...(draft?.item.options ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(singleItem.options);
    expect(draft?.item.accepted).toEqual([["B"]]);
    expect(draft?.validity.status).toBe("sound");
  });

  it("gives every order but that of the source equally often", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 4600; seed++) {
      const order =
        shuffle(singleItem, seed)[0]
          ?.item.options.map(({ id }) => id)
          .join("") ?? "";
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(23);
    expect(counts.has("ABCD")).toBe(false);
    // Chi-square with 22 degrees of freedom stays below 48.3 but once in a thousand; the seeds are fixed.
    expect([...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)).toBeLessThan(48.3);
  });

  it("never gives an order that reads as the source's", () => {
    const two = { ...singleItem, options: singleItem.options.slice(0, 2), accepted: [["B"]] };
    const alike = {
      ...singleItem,
      options: singleItem.options.map(({ id }) => ({ id, text: id === "D" ? "Iron" : "Zinc" })),
    };
    for (let seed = 0; seed < 40; seed++) {
      expect(shuffle(two, seed)[0]?.item.options.map(({ id }) => id)).toEqual(["B", "A"]);
      expect(shuffle(alike, seed)[0]?.item.options.at(-1)?.text).toBe("Zinc");
    }
  });

  it("takes the next order where a stream gives the source's for ever", () => {
    const stuck = { integer: () => 0, fraction: () => 0, shuffled: <T>(list: readonly T[]) => [...list] };
    const [made] = shuffleOptions.configure({}).perturb(singleItem, stuck);
    expect(made?.item.options.map(({ id }) => id)).toEqual(["B", "C", "D", "A"]);
  });

  it.each([
    ["en", "Both A and C"],
    ["en", "All of the above"],
    ["zh", "以上都是"],
    ["zh", "A和B均正确"],
    ["es", "Las anteriores son correctas"],
    ["pt", "Todas as alternativas acima"],
  ])("calls an item unsound when an option refers to others (%s: %s)", (_language, text) => {
    const item = { ...singleItem, options: [...singleItem.options.slice(0, 3), { id: "D", text }] };
    expect(shuffle(item)[0]?.validity.status).toBe("unsound");
  });

  it.each([
    "Vitamin B12 and folate",
    "Infarto de cara anterior",
    "Blood pressure above 140 mmHg",
    "血红蛋白低于60g/L以上的变化",
  ])("leaves an option sound that names no other: %s", (text) => {
    const item = { ...singleItem, options: [...singleItem.options.slice(0, 3), { id: "D", text }] };
    expect(shuffle(item)[0]?.validity.status).toBe("sound");
  });

  it("gives nothing where there is nothing to shuffle", () => {
    expect(shuffle({ ...singleItem, options: [] })).toEqual([]);
    expect(shuffle({ ...singleItem, options: singleItem.options.slice(1, 2) })).toEqual([]);
    expect(shuffle({ ...singleItem, options: singleItem.options.map(({ id }) => ({ id, text: "x" })) })).toEqual([]);
  });
});
