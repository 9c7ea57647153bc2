import { describe, expect, it } from "vitest";
import { kept, type Reply } from "./__fixtures__/kept.ts";
import { promptIn } from "./__fixtures__/prompt-in.ts";
import answerInOtherLanguage from "./answer-in-other-language.ts";

/** Spanish is asked for in English; English in Chinese and Spanish. */
const replies: readonly Reply[] = [
  ["en", "La ferritina baja indica que los depósitos de hierro están vacíos. La respuesta es B.", "strict"],
  ["en", "Respuesta: B", "strict"],
  ["en", "**La respuesta correcta es B**, porque la ferritina está baja.", "strict"],
  ["en", "La opción correcta es B. Low ferritin, porque los depósitos de hierro están vacíos.", "strict"],
  [
    "en",
    "Sure, here is the answer in the language that you asked for:\nLa ferritina baja indica ferropenia. Respuesta: B",
    "loose",
  ],
  ["en", "A low ferritin shows that the stores are empty. The answer is B.", "no"],
  ["en", "铁蛋白降低提示铁储备耗竭，选B。", "no"],
  ["en", "A resposta é B, pois a ferritina baixa mostra que não há ferro nos depósitos.", "no"],
  ["en", "B", "no"],
  ["en", "Low ferritin", "no"],
  ["en", "", "no"],
  ["zh", "A low ferritin shows that the iron stores are empty. The answer is B.", "strict"],
  ["zh", "The answer is B (铁蛋白降低), because the iron stores are empty.", "strict"],
  ["zh", "好的，以下是英文回答，请您参考以下内容：\nThe answer is B, because the iron stores are empty.", "loose"],
  ["zh", "铁蛋白降低提示铁储备耗竭，选B。", "no"],
  ["zh", "答案：B", "no"],
  ["zh", "The answer is B, because 铁储备耗竭铁蛋白下降。", "no"],
  ["es", "The answer is B, since a low ferritin shows that the stores are empty.", "strict"],
  ["es", "The correct option is B. Ferritina baja.", "strict"],
  ["es", "La ferritina baja indica que los depósitos están vacíos. Respuesta: B", "no"],
  ["es", "Answer: B", "strict"],
  ["es", "B", "no"],
];

describe("answer-in-other-language", () => {
  it.each(replies)("%s %j: %s", (language, reply, expected) => {
    expect(kept(answerInOtherLanguage, language, reply)).toBe(expected);
  });

  it("names the language in the prompt's own", () => {
    const { say } = answerInOtherLanguage.configure({});
    expect(say("en", promptIn("en").labels)).toContain("in Spanish");
    expect(say("zh", promptIn("zh").labels)).toContain("英文");
    expect(say("es", promptIn("es").labels)).toContain("en inglés");
    expect(say("fr", promptIn("en").labels)).toContain("in Spanish");
  });

  it("asks for the language the study names", () => {
    expect(kept(answerInOtherLanguage, "en", "铁蛋白降低提示铁储备耗竭，选B。", { target: "zh" })).toBe("strict");
    expect(kept(answerInOtherLanguage, "es", "铁蛋白降低提示铁储备耗竭，选B。", { target: "zh" })).toBe("strict");
    expect(kept(answerInOtherLanguage, "zh", "La respuesta es B, por la ferritina.", { target: "es" })).toBe("strict");
    expect(answerInOtherLanguage.configure({ target: "es" }).armName).toBe("answer-in-other-language/es");
  });
});
