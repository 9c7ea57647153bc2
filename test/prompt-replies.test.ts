import { describe, expect, it } from "vitest";
import sampleExam from "../packages/core/src/datasets/sample-exam.ts";
import layered from "../packages/core/src/extractors/layered.ts";
import answerText from "../packages/core/src/prompts/answer-text.ts";
import bilingual from "../packages/core/src/prompts/bilingual.ts";
import cmexam from "../packages/core/src/prompts/cmexam.ts";
import type { PromptPlugin } from "../packages/core/src/prompts/define.ts";
import file from "../packages/core/src/prompts/file.ts";
import json from "../packages/core/src/prompts/json.ts";
import letterOnly from "../packages/core/src/prompts/letter-only.ts";
import reasonThenLetter from "../packages/core/src/prompts/reason-then-letter.ts";
import { plainCompletion } from "../packages/core/src/records/completion.ts";
import { type Item, publishedKey } from "../packages/core/src/records/item.ts";
import type { PromptLabel } from "../packages/core/src/records/prompt.ts";
import { originalVariant } from "../packages/core/src/records/variant.ts";

async function sampleItems(language: string): Promise<Item[]> {
  const items: Item[] = [];
  for await (const { item } of sampleExam.configure({ language }, { resolvePath: (path) => path }).load()) {
    if (item !== undefined) {
      items.push(item);
    }
  }
  return items;
}

const english = await sampleItems("en");
const items = [...english, ...(await sampleItems("es")), ...(await sampleItems("zh"))];
const inPortuguese = english.map((item) => ({ ...item, language: "pt" }));
const extractor = layered.configure({});

/**
 * The reply a prompt asks for is what it shows as the answer of a worked example: put each item as its own example,
 * take the answer shown and have it read. Gives the ids of the items whose key is not what was read.
 */
function misread(plugin: PromptPlugin, settings: object, asked: readonly Item[]): string[] {
  const prompt = plugin.configure(settings);
  return asked.flatMap((item) => {
    const { messages, ...rest } = prompt.render({ variant: originalVariant(item), passages: [], exemplars: [item] });
    const reply = messages.find(({ role }) => role === "assistant")?.content ?? "";
    const reading = extractor.extract(plainCompletion(reply), { ...rest, messages, hash: "" });
    const right =
      reading.status === "chosen" && [...reading.optionIds].sort().join() === [...publishedKey(item)].sort().join();
    return right
      ? []
      : [`${item.language} ${item.id}: ${JSON.stringify(reply)} read as ${reading.status} ${reading.labels}`];
  });
}

describe("the reply a prompt asks for is read as what it says", () => {
  it("on a sample with several correct options", () => {
    expect(items.length).toBeGreaterThan(150);
    expect(items.filter(({ kind }) => kind === "multiple").length).toBeGreaterThan(10);
  });

  it.each([
    ["letter-only", letterOnly, {}],
    ["reason-then-letter", reasonThenLetter, {}],
    ["json", json, {}],
    ["answer-text", answerText, {}],
    ["bilingual letters", bilingual, { second: "zh" }],
    ["bilingual reasoning", bilingual, { second: "es", reply: "reason-then-label" }],
    ["bilingual text", bilingual, { second: "pt", reply: "text" }],
    ["cmexam 1", cmexam, { template: 1, language: "item" }],
    ["cmexam 2", cmexam, { template: 2, language: "item" }],
    ["cmexam 5", cmexam, { template: 5, language: "item" }],
    ["file", file, {}],
  ])("%s", (_name, plugin, settings) => {
    expect(misread(plugin, settings, items)).toEqual([]);
    expect(misread(plugin, settings, inPortuguese)).toEqual([]);
  });

  it.each([4, 6])("cmexam %i, where an explanation that speaks of every option follows the answer", (template) => {
    expect(misread(cmexam, { template, language: "item" }, [...items, ...inPortuguese])).toEqual([]);
  });
});

const headings: Readonly<Record<string, readonly string[]>> = {
  en: ["Answer:", "The correct options are:", "**Correct answers:**"],
  zh: ["答案：", "正确选项：", "**正确答案是：**"],
  es: ["Respuesta:", "Las opciones correctas son:", "**Respuestas correctas:**"],
  pt: ["Resposta:", "As alternativas corretas são:", "**Gabarito:**"],
};
const lines: readonly (readonly [string, (label: string, text: string, index: number) => string])[] = [
  ["label and text", (label, text) => `${label}. ${text}`],
  ["brackets", (label, text) => `(${label}) ${text}`],
  ["one bracket", (label, text) => `${label}) ${text}`],
  ["a Chinese comma", (label, text) => `${label}、${text}`],
  ["bullets", (label, text) => `- ${label}. ${text}`],
  ["bold bullets", (label, text) => `* **${label}**: ${text}`],
  ["bold", (label, text) => `**${label}. ${text}**`],
  ["numbers", (label, text, index) => `${index + 1}. ${label}. ${text}`],
  ["numbered texts", (_, text, index) => `${index + 1}. ${text}`],
  ["texts", (_, text) => `- ${text}`],
  ["labels", (label) => label],
  ["notes", (label, text) => `${label}. ${text} — see above`],
];

/** Items whose key was not read from what a model says, with the item's own explanation after it and without. */
function misreadAs(say: (key: readonly PromptLabel[], heading: string) => string): string[] {
  return [...items, ...inPortuguese].flatMap((item) => {
    const prompt = letterOnly.configure({}).render({ variant: originalVariant(item), passages: [], exemplars: [] });
    const key = prompt.labels.filter(({ optionId }) => publishedKey(item).includes(optionId));
    const said = (headings[item.language] ?? []).map((heading) => say(key, heading));
    const replies = key.length < prompt.labels.length ? said : [];
    return [...replies, ...replies.map((reply) => `${reply}\n\n${item.references[0] ?? ""}`)].flatMap((reply) => {
      const { status, labels } = extractor.extract(plainCompletion(reply), { ...prompt, hash: "" });
      const right = status === "chosen" && labels.join() === key.map(({ label }) => label).join();
      return right ? [] : [`${item.language} ${item.id}: ${JSON.stringify(reply)} read as ${status} ${labels}`];
    });
  });
}

describe("the sample's keys are read from declared lists", () => {
  it.each(lines)("line by line: %s", (_name, line) => {
    const list = (between: string) => (key: readonly PromptLabel[], heading: string) =>
      `${heading}\n${key.map(({ label, text }, index) => line(label, text, index)).join(between)}`;
    expect(misreadAs(list("\n"))).toEqual([]);
    expect(misreadAs(list("\n\n"))).toEqual([]);
  });

  it.each([
    ["", "; "],
    ["", "；"],
    [", ", ", "],
    ["、", "；"],
    ["", "\n"],
  ])("labels joined by %j, and then their texts by %j", (joint, between) => {
    const joined = (stop: string) => (key: readonly PromptLabel[], heading: string) =>
      `${heading} ${key.map(({ label }) => label).join(joint)}${stop} ${key.map(({ text }) => text).join(between)}`;
    expect(misreadAs(joined(""))).toEqual([]);
    expect(misreadAs(joined("."))).toEqual([]);
  });
});
