import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import answerText from "./answer-text.ts";

const render = (item: Item, settings: object = {}, exemplars: readonly Item[] = []) =>
  answerText.configure(settings).render({ variant: originalVariant(item), passages: [], exemplars });

const ferritin = "A. High ferritin\nB. Low ferritin\nC. High haptoglobin\nD. Low vitamin B12";

describe("answer-text", () => {
  it.each([
    [
      "en",
      singleItem,
      "Answer the following medical examination question. One option or several options may be correct. Reply with the full text of each correct option, without its letter, one per line, and nothing else.",
      `Question:\nWhich finding is most typical of iron deficiency?\n\nOptions:\n${ferritin}`,
    ],
    [
      "zh",
      multipleItem,
      "请回答下面的医学考试题。正确选项可能有一个，也可能有多个。只输出全部正确选项的完整内容，每个选项单独一行，不要输出字母或其他内容。",
      "题目：\n患者，男，66岁，射血分数降低的心力衰竭。\n下列哪些药物可改善其预后？\n\n选项：\nA. 沙库巴曲缬沙坦\nB. 地高辛\nC. 比索洛尔\nD. 螺内酯\nE. 呋塞米",
    ],
    [
      "es",
      { ...singleItem, language: "es" },
      "Responda a la siguiente pregunta de un examen de medicina. Puede haber una o varias opciones correctas. Responda solo con el texto completo de cada opción correcta, sin su letra, una por línea y sin nada más.",
      `Pregunta:\nWhich finding is most typical of iron deficiency?\n\nOpciones:\n${ferritin}`,
    ],
    [
      "pt",
      { ...singleItem, language: "pt" },
      "Responda à seguinte questão de uma prova de medicina. Pode haver uma ou várias alternativas corretas. Responda apenas com o texto completo de cada alternativa correta, sem a letra, uma por linha e sem mais nada.",
      `Questão:\nWhich finding is most typical of iron deficiency?\n\nAlternativas:\n${ferritin}`,
    ],
  ])("asks in %s", (language, item, instruction, question) => {
    expect(render(item)).toMatchObject({
      messages: [{ role: "user", content: `${instruction}\n\n${question}` }],
      answerForm: "text",
      choose: "any",
      language,
    });
  });

  it("answers an example with the texts of its key, in display order, one a line", () => {
    const { messages } = render(singleItem, {}, [{ ...multipleItem, accepted: [["D", "A", "C"]] }]);
    expect(messages[1]).toEqual({ role: "assistant", content: "沙库巴曲缬沙坦\n比索洛尔\n螺内酯" });
  });
});
