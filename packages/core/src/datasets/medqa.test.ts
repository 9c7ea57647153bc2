import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import medqa from "./medqa.ts";

const row = { question: "q", options: { A: "a", B: "b" }, answer: "b", answer_idx: "B" };
const read = (...rows: object[]) => rowsFrom(medqa, { path: writtenFile("medqa.json", rows) });

describe("medqa", () => {
  it("reads the US, Mainland and Taiwan layouts", async () => {
    const rows = await rowsOf(medqa, { path: "medqa.jsonl" });
    expect(
      rows.map(({ item }) => [item?.language, item?.accepted[0], item?.options.length, item?.tags, item?.split]),
    ).toEqual([
      ["en", ["B"], 4, { step: ["step1"] }, undefined],
      ["en", ["C"], 4, { step: ["step2&3"] }, undefined],
      ["zh", ["A"], 5, { section: ["第二部分　消化系统疾病"] }, undefined],
      ["zh-TW", ["C"], 4, {}, "test"],
    ]);
    expect(rows[0]?.item?.id).toMatch(/^medqa-[0-9a-f]{16}$/u);
  });

  it("takes a stated language", async () => {
    const rows = await rowsOf(medqa, { path: "medqa.jsonl", language: "zh-TW" });
    expect(new Set(rows.map(({ item }) => item?.language))).toEqual(new Set(["zh-TW"]));
  });

  it("reads options that are a list of key and value, and a null option as none", async () => {
    const options = [
      { key: "A", value: "a" },
      { key: "B", value: "b" },
    ];
    const rows = await read({ ...row, options }, { ...row, options: { A: "a", B: "b", E: null } });
    expect(rows.map(({ item }) => item?.options.map(({ id, text }) => `${id}${text}`))).toEqual([
      ["Aa", "Bb"],
      ["Aa", "Bb"],
    ]);
  });

  it("takes the key from the answer's text where there is no letter", async () => {
    const [first, second] = await read({ ...row, answer_idx: undefined }, { ...row, answer_idx: null, answer: "z" });
    expect(first?.item?.accepted).toEqual([["B"]]);
    expect(problemsOf(second)).toEqual(["error DATASET_KEY_OUTSIDE_OPTIONS: the key names z; the options are A, B"]);
  });

  it("warns when letter and text disagree, and takes the letter", async () => {
    const [first] = await read({ ...row, answer: "a" });
    expect(first?.item?.accepted).toEqual([["B"]]);
    expect(problemsOf(first)).toEqual([
      'warning DATASET_ROW_INVALID: answer_idx is B ("b"), answer is "a"; answer_idx is taken',
    ]);
  });

  it("reports options it cannot read", async () => {
    const [first] = await read({ ...row, options: 7 });
    expect(problemsOf(first)).toEqual(["error DATASET_ROW_INVALID: cannot read options from 7"]);
  });
});
