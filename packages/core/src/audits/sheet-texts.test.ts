import { describe, expect, it } from "vitest";
import { blindTexts } from "./blind-text.ts";
import { parseCorrectReading } from "./correct-reading.ts";
import { isMisread } from "./judge-readings.ts";
import { replyExcerpt } from "./reply-excerpt.ts";
import { cellCore, chosenNames, optionLines, readAsText, shownHash } from "./sheet-columns.ts";

describe("parseCorrectReading", () => {
  const labels = ["A", "B", "C", "D"].map((label, index) => ({ label, optionId: `o${index}`, text: "" }));
  it.each([
    ["C", "C"],
    [" c ", "C"],
    ["'C", "C"],
    ["Ｃ", "C"],
    ["(C)", "C"],
    ["c, a", "A,C"],
    ["AC", "A,C"],
    ["A/C", "A,C"],
    ["A；C", "A,C"],
    ["none", "none"],
    ["Unclear", "none"],
    ["none of these", "none"],
    ["refused", "none"],
  ])("reads %j as %s", (cell, wanted) => {
    const reading = parseCorrectReading(cell, labels);
    expect(reading?.kind === "labels" ? reading.labels.join() : reading?.kind).toBe(wanted);
  });

  it.each(["E", "A or so", "?", "nothing", "=A"])("does not guess at %j", (cell) => {
    expect(parseCorrectReading(cell, labels)).toBeNull();
  });

  it("tells an empty cell, and takes a label for a label", () => {
    expect(parseCorrectReading(" ", labels)).toBeUndefined();
    const words = [{ label: "none", optionId: "1", text: "" }];
    expect(parseCorrectReading("none", words)).toEqual({ kind: "labels", labels: ["none"], optionIds: ["1"] });
  });
});

describe("a question that showed no labels", () => {
  const texts = ["Low ferritin.", "Low haptoglobin; high LDH", "None", "Gout"];
  const options = texts.map((text, at) => ({ label: "", optionId: `o${at}`, text }));
  const labelled = options.map((option, at) => ({ ...option, label: "ABCD".charAt(at) }));

  it.each([
    ["Gout", "o3"],
    ["gout", "o3"],
    ["'- Gout.", "o3"],
    ["low f", "o0"],
    ["Low haptoglobin; high LDH", "o1"],
    ["Low ferritin; Gout", "o0,o3"],
    ["gout；\nlow hap", "o1,o3"],
    ["none", "o2"],
    ["unclear", "none"],
    ["low", null],
    ["A", null],
    ["Gout; rash", null],
    ["; ;", null],
  ])("is judged by the options' texts: %j", (cell, wanted) => {
    const reading = parseCorrectReading(cell, options);
    expect(reading?.kind === "labels" ? reading.optionIds.join() : (reading?.kind ?? reading)).toBe(wanted);
    expect(reading?.kind === "labels" ? reading.labels : []).toEqual(
      reading?.kind === "labels" ? reading.optionIds.map((id) => texts[Number(id.slice(1))]) : [],
    );
  });

  it("stands on the sheet with texts for names", () => {
    const reading = { status: "chosen", optionIds: ["o3", "o0"] } as const;
    expect(optionLines(options)).toBe("- Low ferritin.\n- Low haptoglobin; high LDH\n- None\n- Gout");
    expect(readAsText(reading, options)).toBe("Low ferritin.; Gout");
    expect(chosenNames(reading, options)).toEqual(["Low ferritin.", "Gout"]);
    expect(readAsText({ status: "refused", optionIds: [] }, options)).toBe("refused");
    expect(optionLines(labelled).split("\n")[3]).toBe("D) Gout");
    expect(readAsText(reading, labelled)).toBe("A, D");
  });

  it("is misread where another text was read", () => {
    const row = (optionIds: readonly string[]) =>
      ({ status: "chosen", labels: chosenNames({ optionIds }, options) }) as const;
    const correct = parseCorrectReading("gout", options) ?? { kind: "none" };
    expect([["o3"], ["o0"], ["o0", "o3"], []].map((ids) => isMisread(row(ids), correct))).toEqual([
      false,
      true,
      true,
      true,
    ]);
  });
});

describe("blindTexts", () => {
  it("hides names in any case, with and without owner, and nothing that only holds them", () => {
    const blind = blindTexts(["org/Qwen3-8B", "a", "gpt-5.2"]);
    expect(blind("QWEN3-8b of org/qwen3-8b and gpt-5.2, a gpt-5.20, xgpt-5.2.")).toBe(
      "[model] of [model] and [model], a gpt-5.20, xgpt-5.2.",
    );
    expect(blindTexts([])("gpt")).toBe("gpt");
  });

  it("takes names as they are, not as patterns", () => {
    expect(blindTexts(["m.+(x)"])("m.+(x) mabc(x)")).toBe("[model] mabc(x)");
  });
});

describe("replyExcerpt", () => {
  it("keeps a short reply and the end of a long one", () => {
    expect(replyExcerpt("short")).toBe("short");
    const cut = replyExcerpt(`${"x".repeat(20_000)}Answer: C`);
    expect(cut.endsWith("Answer: C")).toBe(true);
    expect(cut).toContain("[… 8009 characters left out …]");
    expect(cut.length).toBeLessThan(12_100);
  });

  it("splits no surrogate pair", () => {
    for (const limit of [9, 10, 11]) {
      expect(replyExcerpt("🩺".repeat(20), limit).isWellFormed()).toBe(true);
    }
  });
});

describe("shownHash", () => {
  it("does not see what a spreadsheet changes, and sees another text", () => {
    expect(shownHash("'=1 + 1\r\nx", "Ａ")).toBe(shownHash("=1 + 1\nx", "A"));
    expect(shownHash("ab", "c")).not.toBe(shownHash("a", "bc"));
    expect(cellCore("A, C")).toBe("ac");
  });
});
