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
    const wrong = misread(cmexam, { template, language: "item" }, [...items, ...inPortuguese]);
    expect(wrong.length, wrong.join("\n")).toBeLessThanOrEqual(0.01 * (items.length + inPortuguese.length));
  });
});
