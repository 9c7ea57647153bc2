import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import medmcqa from "./medmcqa.ts";

const row = { id: "x", question: "q", opa: "a", opb: "b", opc: "c", opd: "d" };
const read = (settings: object, ...rows: object[]) =>
  rowsFrom(medmcqa, { path: writtenFile("medmcqa.json", rows), ...settings });

describe("medmcqa", () => {
  it("reads the published JSON, whose key counts from 1", async () => {
    const rows = await rowsOf(medmcqa, { path: "medmcqa.json" });
    expect(rows.map(({ item }) => [item?.id, item?.accepted[0]])).toEqual([
      ["fixture-0001", ["C"]],
      ["fixture-0002", ["D"]],
      ["fixture-0003", ["A"]],
    ]);
    expect(rows[1]?.item).toMatchObject({
      kind: "single",
      tags: { subject: ["Medicine"], choiceType: ["multi"] },
      references: [],
    });
    expect(rows[0]?.item?.tags).toMatchObject({ topic: ["Cranial nerves"] });
  });

  it("reads Hugging Face's Parquet, whose key counts from 0, as the same items", async () => {
    const items = async (path: string) => (await rowsOf(medmcqa, { path })).map(({ item }) => item);
    expect(await items("medmcqa.parquet")).toEqual(await items("medmcqa.json"));
  });

  it("has no key where the test split has none", async () => {
    const rows = await read({}, row, { ...row, cop: -1 }, { ...row, cop: null });
    expect(rows.map(({ item }) => item?.accepted)).toEqual([[], [], []]);
    expect(problemsOf(rows[1])).toEqual([
      "warning DATASET_ROW_INVALID: the item has no key, so an answer to it is not marked",
    ]);
  });

  it("refuses a key that the base cannot explain, and says which setting would", async () => {
    const [zero] = await read({}, { ...row, cop: 0 });
    expect(problemsOf(zero)).toEqual([
      "error DATASET_KEY_OUTSIDE_OPTIONS: cop is 0, and option A counts as 1: set keyBase to 0 if it counts as that here",
    ]);
    const [four] = await read({ keyBase: 0 }, { ...row, cop: 4 });
    expect(problemsOf(four)[0]).toContain("set keyBase to 1");
    expect((await read({ keyBase: 0 }, { ...row, cop: 0 }))[0]?.item?.accepted).toEqual([["A"]]);
  });
});
