import { describe, expect, it } from "vitest";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import csvFile from "./csv-file.ts";
import jsonlFile from "./jsonl-file.ts";

const fields = { id: "id", stem: "q", options: "o", key: "k", explanation: "e", kind: "kind" };

describe("open questions among questions with options", () => {
  it("have the key as their model answer, before the explanation", async () => {
    const lines = [
      { id: "c", q: "Which drug?", o: { A: "aspirin", B: "heparin" }, k: "B", e: "It acts at once.", kind: "single" },
      { id: "f", q: "What is shock?", o: null, k: "A failure of perfusion.", e: "Cells starve.", kind: "free-text" },
      { id: "g", q: "What is sepsis?", o: {}, kind: "free-text" },
    ];
    const path = writtenFile("mixed.jsonl", `${lines.map((line) => JSON.stringify(line)).join("\n")}\n`);
    const rows = await rowsFrom(jsonlFile, { path, language: "en", fields });
    expect(rows.flatMap((row) => problemsOf(row))).toEqual([]);
    expect(rows[0]?.item).toMatchObject({ kind: "single", accepted: [["B"]], references: ["It acts at once."] });
    expect(rows[1]?.item).toMatchObject({
      kind: "free-text",
      options: [],
      accepted: [],
      references: ["A failure of perfusion.", "Cells starve."],
    });
    expect(rows[2]?.item).toMatchObject({ kind: "free-text", references: [] });
  });

  it("are told by empty columns too", async () => {
    const path = writtenFile("mixed.csv", "id,q,a,b,k,kind\nc,Which?,x,y,A,single\nf,Why?,,,Because.,free-text\n");
    const columns = { id: "id", stem: "q", options: ["a", "b"], key: "k", kind: "kind" };
    const rows = await rowsFrom(csvFile, { path, language: "en", fields: columns });
    expect(rows.map(({ item }) => [item?.kind, item?.accepted, item?.references])).toEqual([
      ["single", [["A"]], []],
      ["free-text", [], ["Because."]],
    ]);
  });

  it("are not guessed: options missing where none was said to be open stay an error", async () => {
    const path = writtenFile(
      "lost.jsonl",
      `${JSON.stringify({ id: "x", q: "Which?", o: null, k: "A", e: "", kind: "single" })}\n`,
    );
    const [row] = await rowsFrom(jsonlFile, { path, language: "en", fields });
    expect(problemsOf(row)).toEqual(["error DATASET_ROW_INVALID: cannot read options from null"]);
  });
});
