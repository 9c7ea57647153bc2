import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import cmb from "./cmb.ts";

const row = { question: "题", question_type: "单项选择题", option: { A: "甲", B: "乙", C: " " }, answer: "B" };
const read = (...rows: object[]) => rowsFrom(cmb, { path: writtenFile("cmb.json", rows) });

describe("cmb", () => {
  it("reads the test questions with the keys of the answer file", async () => {
    const rows = await rowsOf(cmb, { path: "cmb.json", answers: "cmb-answers.json" });
    expect(rows.map(({ item }) => [item?.id, item?.kind, item?.accepted[0], item?.options.length])).toEqual([
      ["1", "single", ["B"], 4],
      ["2", "multiple", ["A", "B", "D"], 5],
      ["3", "single", ["A"], 4],
    ]);
    expect(rows[0]?.item?.tags).toEqual({
      examType: ["医师考试"],
      examClass: ["执业医师"],
      examSubject: ["临床执业医师"],
      questionType: ["single"],
    });
    expect(rows.flatMap((one) => problemsOf(one))).toEqual([]);
  });

  it("has no keys without the answer file", async () => {
    const rows = await rowsOf(cmb, { path: "cmb.json" });
    expect(rows.map(({ item }) => item?.accepted)).toEqual([[], [], []]);
    expect(rows.map(({ item }) => item?.kind)).toEqual(["single", "multiple", "single"]);
  });

  it("reads the validation questions with key and explanation, under an id of their content", async () => {
    const [first] = await read({ ...row, explanation: "解析" });
    expect(first?.item).toMatchObject({ accepted: [["B"]], references: ["解析"] });
    expect(first?.item?.id).toMatch(/^cmb-[0-9a-f]{16}$/u);
    expect(first?.item?.options.map(({ id }) => id)).toEqual(["A", "B"]);
  });

  it("warns of an unknown type and of several letters where one is announced", async () => {
    const [type, several] = await read({ ...row, question_type: "判断题" }, { ...row, answer: "AB" });
    expect(problemsOf(type)).toEqual(['warning DATASET_ROW_INVALID: unknown question_type "判断题", kept as it is']);
    expect(type?.item?.tags["questionType"]).toEqual(["判断题"]);
    expect(problemsOf(several)).toEqual([
      "warning DATASET_ROW_INVALID: 单项选择题 with the key AB, taken as a question with several right options",
    ]);
    expect(several?.item?.kind).toBe("multiple");
  });

  it("reports a key that names an empty option, and an answer that is no letter", async () => {
    const [empty, text] = await read({ ...row, answer: "C" }, { ...row, answer: "乙" });
    expect(problemsOf(empty)).toEqual(["error DATASET_KEY_OUTSIDE_OPTIONS: the key names C; the options are A, B"]);
    expect(problemsOf(text)).toEqual(['error DATASET_ROW_INVALID: the answer is "乙"; letters were expected']);
  });

  it("refuses an answer file with an id twice or of another layout", async () => {
    const path = writtenFile("questions.json", [row]);
    const refuses = async (answers: unknown, code: string) =>
      await expect(rowsFrom(cmb, { path, answers: writtenFile("answers.json", answers) })).rejects.toThrow(
        expect.objectContaining({ code }),
      );
    await refuses(
      [
        { id: 1, answer: "A" },
        { id: 1, answer: "B" },
      ],
      "DATASET_DUPLICATE_ID",
    );
    await refuses([{ id: 1 }], "DATASET_ROW_INVALID");
  });
});
