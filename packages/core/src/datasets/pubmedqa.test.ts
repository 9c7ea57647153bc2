import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import pubmedqa from "./pubmedqa.ts";

describe("pubmedqa", () => {
  it("reads the published JSON with its abstract, annotators and lines", async () => {
    const rows = await rowsOf(pubmedqa, { path: "pubmedqa.json" });
    expect(rows[0]?.item).toEqual({
      id: "0000001",
      language: "en",
      kind: "single",
      stem: "Does a reminder letter raise attendance at retinal screening among adults with diabetes?",
      options: [
        { id: "A", text: "yes" },
        { id: "B", text: "no" },
        { id: "C", text: "maybe" },
      ],
      accepted: [["A"]],
      tags: {
        year: ["2012"],
        mesh: ["Diabetic Retinopathy", "Mass Screening", "Reminder Systems"],
        reasoningRequired: ["yes"],
        reasoningFree: ["yes"],
      },
      context: expect.stringMatching(/^Many adults[^\n]*\.\nAdults of one[^\n]*\.\nOf those[^\n]*$/u),
      references: ["A reminder letter raised attendance at retinal screening."],
      weight: 1,
    });
    expect(rows.map(({ place, item }) => [place.line, item?.accepted[0]?.[0]])).toEqual([
      [2, "A"],
      [25, "B"],
      [47, "C"],
    ]);
    expect(rows[1]?.item?.tags["year"]).toBeUndefined();
  });

  it("leaves the abstract out when asked", async () => {
    const rows = await rowsOf(pubmedqa, { path: "pubmedqa.json", context: false });
    expect(rows.map(({ item }) => item?.context)).toEqual([undefined, undefined, undefined]);
  });

  it("tells the official test set from the rest", async () => {
    const rows = await rowsOf(pubmedqa, { path: "pubmedqa.json", testSet: "pubmedqa-test.json" });
    expect(rows.map(({ item }) => item?.split)).toEqual(["test", "train", "test"]);
    const files = pubmedqa.configure({ path: "a", testSet: "b" }, { resolvePath: (path) => `/x/${path}` }).files;
    expect(files).toEqual(["/x/a", "/x/b"]);
  });

  it("reads Hugging Face's Parquet as the same items but for the year", async () => {
    const items = async (path: string) =>
      (await rowsOf(pubmedqa, { path })).map(({ item }) => ({
        ...item,
        id: Number(item?.id),
        tags: { ...item?.tags, year: [] },
      }));
    expect(await items("pubmedqa.parquet")).toEqual(await items("pubmedqa.json"));
  });

  it("reports a decision it does not know, a missing one, and one the test set contradicts", async () => {
    const path = writtenFile("odd.json", {
      1: { QUESTION: "q", final_decision: "perhaps" },
      2: { QUESTION: "q" },
      3: { QUESTION: "q", final_decision: "no" },
      4: 7,
    });
    const testSet = writtenFile("odd-test.json", { 3: "yes" });
    const rows = await rowsFrom(pubmedqa, { path, testSet });
    expect(rows.map((row) => problemsOf(row)[0])).toEqual([
      "error DATASET_KEY_OUTSIDE_OPTIONS: the key names perhaps; the options are A, B, C",
      "warning DATASET_ROW_INVALID: the item has no key, so an answer to it is not marked",
      'warning DATASET_ROW_INVALID: final_decision is "no", the test set says "yes"',
      "error DATASET_COLUMN_MISSING: no field pmid, QUESTION; there are none",
    ]);
  });

  it("refuses a file that is none", async () => {
    await expect(rowsFrom(pubmedqa, { path: writtenFile("list.json", [{ q: 1 }]) })).rejects.toThrow(
      expect.objectContaining({ code: "DATASET_COLUMN_MISSING" }),
    );
    await expect(rowsFrom(pubmedqa, { path: writtenFile("broken.json", '{"1": {"QUESTION"') })).rejects.toThrow(
      expect.objectContaining({ code: "FILE_JSON_INVALID" }),
    );
  });
});
