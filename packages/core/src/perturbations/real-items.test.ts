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
import answerTextForm from "./answer-text-form.ts";
import appendNone from "./append-none-of-the-above.ts";
import areYouSure from "./are-you-sure.ts";
import { checkPerturbation } from "./conformance.ts";
import dropWrongOptions from "./drop-wrong-options.ts";
import eliminateFirst from "./eliminate-first.ts";
import explainFirst from "./explain-first.ts";
import extraDistractor from "./extra-distractor.ts";
import freeText from "./free-text.ts";
import invertedLeadIn from "./inverted-lead-in.ts";
import jsonForm from "./json-form.ts";
import keyToPosition from "./key-to-position.ts";
import labelSet from "./label-set.ts";
import maskedOption from "./masked-option.ts";
import { otherItemsOf } from "./other-items-of.ts";
import parallelLanguage from "./parallel-language.ts";
import replaceKeyByNone from "./replace-key-by-none.ts";
import reverseOptions from "./reverse-options.ts";
import rotateOptions from "./rotate-options.ts";
import selectIncorrect from "./select-incorrect.ts";
import shuffleOptions from "./shuffle-options.ts";
import trueFalseEach from "./true-false-each.ts";
import wrongStem from "./wrong-stem.ts";
import yesNoCandidate from "./yes-no-candidate.ts";

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
  answerTextForm,
  jsonForm,
  freeText,
  trueFalseEach,
  yesNoCandidate,
  areYouSure,
  eliminateFirst,
  explainFirst,
  wrongStem,
  extraDistractor,
  maskedOption,
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

describe("parallel-language between the languages of an exam", () => {
  it("keeps its contract on the sample exam, every item of which has the same key in zh, en and es", async () => {
    const exam = (await Promise.all(["zh", "en", "es"].map((language) => items(sampleExam, { language })))).flat();
    expect(checkPerturbation(parallelLanguage, exam)).toEqual([]);
  });

  it.skipIf(!existsSync(data))("turns CasiMedicos into Spanish and back (skipped without ../shared/data)", () => {
    const [english = [], spanish = []] = published;
    const others = otherItemsOf([...english, ...spanish]);
    expect(checkPerturbation(parallelLanguage, [...english, ...spanish])).toEqual([]);
    const drafts = english.flatMap((item) =>
      parallelLanguage.configure({}).perturb(item, randomStream(1, item.id), others),
    );
    expect(drafts).toHaveLength(english.length);
    expect(drafts.map(({ item }) => item.stem)).toEqual(spanish.map(({ stem }) => stem));
    expect(drafts.filter(({ validity }) => validity.status === "unsound")).toEqual([]);
  });
});
