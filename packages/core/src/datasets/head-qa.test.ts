import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import headQa from "./head-qa.ts";

const exam = (...data: object[]) => ({ exams: { e: { name: "e", year: "2013", category: "biology", data } } });
const question = {
  qid: "1",
  qtext: "q",
  ra: "2",
  image: "",
  answers: [
    { aid: 1, atext: "a" },
    { aid: 2, atext: "b" },
  ],
};

describe("head-qa", () => {
  it("reads the exams of a file with their facts, pictures and lines", async () => {
    const rows = await rowsOf(headQa, { path: "head-qa.json", language: "en" });
    expect(rows.map(({ item, place }) => [item?.id, item?.accepted[0], place.line])).toEqual([
      ["Cuaderno_2090_1_M-1", ["2"], 10],
      ["Cuaderno_2090_1_M-2", ["3"], 34],
      ["Cuaderno_2090_1_E-1", ["4"], 65],
    ]);
    expect(rows[1]?.item).toMatchObject({
      parallelId: "Cuaderno_2090_1_M-2",
      tags: { exam: ["Cuaderno_2090_1_M"], year: ["2090"], category: ["medicine"], hasImage: ["true"] },
      media: ["data/images/Cuaderno_2090_1_M_1.png"],
    });
    expect(rows[2]?.item).toMatchObject({ tags: { hasImage: ["false"], year: ["2090"] } });
    expect(rows[2]?.item?.media).toBeUndefined();
  });

  it("reads Hugging Face's rows as the same items, its pictures without a name", async () => {
    const items = async (path: string) =>
      (await rowsOf(headQa, { path, language: "en" })).map(({ item }) => ({ ...item, media: item?.media?.length }));
    expect(await items("head-qa.parquet")).toEqual(await items("head-qa.json"));
  });

  it("takes the split from the file's name and the language from the settings", async () => {
    const path = writtenFile("dev_HEAD.json", exam(question));
    const [row] = await rowsFrom(headQa, { path, language: "es" });
    expect(row?.item).toMatchObject({ split: "dev", language: "es" });
  });

  it("reads rows, one a line", async () => {
    const line = JSON.stringify({ name: "e", year: 2013, category: "biology", ...question, qid: 7, ra: 1 });
    const [row] = await rowsFrom(headQa, { path: writtenFile("rows.jsonl", `${line}\n${line}`), language: "en" });
    expect([row?.item?.id, row?.item?.accepted]).toEqual(["e-7", [["1"]]]);
  });

  it("has no key where the board gave none, and reports one outside the options", async () => {
    const path = writtenFile("keys.json", exam({ ...question, ra: "0" }, { ...question, qid: "2", ra: "5" }));
    const rows = await rowsFrom(headQa, { path, language: "en" });
    expect(rows.map((row) => problemsOf(row)[0])).toEqual([
      "warning DATASET_ROW_INVALID: the item has no key, so an answer to it is not marked",
      "error DATASET_KEY_OUTSIDE_OPTIONS: the key names 5; the options are 1, 2",
    ]);
  });

  it("refuses a file without exams", async () => {
    await expect(rowsFrom(headQa, { path: writtenFile("none.json", { version: 1 }), language: "en" })).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_COLUMN_MISSING",
        message: expect.stringContaining("no object exams; the fields are version"),
      }),
    );
  });
});
