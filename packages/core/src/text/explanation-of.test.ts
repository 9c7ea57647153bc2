import { describe, expect, it } from "vitest";
import { cpuSeconds } from "./__fixtures__/cpu-seconds.ts";
import { explanationOf } from "./explanation-of.ts";

/** The reply with ‹› around the answer that was read. */
function explained(marked: string): string {
  const start = marked.indexOf("‹");
  const end = marked.indexOf("›") - 1;
  return explanationOf(marked.replace(/[‹›]/g, ""), start < 0 ? null : [start, end]);
}

describe("explanationOf", () => {
  it.each([
    ["答案：‹B›\n解释：铁蛋白反映铁储备。", "铁蛋白反映铁储备。"],
    ["‹B›。因为铁蛋白低。", "因为铁蛋白低。"],
    ["铁蛋白低，因此答案是‹B›。", "铁蛋白低，"],
    ["综上所述，正确答案为‹ABD›。", "综上所述，"],
    ["The answer is **‹B›**.\n\n**Explanation:** Ferritin is low.", "Ferritin is low."],
    ["La respuesta correcta es ‹B›.\nExplicación: la ferritina está baja.", "la ferritina está baja."],
    ["A resposta é ‹C›. A ferritina está baixa.", "A ferritina está baixa."],
    ["Final answer: \\boxed{‹B›}", ""],
    ["‹B›", ""],
    // Part of an argument: nothing is taken out of a sentence.
    ["A错，‹B›对，C错。", "A错，B对，C错。"],
    ["选‹B›型预激最常见。", "选B型预激最常见。"],
    // No answer was read.
    ["解析：铁蛋白低。", "铁蛋白低。"],
    ["铁蛋白低。", "铁蛋白低。"],
    ["", ""],
  ])("%s → %s", (marked, expected) => {
    expect(explained(marked)).toBe(expected);
  });

  it("takes of a JSON reply what says why", () => {
    expect(explanationOf('{"answer": "B", "explanation": "Ferritin is low."}', [12, 13])).toBe("Ferritin is low.");
    expect(explanationOf('```json\n{"答案": "B", "解析": "铁蛋白低。"}\n```', null)).toBe("铁蛋白低。");
    expect(explanationOf('{"answer": "B"}', [12, 13])).toBe("");
    expect(explanationOf("{not JSON}", null)).toBe("{not JSON}");
  });

  it("is linear in a megabyte of one character, of blanks, of braces and of announcing words", () => {
    for (const text of ["a", " ", "{", "o", "的", "*", "\u0000", "😀", "x\n"].map((one) => one.repeat(2 ** 19))) {
      for (const span of [null, [0, 1], [text.length - 1, text.length]] as const) {
        expect(cpuSeconds(() => explanationOf(text, span))).toBeLessThan(2);
      }
    }
  });
});
