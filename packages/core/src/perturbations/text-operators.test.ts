import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import { rowsOf } from "../datasets/__fixtures__/rows-of.ts";
import casimedicos from "../datasets/casimedicos.ts";
import cmexam from "../datasets/cmexam.ts";
import type { Dataset } from "../datasets/define.ts";
import sampleExam from "../datasets/sample-exam.ts";
import type { Item } from "../records/item.ts";
import authoritySentence from "./authority-sentence.ts";
import biasSentence from "./bias-sentence.ts";
import { checkPerturbation } from "./conformance.ts";
import type { Perturbation } from "./define.ts";
import demographicDetail from "./demographic-detail.ts";
import drugNames from "./drug-names.ts";
import fullHalfWidth from "./full-half-width.ts";
import irrelevantSentence from "./irrelevant-sentence.ts";
import letterCase from "./letter-case.ts";
import punctuation from "./punctuation.ts";
import suggestedAnswer from "./suggested-answer.ts";
import traditionalSimplified from "./traditional-simplified.ts";
import typosKeyboard from "./typos-keyboard.ts";
import typosPinyin from "./typos-pinyin.ts";
import unitSystems from "./unit-systems.ts";
import whiteSpace from "./white-space.ts";

const data = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
const exists = existsSync(data);
const items = async (dataset: Dataset, settings: unknown, folder?: string): Promise<Item[]> =>
  (await rowsOf(dataset, settings, folder)).flatMap(({ item }) => item ?? []);

let english: readonly Item[] = [];
let spanish: readonly Item[] = [];
let chinese: readonly Item[] = [];
beforeAll(async () => {
  if (exists) {
    english = await items(casimedicos, { path: "casimedicos/dev.en.jsonl" }, data);
    spanish = await items(casimedicos, { path: "casimedicos/dev.es.jsonl" }, data);
    chinese = await items(cmexam, { path: "cmexam/val-part.csv" }, data);
  }
});

/** The share of items an operator applies to, at least and at most, in English, Spanish and Chinese. */
type Shares = readonly (readonly [least: number, most: number])[];
const none = [0, 0] as const;
const all = [1, 1] as const;
const operators: readonly (readonly [name: string, plugin: Perturbation, shares: Shares])[] = (
  [
    [letterCase, [all, all, [0, 0.01]]],
    [
      punctuation,
      [
        [0.95, 1],
        [0.95, 1],
        [0, 0.02],
      ],
    ],
    [whiteSpace, [all, all, [0, 0.05]]],
    [fullHalfWidth, [none, none, [0.2, 0.3]]],
    [typosKeyboard, [all, all, none]],
    [typosPinyin, [none, none, [0.6, 0.75]]],
    [irrelevantSentence, [all, all, all]],
    [
      demographicDetail,
      [
        [0.8, 0.95],
        [0.8, 0.95],
        [0.1, 0.2],
      ],
    ],
    [authoritySentence, [all, all, [0.99, 1]]],
    [biasSentence, [all, all, [0.99, 1]]],
    [suggestedAnswer, [all, all, [0.99, 1]]],
    [
      drugNames,
      [
        [0.1, 0.2],
        [0.1, 0.2],
        [0.01, 0.04],
      ],
    ],
    [
      unitSystems,
      [
        [0.2, 0.35],
        [0.2, 0.35],
        [0.02, 0.06],
      ],
    ],
    [traditionalSimplified, [none, none, [0.99, 1]]],
  ] as const satisfies readonly (readonly [Perturbation, Shares])[]
).map(([plugin, shares]) => [plugin.name, plugin, shares]);

describe.each(operators)("%s on whole exams", (_name, plugin, shares) => {
  it.each(["en", "es", "zh"])("keeps its contract on the sample exam in %s", async (language) => {
    const exam = await items(sampleExam, { language });
    expect(exam.length).toBeGreaterThan(20);
    expect(checkPerturbation(plugin, exam)).toEqual([]);
  });

  it.skipIf(!exists)("applies to a known share of published exams (skipped without ../shared/data)", () => {
    const configured = plugin.configure({});
    for (const [index, exam] of [english, spanish, chinese].entries()) {
      const applied = exam.filter((item) => configured.perturb(item, randomStream(1, item.id)).length > 0).length;
      const [least, most] = shares[index] ?? all;
      expect(applied / exam.length).toBeGreaterThanOrEqual(least);
      expect(applied / exam.length).toBeLessThanOrEqual(most);
      // The contract writes every item and draft out several times: a part of the large exam will do.
      expect(
        checkPerturbation(
          plugin,
          exam.filter((_item, place) => exam.length < 100 || place % 20 === 0),
        ),
      ).toEqual([]);
    }
  });

  it.skipIf(!exists)("gives an item the same form whatever stands before it (skipped without ../shared/data)", () => {
    const configured = plugin.configure({});
    const forms = (exam: readonly Item[]) =>
      new Map(exam.map((item) => [item.id, JSON.stringify(configured.perturb(item, randomStream(3, item.id)))]));
    const exam = [...english, ...spanish.map((item) => ({ ...item, id: `${item.id}-es` })), ...chinese.slice(0, 200)];
    const backwards = forms(exam.toReversed());
    for (const [id, form] of forms(exam)) {
      expect(backwards.get(id)).toBe(form);
    }
  });
});
