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
    [
      "A burn of the hand with pallor on palpation What is urgent?",
      "A burn of the hand with pallor on palpation. X. What is urgent?",
    ],
    [
      "Quemadura, sin pulso a la palpación ¿Cuál es la medida?",
      "Quemadura, sin pulso a la palpación. X. ¿Cuál es la medida?",
    ],
    ["Con estos datos, ¿cuál es la medida?", "X. Con estos datos, ¿cuál es la medida?"],
    [
      "A girl with scoliosis. The examination shows a hump of seven degrees and a thoracic curve of thirty-five degrees.",
      "A girl with scoliosis. The examination shows a hump of seven degrees and a thoracic curve of thirty-five degrees. X.",
    ],
    ["A boy coughs. The sweat test is repeated.", "A boy coughs. X. The sweat test is repeated."],
  ])("%s", (text, expected) => {
    expect(put(text)).toBe(expected);
  });

  it.each([
    ["患者，男，35岁。最可能的诊断是", "患者，男，35岁。X.最可能的诊断是"],
    ["患者发热。最可能的诊断是（　　）。", "患者发热。X.最可能的诊断是（　　）。"],
    ["下列哪项正确？", "X.下列哪项正确？"],
    ["男，40岁。肿物光滑，生长缓慢。属于", "男，40岁。X.肿物光滑，生长缓慢。属于"],
    ["肿物光滑，生长缓慢。为（　　）", "X.肿物光滑，生长缓慢。为（　　）"],
  ])("%s", (text, expected) => {
    expect(put(text, "")).toBe(expected);
  });

  it("only ever inserts", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "B", ".", " ", "?", "。", "\n", "¿", "3") }), (text) => {
        const start = finalQuestionStart(text);
        const before = text.slice(0, start);
        expect([`${before}X. ${text.slice(start)}`, `${before.trimEnd()}. X. ${text.slice(start)}`]).toContain(
          put(text),
        );
      }),
    );
  });
});
