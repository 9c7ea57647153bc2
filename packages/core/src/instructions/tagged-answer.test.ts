import { describe, expect, it } from "vitest";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import taggedAnswer from "./tagged-answer.ts";

const replies: readonly Reply[] = [
  ["en", "<answer>B</answer>", "strict"],
  ["en", "<answer>\nBD\n</answer>", "strict"],
  ["en", "Ferritin mirrors iron stores.\n<answer>B</answer>", "strict"],
  ["en", "Sure! <answer>B</answer> I hope this helps.", "strict"],
  ["en", "```xml\n<answer>B</answer>\n```", "strict"],
  ["en", "<answer>**B**</answer>", "loose"],
  ["en", "I shall use <answer> tags.\n<answer>B</answer>", "loose"],
  ["en", "<answer>B. Low ferritin</answer>", "no"],
  ["en", "<answer>B, D</answer>", "no"],
  ["en", "<answer>B</answer> or <answer>C</answer>", "no"],
  ["en", "<answer>B<answer>", "no"],
  ["en", "</answer>B<answer>", "no"],
  ["en", "</answer><answer>B</answer>", "no"],
  ["en", "<answer>B</answer></answer>", "no"],
  ["en", "<Answer>B</Answer>", "no"],
  ["en", "<answer>B", "no"],
  ["en", "<answer></answer>", "no"],
  ["en", "B", "no"],
  ["en", "", "no"],
  ["zh", "铁蛋白降低提示铁储备耗竭。<answer>B</answer>", "strict"],
  ["zh", "<answer>**ACD**</answer>", "loose"],
  ["zh", "<answer>Ｂ</answer>", "no"],
  ["zh", "<答案>B</答案>", "no"],
  ["zh", "＜answer＞B＜/answer＞", "no"],
  ["zh", "<answer>选B</answer>", "no"],
  ["es", "La ferritina refleja los depósitos.\n\n<answer>B</answer>", "strict"],
  ["es", "¡Claro! Uso <answer>.\n<answer>B</answer>", "loose"],
  ["es", "<respuesta>B</respuesta>", "no"],
  ["es", "<answer>A y C</answer>", "no"],
];

describe("tagged-answer", () => {
  it.each(replies)("%s %j: %s", (language, reply, expected) => {
    expect(kept(taggedAnswer, language, reply)).toBe(expected);
  });

  it("takes another tag", () => {
    const instruction = taggedAnswer.configure({ tag: "final_answer" });
    expect(instruction.say("es", promptIn("es").labels)).toContain("<final_answer> y </final_answer>");
    expect(instruction.check("<final_answer>B</final_answer>", promptIn("es")).strict).toBe(true);
    expect(instruction.check("<answer>B</answer>", promptIn("es")).loose).toBe(false);
    expect(() => taggedAnswer.configure({ tag: "a b" })).toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
  });
});
