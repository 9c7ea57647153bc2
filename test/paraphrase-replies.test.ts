import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { paraphraseTexts } from "../packages/core/src/lexicons/paraphrase-texts.ts";
import type { Variant } from "../packages/core/src/records/variant.ts";
import { stillSurroundings } from "../packages/core/src/runs/__fixtures__/study-folder.ts";
import { parseStudy } from "../packages/core/src/runs/read-study.ts";
import { runStudy } from "../packages/core/src/runs/run-study.ts";
import { paraphraseFaults } from "../packages/core/src/text/paraphrase-faults.ts";
import { paraphrasedItems, paraphrasesPath, sampleItems } from "../scripts/perturbation-review/paraphrases.ts";

/** What is not kept of the recorded replies, and why. */
const dropped: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  zh: {
    "haem-s2": ["denials: 1 became 0"],
    "nephro-s2": ["denials: 1 became 0"],
    "neuro-a5": ["denials: 0 became 1"],
  },
  es: {
    "cardio-a3": ["denials: 3 became 4"],
    "gastro-s2": ["denials: 3 became 6"],
    "haem-s2": ["numbers: 10 13 13 13 168 2 3 4 became 10 13 13 13 168 2 3"],
    "infect-a1": ["denials: 1 became 2"],
    "resp-a1": ["denials: 1 became 2"],
    "resp-s4": ["denials: 4 became 3"],
  },
  en: {
    "cardio-a1": ["numbers: 10 104 142 186 2 58 82 became 10 104 142 186 58 82"],
    "cardio-a3": ["denials: 2 became 3"],
    "gastro-s2": ["denials: 2 became 3"],
    "haem-a5": ["denials: 2 became 3"],
    "infect-a1": ["numbers: 1 14 24 became 14 24"],
    "resp-a1": ["denials: 2 became 1"],
    "resp-a5": ["denials: 1 became 2"],
  },
};

describe.each(Object.keys(dropped))(
  "paraphrases of the sample exam in %s, recorded from a language model",
  (language) => {
    let folder = "";
    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "viva-paraphrases-"));
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    it("are dropped for these reasons alone", async () => {
      const { items, replies } = await paraphrasedItems(language);
      const denials = paraphraseTexts[language]?.denials ?? [];
      const faults = items.map(({ id, stem, options }) => {
        const forbidden = options.map(({ text }) => text);
        return [id, paraphraseFaults(stem, replies.get(id) ?? "", { language, denials, forbidden })] as const;
      });
      expect(Object.fromEntries(faults.filter(([, found]) => found.length > 0))).toEqual(dropped[language]);
    });

    it("become the variants of a study whose assistant replays them", async () => {
      const { items, replies } = await paraphrasedItems(language);
      // An assistant is asked about every item; one about which nothing is recorded gets an empty reply.
      const silent = (await sampleItems(language))
        .filter(({ id }) => !replies.has(id))
        .map(({ id }) => JSON.stringify({ itemId: id, model: "paraphraser", perturbation: "paraphrase", text: null }));
      const recorded = readFileSync(paraphrasesPath(language), "utf8");
      writeFileSync(join(folder, "replies.jsonl"), `${recorded}${silent.join("\n")}\n`);
      const study = await parseStudy(
        [
          "name: paraphrases",
          `dataset: { use: sample-exam, language: ${language} }`,
          "models: [{ id: open-book, backend: open-book }]",
          `assistants: [{ id: paraphraser, backend: replay, path: replies.jsonl }]`,
          "perturbations: [{ use: paraphrase, model: paraphraser }]",
          "",
        ].join("\n"),
        join(folder, "study.yaml"),
      );
      const signal = new AbortController().signal;
      await runStudy(study, join(folder, "run"), { surroundings: stillSurroundings, signal });
      const variants = readFileSync(join(folder, "run/variants.jsonl"), "utf8")
        .split("\n")
        .filter((line) => line !== "")
        .map((line) => JSON.parse(line) as Variant)
        .filter(({ perturbation }) => perturbation === "paraphrase");
      const kept = items.map(({ id }) => id).filter((id) => dropped[language]?.[id] === undefined);
      expect(variants.map(({ itemId }) => itemId).sort()).toEqual(kept.sort());
      expect(variants.filter(({ item, itemId }) => item.stem !== replies.get(itemId))).toEqual([]);
      expect(new Set(variants.map(({ validity }) => validity.status))).toEqual(new Set(["unchecked"]));
    });
  },
);
