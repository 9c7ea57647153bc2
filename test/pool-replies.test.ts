import { expect, it } from "vitest";
import sampleExam from "../packages/core/src/datasets/sample-exam.ts";
import layered from "../packages/core/src/extractors/layered.ts";
import { poolNames } from "../packages/core/src/lexicons/pool-texts.ts";
import pool from "../packages/core/src/prompts/pool.ts";
import { plainCompletion } from "../packages/core/src/records/completion.ts";
import { type Item, publishedKey } from "../packages/core/src/records/item.ts";
import { originalVariant } from "../packages/core/src/records/variant.ts";

const items: Item[] = [];
for (const language of ["en", "es", "zh"]) {
  for await (const { item } of sampleExam.configure({ language }, { resolvePath: (path) => path }).load()) {
    if (item !== undefined) {
      items.push(item);
    }
  }
}
const inPortuguese = items.filter(({ language }) => language === "en").map((item) => ({ ...item, language: "pt" }));
const extractor = layered.configure({});

// The reply a member asks for is what it shows as the answer of a worked example.
it.each(poolNames)("the reply pool/%s asks for is read as what it says, on the whole sample exam", (member) => {
  const prompt = pool.configure({ member });
  const misread = [...items, ...inPortuguese].flatMap((item) => {
    const { messages, ...rest } = prompt.render({ variant: originalVariant(item), passages: [], exemplars: [item] });
    const reply = messages.find(({ role }) => role === "assistant")?.content ?? "";
    const { status, optionIds } = extractor.extract(plainCompletion(reply), { ...rest, messages, hash: "" });
    const right = status === "chosen" && [...optionIds].sort().join() === [...publishedKey(item)].sort().join();
    return right ? [] : [`${item.language} ${item.id}: ${JSON.stringify(reply)} read as ${status} ${optionIds}`];
  });
  expect(items.length).toBeGreaterThan(150);
  expect(misread).toEqual([]);
});
