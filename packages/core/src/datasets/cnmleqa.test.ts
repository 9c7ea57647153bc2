import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import cnmleqa from "./cnmleqa.ts";

const folder = mkdtempSync(join(tmpdir(), "viva-cnmleqa-"));

describe("cnmleqa", () => {
  it("reads an item with its annotations as tags, trimming the ends of texts", async () => {
    const rows = await rowsOf(cnmleqa, { path: "cnmleqa.json" });
    expect(rows[0]?.item).toEqual({
      id: "q-1",
      language: "zh",
      kind: "single",
      stem: "慢性支气管炎最主要的病因是",
      options: [
        { id: "A", text: "吸烟" },
        { id: "B", text: "饮酒" },
        { id: "C", text: "熬夜" },
        { id: "D", text: "肥胖" },
        { id: "E", text: "久坐" },
      ],
      accepted: [["A"]],
      tags: { questionType: ["knowledge"], year: ["2019"], disease: ["慢性支气管炎"] },
      references: [],
      weight: 1,
    });
    expect(rows[0]?.place.line).toBe(2);
    expect(rows[1]?.item?.tags).toEqual({
      questionType: ["case"],
      year: ["2021"],
      medication: ["青霉素"],
      symptom: ["发热、咳嗽", "皮疹(散在, 瘙痒)"],
    });
  });

  it("warns of an unknown question type and a missing key, and reports a key that is no option", async () => {
    const rows = await rowsOf(cnmleqa, { path: "cnmleqa.json" });
    expect(rows[2]?.item).toMatchObject({ accepted: [], tags: { questionType: ["是非题"], year: ["2018"] } });
    expect(rows[2]?.problems.map(({ severity }) => severity)).toEqual(["warning", "warning"]);
    expect(rows[3]?.item?.accepted).toEqual([["opf"]]);
    expect(rows[3]?.problems).toMatchObject([{ severity: "error", code: "DATASET_KEY_OUTSIDE_OPTIONS" }]);
  });

  it("refuses a file of another layout, and reports a single row of one", async () => {
    const row = { id: "1", question: "q", opa: "a", opb: "b", opc: "c", opd: "d", ope: "e", answer: "opa" };
    writeFileSync(join(folder, "other.json"), '[{"question": "q"}]');
    await expect(rowsOf(cnmleqa, { path: "/other.json" }, folder)).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_COLUMN_MISSING",
        message: expect.stringContaining("there are question"),
      }),
    );
    writeFileSync(join(folder, "mixed.json"), JSON.stringify([row, { id: "2" }, { ...row, id: 3 }, 4]));
    const rows = await rowsOf(cnmleqa, { path: "/mixed.json" }, folder);
    expect(rows.map(({ problems }) => problems[0]?.code)).toEqual([
      undefined,
      "DATASET_COLUMN_MISSING",
      "DATASET_ROW_INVALID",
      "DATASET_COLUMN_MISSING",
    ]);
  });
});
