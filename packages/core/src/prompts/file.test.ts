import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { itemsForContracts, multipleItem, singleItem } from "../records/__fixtures__/items.ts";
import type { Item } from "../records/item.ts";
import { originalVariant } from "../records/variant.ts";
import { checkPrompt } from "./conformance.ts";
import type { ConfiguredPrompt } from "./define.ts";
import file from "./file.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "viva-prompt-file-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** The prompt of a file with this text; the path is relative, as a study would have it. */
function prompt(text: string): ConfiguredPrompt {
  writeFileSync(join(folder, "mine.yaml"), text);
  return file.configure({ path: "mine.yaml" }, { resolvePath: (path) => join(folder, path) });
}

const render = (text: string, item: Item, exemplars: readonly Item[] = [], passages: readonly string[] = []) =>
  prompt(text).render({ variant: originalVariant(item), passages, exemplars });

const examiner = `
name: examiner
language: en
system: You sit a medical examination.
user: |
  Notes:
  {{passages}}

  {{stem}}
  {{options}}

  Answer with one or more of {{labels}}.
option: "({{label}}) {{text}}"
`;

describe("a prompt file", () => {
  it("is filled in with the question and names its arm", () => {
    const configured = prompt(examiner);
    expect(configured.armName).toBe("examiner");
    expect(configured.files).toEqual([join(folder, "mine.yaml")]);
    expect(render(examiner, singleItem)).toEqual({
      messages: [
        { role: "system", content: "You sit a medical examination." },
        {
          role: "user",
          content:
            "Which finding is most typical of iron deficiency?\n(A) High ferritin\n(B) Low ferritin\n(C) High haptoglobin\n(D) Low vitamin B12\n\nAnswer with one or more of A, B, C, D.",
        },
      ],
      labels: singleItem.options.map(({ id, text }) => ({ label: id, optionId: id, text })),
      answerForm: "label",
      choose: "any",
      language: "en",
    });
  });

  it("shows passages where it has a place for them, and what it has no place for before the question", () => {
    const { messages } = render(examiner, { ...singleItem, context: "A study." }, [], ["one", "two"]);
    expect(messages[1]?.content).toMatch(/^A study\.\n\nNotes:\none\n\ntwo\n\nWhich finding/);
  });

  it("shows examples as earlier turns, answered as answerForm says or in its own words", () => {
    const { messages } = render(examiner, singleItem, [multipleItem]);
    expect(messages.map(({ role }) => role)).toEqual(["system", "user", "assistant", "user"]);
    expect(messages[1]?.content).toContain(
      "患者，男，66岁，射血分数降低的心力衰竭。\n下列哪些药物可改善其预后？\n(A) 沙库巴曲缬沙坦",
    );
    expect(messages[2]?.content).toBe("ACD");
    const own = `${examiner}example: "{{explanation}} So: {{labels}}"\n`;
    expect(render(own, singleItem, [singleItem]).messages[2]?.content).toBe(
      "Ferritin mirrors iron stores, so a low ferritin shows that they are empty. So: B",
    );
    expect(render(`${examiner}answerForm: text\n`, singleItem, [multipleItem]).messages[2]?.content).toBe(
      "沙库巴曲缬沙坦\n比索洛尔\n螺内酯",
    );
  });

  it("asks an item in its own language, else in the first of the file", () => {
    const text = `
name: two
texts:
  pt: { user: "{{stem}}\\n{{options}}\\nResposta?" }
  zh: { user: "{{stem}}\\n{{options}}\\n从{{labels}}中选择。" }
`;
    expect(render(text, { ...singleItem, language: "pt-BR" }).language).toBe("pt");
    expect(render(text, multipleItem).messages[0]?.content).toMatch(/从A、B、C、D、E中选择。$/);
    expect(render(text, { ...singleItem, language: "fr" }).messages[0]?.content).toMatch(/Resposta\?$/);
  });

  it.each([
    ["any", "any", "any"],
    ["one", "one", "one"],
    ["by-kind", "one", "any"],
  ])("choose: %s", (choose, single, multiple) => {
    const text = `${examiner}choose: ${choose}\n`;
    expect(render(text, singleItem).choose).toBe(single);
    expect(render(text, multipleItem).choose).toBe(multiple);
  });

  it("never expands what an item says", () => {
    const { messages } = render(examiner, { ...singleItem, stem: "{{labels}} {{passages}} $&?" });
    expect(messages[1]?.content).toMatch(/^\{\{labels\}\} \{\{passages\}\} \$&\?\n\(A\)/);
  });

  it("keeps the contract, above all that the key does not show", () => {
    const plugin = { ...file, configure: () => prompt(examiner) };
    expect(checkPrompt(plugin, itemsForContracts)).toEqual([]);
  });
});

describe("a wrong prompt file", () => {
  const lines = (text: string): string[] => {
    try {
      prompt(text);
    } catch (error) {
      expect(error).toMatchObject({ code: "PROMPT_FILE_INVALID" });
      const { message } = error as Error;
      return message.split("\n").map((line) => line.slice(join(folder, "mine.yaml").length + 1));
    }
    throw new Error("it was read");
  };

  it("is refused with the line of every unknown placeholder; the key is no placeholder", () => {
    const text = examiner.replace("Notes:", "{{key}} {{accepted}}").replace("examination.", "{{stem}} examination.");
    const known = "known here: stem, options, labels, context, passages";
    expect(lines(text)).toEqual([
      "4: system: unknown placeholder {{stem}}; none are known here",
      `6: user: unknown placeholder {{key}}; ${known}`,
      `6: user: unknown placeholder {{accepted}}; ${known}`,
    ]);
    expect(lines(`${examiner}example: "{{labels}} {{stem}}"\n`)).toEqual([
      "14: example: unknown placeholder {{stem}}; known here: labels, texts, explanation",
    ]);
  });

  it("is refused when it does not show the question", () => {
    expect(lines('name: x\nlanguage: en\noption: "{{text}}"\nuser: Answer {{options')).toEqual([
      "3: option: does not show {{label}}",
      '4: user: a placeholder that begins with "{{" does not end in "}}"',
      "4: user: does not show {{stem}}",
      "4: user: does not show {{options}}",
    ]);
    expect(render('name: x\nlanguage: en\nanswerForm: text\nuser: "{{stem}}"', singleItem).labels).toHaveLength(4);
  });

  it("may leave options and labels unseen where it asks for text", () => {
    const text = 'name: x\nlanguage: en\nanswerForm: text\noption: "- {{text}}"\nuser: "{{stem}}\\n{{options}}"';
    expect(render(text, singleItem).messages[0]?.content).toContain("?\n- High ferritin\n- Low ferritin\n");
  });

  it("is refused with unknown fields, values and languages, all at once", () => {
    expect(lines('name: x\nlanguage: English\nuser: "{{stem}}"\nanswerform: label\nchoose: two\n')).toEqual([
      "2: language: a language tag such as en or pt-BR",
      expect.stringMatching(/^4: answerform: unknown field; known here: name, description, language, system, user/),
      '5: choose: Invalid option: expected one of "any"|"one"|"by-kind"',
    ]);
    expect(lines("name: x\ntexts: {}\n")).toEqual(["2: texts: has no language"]);
    expect(lines("name: x\n")).toEqual(["1: user: give user and language, or texts by language"]);
    expect(lines('name: x\nuser: "{{stem}}"\ntexts:\n  en: { user: "{{stem}}" }\n')).toEqual([
      "2: user: give either this or texts by language",
    ]);
    expect(lines('name: x\ntexts:\n  en:\n    user: "{{stem}}{{options}}"\n    style: loud\n')).toEqual([
      "5: texts.en.style: unknown field",
    ]);
  });

  it("is refused when it is not YAML, runs into aliases without end, or is not there", () => {
    expect(lines("name: x\nuser: [\n")[0]).toMatch(/^\d: /);
    expect(lines("name: x\nname: y\n")[0]).toMatch(/^2: Map keys must be unique/);
    const bomb = Array.from({ length: 9 }, (_, n) => `a${n}: &a${n} [${Array(9).fill(n === 0 ? "x" : `*a${n - 1}`)}]`);
    expect(lines(bomb.join("\n"))[0]).toContain("alias");
    expect(() => file.configure({ path: join(folder, "none.yaml") })).toThrow(
      expect.objectContaining({ code: "PROMPT_FILE_NOT_FOUND" }),
    );
  });
});

describe("the prompt file that ships with Viva", () => {
  it.each([
    ["en", "Name every correct option (A, B, C, D) and write nothing else."],
    ["zh", "请写出全部正确选项（A、B、C、D），不要输出其他内容。"],
    ["es", "Indique todas las opciones correctas (A, B, C, D) y no escriba nada más."],
    ["pt", "Indique todas as alternativas corretas (A, B, C, D) e não escreva mais nada."],
  ])("asks in %s", (language, sentence) => {
    const configured = file.configure({});
    const item = { ...singleItem, language, context: "Context." };
    const draft = configured.render({ variant: originalVariant(item), passages: ["Passage."], exemplars: [] });
    expect(configured.armName).toBe("plain");
    expect(draft.messages).toEqual([
      {
        role: "user",
        content: `Passage.\n\nContext.\n\n${item.stem}\n\nA. High ferritin\nB. Low ferritin\nC. High haptoglobin\nD. Low vitamin B12\n\n${sentence}`,
      },
    ]);
  });
});
