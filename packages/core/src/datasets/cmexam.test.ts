import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { messagesOf, rowsOf } from "./__fixtures__/rows-of.ts";
import cmexam from "./cmexam.ts";

describe("cmexam", () => {
  it("reads options, key, explanation and annotations", async () => {
    const rows = await rowsOf(cmexam, { path: "cmexam.csv" });
    expect(rows.map((row) => row.place.line)).toEqual([2, 7, 13, 18, 22, 26, 31, 35, 36, 42]);
    expect(rows[1]).toEqual({
      place: { file: expect.stringMatching(/cmexam\.csv$/u), line: 7, itemId: rows[1]?.item?.id },
      item: {
        id: expect.stringMatching(/^cmexam-[0-9a-f]{16}$/u),
        language: "zh",
        kind: "multiple",
        stem: "下列属于水溶性维生素的有",
        options: [
          { id: "A", text: "维生素 A" },
          { id: "B", text: "维生素 B1" },
          { id: "C", text: "维生素 C" },
          { id: "D", text: "维生素 D" },
          { id: "E", text: "维生素 K" },
        ],
        accepted: [["B", "C"]],
        tags: {
          questionType: ["multiple"],
          competency: ["MedFund"],
          department: ["ClinNutr"],
          discipline: ["PH&PM"],
          difficulty: ["2"],
        },
        references: ["维生素B1（B对）和维生素C（C对）溶于水；\n其余为脂溶性。"],
        weight: 1,
      },
      problems: [],
    });
  });

  it("keeps an option whose text is 无, quotes in a stem, and takes nan for an empty cell", async () => {
    const [, , row] = await rowsOf(cmexam, { path: "cmexam.csv" });
    expect(row?.item?.options.at(-1)).toEqual({ id: "E", text: "无" });
    expect(row?.item?.stem).toContain('"七对"');
    expect(row?.item?.references).toEqual([]);
    expect(row?.item?.tags["diseaseGroup"]).toBeUndefined();
    expect(row?.problems).toEqual([]);
  });

  it("takes the option letters as labels even where A is missing", async () => {
    const [, , , row] = await rowsOf(cmexam, { path: "cmexam.csv" });
    expect(row?.item?.options.map(({ id }) => id)).toEqual(["B", "C", "D", "E"]);
    expect(row?.item?.accepted).toEqual([["B"]]);
  });

  it("gives a row without an answer no key, and an unknown label as it is, each with a warning", async () => {
    const [, , , , row] = await rowsOf(cmexam, { path: "cmexam.csv" });
    expect(row?.item?.accepted).toEqual([]);
    expect(row?.item?.tags).toEqual({
      competency: ["PHL"],
      department: ["感染管理科"],
      discipline: ["ClinMed"],
      difficulty: ["5"],
    });
    expect(messagesOf(row === undefined ? [] : [row], "warning")).toEqual([
      'unknown Clinical Department "感染管理科", kept as it is',
      "the item has no key, so an answer to it is not marked",
    ]);
  });

  it("tells an exact repeat apart by its id", async () => {
    const rows = await rowsOf(cmexam, { path: "cmexam.csv" });
    expect(rows[5]?.item?.id).toBe(`${rows[0]?.item?.id}-2`);
  });

  it("reports rows that cannot be used, with the value seen", async () => {
    const rows = await rowsOf(cmexam, { path: "cmexam.csv" });
    expect(messagesOf(rows, "error")).toEqual([
      "the key names F; the options are A, B, C, D",
      'cannot read options from "胰岛β细胞"',
      'the answer is "甲"; letters were expected',
    ]);
    expect(rows[6]?.item?.accepted).toEqual([["F"]]);
    expect(rows[7]?.item).toBeUndefined();
    expect(rows[8]?.item).toBeUndefined();
  });

  it("joins an option's second line to it", async () => {
    const row = (await rowsOf(cmexam, { path: "cmexam.csv" })).at(-1);
    expect(row?.item?.options[0]).toEqual({ id: "A", text: "心脏破裂\n（多见于一周内）" });
    expect(messagesOf(row === undefined ? [] : [row], "warning")[0]).toContain("（多见于一周内）");
  });

  it("reads Chinese headers and CRLF, and gives the same content the same id", async () => {
    const [row] = await rowsOf(cmexam, { path: "cmexam-chinese-header.csv" });
    expect(row?.item).toMatchObject({ accepted: [["C"]], references: ["诊室血压≥140/90 mmHg（C对）。"] });
    expect(row?.item?.options.map(({ text }) => text)).toEqual(["120 mmHg", "130 mmHg", "140 mmHg", "160 mmHg"]);
  });

  it("names the columns there are when one is missing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "viva-cmexam-"));
    writeFileSync(join(folder, "a.csv"), "Question,Choices,Answer\nq,A x,A\n");
    await expect(rowsOf(cmexam, { path: "/a.csv" }, folder)).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_COLUMN_MISSING",
        message: expect.stringContaining("no column Options or 选项; the columns are Question, Choices, Answer"),
      }),
    );
  });
});
