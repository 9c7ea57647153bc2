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

  it("puts every option in every place equally often", () => {
    const counts = [0, 0, 0, 0];
    for (let seed = 0; seed < 4000; seed++) {
      const place = shuffle(singleItem, seed)[0]?.item.options.findIndex(({ id }) => id === "B") ?? -1;
      counts[place] = (counts[place] ?? 0) + 1;
    }
    // Four standard deviations of a binomial with n = 4000 and p = 1/4 are 110.
    for (const count of counts) {
      expect(Math.abs(count - 1000)).toBeLessThan(110);
    }
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
  });
});
