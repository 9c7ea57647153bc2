import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beforeFinalQuestion, finalQuestionStart } from "./final-question.ts";

const put = (text: string, joint = " ") => beforeFinalQuestion(text, "X.", joint);

describe("beforeFinalQuestion", () => {
  it.each([
    ["A man has fever. Which test is next?", "A man has fever. X. Which test is next?"],
    ["Which finding is typical?", "X. Which finding is typical?"],
    ["Blood grew E. coli in hepatitis C. What now?", "Blood grew E. coli in hepatitis C. X. What now?"],
    ["He saw Dr. Smith for pain", "X. He saw Dr. Smith for pain"],
    ["Mujer de 45 años, T 38.5 °C. ¿Qué haría?", "Mujer de 45 años, T 38.5 °C. X. ¿Qué haría?"],
    ["Tiene 2.5 mg/dl. señale lo falso:", "X. Tiene 2.5 mg/dl. señale lo falso:"],
    ["Case.\nQuestion: which?", "Case.\nX. Question: which?"],
  ])("%s", (text, expected) => {
    expect(put(text)).toBe(expected);
  });

  it.each([
    ["患者，男，35岁。最可能的诊断是", "患者，男，35岁。X.最可能的诊断是"],
    ["患者发热。最可能的诊断是（　　）。", "患者发热。X.最可能的诊断是（　　）。"],
    ["下列哪项正确？", "X.下列哪项正确？"],
  ])("%s", (text, expected) => {
    expect(put(text, "")).toBe(expected);
  });

  it("only ever inserts", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "B", ".", " ", "?", "。", "\n", "¿", "3") }), (text) => {
        const start = finalQuestionStart(text);
        expect(put(text)).toBe(`${text.slice(0, start)}X. ${text.slice(start)}`);
      }),
    );
  });
});
