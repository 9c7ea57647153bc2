import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { identityHash } from "../base/hash.ts";
import { poolNames, poolTexts } from "../lexicons/pool-texts.ts";
import { promptTexts } from "../lexicons/prompt-texts.ts";
import { itemsForContracts, multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant, type RenderDirectives } from "../records/variant.ts";
import { checkPrompt } from "./conformance.ts";
import type { PromptDraft, PromptInput } from "./define.ts";
import pool, { poolMemberNames } from "./pool.ts";
import { poolMembers } from "./pool-members.ts";

const languages = ["zh", "en", "es", "pt"] as const;

function render(member: string, item: Item, more: Partial<PromptInput> = {}, directives: RenderDirectives = {}) {
  const variant = { ...originalVariant(item), renderDirectives: directives };
  return pool.configure({ member }).render({ variant, passages: [], exemplars: [], ...more });
}

const textOf = ({ messages }: PromptDraft): string => messages.map(({ content }) => content).join("\n");
/** A text without what does not change what is said: case, punctuation, white space. */
const normalised = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, "");

describe("the pool", () => {
  it("has fourteen members in each language, all in words of their own", () => {
    expect(poolMemberNames).toHaveLength(14);
    expect(Object.keys(poolMembers)).toEqual(poolMemberNames);
    for (const language of languages) {
      const sentences = Object.values(poolTexts[language]).flatMap(({ opening, form }) => [opening, form]);
      expect(Object.keys(poolTexts[language])).toEqual(poolMemberNames);
      expect(new Set(sentences.map(normalised)).size).toBe(28);
      const { opening, labelOnly, reasonThenLabel } = promptTexts[language];
      expect(sentences).not.toContain(opening);
      expect(sentences).not.toContain(labelOnly);
      expect(sentences).not.toContain(reasonThenLabel);
      const rendered = poolNames.map((name) => normalised(textOf(render(name, { ...singleItem, language }))));
      expect(new Set(rendered).size).toBe(14);
    }
  });

  it("says of every member why it is there, and where that is from", () => {
    const reasons = Object.values(poolMembers).map(({ why }) => why);
    expect(new Set(reasons).size).toBe(14);
    expect(reasons.every((why) => why.length > 40 && why.endsWith("."))).toBe(true);
    const page = readFileSync(new URL("../../../../docs/prompt-pool.md", import.meta.url), "utf8");
    for (const [name, { why }] of Object.entries(poolMembers)) {
      expect(page).toContain(`| \`${name}\` | ${why} |`);
    }
  });

  it("gives each member an arm of its own, and stands for all only where a study makes arms", () => {
    expect(poolMemberNames.map((member) => pool.configure({ member }).armName)).toEqual(
      poolMemberNames.map((member) => `pool/${member}`),
    );
    expect(pool.configure({}).armName).toBe("pool/plain");
    const alternatives = pool.alternatives({ member: "all", wording: "single" });
    expect(alternatives.map(({ member }) => member)).toEqual(poolMemberNames);
    expect(alternatives.every(({ wording }) => wording === "single")).toBe(true);
    expect(pool.alternatives({ member: "terse" })).toHaveLength(1);
    expect(pool.settings.safeParse({ member: "all" }).success).toBe(true);
    expect(() => pool.configure({ member: "all" })).toThrow(
      expect.objectContaining({ remedy: expect.stringContaining("plain, formal, exam-hall") }),
    );
    expect(() => pool.configure({ member: "rude" })).toThrow(expect.objectContaining({ code: "SETTINGS_INVALID" }));
  });

  // A change of wording changes every call of every study that uses it: this must be meant.
  it("keeps its words byte for byte", () => {
    const all = poolNames.flatMap((name) =>
      languages.map((language) => render(name, { ...singleItem, language }, { exemplars: [multipleItem] }).messages),
    );
    expect(identityHash(JSON.stringify(all))).toBe("0732b1189d402b1d24cf3d88b7bdb81c");
  });
});

describe.each(poolNames)("pool/%s", (name) => {
  const { layout, answerForm } = poolMembers[name];

  it("keeps the contract of prompts", () => {
    const plugin = { ...pool, configure: () => pool.configure({ member: name }) };
    const problems = checkPrompt(plugin, itemsForContracts, "pool");
    // The contract looks for an instruction beside the question; this member has it in its system message.
    const expected = layout.form === "system" ? /: the instruction is not said$/ : /^$/;
    expect(problems.filter((problem) => !expected.test(problem))).toEqual([]);
  });

  it("asks for labels in every language, and leaves no place open", () => {
    for (const language of languages) {
      const draft = render(name, { ...singleItem, language });
      expect(draft).toMatchObject({ language, answerForm, choose: "any" });
      expect(textOf(draft).toLowerCase()).toContain(promptTexts[language].letter);
      expect(textOf(draft)).not.toMatch(/\{\w+\}/);
      const numbered = textOf(render(name, { ...singleItem, language }, {}, { labels: ["1", "2", "3", "4"] }));
      expect(numbered.toLowerCase()).toContain(promptTexts[language].label);
      const prefix = promptTexts[language].answerPrefix;
      expect(textOf(draft).includes(prefix)).toBe(answerForm === "reason-then-label");
    }
  });

  it("shows stem and options once, options in order under their labels", () => {
    const content = textOf(render(name, multipleItem));
    const lines = multipleItem.options.map(({ id, text }) =>
      layout.option === "A. " ? `${id}. ${text}` : `(${id}) ${text}`,
    );
    expect(content).toContain(lines.join("\n"));
    expect(content.split(multipleItem.stem)).toHaveLength(2);
    expect(content).toContain(`${multipleItem.group?.text}\n${multipleItem.stem}`);
    expect(content.indexOf(multipleItem.stem) < content.indexOf(lines[0] ?? "")).toBe(
      layout.order === "question-first",
    );
  });

  it("says the same of the number of options as every other, and nothing else", () => {
    for (const language of languages) {
      const { count } = promptTexts[language];
      const said = textOf(render(name, { ...singleItem, language }));
      expect(said.split(count.uniform)).toHaveLength(2);
      expect(said).toBe(textOf(render(name, { ...singleItem, language, kind: "multiple" })));
    }
    const draft = pool
      .configure({ member: name, wording: "by-kind" })
      .render({ variant: originalVariant(singleItem), passages: [], exemplars: [] });
    expect(draft.choose).toBe("one");
    expect(textOf(draft)).toContain(promptTexts.en.count.single);
  });

  it("shows worked examples as turns and passages before the question", () => {
    const draft = render(name, singleItem, { exemplars: [multipleItem], passages: ["Iron is stored as ferritin."] });
    const turns = draft.messages.filter(({ role }) => role !== "system");
    expect(turns.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(turns[1]?.content.endsWith("ACD")).toBe(true);
    const asked = turns[2]?.content ?? "";
    expect(asked).toMatch(/^Reference material:\nIron is stored as ferritin\.\n\n/);
    expect(turns[0]?.content).not.toContain("Iron is stored");
    expect(draft.messages[0]?.role).toBe(layout.form === "system" ? "system" : "user");
    expect(asked.includes(poolTexts.en[name].form.slice(-20))).toBe(layout.form === "after");
  });

  it("gives way to an instruction", () => {
    const askedForm = { say: (language: string) => `INSTRUCTION ${language}`, answerForm: "json" } as const;
    const draft = render(name, { ...singleItem, language: "es" }, { askedForm });
    expect(draft.answerForm).toBe("json");
    expect(textOf(draft).split("INSTRUCTION es")).toHaveLength(2);
    expect(textOf(draft)).not.toContain(poolTexts.es[name].form.slice(-20));
    expect(textOf(draft)).toContain(poolTexts.es[name].opening);
  });
});

it("reads as it should", () => {
  expect(render("terse", singleItem).messages).toEqual([
    {
      role: "user",
      content: [
        "Medical question. One option or several options may be correct. Letter of each correct option, nothing more.",
        "Which finding is most typical of iron deficiency?",
        "A. High ferritin\nB. Low ferritin\nC. High haptoglobin\nD. Low vitamin B12",
      ].join("\n\n"),
    },
  ]);
  expect(render("format-last", multipleItem).messages).toEqual([
    {
      role: "user",
      content: [
        "请仔细阅读下面这道医学题。正确选项可能有一个，也可能有多个。",
        "题目：\n患者，男，66岁，射血分数降低的心力衰竭。\n下列哪些药物可改善其预后？",
        "选项：\nA. 沙库巴曲缬沙坦\nB. 地高辛\nC. 比索洛尔\nD. 螺内酯\nE. 呋塞米",
        "现在请回复每个正确选项的字母，不附加任何文字。",
      ].join("\n\n"),
    },
  ]);
});
