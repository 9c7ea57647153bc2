import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import casimedicos from "./casimedicos.ts";
import medExpQa from "./med-exp-qa.ts";

const row = {
  id: 1,
  lang: "en",
  full_question: "Which gas do the lungs remove?",
  options: { 1: "Carbon dioxide", 2: "Nitrogen" },
  correct_option: 1,
  full_answer: "Carbon dioxide leaves the blood in the lungs.",
};
const lines = (...rows: object[]) => rows.map((one) => JSON.stringify(one)).join("\n");

describe("casimedicos", () => {
  it("reads the released layout: id, specialty, year, commentary, no null option", async () => {
    const rows = await rowsOf(casimedicos, { path: "casimedicos.en.jsonl" });
    expect(rows.map(({ place }) => place.line)).toEqual([1, 2]);
    expect(rows[0]?.item).toMatchObject({
      id: "901",
      parallelId: "901",
      language: "en",
      kind: "single",
      accepted: [["1"]],
      tags: { specialty: ["CARDIOLOGY"], year: ["2019"], keyExplained: ["yes"] },
      references: [expect.stringMatching(/^Sudden tearing pain .* is contraindicated\.$/u)],
    });
    expect(rows[0]?.item?.options.map(({ id }) => id)).toEqual(["1", "2", "3", "4"]);
    expect(rows[1]?.item?.options).toHaveLength(5);
  });

  it("shares ids and keys with the other languages", async () => {
    const facts = async (path: string) =>
      (await rowsOf(casimedicos, { path })).map(({ item }) => [item?.parallelId, item?.accepted, item?.options.length]);
    expect(await facts("casimedicos.es.jsonl")).toEqual(await facts("casimedicos.en.jsonl"));
  });

  it("takes the passages on the right option as the reference when asked", async () => {
    const rows = await rowsOf(casimedicos, { path: "casimedicos.en.jsonl", explanation: "key" });
    expect(rows.map(({ item }) => item?.references)).toEqual([
      ["CT angiography confirms it and gives its extent."],
      ["Anti-Sm antibodies occur in a minority of patients but are highly specific for it."],
    ]);
  });

  it("reads the layout of the token files", async () => {
    const path = writtenFile(
      "tokens.jsonl",
      lines({
        id: "t-1",
        language: "es",
        specialty: "X",
        question: "q",
        options: { 1: "a", 2: "b" },
        correct_option: "2",
        explanation: "e",
      }),
    );
    expect((await rowsFrom(casimedicos, { path }))[0]?.item).toMatchObject({
      id: "t-1",
      language: "es",
      accepted: [["2"]],
      tags: { specialty: ["X"] },
      references: ["e"],
    });
  });

  it("reads Python's NaN for a missing option, and leaves the word alone inside a text", async () => {
    const path = writtenFile(
      "nan.jsonl",
      '{"id": 1, "lang": "en", "full_question": "NaN?", "options": {"1": "a", "2": "b", "5": NaN}, "correct_option": 1}',
    );
    const [first] = await rowsFrom(casimedicos, { path });
    expect([first?.item?.stem, first?.item?.options.length]).toEqual(["NaN?", 2]);
  });

  it("reads the word nan for a missing option where it stands alone and is not the key", async () => {
    const path = writtenFile(
      "nan-word.jsonl",
      lines(
        { ...row, options: { 1: "a", 2: "b", 3: "Nanism", 4: " NaN ", 5: "nan" } },
        { ...row, id: 2, options: { 1: "a", 2: "nan", 3: "c" }, correct_option: 2 },
      ),
    );
    const rows = await rowsFrom(casimedicos, { path });
    expect(rows.map(({ item }) => item?.options.map(({ text }) => text))).toEqual([
      ["a", "b", "Nanism"],
      ["a", "nan", "c"],
    ]);
    expect(rows.flatMap(problemsOf)).toEqual([]);
  });

  it("reports a key outside the options, an unknown language and a row of another shape", async () => {
    const path = writtenFile(
      "bad.jsonl",
      lines(row, { ...row, id: 2, correct_option: 5 }, { ...row, id: 3, lang: "xx" }, { ...row, options: [] }),
    );
    const rows = await rowsFrom(casimedicos, { path });
    expect(rows.map((one) => problemsOf(one)[0] ?? "")).toEqual([
      "",
      "error DATASET_KEY_OUTSIDE_OPTIONS: the key names 5; the options are 1, 2",
      'warning DATASET_ROW_INVALID: unknown language "xx", kept as it is',
      expect.stringMatching(/^error DATASET_ROW_INVALID: .*options/su),
    ]);
  });

  it("refuses a file of another layout, naming its fields", async () => {
    const path = writtenFile("other.jsonl", lines({ stem: "q", choices: [] }));
    await expect(rowsFrom(casimedicos, { path })).rejects.toThrow(
      expect.objectContaining({
        code: "DATASET_COLUMN_MISSING",
        message: expect.stringContaining(
          "no field full_question or question, options, correct_option; there are stem, choices",
        ),
      }),
    );
  });
});

describe("med-exp-qa", () => {
  it("reads a question with as many retrieved passages as asked for", async () => {
    const context = async (passages: number) =>
      (await rowsOf(medExpQa, { path: "med-exp-qa.fr.jsonl", passages }))[0]?.item?.context;
    expect(await context(0)).toBeUndefined();
    expect(await context(1)).toMatch(/^Small cell carcinoma [^\n]*hormone\.$/u);
    expect((await context(32))?.split("\n\n")).toHaveLength(2);
    await expect(context(33)).rejects.toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
  });

  it("takes the masked commentary when asked", async () => {
    const rows = await rowsOf(medExpQa, { path: "med-exp-qa.fr.jsonl", explanation: "masked" });
    expect(rows.map(({ item }) => item?.references[0]?.includes("[HIDDEN]"))).toEqual([true, true]);
    expect(rows.map(({ item }) => item?.language)).toEqual(["fr", "fr"]);
  });

  it("reads a question without passages", async () => {
    const path = writtenFile("no-rag.jsonl", lines(row));
    expect((await rowsFrom(medExpQa, { path, passages: 3 }))[0]?.item?.context).toBeUndefined();
  });
});
