import { describe, expect, it } from "vitest";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import onlyLetter from "./only-letter.ts";

const replies: readonly Reply[] = [
  ["en", "B", "strict"],
  ["en", " B\n", "strict"],
  ["en", "BD", "strict"],
  ["en", "DB", "strict"],
  ["en", "**B**", "loose"],
  ["en", "Sure! Here is my answer:\nB", "loose"],
  ["en", "B\n\nLow ferritin shows empty stores.", "loose"],
  ["en", "Sure!\n**B**\nLet me know if you have more questions.", "loose"],
  ["en", "```\nB\n```", "loose"],
  ["en", "B.", "no"],
  ["en", "(B)", "no"],
  ["en", "b", "no"],
  ["en", "B, D", "no"],
  ["en", "BB", "no"],
  ["en", "E", "no"],
  ["en", "B. Low ferritin", "no"],
  ["en", "The answer is B", "no"],
  ["en", "", "no"],
  ["zh", "B", "strict"],
  ["zh", "ACD", "strict"],
  ["zh", "**B**", "loose"],
  ["zh", "好的，答案如下：\nB", "loose"],
  ["zh", "B\n解析：铁蛋白降低提示铁储备耗竭。", "loose"],
  ["zh", "Ｂ", "no"],
  ["zh", "B。", "no"],
  ["zh", "A、C", "no"],
  ["zh", "答案：B", "no"],
  ["zh", "选B", "no"],
  ["zh", "　\n", "no"],
  ["es", "B", "strict"],
  ["es", "AC", "strict"],
  ["es", "*B*", "loose"],
  ["es", "¡Claro!\nB", "loose"],
  ["es", "La respuesta correcta es:\n**B**", "loose"],
  ["es", "B)", "no"],
  ["es", "A y C", "no"],
  ["es", "Respuesta: B", "no"],
];

describe("only-letter", () => {
  it.each(replies)("%s %j: %s", (language, reply, expected) => {
    expect(kept(onlyLetter, language, reply)).toBe(expected);
  });

  it("asks for letters, labels or words, whichever the prompt shows", () => {
    const { say } = onlyLetter.configure({});
    expect(say("en", promptIn("en").labels)).toBe(
      "Reply only with the letter of each correct option (if several, with nothing between them): no other words, spaces or punctuation.",
    );
    expect(say("zh-Hans", promptIn("zh", ["1", "2"]).labels)).toContain("每个正确选项的标号");
    expect(say("es", [])).toContain("su respuesta en pocas palabras");
    expect(say("en", promptIn("en", ["", ""]).labels)).toContain("your answer in a few words");
  });

  it("takes the prompt's own labels, whole and each once", () => {
    const strict = (reply: string, labels: readonly string[]): boolean =>
      onlyLetter.configure({}).check(reply, promptIn("en", labels)).strict;
    const roman = ["I", "II", "III", "IV"];
    expect(strict("I, IV", roman)).toBe(true);
    expect(strict("IV", roman)).toBe(true);
    expect(strict("IIV", roman)).toBe(false);
    expect(strict("I, I", roman)).toBe(false);
    expect(strict("I,IV", roman)).toBe(false);
    expect(strict("VI", roman)).toBe(false);
    expect(strict("10", ["1", "10"])).toBe(true);
    expect(strict("a, b", ["a", "b"])).toBe(true);
    expect(strict("ab", ["a", "b"])).toBe(false);
    expect(strict("B", ["a", "b"])).toBe(false);
    expect(strict("Ψ, Ω", ["Ψ", "Ω"])).toBe(true);
  });

  it("takes any one line where no labels are shown", () => {
    const strict = (reply: string): boolean => onlyLetter.configure({}).check(reply, promptIn("en", ["", ""])).strict;
    expect(strict("Low ferritin")).toBe(true);
    expect(strict("Low ferritin\nbecause the stores are empty")).toBe(false);
  });
});
