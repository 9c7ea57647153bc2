import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import mmluMedical from "./mmlu-medical.ts";

describe("mmlu-medical", () => {
  it("reads the CSV files of the medical subjects below a folder, and no other", async () => {
    const rows = await rowsOf(mmluMedical, { path: "mmlu-medical" });
    expect(rows.map(({ item }) => [item?.tags["subject"]?.[0], item?.accepted[0], item?.split])).toEqual([
      ["anatomy", ["C"], "test"],
      ["anatomy", ["B"], "test"],
      ["virology", ["B"], "test"],
    ]);
    expect(rows[1]?.item?.stem).toBe("From which spinal segments, in the main, does the phrenic nerve arise?");
    expect(rows[1]?.item?.options[1]).toEqual({ id: "B", text: "C3 to C5" });
  });

  it("reads the subjects asked for, and one file by itself", async () => {
    const virology = await rowsOf(mmluMedical, { path: "mmlu-medical", subjects: ["virology"] });
    expect(virology).toHaveLength(1);
    expect(await rowsOf(mmluMedical, { path: "mmlu-medical/test/virology_test.csv" })).toEqual(virology);
    await expect(rowsOf(mmluMedical, { path: "mmlu-medical", subjects: ["nutrition"] })).rejects.toThrow(
      expect.objectContaining({ code: "DATASET_NOT_FOUND" }),
    );
  });

  it("reads rows with choices and an answer from 0, passing over other subjects", async () => {
    const rows = await rowsOf(mmluMedical, { path: "mmlu-medical.parquet" });
    expect(rows.map(({ item, place }) => [place.line, item?.tags["subject"], item?.accepted[0]])).toEqual([
      [1, ["college_medicine"], ["D"]],
      [3, ["nutrition"], ["A"]],
    ]);
  });

  it("takes the subject of rows that do not say it from the file, and a letter as it is", async () => {
    const path = writtenFile("nutrition_val.json", [
      { question: "q", choices: ["a", "b"], answer: "B" },
      { question: "r", choices: ["a", "b"], answer: 2 },
    ]);
    const rows = await rowsFrom(mmluMedical, { path });
    expect(rows[0]?.item).toMatchObject({ accepted: [["B"]], tags: { subject: ["nutrition"] }, split: "val" });
    expect(problemsOf(rows[1])).toEqual(["error DATASET_KEY_OUTSIDE_OPTIONS: the key names C; the options are A, B"]);
  });

  it("refuses CSV files that do not say their subject, reports rows without four options", async () => {
    await expect(rowsFrom(mmluMedical, { path: writtenFile("mine.csv", "q,a,b,c,d,A\n") })).rejects.toThrow(
      expect.objectContaining({ code: "DATASET_NOT_FOUND", message: expect.stringContaining("anatomy") }),
    );
    const rows = await rowsFrom(mmluMedical, { path: writtenFile("anatomy_dev.csv", "q,a,b,A\n") });
    expect(problemsOf(rows[0])).toEqual([
      "error DATASET_ROW_INVALID: 4 cells; question, four options and the answer were expected",
    ]);
  });

  it("refuses a path that is not there", async () => {
    await expect(rowsFrom(mmluMedical, { path: "/nowhere/mmlu" })).rejects.toThrow(
      expect.objectContaining({ code: "DATASET_NOT_FOUND" }),
    );
  });
});
