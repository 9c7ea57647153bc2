import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import huatuo from "./huatuo-26m.ts";

const settings = { path: "huatuo-26m.jsonl" };

describe("huatuo-26m", () => {
  it("asks the first wording of a question and keeps every answer, however deep they are nested", async () => {
    const [nested, plain] = await rowsOf(huatuo, settings);
    expect(nested?.item).toMatchObject({
      kind: "free-text",
      language: "zh",
      stem: "成人缺铁性贫血口服铁剂一般要服多久？",
      options: [],
      accepted: [],
      tags: {},
    });
    expect(nested?.item?.id).toMatch(/^huatuo-[0-9a-f]{16}$/u);
    expect(nested?.item?.references).toHaveLength(2);
    expect(plain?.item?.references).toEqual(["建议每人每日食盐摄入量不超过5克，并少吃腌制食品和酱料。"]);
  });

  it("reads the reduced form with its id, department, score and diseases", async () => {
    const rows = await rowsOf(huatuo, settings);
    expect(rows[2]?.item).toMatchObject({
      id: "7",
      tags: { label: ["耳鼻咽喉科"], score: ["5"], disease: ["过敏性鼻炎", "感冒"] },
    });
  });

  it("takes the first answer where that is wanted", async () => {
    const [first] = await rowsOf(huatuo, { ...settings, answers: "first" });
    expect(first?.item?.references).toEqual([
      "血红蛋白恢复正常后还需继续服用铁剂3个月左右，以补足体内的贮存铁，同时应查明并去除缺铁的原因。",
    ]);
  });

  it("does not take an address for an answer, and says so", async () => {
    const row = { questions: ["感冒了怎么办"], answers: "http://example.org/answer/1" };
    const [first] = await rowsFrom(huatuo, { path: writtenFile("consultation.jsonl", `${JSON.stringify(row)}\n`) });
    expect(first?.item?.references).toEqual([]);
    expect(problemsOf(first)).toEqual([
      "warning DATASET_ROW_INVALID: the answer is an address (http://example.org/answer/1), not a text; the item has no reference",
    ]);
  });

  it("refuses an empty question and a file of another layout", async () => {
    const [first] = await rowsFrom(huatuo, {
      path: writtenFile("empty.jsonl", `${JSON.stringify({ questions: [[]], answers: ["x"] })}\n`),
    });
    expect(problemsOf(first)).toEqual(["error DATASET_ROW_INVALID: the stem is empty"]);
    const other = { path: writtenFile("other.jsonl", `${JSON.stringify({ instruction: "a", output: "b" })}\n`) };
    await expect(rowsFrom(huatuo, other)).rejects.toThrow(expect.objectContaining({ code: "DATASET_COLUMN_MISSING" }));
  });
});
