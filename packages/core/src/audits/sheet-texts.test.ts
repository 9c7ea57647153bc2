import { describe, expect, it } from "vitest";
import { optionLines } from "../sheets/option-lines.ts";
import { parseCorrectReading } from "./correct-reading.ts";
import { isMisread } from "./judge-readings.ts";
import { chosenNames, readAsText } from "./sheet-columns.ts";

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
