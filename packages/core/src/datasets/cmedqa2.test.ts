import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import cmedqa2 from "./cmedqa2.ts";

/** A folder with these files. */
function folderOf(name: string, files: Readonly<Record<string, string>>): string {
  const folder = join(dirname(writtenFile("unused.txt", "")), name);
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(files)) {
    writeFileSync(join(folder, file), text);
  }
  return folder;
}

const question = "question_id,content\n1,q one\n2,q two\n";
const answer = "ans_id,question_id,content\n7,1,a one\n8,1,a other\n";

describe("cmedqa2", () => {
  it("gives every question with its answers and its split", async () => {
    const rows = await rowsOf(cmedqa2, { path: "cmedqa2" });
    expect(rows.map(({ item }) => [item?.id, item?.split, item?.references.length])).toEqual([
      ["101", "train", 2],
      ["102", "dev", 1],
      ["103", "test", 1],
    ]);
    expect(rows[1]?.item?.stem).toBe("体检发现尿酸480，没有关节痛，需要吃药吗？");
    expect(rows.flatMap((row) => problemsOf(row))).toEqual([]);
  });

  it("reads one split, and names only the files it needs", async () => {
    const settings = { path: "cmedqa2", split: "test" };
    const rows = await rowsOf(cmedqa2, settings);
    expect(rows.map(({ item }) => item?.id)).toEqual(["103"]);
    const { files } = cmedqa2.configure(settings, {
      resolvePath: (path) => join(import.meta.dirname, "__fixtures__", path),
    });
    expect(files.map((file) => file.split("/").at(-1))).toEqual(["question.csv", "answer.csv", "test_candidates.txt"]);
  });

  it("does without candidates, warns of a question without an answer, and takes the first where wanted", async () => {
    const folder = folderOf("plain", { "question.csv": question, "answer.csv": answer });
    const rows = await rowsFrom(cmedqa2, { path: folder, answers: "first" });
    expect(rows[0]?.item).toMatchObject({ id: "1", references: ["a one"] });
    expect(rows[0]?.item?.split).toBeUndefined();
    expect(problemsOf(rows[1])).toEqual(["warning DATASET_ROW_INVALID: no answer to question 2 in answer.csv"]);
  });

  it("says which archive is still packed", async () => {
    const folder = folderOf("packed", { "question.csv": question, "answer.zip": "PK" });
    await expect(rowsFrom(cmedqa2, { path: folder })).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_NOT_FOUND",
        message: expect.stringContaining("has no answer.csv, only answer.zip"),
        remedy: "Unpack answer.zip into this folder.",
      }),
    );
  });

  it("refuses a split without its candidates and files of another layout", async () => {
    const folder = folderOf("other", {
      "question.csv": question,
      "answer.csv": answer,
      "dev_candidates.txt": "1,7,1,1\n",
    });
    await expect(rowsFrom(cmedqa2, { path: folder, split: "test" })).rejects.toThrow(
      expect.objectContaining({ code: "DATASET_NOT_FOUND" }),
    );
    await expect(rowsFrom(cmedqa2, { path: folder, split: "dev" })).rejects.toThrow(
      expect.objectContaining({ code: "DATASET_COLUMN_MISSING" }),
    );
    writeFileSync(join(folder, "answer.csv"), "id,text\n1,a\n");
    await expect(rowsFrom(cmedqa2, { path: folder })).rejects.toThrow(
      expect.objectContaining({ code: "DATASET_COLUMN_MISSING" }),
    );
  });
});
