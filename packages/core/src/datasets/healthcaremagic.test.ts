import { describe, expect, it } from "vitest";
import { rowsOf } from "./__fixtures__/rows-of.ts";
import { problemsOf, rowsFrom, writtenFile } from "./__fixtures__/written-file.ts";
import healthcaremagic from "./healthcaremagic.ts";

const settings = { path: "healthcaremagic.json" };

describe("healthcaremagic", () => {
  it("reads the patient's question and the doctor's reply", async () => {
    const rows = await rowsOf(healthcaremagic, settings);
    expect(rows).toHaveLength(2);
    expect(rows[1]?.item).toMatchObject({
      language: "en",
      kind: "free-text",
      stem: "My blood pressure at home is around 128 over 78. Is that normal for someone of 45?",
      references: [
        "Yes, readings below 135 over 85 at home are within the normal range. Measure it now and then, always at rest.",
      ],
    });
    expect(rows.flatMap((row) => problemsOf(row))).toEqual([]);
  });

  it("puts the row's own instruction in front where that is wanted, and keeps the ids", async () => {
    const plain = await rowsOf(healthcaremagic, settings);
    const [first] = await rowsOf(healthcaremagic, { ...settings, instruction: "in-front" });
    expect(first?.item?.stem).toBe(
      `If you are a doctor, please answer the medical questions based on the patient's description.\n${plain[0]?.item?.stem}`,
    );
    expect(first?.item?.id).toBe(plain[0]?.item?.id);
  });

  it("reports a row without a question, and keeps one without a reply", async () => {
    const rows = await rowsFrom(healthcaremagic, {
      path: writtenFile("magic.json", [
        { instruction: "i", input: " ", output: "o" },
        { instruction: "i", input: "q", output: null },
      ]),
    });
    expect(problemsOf(rows[0])).toEqual(["error DATASET_ROW_INVALID: the stem is empty"]);
    expect(rows[1]?.item?.references).toEqual([]);
    expect(problemsOf(rows[1])).toEqual([]);
  });
});
