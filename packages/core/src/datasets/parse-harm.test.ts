import { describe, expect, it } from "vitest";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import csvFile from "./csv-file.ts";
import jsonlFile from "./jsonl-file.ts";
import { parseHarm } from "./parse-harm.ts";
import vivaItems from "./viva-items.ts";

const options = [{ id: "A" }, { id: "B" }, { id: "C" }];

function grades(value: unknown): Record<string, string> | string {
  const parsed = parseHarm(value, options);
  return parsed.status === "read" ? Object.fromEntries(parsed.grades) : parsed.message;
}

describe("parseHarm", () => {
  it.each([
    ["an object", { A: "severe", C: "None" }, { A: "severe", C: "none" }],
    ["a list in the options' order", ["mild", null, "moderate"], { A: "mild", C: "moderate" }],
    ["a text with colons", "A: severe; C: mild", { A: "severe", C: "mild" }],
    ["a text with full-width signs", "A：severe，B：none", { A: "severe", B: "none" }],
    ["a text with equals signs and spaces", "A=severe, C mild", { A: "severe", C: "mild" }],
    ["JSON in a cell", '{"B":"severe"}', { B: "severe" }],
    ["nothing", undefined, {}],
    ["an empty cell", "", {}],
  ])("reads %s", (_what, value, expected) => {
    expect(grades(value)).toEqual(expected);
  });

  it.each([
    ["D: severe", 'the harm of "D" is given; the options are A, B, C'],
    ["A: fatal", 'the harm of A is "fatal"; it must be none, mild, moderate, severe'],
    [["none", "none", "none", "severe"], "4 grades of harm for 3 options"],
    ["severe", 'the harm of "severe" is given; the options are A, B, C'],
    [3, "cannot read grades of harm from 3"],
    ["{A", 'cannot read grades of harm from "{A"'],
  ])("does not guess at %j", (value, message) => {
    expect(grades(value)).toBe(message);
  });
});

describe("a field map with harm", () => {
  const fields = { stem: "q", options: ["A", "B"], key: "key", harm: "harm", tags: { critical: "critical" } };

  it("keeps grades and critical tags from CSV and JSON Lines alike", async () => {
    const csv = writtenFile(
      "harm.csv",
      "q,A,B,key,harm,critical\nWhat now?,wait,act,B,A: severe,sepsis\nAnd?,x,y,A,,\n",
    );
    const rows = await rowsFrom(csvFile, { path: csv, language: "en", fields });
    expect(rows[0]?.item?.options).toEqual([
      { id: "A", text: "wait", harm: "severe" },
      { id: "B", text: "act" },
    ]);
    expect(rows[0]?.item?.tags).toEqual({ critical: ["sepsis"] });
    expect(rows[1]?.item?.options[0]).toEqual({ id: "A", text: "x" });
    const line = { q: "What now?", A: "wait", B: "act", key: "B", harm: { A: "severe" }, critical: "sepsis" };
    const jsonl = writtenFile("harm.jsonl", `${JSON.stringify(line)}\n`);
    const [first] = await rowsFrom(jsonlFile, { path: jsonl, language: "en", fields });
    expect(first?.item).toEqual(rows[0]?.item);
  });

  it("reports a grade that is none, with the row", async () => {
    const csv = writtenFile("bad-harm.csv", "q,A,B,key,harm,critical\nWhat now?,wait,act,B,C: severe,\n");
    const [row] = await rowsFrom(csvFile, { path: csv, language: "en", fields });
    expect(problemsOf(row)).toEqual(['error DATASET_ROW_INVALID: the harm of "C" is given; the options are A, B']);
    expect(row?.place.line).toBe(2);
  });

  it("comes back from an item written as Viva writes it", async () => {
    const csv = writtenFile("again.csv", "q,A,B,key,harm,critical\nWhat now?,wait,act,B,A: severe,sepsis\n");
    const [row] = await rowsFrom(csvFile, { path: csv, language: "en", fields });
    const again = await rowsFrom(vivaItems, {
      path: writtenFile("again.jsonl", `${JSON.stringify({ exam: "e", ...row?.item })}\n`),
    });
    expect(again[0]?.item).toEqual(row?.item);
  });
});
