import { describe, expect, it } from "vitest";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import json from "./json.ts";
import letterOnly from "./letter-only.ts";
import reasonThenLetter from "./reason-then-letter.ts";

const render = (plugin: typeof letterOnly, item: Item, settings: object = {}, exemplars: readonly Item[] = []) =>
  plugin.configure(settings).render({ variant: originalVariant(item), passages: [], exemplars });

describe("letter-only", () => {
  it("asks in the item's language, instruction first, and is the same text for one and for several answers", () => {
    const single = render(letterOnly, singleItem);
    expect(single.messages).toEqual([
      {
        role: "user",
        content: [
          "Answer the following medical examination question. One option or several options may be correct. Reply with the letter of each correct option and nothing else.",
          "Question:\nWhich finding is most typical of iron deficiency?",
          "Options:\nA. High ferritin\nB. Low ferritin\nC. High haptoglobin\nD. Low vitamin B12",
        ].join("\n\n"),
      },
    ]);
    expect(single.choose).toBe("any");
    const asMultiple = render(letterOnly, { ...singleItem, kind: "multiple" });
    expect(asMultiple).toEqual(single);
  });

  it("puts the shared stem before the stem", () => {
    const { messages, language } = render(letterOnly, multipleItem);
    expect(language).toBe("zh");
    expect(messages[0]?.content).toContain(
      "题目：\n患者，男，66岁，射血分数降低的心力衰竭。\n下列哪些药物可改善其预后？",
    );
    expect(messages[0]?.content).toContain(
      "请回答下面的医学考试题。正确选项可能有一个，也可能有多个。只输出全部正确选项的字母",
    );
  });

  it("words by kind only when the study says so", () => {
    expect(render(letterOnly, singleItem, { wording: "by-kind" }).messages[0]?.content).toContain(
      "Exactly one option is correct.",
    );
    expect(render(letterOnly, singleItem, { wording: "by-kind" }).choose).toBe("one");
    expect(render(letterOnly, multipleItem, { wording: "by-kind" }).messages[0]?.content).toContain(
      "正确选项不止一个。",
    );
    expect(render(letterOnly, multipleItem, { wording: "single" }).choose).toBe("one");
  });

  it("falls back to English for a language it has no words in, and takes the study's language over the item's", () => {
    expect(render(letterOnly, { ...singleItem, language: "fr" }).language).toBe("en");
    expect(render(letterOnly, { ...singleItem, language: "pt-BR" }).language).toBe("pt");
    expect(render(letterOnly, singleItem, { language: "es" }).messages[0]?.content).toMatch(/^Responda a la siguiente/);
  });

  it("speaks of labels where labels are not letters", () => {
    const draft = letterOnly.configure({}).render({
      variant: { ...originalVariant(singleItem), renderDirectives: { labels: ["1", "2", "3", "4"] } },
      passages: [],
      exemplars: [],
    });
    expect(draft.labels.map(({ label, optionId }) => `${label}${optionId}`)).toEqual(["1A", "2B", "3C", "4D"]);
    expect(draft.messages[0]?.content).toContain("Reply with the label of each");
  });

  it("shows examples as earlier turns, instruction in the very first message only", () => {
    const draft = render(letterOnly, singleItem, {}, [multipleItem]);
    expect(draft.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(draft.messages[1]?.content).toBe("ACD");
    expect(draft.messages[2]?.content).toMatch(/^Question:/);
  });

  it("can put the instruction into a system message", () => {
    const draft = render(letterOnly, singleItem, { role: "system" });
    expect(draft.messages.map(({ role }) => role)).toEqual(["system", "user"]);
    expect(draft.messages[1]?.content).toMatch(/^Question:/);
  });

  it("puts passages before the question", () => {
    const draft = letterOnly
      .configure({})
      .render({ variant: originalVariant(singleItem), passages: ["one", "two"], exemplars: [] });
    expect(draft.messages[0]?.content).toContain("Reference material:\none\n\ntwo\n\nQuestion:");
  });

  it("asks freely where there are no options", () => {
    const draft = render(letterOnly, { ...singleItem, kind: "free-text", options: [] });
    expect(draft.answerForm).toBe("text");
    expect(draft.messages[0]?.content).not.toContain("Options:");
  });
});

describe("reason-then-letter", () => {
  it("shows how an example reasons and answers", () => {
    const draft = render(reasonThenLetter, multipleItem, {}, [singleItem]);
    expect(draft.messages[1]?.content).toBe(
      "Ferritin mirrors iron stores, so a low ferritin shows that they are empty.\n答案：B",
    );
    expect(draft.answerForm).toBe("reason-then-label");
  });
});

describe("json", () => {
  it("answers an example in the form it asks for", () => {
    const draft = render(json, singleItem, {}, [singleItem]);
    expect(draft.messages[0]?.content).toContain('{"answer": "…"}');
    expect(draft.messages[1]?.content).toBe('{"answer":"B"}');
  });

  it("refuses a setting it does not know", () => {
    expect(() => json.configure({ langage: "zh" })).toThrow(/langage/);
  });
});
