import { describe, expect, it } from "vitest";
import { sampleReportInput } from "./__fixtures__/sample-report-input.ts";
import { htmlReport } from "./html-report.ts";
import { markLeakingArms } from "./mark-leaking-arms.ts";
import { markdownReport } from "./markdown-report.ts";
import { reportWords } from "./report-words.ts";

const words = reportWords("en");
const leaking = new Set(["p+oracle"]);

describe("markLeakingArms", () => {
  it("marks names of ways of asking wherever they stand, and nothing else", () => {
    const record = {
      arms: ["p", "p+oracle"],
      rows: [{ arm: "p+oracle", against: "p", model: "p+oracle" }],
      without: "p+oracle",
      note: "p+oracle",
    };
    expect(markLeakingArms(record, leaking, words)).toEqual({
      arms: ["p", "[leaks the answer] p+oracle"],
      rows: [{ arm: "[leaks the answer] p+oracle", against: "p", model: "p+oracle" }],
      without: "[leaks the answer] p+oracle",
      note: "p+oracle",
    });
  });

  it("marks a condition whose ways of asking all leak", () => {
    const family = { condition: "oracle", arms: ["p+oracle"], rows: [] };
    expect(markLeakingArms(family, leaking, words).condition).toBe("[leaks the answer] oracle");
    expect(markLeakingArms({ ...family, arms: ["p", "p+oracle"] }, leaking, words).condition).toBe("oracle");
    expect(markLeakingArms({ condition: "oracle", rows: [{ arm: "p" }] }, leaking, words).condition).toBe("oracle");
  });

  it("gives back the same object where nothing leaks", () => {
    const record = { rows: [{ arm: "p" }], values: Float64Array.of(1) };
    expect(markLeakingArms(record, leaking, words)).toBe(record);
  });
});

describe("reports of a run with a way of asking that leaks", () => {
  const plain = sampleReportInput();
  const [arm = ""] = plain.arms;

  it("say so in every title, table and figure that names it, in three languages", () => {
    for (const [language, mark] of [
      ["en", "[leaks the answer]"],
      ["es", "[filtra la respuesta]"],
      ["zh", "【泄露答案】"],
    ] as const) {
      const input = { ...sampleReportInput(language), arms: [arm, "other"], leakingArms: [arm] };
      for (const text of [htmlReport(input), markdownReport(input).replaceAll("\\", "")]) {
        const named = text.split(arm).length - 1;
        expect(named).toBeGreaterThan(0);
        expect(text.split(`${mark.trim()}${language === "zh" ? "" : " "}${arm}`).length - 1).toBe(named);
      }
      expect(htmlReport({ ...input, leakingArms: [] })).not.toContain(mark);
    }
  });
});
