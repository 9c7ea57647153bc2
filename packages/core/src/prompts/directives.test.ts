import { describe, expect, it } from "vitest";
import jsonWithKey from "../instructions/json-with-key.ts";
import { multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant, type RenderDirectives } from "../records/variant.ts";
import bilingual from "./bilingual.ts";
import cmexam from "./cmexam.ts";
import { checkPrompt } from "./conformance.ts";
import type { AskedExample, AskedForm, PromptInput, PromptPlugin } from "./define.ts";
import file from "./file.ts";
import json from "./json.ts";
import letterOnly from "./letter-only.ts";
import reasonThenLetter from "./reason-then-letter.ts";

const render = (
  plugin: PromptPlugin,
  item: Item,
  renderDirectives: RenderDirectives,
  more: Partial<PromptInput> = {},
  settings: object = {},
) =>
  plugin
    .configure(settings)
    .render({ variant: { ...originalVariant(item), renderDirectives }, passages: [], exemplars: [], ...more });

const last = (draft: { messages: readonly { content: string }[] }) => draft.messages.at(-1)?.content;
const opening = "Answer the following medical examination question.";
const count = "One option or several options may be correct.";
const question = "Question:\nWhich finding is most typical of iron deficiency?";
const dashed = "Options:\n- High ferritin\n- Low ferritin\n- High haptoglobin\n- Low vitamin B12";
const lettered = "Options:\nA. High ferritin\nB. Low ferritin\nC. High haptoglobin\nD. Low vitamin B12";

describe("options without labels", () => {
  it("stand in a list, and the reply is asked for in their text", () => {
    const draft = render(letterOnly, singleItem, { options: "unlabelled" });
    expect(draft.messages).toEqual([
      {
        role: "user",
        content: `${opening} ${count} Reply with the full text of each correct option, one per line, and nothing else.\n\n${question}\n\n${dashed}`,
      },
    ]);
    expect(draft.answerForm).toBe("text");
    expect(draft.labels).toEqual(singleItem.options.map(({ id, text }) => ({ label: "", optionId: id, text })));
  });

  it("keep reasoning and JSON: only the text takes the label's place", () => {
    const reasoned = render(reasonThenLetter, singleItem, { options: "unlabelled" });
    expect(last(reasoned)).toContain(
      'Reason briefly first. Then end with one line of the form "Answer: " followed by the full',
    );
    expect(reasoned.answerForm).toBe("text");
    const structured = render(json, singleItem, { options: "unlabelled" }, { exemplars: [multipleItem] });
    expect(structured.answerForm).toBe("json");
    expect(structured.messages[1]?.content).toBe('{"answer":"沙库巴曲缬沙坦; 比索洛尔; 螺内酯"}');
    expect(structured.messages[0]?.content).toContain("\n- 沙库巴曲缬沙坦\n- 地高辛");
  });

  it("may be hidden: nothing is said of options then", () => {
    const draft = render(letterOnly, singleItem, { options: "hidden" }, { exemplars: [multipleItem] });
    expect(draft.messages[0]?.content).toBe(
      `${opening} Give the answer in as few words as possible and nothing else.\n\nQuestion:\n患者，男，66岁，射血分数降低的心力衰竭。\n下列哪些药物可改善其预后？`,
    );
    expect(draft.messages[1]?.content).toBe("沙库巴曲缬沙坦\n比索洛尔\n螺内酯");
    expect(last(draft)).toBe(question);
    expect(draft.labels).toHaveLength(4);
    expect(draft.choose).toBe("one");
  });

  it.each([
    ["zh", "只用最少的字写出答案"],
    ["es", "Dé la respuesta con el menor número de palabras posible"],
    ["pt", "Dê a resposta com o menor número possível de palavras"],
  ])("are asked for in %s", (language, words) => {
    expect(last(render(letterOnly, { ...singleItem, language }, { options: "hidden" }))).toContain(words);
  });

  it("are shown so by a file's and CMExam's prompts, which say after the question what they want", () => {
    const plain = render(file, singleItem, { options: "unlabelled" });
    expect(last(plain)).toBe(
      `${singleItem.stem}\n\n- High ferritin\n- Low ferritin\n- High haptoglobin\n- Low vitamin B12\n\nReply with the full text of each correct option, one per line, and nothing else.`,
    );
    expect(last(render(file, singleItem, { options: "hidden" }))).toBe(
      `${singleItem.stem}\n\nGive the answer in as few words as possible and nothing else.`,
    );
    const published = render(
      cmexam,
      singleItem,
      { options: "unlabelled" },
      {},
      { language: "item", instruction: true },
    );
    expect(last(published)).toBe(
      `Question: ${singleItem.stem}, \n Options: - High ferritin\n- Low ferritin\n- High haptoglobin\n- Low vitamin B12\n\nReply with the full text of each correct option, one per line, and nothing else.`,
    );
    expect(published.answerForm).toBe("text");
  });
});

describe("another form of answer", () => {
  it("takes the place of the prompt's own, in worked examples too", () => {
    const draft = render(reasonThenLetter, singleItem, { answerForm: "json" }, { exemplars: [multipleItem] });
    expect(draft.answerForm).toBe("json");
    expect(draft.messages[0]?.content).toContain("the value is the letter of each correct option.");
    expect(draft.messages[0]?.content).not.toContain("Reason");
    expect(draft.messages[1]?.content).toBe('{"answer":"ACD"}');
    expect(render(json, singleItem, { answerForm: "json" })).toEqual(render(json, singleItem, {}));
  });

  it("is said after the question by a file's prompt, and asks no label where CMExam shows no options", () => {
    expect(last(render(file, singleItem, { answerForm: "json" }))).toMatch(
      /write nothing else\.\n\nReply with JSON only/,
    );
    const hidden = render(cmexam, singleItem, { answerForm: "label" }, {}, { template: 5, language: "item" });
    expect(last(hidden)).toBe(
      `Question: ${singleItem.stem}\n\nGive the answer in as few words as possible and nothing else.`,
    );
    expect(hidden.answerForm).toBe("text");
  });

  it("gives examples the labels of the tested item where those suffice", () => {
    const labels = ["I", "II", "III", "IV"];
    const shown = (exemplar: Item) =>
      render(letterOnly, singleItem, { labels }, { exemplars: [exemplar] }).messages[1]?.content;
    expect(shown(singleItem)).toBe("II");
    expect(shown(multipleItem)).toBe("ACD");
  });

  it("may come from outside: an instruction stands instead of the prompt's own and before the variant's", () => {
    const askedForm = {
      say: (language: string, labels: readonly { label: string }[]) =>
        `${language}: [[${labels.map(({ label }) => label).join("")}]]`,
      answerForm: "label" as const,
    };
    const draft = render(reasonThenLetter, singleItem, { answerForm: "json" }, { askedForm });
    expect(last(draft)).toBe(`${opening} ${count} en: [[ABCD]]\n\n${question}\n\n${lettered}`);
    expect(draft.answerForm).toBe("label");
    expect(render(letterOnly, singleItem, { options: "unlabelled" }, { askedForm }).answerForm).toBe("text");
    expect(last(render(bilingual, singleItem, {}, { askedForm }, { second: "zh" }))).toMatch(
      / en: \[\[ABCD\]\]\n.*zh: \[\[ABCD\]\]/,
    );
    expect(last(render(file, singleItem, {}, { askedForm }))).toMatch(/nothing else\.\n\nen: \[\[ABCD\]\]$/);
    expect(last(render(cmexam, singleItem, {}, { askedForm }, { wrapper: "med_template" }))).toMatch(
      /\n\nzh: \[\[ABCD\]\]\n### 回答:\n$/,
    );
  });
});

describe("worked examples of an instruction from outside", () => {
  const askedForm = {
    say: () => "Put the answer between tags.",
    answerForm: "label" as const,
    example: ({ language, labels, answer, explanation }: AskedExample) =>
      `${language}/${labels.map(({ label }) => label).join("")}/${explanation}<a>${answer.join("+")}</a>`,
  };
  const exemplar: Item = { ...multipleItem, references: ["Why."] };
  const answered = (plugin: PromptPlugin, directives: RenderDirectives, form: AskedForm = askedForm) =>
    render(plugin, singleItem, directives, { askedForm: form, exemplars: [exemplar] }).messages.find(
      ({ role }) => role === "assistant",
    )?.content;

  it.each([letterOnly, reasonThenLetter, json, bilingual, file])("answer as it asks, in $name", (plugin) => {
    expect(answered(plugin, {})).toBe("en/ABCDE/Why.<a>A+C+D</a>");
    expect(answered(plugin, { labels: ["I", "II", "III", "IV", "V"] })).toBe("en/IIIIIIIVV/Why.<a>I+III+IV</a>");
    expect(answered(plugin, { options: "unlabelled" })).toBe("en//Why.<a>沙库巴曲缬沙坦+比索洛尔+螺内酯</a>");
  });

  it("answer in the form of answer where it has no example, or the example no key", () => {
    const { example: _example, ...bare } = askedForm;
    expect(answered(reasonThenLetter, {}, bare)).toBe("ACD");
    const keyless = { ...exemplar, accepted: [] };
    const draft = render(letterOnly, singleItem, {}, { askedForm, exemplars: [keyless] });
    expect(draft.messages[1]?.content).toBe("");
  });

  it("keep to an instruction that ships", () => {
    const instruction = jsonWithKey.configure({});
    const { messages } = render(letterOnly, singleItem, {}, { askedForm: instruction, exemplars: [exemplar] });
    const asked = { ...render(letterOnly, exemplar, {}), hash: "0" };
    expect(messages[1]?.content).toBe('{"answer": "ACD"}');
    expect(instruction.check(messages[1]?.content ?? "", asked).strict).toBe(true);
  });
});

describe("a conversation", () => {
  const turns = [{ say: "First judge each option." }, { say: null }];

  it("opens with its words instead of the form of answer, and asks for that in the turn without words", () => {
    const first = render(letterOnly, singleItem, { turns });
    expect(first.messages).toEqual([
      { role: "user", content: `${opening} ${count}\nFirst judge each option.\n\n${question}\n\n${lettered}` },
    ]);
    expect(first.answerForm).toBe("text");
    const second = render(letterOnly, singleItem, { turns }, { replies: ["A is out."] });
    expect(second.messages).toEqual([
      ...first.messages,
      { role: "assistant", content: "A is out." },
      { role: "user", content: "Reply with the letter of each correct option and nothing else." },
    ]);
    expect(second.answerForm).toBe("label");
  });

  it("says its words after the question where examples or a system message hold the instruction", () => {
    const withExample = render(letterOnly, singleItem, { turns }, { exemplars: [singleItem] });
    expect(withExample.messages[0]?.content).toContain("Reply with the letter");
    expect(last(withExample)).toBe(`${question}\n\n${lettered}\n\nFirst judge each option.`);
    const system = render(letterOnly, singleItem, { turns }, {}, { role: "system" });
    expect(system.messages).toEqual([
      { role: "system", content: `${opening} ${count}` },
      { role: "user", content: `${question}\n\n${lettered}\n\nFirst judge each option.` },
    ]);
  });

  it("doubts in a later turn, in every form of answer", () => {
    const doubting = [{ say: null }, { say: "Are you sure?" }];
    const [first] = render(letterOnly, singleItem, {}).messages;
    const second = render(letterOnly, singleItem, { turns: doubting }, { replies: ["B"] });
    expect(second.messages).toEqual([
      first,
      { role: "assistant", content: "B" },
      { role: "user", content: "Are you sure?" },
    ]);
    expect(second.answerForm).toBe("label");
  });

  it("puts a template's question again where a turn has no words, without those it opened with", () => {
    for (const [plugin, settings] of [
      [file, {}],
      [cmexam, { language: "item", wrapper: "med_template" }],
    ] as const) {
      const plain = last(render(plugin, singleItem, {}, {}, settings));
      const draft = render(plugin, singleItem, { turns }, { replies: ["A is out."] }, settings);
      expect(draft.messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
      expect(draft.messages[0]?.content).toContain("\n\nFirst judge each option.");
      expect(last(draft)).toBe(plain);
    }
  });

  it("of one turn only changes the words", () => {
    const draft = render(letterOnly, singleItem, { options: "hidden", turns: [{ say: "Write the blank." }] });
    expect(last(draft)).toBe(`${opening}\nWrite the blank.\n\n${question}`);
    expect(draft.answerForm).toBe("text");
    expect(render(json, singleItem, { turns: [{ say: "Write the blank." }] }).answerForm).toBe("text");
  });

  it("refuses replies beyond its last turn", () => {
    expect(() => render(letterOnly, singleItem, { turns }, { replies: ["1", "2"] })).toThrow(/2 turns has 2 replies/);
    expect(() => render(letterOnly, singleItem, {}, { replies: ["1"] })).toThrow(/1 turns/);
  });
});

describe("the contract finds a prompt that", () => {
  const wrapped = (change: (input: PromptInput) => PromptInput): PromptPlugin => ({
    ...letterOnly,
    configure: (settings) => ({ render: (input) => letterOnly.configure(settings).render(change(input)) }),
  });
  const without = (name: keyof RenderDirectives) =>
    wrapped((input) => {
      const { [name]: _left, ...renderDirectives } = input.variant.renderDirectives;
      return { ...input, variant: { ...input.variant, renderDirectives } };
    });

  it.each([
    ["shows options that are to be hidden", without("options"), "options hidden: shows option A"],
    ["shows labels that are to be left out", without("options"), "options unlabelled: not every option"],
    ["does not say an instruction", wrapped(({ askedForm: _left, ...input }) => input), "the instruction is not said"],
    [
      "forgets what a conversation opens with",
      wrapped((input) =>
        input.replies === undefined ? { ...input, variant: { ...input.variant, renderDirectives: {} } } : input,
      ),
      "opens with are not said",
    ],
    ["loses the replies so far", wrapped(({ replies: _left, ...input }) => input), "1 messages after 1 replies"],
  ])("%s", (_what, plugin, found) => {
    expect(checkPrompt(plugin, [singleItem]).join("\n")).toContain(found);
  });
});
