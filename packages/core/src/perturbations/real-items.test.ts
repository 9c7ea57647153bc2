import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { rowsOf } from "../datasets/__fixtures__/rows-of.ts";
import casimedicos from "../datasets/casimedicos.ts";
import cmexam from "../datasets/cmexam.ts";
import type { Dataset } from "../datasets/define.ts";
import sampleExam from "../datasets/sample-exam.ts";
import type { Item } from "../records/item.ts";
import appendNone from "./append-none-of-the-above.ts";
import { checkPerturbation } from "./conformance.ts";
import dropWrongOptions from "./drop-wrong-options.ts";
import invertedLeadIn from "./inverted-lead-in.ts";
import keyToPosition from "./key-to-position.ts";
import labelSet from "./label-set.ts";
import replaceKeyByNone from "./replace-key-by-none.ts";
import reverseOptions from "./reverse-options.ts";
import rotateOptions from "./rotate-options.ts";
import selectIncorrect from "./select-incorrect.ts";
import shuffleOptions from "./shuffle-options.ts";

const operators = [
  shuffleOptions,
  reverseOptions,
  rotateOptions,
  keyToPosition,
  labelSet,
  dropWrongOptions,
  appendNone,
  replaceKeyByNone,
  selectIncorrect,
  invertedLeadIn,
];
const data = fileURLToPath(new URL("../../../../../shared/data/", import.meta.url));
const items = async (dataset: Dataset, settings: unknown, folder?: string): Promise<Item[]> =>
  (await rowsOf(dataset, settings, folder)).flatMap(({ item }) => item ?? []);

const published: Item[][] = [];
beforeAll(async () => {
  if (existsSync(data)) {
    published.push(
      await items(casimedicos, { path: "casimedicos/dev.en.jsonl" }, data),
      await items(casimedicos, { path: "casimedicos/dev.es.jsonl" }, data),
      await items(cmexam, { path: "cmexam/val-part.csv" }, data),
    );
  }
});

describe.each(operators)("$name on whole exams", (plugin) => {
  it.each(["en", "zh", "es"])("keeps its contract on the sample exam in %s", async (language) => {
    const exam = await items(sampleExam, { language });
    expect(exam.length).toBeGreaterThan(20);
    expect(checkPerturbation(plugin, exam)).toEqual([]);
  });

  it.skipIf(!existsSync(data))("keeps its contract on published exams (skipped without ../shared/data)", () => {
    expect(published.map(({ length }) => length)).toEqual([55, 55, 5000]);
    // A fifth of CMExam: the contract writes every item and draft out several times.
    expect(
      published.flatMap((exam) =>
        checkPerturbation(plugin, exam.length > 500 ? exam.filter((_item, at) => at % 5 === 0) : exam),
      ),
    ).toEqual([]);
  });
});
