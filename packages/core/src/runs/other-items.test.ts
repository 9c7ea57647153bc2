import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { LoadedRow } from "../datasets/define.ts";
import sampleExam from "../datasets/sample-exam.ts";
import { singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { gatherOtherItems, type ReadableExam } from "./other-items.ts";

function examOf(items: readonly (Item | LoadedRow)[]): ReadableExam {
  return {
    configured: {
      async *load() {
        for (const item of items) {
          yield "place" in item ? item : { place: {}, item, problems: [] };
        }
      },
    },
  };
}

const numbered = (number: number, specialty: string | null, more: Partial<Item> = {}): Item => ({
  ...singleItem,
  id: `q${String(number).padStart(4, "0")}`,
  tags: specialty === null ? {} : { specialty: [specialty] },
  ...more,
});
const many = Array.from({ length: 500 }, (_, number) =>
  numbered(number, number % 5 === 0 ? "nephrology" : number < 10 ? "rare" : "surgery"),
);
const ids = (items: readonly Item[]): string[] => items.map(({ id }) => id);

describe("gatherOtherItems", () => {
  it("gives items of the same specialty, in order of id, never the item itself", async () => {
    const others = await gatherOtherItems(examOf(many), 1);
    for (const item of many.slice(0, 60)) {
      const similar = others.similar(item);
      expect(ids(similar)).toEqual(ids(similar).sort());
      expect(ids(similar)).not.toContain(item.id);
      expect(similar.length).toBeGreaterThanOrEqual(63);
      expect(similar.length).toBeLessThanOrEqual(64);
      if (item.tags["specialty"]?.[0] !== "rare") {
        expect(similar.every(({ tags }) => tags["specialty"]?.[0] === item.tags["specialty"]?.[0])).toBe(true);
      }
    }
  });

  it("takes the whole language where fewer than eight others share the specialty, or the item has none", async () => {
    const others = await gatherOtherItems(examOf([...many, numbered(900, null)]), 1);
    const rare = many.filter(({ tags }) => tags["specialty"]?.[0] === "rare");
    expect(rare).toHaveLength(8);
    for (const item of [...rare, numbered(900, null)]) {
      expect(new Set(others.similar(item).map(({ tags }) => tags["specialty"]?.[0])).size).toBeGreaterThan(1);
    }
    const nine = await gatherOtherItems(examOf([...many, numbered(901, "rare")]), 1);
    expect(nine.similar(rare[0] ?? singleItem)).toHaveLength(8);
  });

  it("gives the same whatever the order of the source, and another draw for another seed", async () => {
    const item = many[7] ?? singleItem;
    const of = async (items: readonly Item[], seed: number) =>
      ids((await gatherOtherItems(examOf(items), seed)).similar(item));
    const straight = await of(many, 1);
    expect(await of(many.toReversed(), 1)).toEqual(straight);
    expect(await of(randomStream(9).shuffled(many), 1)).toEqual(straight);
    expect(await of(many, 2)).not.toEqual(straight);
    // An item less changes one place at most.
    const gone = await of(
      many.filter(({ id }) => id !== straight[3]),
      1,
    );
    expect(straight.filter((id) => !gone.includes(id))).toEqual([straight[3]]);
  });

  it("draws every item of a specialty about as often", async () => {
    const drawn = new Map<string, number>();
    const item = numbered(9000, "surgery");
    for (let seed = 0; seed < 60; seed++) {
      for (const id of ids((await gatherOtherItems(examOf(many), seed)).similar(item))) {
        drawn.set(id, (drawn.get(id) ?? 0) + 1);
      }
    }
    // 392 items, 64 drawn, 60 times: 9.8 each.
    expect(drawn.size).toBe(392);
    expect(Math.max(...drawn.values())).toBeLessThan(25);
  });

  it("never gives one of the item's own group, another language, an item without options or an unusable row", async () => {
    const group = { id: "case", kind: "shared-stem", order: 1, text: "" } as const;
    const own = numbered(1, null, { group });
    const rows: (Item | LoadedRow)[] = [
      own,
      numbered(2, null, { group: { ...group, order: 2 } }),
      numbered(3, null, { language: "es" }),
      numbered(4, null, { kind: "free-text", options: [], accepted: [] }),
      {
        place: {},
        item: numbered(5, null),
        problems: [{ severity: "error", code: "DATASET_ROW_INVALID", message: "bad" }],
      },
      { place: {}, problems: [{ severity: "error", code: "DATASET_ROW_INVALID", message: "no item" }] },
      numbered(6, null),
    ];
    expect(ids((await gatherOtherItems(examOf(rows), 1)).similar(own))).toEqual(["q0006"]);
  });

  it("finds what says the same in other languages, within the exam and in others", async () => {
    const exam = (language: string): ReadableExam => ({
      configured: sampleExam.configure({ language }, { resolvePath: (path) => path }),
    });
    const first = numbered(1, null, { parallelId: "p" });
    const within = await gatherOtherItems(
      examOf([first, { ...first, id: "q-zh", language: "zh" }, numbered(2, null)]),
      1,
    );
    expect(ids(within.parallels(first))).toEqual(["q-zh"]);
    expect(within.parallels(numbered(2, null))).toEqual([]);
    const alone = await gatherOtherItems(exam("en"), 1);
    const together = await gatherOtherItems(exam("en"), 1, { parallelExams: [exam("zh"), exam("es")] });
    for await (const { item } of exam("en").configured.load()) {
      if (item !== undefined) {
        expect(alone.parallels(item)).toEqual([]);
        expect(together.parallels(item).map(({ language }) => language)).toEqual(["es", "zh"]);
        // Other exams give parallels only.
        expect(together.similar(item)).toEqual(alone.similar(item));
      }
    }
  });

  it("gives nothing where there is nothing", async () => {
    const others = await gatherOtherItems(examOf([]), 1);
    expect(others.similar(singleItem)).toEqual([]);
    expect(others.parallels({ ...singleItem, parallelId: "p" })).toEqual([]);
  });
});
