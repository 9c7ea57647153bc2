import { beforeAll, describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import {
  allExams,
  allOperators,
  hasPublishedExams,
  sampleOf,
  settingsOf,
  type WholeExam,
} from "./__fixtures__/whole-exams.ts";
import { checkPerturbation } from "./conformance.ts";
import type { OtherItems, Perturbation, VariantDraft } from "./define.ts";

/** Items of each exam that are looked at in the quick suite. */
const perExam = 24;
/** All of ten exams, ten thousand items, where whole exams are looked at. */
const timeout = 900_000;

const operators = await allOperators();
let exams: WholeExam[] = [];
beforeAll(async () => {
  exams = (await allExams()).map((exam) => ({ ...exam, items: sampleOf(exam.items, perExam, exam.name) }));
});

const draftsOf = (
  plugin: Perturbation,
  settings: unknown,
  others: OtherItems,
  items: readonly Item[],
  seed = 11,
): (readonly VariantDraft[])[] => {
  const configured = plugin.configure(settings);
  return items.map((item) => configured.perturb(item, randomStream(seed, plugin.name, item.id), others));
};

it("looks at every exam there is", () => {
  expect(exams.map(({ name }) => name)).toEqual([
    ...["sample-exam en", "sample-exam zh", "sample-exam es"],
    ...(hasPublishedExams
      ? ["CasiMedicos en", "CasiMedicos es", "CMExam", "CNMLEQA", "MedQA", "MedMCQA", "Revalida"]
      : []),
  ]);
  expect(exams.every(({ items }) => items.length >= perExam)).toBe(true);
});

describe.each(operators.map((plugin) => ({ name: plugin.name, plugin })))("$name", ({ plugin }) => {
  it("keeps the id, the map and what it does not declare, on every exam and with every choice of its settings", {
    timeout,
  }, () => {
    for (const { name, items, others } of exams) {
      for (const settings of settingsOf(plugin)) {
        const problems = checkPerturbation(plugin, items, plugin.name, settings, others);
        expect({ exam: name, settings, problems }).toEqual({ exam: name, settings, problems: [] });
      }
    }
  });

  it("maps an option that stays to itself, and none that it has added", { timeout }, () => {
    for (const { items, others } of exams) {
      for (const [index, drafts] of draftsOf(plugin, {}, others, items).entries()) {
        const source = new Set(items[index]?.options.map(({ id }) => id));
        for (const { item, answerMap } of plugin.keepsKey ? drafts : []) {
          const staying = item.options.filter(({ id }) => source.has(id)).map(({ id }) => [id, id]);
          expect(answerMap).toEqual(Object.fromEntries(staying));
        }
      }
    }
  });

  it("gives the same drafts whatever was perturbed before: any order, any subset, other items in between", {
    timeout,
  }, () => {
    for (const { items, others } of exams) {
      const straight = draftsOf(plugin, {}, others, items);
      expect(draftsOf(plugin, {}, others, items.toReversed()).reverse()).toEqual(straight);
      const odd = items.filter((_item, index) => index % 2 === 1);
      expect(draftsOf(plugin, {}, others, odd)).toEqual(straight.filter((_drafts, index) => index % 2 === 1));
    }
  });

  it("applies somewhere", { timeout }, () => {
    const drafts = exams.flatMap(({ items, others }) =>
      settingsOf(plugin).flatMap((settings) => draftsOf(plugin, settings, others, items).flat()),
    );
    // One that asks a model first has no draft before the reply is there.
    expect(drafts.length > 0).toBe(!plugin.needsModel);
  });
});
