import { describe, expect, it } from "vitest";
import { testContext } from "../packages/core/src/backends/__fixtures__/backend-context.ts";
import constantLabel from "../packages/core/src/backends/constant-label.ts";
import type { Backend } from "../packages/core/src/backends/define.ts";
import longestOption from "../packages/core/src/backends/longest-option.ts";
import randomOption from "../packages/core/src/backends/random-option.ts";
import randomSubset from "../packages/core/src/backends/random-subset.ts";
import { randomStream } from "../packages/core/src/base/random.ts";
import { rowsOf } from "../packages/core/src/datasets/__fixtures__/rows-of.ts";
import sampleExam from "../packages/core/src/datasets/sample-exam.ts";
import layered from "../packages/core/src/extractors/layered.ts";
import type { Perturbation, VariantDraft } from "../packages/core/src/perturbations/define.ts";
import freeText from "../packages/core/src/perturbations/free-text.ts";
import labelSet from "../packages/core/src/perturbations/label-set.ts";
import maskedOption from "../packages/core/src/perturbations/masked-option.ts";
import json from "../packages/core/src/prompts/json.ts";
import letterOnly from "../packages/core/src/prompts/letter-only.ts";
import reasonThenLetter from "../packages/core/src/prompts/reason-then-letter.ts";
import type { PosedCall } from "../packages/core/src/records/call.ts";
import { plainCompletion } from "../packages/core/src/records/completion.ts";
import type { Item } from "../packages/core/src/records/item.ts";
import type { Prompt } from "../packages/core/src/records/prompt.ts";
import { originalVariant, type Variant } from "../packages/core/src/records/variant.ts";

const exam: Item[] = [];
for (const language of ["zh", "en", "es"]) {
  exam.push(...(await rowsOf(sampleExam, { language })).flatMap(({ item }) => item ?? []));
}
const prompts = [letterOnly, reasonThenLetter, json].map((plugin) => plugin.configure({}));
const extractor = layered.configure({});

function drafts(plugin: Perturbation, settings: object): readonly VariantDraft[] {
  return exam.flatMap((item) => plugin.configure(settings).perturb(item, randomStream(5, plugin.name, item.id)));
}

/** A call about a draft as a run poses it, in each prompt. */
function posed({ item, renderDirectives = {} }: VariantDraft): readonly PosedCall[] {
  const variant: Variant = { ...originalVariant(item), renderDirectives };
  return prompts.map((way): PosedCall => {
    const prompt: Prompt = { ...way.render({ variant, passages: [], exemplars: [] }), hash: "0" };
    return {
      call: {
        id: "0",
        place: "0",
        role: "examinee",
        exam: "exam",
        itemId: item.id,
        variantId: item.id,
        perturbation: "p",
        arm: "a",
        model: "m",
        repeat: 0,
        turn: 0,
        seed: 1,
      },
      prompt,
      messagesJson: "[]",
      passages: [],
      variant,
    };
  });
}

async function replyOf(candidate: Backend, call: PosedCall): Promise<string> {
  const { context } = testContext({ seed: 3 });
  const result = await (await candidate.configure({}, context).open(context)).complete(call);
  return result.status === "completed" ? result.completion.text : result.status;
}

describe.each([constantLabel, randomOption, randomSubset, longestOption])("$name", (candidate) => {
  it("is read where the prompt shows its options without labels, in every language", async () => {
    const single = { asked: 0, wrong: [] as string[] };
    const several = { asked: 0, wrong: [] as string[] };
    for (const draft of drafts(labelSet, { labels: "none" }).filter(({ validity }) => validity.status === "sound")) {
      for (const call of posed(draft)) {
        const reply = await replyOf(candidate, call);
        const { optionIds } = extractor.extract(plainCompletion(reply), call.prompt);
        const meant = draft.item.options.filter(({ text }) => reply.includes(text.replace(/[.。]$/, "")));
        if (meant.length > 1 && call.prompt.choose === "one") {
          continue;
        }
        const counted = meant.length > 1 ? several : single;
        counted.asked++;
        if (
          [...optionIds].sort().join() !==
          meant
            .map(({ id }) => id)
            .sort()
            .join()
        ) {
          counted.wrong.push(reply);
        }
      }
    }
    expect(single.asked).toBeGreaterThan(candidate === randomSubset ? 50 : 400);
    expect(single.wrong).toEqual([]);
    expect(several.asked).toBeGreaterThanOrEqual(candidate === randomSubset ? 300 : 0);
    // A text that begins as another's list goes on may end a reading early.
    expect(several.wrong.length).toBeLessThanOrEqual(several.asked / 50);
  });

  it("says nothing where the prompt hides them, and so never what a blank stands for", async () => {
    const hidden = [...drafts(maskedOption, {}), ...drafts(freeText, {})];
    expect(hidden.length).toBeGreaterThan(100);
    for (const call of hidden.flatMap(posed)) {
      expect(await replyOf(candidate, call)).toBe("");
    }
  });
});
