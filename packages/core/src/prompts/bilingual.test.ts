import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import bilingual from "./bilingual.ts";
import letterOnly from "./letter-only.ts";

const render = (item: Item, settings: object = {}, exemplars: readonly Item[] = []) =>
  bilingual.configure(settings).render({ variant: originalVariant(item), passages: [], exemplars });

const chinese =
  "请回答下面的医学考试题。正确选项可能有一个，也可能有多个。只输出全部正确选项的字母，不要输出其他内容。";
const english =
  "Answer the following medical examination question. One option or several options may be correct. Reply with the letter of each correct option and nothing else.";
const spanish =
  "Responda a la siguiente pregunta de un examen de medicina. Puede haber una o varias opciones correctas. Responda solo con la letra de cada opción correcta, sin nada más.";
const portuguese =
  "Responda à seguinte questão de uma prova de medicina. Pode haver uma ou várias alternativas corretas. Responda apenas com a letra de cada alternativa correta, sem mais nada.";

describe("bilingual", () => {
  it.each([
    ["zh", "en", chinese, english],
    ["en", "zh", english, chinese],
    ["es", "pt", spanish, portuguese],
    ["pt", "es", portuguese, spanish],
  ])("gives the instruction in %s, then in %s", (language, second, first, other) => {
    const draft = render({ ...singleItem, language }, { second });
    expect(draft.messages[0]?.content.startsWith(`${first}\n${other}\n\n`)).toBe(true);
    expect(draft.language).toBe(language);
  });

  it("leaves the question in the item's language", () => {
    const [message] = render(multipleItem).messages;
    expect(message?.content).toBe(
      `${chinese}\n${english}\n\n题目：\n患者，男，66岁，射血分数降低的心力衰竭。\n下列哪些药物可改善其预后？\n\n选项：\nA. 沙库巴曲缬沙坦\nB. 地高辛\nC. 比索洛尔\nD. 螺内酯\nE. 呋塞米`,
    );
  });

  it("says it once where both languages are the same", () => {
    const context = { variant: originalVariant(singleItem), passages: [], exemplars: [] };
    expect(render(singleItem)).toEqual(letterOnly.configure({}).render(context));
    expect(render({ ...singleItem, language: "fr" }).messages[0]?.content.startsWith(`${english}\n\n`)).toBe(true);
  });

  it("can give the headings in both languages, in examples too", () => {
    const { messages } = render(multipleItem, { headings: "both" }, [singleItem]);
    expect(messages[0]?.content).toContain("\n\n题目 / Question:\nWhich finding");
    expect(messages[2]?.content).toMatch(/^题目 \/ Question:\n患者[\s\S]*\n\n选项 \/ Options:\nA\. /);
  });

  it.each([
    ["label", "label", "ACD"],
    ["json", "json", '{"answer":"ACD"}'],
    ["text", "text", "沙库巴曲缬沙坦\n比索洛尔\n螺内酯"],
    ["reason-then-label", "reason-then-label", "三类药物均有降低死亡率的随机对照试验证据。\nAnswer: ACD"],
  ])("can ask for %s", (reply, answerForm, example) => {
    const draft = render(singleItem, { reply, second: "zh" }, [multipleItem]);
    expect(draft.answerForm).toBe(answerForm);
    expect(draft.messages[1]?.content).toBe(example);
  });
});
