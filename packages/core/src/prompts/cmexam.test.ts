import { describe, expect, it } from "vitest";
import { itemsForContracts, multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import cmexam from "./cmexam.ts";
import { checkPrompt } from "./conformance.ts";

const render = (item: Item, settings: object = {}, exemplars: readonly Item[] = [], passages: readonly string[] = []) =>
  cmexam.configure(settings).render({ variant: originalVariant(item), passages, exemplars });
const item: Item = { ...multipleItem, stem: "改善预后的药物是" };
const { group: _group, ...alone } = item;

const withOptions = "问题: 改善预后的药物是, \n 选项: A 沙库巴曲缬沙坦\nB 地高辛\nC 比索洛尔\nD 螺内酯\nE 呋塞米";
const why = "三类药物均有降低死亡率的随机对照试验证据。";

describe("cmexam", () => {
  it.each([
    [1, withOptions, "label", "答案: ACD"],
    [2, withOptions, "label", "答案: ACD"],
    [3, withOptions, "text", `解释: ${why}`],
    [4, withOptions, "label", `答案: ACD. \n 解释:${why}`],
    [5, "问题: 改善预后的药物是", "text", "答案: 沙库巴曲缬沙坦；比索洛尔；螺内酯"],
    [6, "问题: 改善预后的药物是", "text", `答案: 沙库巴曲缬沙坦；比索洛尔；螺内酯. \n 解释: ${why}`],
  ])(
    "template %i is the published input and, for an example, its completion",
    (template, question, answerForm, completion) => {
      const draft = render(alone, { template }, [alone]);
      expect(draft).toMatchObject({ answerForm, choose: "any", language: "zh" });
      expect(draft.messages).toEqual([
        { role: "user", content: question },
        { role: "assistant", content: completion },
        { role: "user", content: question },
      ]);
      expect(draft.labels).toHaveLength(5);
    },
  );

  it("gives letter and text where one option is correct", () => {
    const completions = [2, 4].map((template) => render(alone, { template }, [singleItem]).messages[1]?.content);
    expect(completions).toEqual([
      "答案: B Low ferritin",
      "答案: B Low ferritin. \n 解释:Ferritin mirrors iron stores, so a low ferritin shows that they are empty.",
    ]);
  });

  it("puts the LoRA models' marker after every question", () => {
    const { messages } = render(alone, { wrapper: "med_template" }, [alone]);
    expect(messages.map(({ content }) => content)).toEqual([
      `${withOptions}\n### 回答:\n`,
      "答案: ACD",
      `${withOptions}\n### 回答:\n`,
    ]);
  });

  it("says what it asks for when told to, once, in the labels' language", () => {
    const { messages } = render(alone, { instruction: true }, [alone]);
    expect(messages[0]?.content).toBe(
      `请回答下面的医学考试题，正确选项可能有一个，也可能有多个。请写“答案:”，后接全部正确选项的字母。\n\n${withOptions}`,
    );
    expect(messages[2]?.content).toBe(withOptions);
    const starts = ["en", "es", "pt"].map(
      (language) => render(singleItem, { instruction: true, language, template: 4 }).messages[0]?.content,
    );
    expect(starts).toEqual([
      expect.stringMatching(/^Answer the .* the letter and the text of each .*"Explanation:"[^\n]*\n\nQuestion: Which/),
      expect.stringMatching(/^Responda a la .* de la letra y el texto .*"Explicación:"[^\n]*\n\nPregunta: Which/),
      expect.stringMatching(/^Responda à .* da letra e do texto .*"Explicação:"[^\n]*\n\nQuestão: Which/),
    ]);
  });

  it("asks for labels where they are no letters, and for an answer where there are none", () => {
    const numbered = { ...originalVariant(singleItem), renderDirectives: { labels: ["1", "2", "3", "4"] } };
    const draft = cmexam
      .configure({ instruction: true, language: "item" })
      .render({ variant: numbered, passages: [], exemplars: [] });
    expect(draft.messages[0]?.content).toContain('"Answer:" followed by the label of each correct option.');
    expect(draft.messages[0]?.content).toContain("Options: 1 High ferritin\n2 Low ferritin");
    const free = render({ ...alone, kind: "free-text", options: [], accepted: [] }, { instruction: true });
    expect(free.messages[0]?.content).toBe(
      "请回答下面的医学考试题。请写“答案:”，后接答案内容。\n\n问题: 改善预后的药物是",
    );
    expect(free.answerForm).toBe("text");
  });

  it("puts the shared case before the stem, passages and context before the question", () => {
    const { messages } = render({ ...item, context: "指南摘要" }, { template: 5 }, [], ["甲", "乙"]);
    expect(messages[0]?.content).toBe(
      "参考资料：\n甲\n\n乙\n\n材料：\n指南摘要\n\n问题: 患者，男，66岁，射血分数降低的心力衰竭。\n改善预后的药物是",
    );
  });

  it("names its arm after the template, and refuses a seventh", () => {
    expect(cmexam.configure({ template: 4 }).armName).toBe("cmexam-template-4");
    expect(() => cmexam.configure({ template: 7 })).toThrow(/template/);
  });

  it.each([1, 2, 3, 4, 5, 6])("template %i does not show the key", (template) => {
    const settings = { template, instruction: true, wrapper: "med_template", language: "item" };
    const plugin = { ...cmexam, configure: () => cmexam.configure(settings) };
    expect(checkPrompt(plugin, itemsForContracts)).toEqual([]);
  });
});
