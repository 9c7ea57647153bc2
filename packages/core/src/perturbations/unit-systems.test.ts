import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import unitSystems from "./unit-systems.ts";

const draftOf = (item: Partial<Item>) =>
  unitSystems.configure({}).perturb({ ...singleItem, ...item }, randomStream(1, "a"))[0];

describe("unit-systems", () => {
  it("is unchecked where an amount per kilogram stays beside a weight in pounds", () => {
    for (const [language, stem] of [
      ["zh", "7个月男婴，体重5kg。每天所需热卡为"],
      ["en", "A boy weighs 5 kg. What is his daily need?"],
    ] as const) {
      const perKilogram = [
        { id: "A", text: "0.6MJ/（kg·d）" },
        { id: "B", text: "1.2MJ/（kg·d）" },
      ];
      const plain = [
        { id: "A", text: "3MJ" },
        { id: "B", text: "6MJ" },
      ];
      expect(draftOf({ language, stem, options: perKilogram })?.validity.status).toBe("unchecked");
      expect(draftOf({ language, stem, options: plain })?.validity.status).toBe("sound");
    }
  });

  it("takes a body mass index for no amount per kilogram", () => {
    const stem = "A man of 90 kg has a BMI of 31 kg/m2. What next?";
    expect(draftOf({ language: "en", stem })).toMatchObject({
      item: { stem: "A man of 198 lb has a BMI of 31 kg/m2. What next?" },
      validity: { status: "sound" },
    });
  });
});
