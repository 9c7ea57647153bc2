import { describe, expect, it } from "vitest";
import { randomStream } from "../packages/core/src/base/random.ts";
import { rowsOf } from "../packages/core/src/datasets/__fixtures__/rows-of.ts";
import sampleExam from "../packages/core/src/datasets/sample-exam.ts";
import layered from "../packages/core/src/extractors/layered.ts";
import answerTextForm from "../packages/core/src/perturbations/answer-text-form.ts";
import areYouSure from "../packages/core/src/perturbations/are-you-sure.ts";
import type { Perturbation, VariantDraft } from "../packages/core/src/perturbations/define.ts";
import eliminateFirst from "../packages/core/src/perturbations/eliminate-first.ts";
import explainFirst from "../packages/core/src/perturbations/explain-first.ts";
import extraDistractor from "../packages/core/src/perturbations/extra-distractor.ts";
import freeText from "../packages/core/src/perturbations/free-text.ts";
import jsonForm from "../packages/core/src/perturbations/json-form.ts";
import labelSet from "../packages/core/src/perturbations/label-set.ts";
import maskedOption from "../packages/core/src/perturbations/masked-option.ts";
import { otherItemsOf } from "../packages/core/src/perturbations/other-items-of.ts";
import parallelLanguage from "../packages/core/src/perturbations/parallel-language.ts";
import trueFalseEach from "../packages/core/src/perturbations/true-false-each.ts";
import wrongStem from "../packages/core/src/perturbations/wrong-stem.ts";
import yesNoCandidate from "../packages/core/src/perturbations/yes-no-candidate.ts";
import bilingual from "../packages/core/src/prompts/bilingual.ts";
import cmexam from "../packages/core/src/prompts/cmexam.ts";
import type { PromptDraft } from "../packages/core/src/prompts/define.ts";
import file from "../packages/core/src/prompts/file.ts";
import json from "../packages/core/src/prompts/json.ts";
import letterOnly from "../packages/core/src/prompts/letter-only.ts";
import reasonThenLetter from "../packages/core/src/prompts/reason-then-letter.ts";
import { plainCompletion } from "../packages/core/src/records/completion.ts";
import { type Item, publishedKey } from "../packages/core/src/records/item.ts";
import { nameInReply } from "../packages/core/src/records/prompt.ts";
import { originalVariant } from "../packages/core/src/records/variant.ts";

const operators: readonly (readonly [plugin: Perturbation, settings: object])[] = [
  [labelSet, { labels: "none" }],
  [answerTextForm, {}],
  [jsonForm, {}],
  [freeText, {}],
  [trueFalseEach, {}],
  [yesNoCandidate, { maybe: true }],
  [areYouSure, { doubt: "disagree" }],
  [eliminateFirst, {}],
  [explainFirst, {}],
  [wrongStem, {}],
  [extraDistractor, {}],
  [parallelLanguage, {}],
  [maskedOption, {}],
];
const prompts = [letterOnly, reasonThenLetter, json, bilingual, file, cmexam].map((plugin) => plugin.configure({}));
const extractor = layered.configure({});

const languages = ["zh", "en", "es"] as const;
const exam: Item[] = [];
for (const language of languages) {
  exam.push(...(await rowsOf(sampleExam, { language })).flatMap(({ item }) => item ?? []));
}
const others = otherItemsOf(exam);

/** The prompt of a draft's last turn, after replies that answer nothing. */
function lastPrompt(draft: VariantDraft, prompt: (typeof prompts)[number]): PromptDraft {
  const turns = draft.renderDirectives?.turns?.length ?? 1;
  const variant = { ...originalVariant(draft.item), renderDirectives: draft.renderDirectives ?? {} };
  const replies = Array.from({ length: turns - 1 }, (_, turn) => `Thinking, ${turn + 1}.`);
  return prompt.render({ variant, passages: [], exemplars: [], replies });
}

/** What somebody who knows the key replies, in the form that is asked for. */
function knownReply({ labels, answerForm, language }: PromptDraft, item: Item): string {
  const key = publishedKey(item);
  const chosen = labels.filter(({ optionId }) => key.includes(optionId));
  const named = chosen.map(nameInReply);
  switch (answerForm) {
    case "label":
      return named.join("");
    case "text":
      return chosen.map(({ text }) => text).join("\n");
    case "json":
      return JSON.stringify({ answer: named.join(labels[0]?.label === "" ? "; " : "") });
    case "reason-then-label":
      return `${{ zh: "答案：", en: "Answer: ", es: "Respuesta: " }[language] ?? ""}${named.join("")}`;
  }
}

describe.each(operators.map(([plugin, settings]) => ({ name: plugin.name, plugin, settings })))(
  "$name",
  ({ plugin, settings }) => {
    const perturb = (item: Item): readonly VariantDraft[] =>
      plugin.configure(settings).perturb(item, randomStream(5, plugin.name, item.id), others);
    const drafts = exam.flatMap(perturb);

    it("applies in every language", () => {
      for (const language of languages) {
        expect(exam.filter((item) => item.language === language && perturb(item).length > 0).length).toBeGreaterThan(
          10,
        );
      }
    });

    it("is asked so that who knows the key is read right, in every prompt and language", () => {
      for (const draft of drafts.filter(({ validity }) => validity.status !== "unsound" || plugin.group === "probe")) {
        for (const prompt of prompts) {
          const rendered = lastPrompt(draft, prompt);
          const reply = knownReply(rendered, draft.item);
          const { status, optionIds } = extractor.extract(plainCompletion(reply), { ...rendered, hash: "0" });
          expect({ id: draft.item.id, reply, status, optionIds: [...optionIds].sort() }).toEqual({
            id: draft.item.id,
            reply,
            status: "chosen",
            optionIds: [...publishedKey(draft.item)].sort(),
          });
        }
      }
    });

    it("shows no option that it hides", () => {
      for (const draft of drafts.filter(({ renderDirectives }) => renderDirectives?.options === "hidden")) {
        const { item } = draft;
        const beside = `${item.group?.text ?? ""}\n${item.stem}`;
        for (const prompt of prompts) {
          const text = lastPrompt(draft, prompt)
            .messages.map(({ content }) => content)
            .join("\n")
            .replaceAll(beside.trim(), "");
          const shown = item.options.filter((option) => !beside.includes(option.text) && text.includes(option.text));
          expect({ id: item.id, shown }).toEqual({ id: item.id, shown: [] });
        }
      }
    });
  },
);

it("hides the words that masked-option asks for from every prompt", () => {
  const drafts = exam.flatMap((item) => maskedOption.configure({}).perturb(item, randomStream(5, item.id)));
  expect(drafts.length).toBeGreaterThan(exam.length / 2);
  for (const draft of drafts) {
    const hidden = draft.item.options.find(({ id }) => id === publishedKey(draft.item)[0])?.text ?? "?";
    for (const prompt of prompts) {
      const text = lastPrompt(draft, prompt).messages.map(({ content }) => content);
      expect(text.join("\n")).not.toContain(hidden);
    }
  }
});
