import fc from "fast-check";
import type { Item, ItemKind } from "../../records/item.ts";
import { wordedItems } from "./worded-items.ts";

const kinds: readonly ItemKind[] = ["single", "multiple", "true-false", "free-text"];
const stems = [...wordedItems.map(({ stem }) => stem), "", "？", "Which?"];
const texts = [...wordedItems.flatMap(({ options }) => options.map(({ text }) => text)), "", "A and B", "以上均正确"];

/** Items of any shape a source may give: any ids, several accepted sets, no key, credits, a shared stem. */
export const anyItem: fc.Arbitrary<Item> = fc
  .record({
    ids: fc.uniqueArray(fc.constantFrom(..."ABCDEFGHIJ", "1", "none-of-the-above", "none-of-the-others"), {
      maxLength: 10,
    }),
    language: fc.constantFrom("en", "zh", "es", "pt", "fr", "zh-Hant"),
    kind: fc.constantFrom(...kinds),
    stem: fc.constantFrom(...stems),
    text: fc.array(fc.constantFrom(...texts), { minLength: 10, maxLength: 10 }),
    keys: fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { maxLength: 3 }),
    extras: fc.constantFrom<Partial<Item>>(
      {},
      { context: "A study.", media: ["film.png"] },
      { keyHistory: [{ accepted: [["A"]], until: "2020-01-01", reason: "revised" }], annulled: "drop" },
      { group: { id: "g", kind: "shared-stem", order: 1, text: "患者，男，66岁。" } },
    ),
  })
  .map(({ ids, language, kind, stem, text, keys, extras }) => ({
    id: "any",
    language,
    kind,
    stem,
    options: ids.map((id, index) => ({ id, text: text[index] ?? "", ...(index % 3 === 2 && { credit: 0.5 }) })),
    accepted: keys
      .map((places) => [...new Set(places.flatMap((place) => ids[place] ?? []))])
      .filter((set) => set.length > 0),
    tags: { specialty: ["haematology"] },
    references: [],
    weight: 1,
    ...extras,
  }));
