import { describe, expect, it } from "vitest";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import atMostWords from "./at-most-words.ts";
import { countWords } from "./count-words.ts";

describe("countWords", () => {
  it.each([
    ["", 0],
    [" — … **", 0],
    ["B", 1],
    ["The answer is B.", 4],
    ["B. Low ferritin", 3],
    ["beta-blocker 3.5 mg/day, don't", 4],
    ["**B** — low ferritin", 3],
    ["La respuesta es «B»", 4],
    ["答案是B。", 4],
    ["首选ACEI，不用地高辛。", 8],
    ["血红蛋白 65 g/L", 6],
    ["ＡＢ", 1],
    ["鉄の貯蔵", 4],
    ["one\u00a0two\u2003three\nfour", 4],
  ])("of %j is %i", (text, count) => {
    expect(countWords(text)).toBe(count);
  });
});

const replies: readonly Reply[] = [
  ["en", "B", "strict"],
  ["en", "B: low ferritin is typical.", "strict"],
  ["en", "The answer is **B**.", "strict"],
  ["en", "Sure!\nB, because ferritin is low.", "loose"],
  ["en", "The answer is B because ferritin is low.", "no"],
  ["en", "***\n---", "no"],
  ["en", "", "no"],
  ["zh", "B", "strict"],
  ["zh", "选B，铁蛋白降低。", "strict"],
  ["zh", "好的，答案如下：\n选B，铁蛋白降低。", "loose"],
  ["zh", "B，因为铁蛋白降低最为典型，其余均不符合。", "no"],
  ["es", "B, ferritina baja.", "strict"],
  ["es", "¡Claro!\nB, por la ferritina baja.", "loose"],
  ["es", "La respuesta correcta es la B.", "no"],
];

describe("at-most-words", () => {
  it.each(replies)("%s %j, 5 words or 10 characters: %s", (language, reply, expected) => {
    expect(kept(atMostWords, language, reply, { words: 5, characters: 10 })).toBe(expected);
  });

  it("says the limit of the prompt's language", () => {
    const { say, armName } = atMostWords.configure({ words: 12, characters: 18 });
    expect(say("en", promptIn("en").labels)).toContain("at most 12 words");
    expect(say("zh", promptIn("zh").labels)).toContain("不得超过18个字");
    expect(say("es", promptIn("es").labels)).toContain("como máximo 12 palabras");
    expect(armName).toBe("at-most-words/12-18");
    expect(atMostWords.configure({}).armName).toBe("at-most-words/20");
  });

  it("takes exactly the limit and not one more", () => {
    const instruction = atMostWords.configure({ words: 7, characters: 7 });
    expect(instruction.check("one two three four five six seven", promptIn("en")).strict).toBe(true);
    expect(instruction.check("one two three four five six seven eight", promptIn("en")).loose).toBe(false);
    expect(instruction.check("一二三四五六七", promptIn("zh")).strict).toBe(true);
    expect(instruction.check("一二三四五六七八", promptIn("zh")).loose).toBe(false);
  });
});
