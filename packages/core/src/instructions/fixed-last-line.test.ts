import { describe, expect, it } from "vitest";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import fixedLastLine from "./fixed-last-line.ts";

const replies: readonly Reply[] = [
  ["en", "Ferritin mirrors iron stores.\nFinal answer: B", "strict"],
  ["en", "Final answer: B", "strict"],
  ["en", "Ferritin mirrors iron stores.\n\nFinal answer: BD  \n\n", "strict"],
  ["en", "Ferritin mirrors iron stores.\r\nFinal answer: B\r\n", "strict"],
  ["en", "Ferritin mirrors iron stores.\n**Final answer: B**", "loose"],
  ["en", "Ferritin mirrors iron stores.\nFinal answer: **B**", "loose"],
  ["en", "Final answer: B\nPlease consult a doctor.", "loose"],
  ["en", "```\nFinal answer: B\n```", "loose"],
  ["en", "Ferritin mirrors iron stores. Final answer: B", "no"],
  ["en", "Final answer: B.", "no"],
  ["en", "Final answer:B", "no"],
  ["en", "Final Answer: B", "no"],
  ["en", "Final answer: B, D", "no"],
  ["en", "Final answer: B. Low ferritin", "no"],
  ["en", "Answer: B", "no"],
  ["en", "Final answer:", "no"],
  ["en", "", "no"],
  ["zh", "铁蛋白降低提示铁储备耗竭。\n最终答案：B", "strict"],
  ["zh", "最终答案：ACD", "strict"],
  ["zh", "铁蛋白降低。\n**最终答案：B**", "loose"],
  ["zh", "最终答案：B\n希望对您有帮助！", "loose"],
  ["zh", "最终答案:B", "no"],
  ["zh", "最终答案：Ｂ", "no"],
  ["zh", "最终答案：B。", "no"],
  ["zh", "最终答案：A、C", "no"],
  ["zh", "答案：B", "no"],
  ["es", "La ferritina refleja los depósitos.\nRespuesta final: B", "strict"],
  ["es", "Respuesta final: AC", "strict"],
  ["es", "¡Claro!\nRespuesta final: *B*", "loose"],
  ["es", "Respuesta final: la B", "no"],
  ["es", "Final answer: B", "no"],
];

describe("fixed-last-line", () => {
  it.each(replies)("%s %j: %s", (language, reply, expected) => {
    expect(kept(fixedLastLine, language, reply)).toBe(expected);
  });

  it("takes another prefix, in every language", () => {
    const instruction = fixedLastLine.configure({ prefix: "####" });
    expect(instruction.armName).toBe("fixed-last-line/####");
    expect(instruction.say("zh", promptIn("zh").labels)).toContain("“####”");
    expect(instruction.check("略\n####B", promptIn("zh")).strict).toBe(true);
    expect(instruction.check("略\n#### B", promptIn("zh")).loose).toBe(false);
  });

  it("keeps the space at the end of a prefix, and what a replacement would take for a pattern", () => {
    const instruction = fixedLastLine.configure({ prefix: "$& {answer} > " });
    expect(instruction.say("en", promptIn("en").labels)).toContain('"$& {answer} > "');
    expect(instruction.check("$& {answer} > B", promptIn("en")).strict).toBe(true);
  });

  it.each(["", " x", "two\nlines", 'a "quoted" word', "x".repeat(61)])("refuses the prefix %j", (prefix) => {
    expect(() => fixedLastLine.configure({ prefix })).toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
  });
});
