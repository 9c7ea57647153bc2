import { describe, expect, it } from "vitest";
import { VivaError } from "../base/errors.ts";
import type { LoadedRow } from "../datasets/define.ts";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { drawExemplars, selectItems, stemFingerprint } from "./select-items.ts";
import type { Study, StudyDataset } from "./study.ts";

const items: Item[] = Array.from({ length: 40 }, (_item, index) => ({
  ...singleItem,
  id: `q${index}`,
  stem: `Stem ${index}`,
  tags: { specialty: [index % 2 === 0 ? "a" : "b"], year: [String(2017 + (index % 5))] },
  split: index < 10 ? "train" : "test",
}));

function exam(rows: readonly (Item | LoadedRow)[]): StudyDataset {
  async function* load(): AsyncGenerator<LoadedRow> {
    for (const [index, row] of rows.entries()) {
      yield "problems" in row ? row : { place: { file: "e", line: index + 1 }, item: row, problems: [] };
    }
  }
  return { name: "e", use: "test", settings: {}, configured: { files: [], load } };
}

async function ids(
  filters: Study["filters"],
  seed = 0,
  source: readonly (Item | LoadedRow)[] = items,
): Promise<string[]> {
  const found: string[] = [];
  for await (const item of selectItems(exam(source), filters, seed)) {
    found.push(item.id);
  }
  return found;
}

describe("selectItems", () => {
  it("filters by tags, split, kind and language together", async () => {
    expect(await ids({ tags: { specialty: "b", year: ["2018", "2020"] }, split: "test" })).toEqual([
      "q11",
      "q13",
      "q21",
      "q23",
      "q31",
      "q33",
    ]);
    expect(await ids({ kind: ["multiple"] })).toEqual([]);
    expect(await ids({ language: ["en"], limit: 2 })).toEqual(["q0", "q1"]);
    expect(await ids({ tags: { absent: "x" } })).toEqual([]);
  });

  it("filters by the length of the first explanation, in characters", async () => {
    const explained = ["", "𠮷".repeat(30), "𠮷".repeat(31)].map((text, index) => ({
      ...singleItem,
      id: `e${index}`,
      references: text === "" ? [] : [text],
    }));
    expect(await ids({ explanationOver: 30 }, 0, explained)).toEqual(["e2"]);
    expect(await ids({ explanationOver: 0 }, 0, explained)).toEqual(["e1", "e2"]);
  });

  it("draws a sample by seed, in file order, and nested: a larger sample holds the smaller", async () => {
    const ten = await ids({ sample: 10 }, 5);
    expect(ten).toHaveLength(10);
    expect(ten).toEqual([...ten].sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))));
    expect(await ids({ sample: 10 }, 5)).toEqual(ten);
    expect(await ids({ sample: 10 }, 6)).not.toEqual(ten);
    expect(await ids({ sample: 20 }, 5)).toEqual(expect.arrayContaining(ten));
    expect(await ids({ sample: 10 }, 5, [...items].reverse())).toEqual([...ten].reverse());
  });

  it("takes everything when the sample is larger than the exam", async () => {
    expect(await ids({ sample: 1000 })).toHaveLength(40);
  });

  it("refuses a repeated id and a row with an error, naming the place", async () => {
    await expect(ids({}, 0, [singleItem, multipleItem, singleItem])).rejects.toMatchObject({
      code: "DATASET_DUPLICATE_ID",
      place: { line: 3, itemId: "iron-1" },
    });
    const bad: LoadedRow = {
      place: { file: "e.csv", line: 9 },
      item: singleItem,
      problems: [{ severity: "error", code: "DATASET_KEY_OUTSIDE_OPTIONS", message: "key Z" }],
    };
    await expect(ids({}, 0, [bad])).rejects.toThrow(/^e\.csv:9 \(item iron-1\): key Z$/);
  });

  it("keeps a row that only has a warning", async () => {
    const warned: LoadedRow = {
      place: { line: 1 },
      item: { ...singleItem, accepted: [] },
      problems: [{ severity: "warning", code: "DATASET_ROW_INVALID", message: "no key" }],
    };
    expect(await ids({}, 0, [warned])).toEqual(["iron-1"]);
  });
});

describe("drawExemplars", () => {
  const draw = (train: readonly (Item | LoadedRow)[], k: number, tested: readonly Item[] = [], seed = 1) => {
    const fingerprints = new Set(tested.map(stemFingerprint));
    return drawExemplars({ k, seed, train: exam(train) }, fingerprints);
  };

  it("never takes a tested item, even when its spelling differs", async () => {
    const tested = items.slice(0, 37);
    const drawn = await draw(items, 3, tested);
    expect(drawn.map(({ id }) => id).sort()).toEqual(["q37", "q38", "q39"]);
    const respelled = { ...singleItem, id: "other", stem: "which finding is MOST typical of  iron deficiency" };
    await expect(draw([respelled], 1, [singleItem])).rejects.toMatchObject({ code: "FEW_SHOT_TOO_FEW" });
  });

  it("passes over rows without key or options, and rows with errors", async () => {
    const broken: LoadedRow = {
      place: {},
      problems: [{ severity: "error", code: "DATASET_ROW_INVALID", message: "x" }],
    };
    const drawn = await draw(
      [broken, { ...singleItem, id: "k", accepted: [] }, { ...singleItem, id: "o", options: [] }, singleItem],
      1,
    );
    expect(drawn.map(({ id }) => id)).toEqual(["iron-1"]);
  });

  it("depends on the seed, not on the order of the source", async () => {
    const forward = (await draw(items, 4)).map(({ id }) => id);
    expect((await draw([...items].reverse(), 4)).map(({ id }) => id)).toEqual(forward);
    expect((await draw(items, 4, [], 2)).map(({ id }) => id)).not.toEqual(forward);
  });

  it("says how many there are when there are too few", async () => {
    try {
      await draw(items.slice(0, 2), 5);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(VivaError);
      expect((error as Error).message).toBe('5 examples asked for, 2 usable in "e"');
    }
  });
});
