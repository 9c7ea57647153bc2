import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Item } from "../records/item.ts";
import { type ItemsOfId, readKeyRows, revisedKeys } from "./read-revised-keys.ts";

const item = (id: string, changes: Partial<Item> = {}): Item => ({
  id,
  language: "en",
  kind: "single",
  stem: "?",
  options: ["A", "B", "C", "D"].map((option) => ({ id: option, text: `text ${option}` })),
  accepted: [["A"]],
  tags: {},
  references: [],
  weight: 1,
  ...changes,
});

const exam: Readonly<Record<string, readonly { exam: string; item: Item }[]>> = {
  q1: [{ exam: "one", item: item("q1") }],
  q2: [{ exam: "one", item: item("q2", { kind: "multiple", accepted: [["A", "B"]] }) }],
  q3: [{ exam: "one", item: item("q3", { annulled: "drop" }) }],
  q4: [{ exam: "one", item: item("q4", { accepted: [] }) }],
  both: [
    { exam: "one", item: item("both") },
    { exam: "two", item: item("both") },
  ],
};
const itemsOf: ItemsOfId = (id) => exam[id] ?? [];

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-keys-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function revisionsOf(text: string) {
  const file = join(folder, "keys.csv");
  writeFileSync(file, text);
  return revisedKeys(file, await readKeyRows(file), itemsOf);
}

describe("revisedKeys", () => {
  it("reads keys, sets, alternatives and annulments", async () => {
    const found = await revisionsOf(
      '\ufeffitemId,key,annul,reason,exam\nq1,c | D,,"two are right, said the board",\n,,,,\nq2,"A, C",,,\nboth,,credit-all,,two\n',
    );
    expect(found).toEqual([
      {
        exam: "one",
        itemId: "q1",
        line: 2,
        from: [["A"]],
        to: [["C"], ["D"]],
        annul: null,
        reason: "two are right, said the board",
      },
      { exam: "one", itemId: "q2", line: 4, from: [["A", "B"]], to: [["A", "C"]], annul: null, reason: "" },
      { exam: "two", itemId: "both", line: 5, from: [["A"]], to: null, annul: "credit-all", reason: "" },
    ]);
  });

  it.each([
    ["q9,B,,", "REKEY_ITEM_UNKNOWN", 'keys.csv:2 (item q9): the run has no item "q9"'],
    ["q1,E,,", "DATASET_KEY_OUTSIDE_OPTIONS", 'the key "E" is outside the item\'s options A, B, C, D'],
    ["q1,A|,,", "DATASET_KEY_OUTSIDE_OPTIONS", "outside the item's options"],
    ["q1,2,,", "DATASET_KEY_OUTSIDE_OPTIONS", "outside the item's options"],
    ["q1,,,", "REKEY_ROW_INVALID", "neither a key nor an annulment"],
    ["q1,B,drop,", "REKEY_ROW_INVALID", "exclude each other"],
    ["q1,,void,", "REKEY_ROW_INVALID", 'annul is "void": drop or credit-all is wanted'],
    ["q1,AB,,", "REKEY_ROW_INVALID", "put | between keys that are right each alone"],
    ["q3,B,,", "REKEY_ROW_INVALID", "the item is annulled in this run"],
    ["q4,B,,", "REKEY_ROW_INVALID", "the item has no key in this run"],
    ["both,B,,", "REKEY_ROW_INVALID", 'several exams have an item "both" (one, two)'],
    ["q1,B,,\nq1,C,,", "REKEY_ROW_INVALID", "keys.csv:3 (item q1): the item stands on line 2 already"],
    ["", "REKEY_ROW_INVALID", "no row with a revised key"],
  ])("refuses %j", async (rows, code, message) => {
    const refused = expect(revisionsOf(`itemId,key,annul,reason\n${rows}\n`)).rejects;
    await refused.toMatchObject({ code, message: expect.stringContaining(message) });
  });

  it("names every bad row at once", async () => {
    const error = revisionsOf("itemId,key\nq9,A\nq1,Z\nq1,\n");
    await expect(error).rejects.toThrow(/keys\.csv:2 .*no item "q9".*line 3: the key "Z".*line 4: neither/);
  });

  it("wants its columns", async () => {
    await expect(revisionsOf("itemId;key\nq1;B\n")).rejects.toMatchObject({ code: "DATASET_COLUMN_MISSING" });
    await expect(readKeyRows(join(folder, "absent.csv"))).rejects.toMatchObject({ code: "REKEY_FILE_UNREADABLE" });
  });
});
