import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import careQa from "./care-qa.ts";

describe("care-qa", () => {
  it("reads questions with four options, the key counting from 1", async () => {
    const rows = await rowsOf(careQa, { path: "care-qa.json", language: "en" });
    expect(rows[1]?.item).toMatchObject({
      id: "fixture-40",
      parallelId: "fixture-40",
      kind: "single",
      accepted: [["3"]],
      tags: { year: ["2022"], category: ["Nursing"] },
      references: [],
    });
    expect(rows[1]?.item?.options[2]).toEqual({ id: "3", text: "7.35 to 7.45" });
  });

  it("reads the open variant as free text with a model answer", async () => {
    const rows = await rowsOf(careQa, { path: "care-qa-open.json", language: "en" });
    expect(rows[0]?.item).toMatchObject({
      kind: "free-text",
      options: [],
      accepted: [],
      references: ["The choroid plexus, in the ventricles of the brain."],
    });
    expect(problemsOf(rows[0])).toEqual([]);
  });

  it("gives an id by content where there is none, and reports a key outside the options", async () => {
    const row = { question: "q", op1: "a", op2: "b", op3: "", op4: null, cop: 4 };
    const [first] = await rowsFrom(careQa, { path: writtenFile("care.json", [row]), language: "es" });
    expect(first?.item?.id).toMatch(/^care-qa-[0-9a-f]{16}$/u);
    expect(first?.item?.parallelId).toBeUndefined();
    expect(problemsOf(first)).toEqual(["error DATASET_KEY_OUTSIDE_OPTIONS: the key names 4; the options are 1, 2"]);
  });

  it("wants to be told the language", async () => {
    await expect(rowsOf(careQa, { path: "care-qa.json" })).rejects.toThrow(
      expect.objectContaining({ code: "SETTINGS_INVALID" }),
    );
  });
});
