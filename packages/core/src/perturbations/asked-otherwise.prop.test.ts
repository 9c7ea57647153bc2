import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomStream } from "../base/random.ts";
import type { Item } from "../records/item.ts";
import { anyItem } from "./__fixtures__/any-item.ts";
import { wordedItems } from "./__fixtures__/worded-items.ts";
import answerTextForm from "./answer-text-form.ts";
import areYouSure from "./are-you-sure.ts";
import { checkPerturbation } from "./conformance.ts";
import type { Perturbation } from "./define.ts";
import eliminateFirst from "./eliminate-first.ts";
import explainFirst from "./explain-first.ts";
import extraDistractor from "./extra-distractor.ts";
import freeText from "./free-text.ts";
import jsonForm from "./json-form.ts";
import labelSet from "./label-set.ts";
import maskedOption from "./masked-option.ts";
import { otherItemsOf } from "./other-items-of.ts";
import parallelLanguage from "./parallel-language.ts";
import trueFalseEach from "./true-false-each.ts";
import wrongStem from "./wrong-stem.ts";
import yesNoCandidate from "./yes-no-candidate.ts";

const operators: readonly (readonly [Perturbation, ...settings: unknown[]])[] = [
  [labelSet, { labels: "none" }],
  [answerTextForm, {}],
  [jsonForm, {}],
  [freeText, {}],
  [trueFalseEach, {}],
  [yesNoCandidate, {}, { maybe: true }],
  [maskedOption, {}],
  [areYouSure, {}, { doubt: "disagree" }],
  [eliminateFirst, {}],
  [explainFirst, {}],
  [wrongStem, {}],
  [extraDistractor, {}, { count: 2 }],
  [parallelLanguage, {}, { to: "zh" }],
];

/** An exam of two items of any shape beside the worded ones; the two are parallel where their languages differ. */
const exams: fc.Arbitrary<readonly Item[]> = fc
  .tuple(anyItem, anyItem)
  .map(([one, other]) => [{ ...one, parallelId: "p" }, { ...other, id: "other", parallelId: "p" }, ...wordedItems]);

describe.each(operators.map(([plugin, ...settings]) => ({ name: plugin.name, plugin, settings })))(
  "$name",
  ({ plugin, settings }) => {
    it("keeps its contract in any exam, with each of its settings", () => {
      fc.assert(
        fc.property(exams, (exam) => {
          for (const chosen of settings) {
            const others = otherItemsOf(exam);
            expect(checkPerturbation(plugin, exam.slice(0, 2), plugin.name, chosen, others)).toEqual([]);
          }
        }),
        { numRuns: 100, seed: 20_251_120 },
      );
    });

    it("draws by seed and item alone, whatever the order of the exam", () => {
      fc.assert(
        fc.property(fc.nat(), (seed) => {
          const formsIn = (exam: readonly Item[]) => {
            const others = otherItemsOf(exam);
            return new Map(
              exam.map((item) => [
                item.id,
                JSON.stringify(plugin.configure(settings[0]).perturb(item, randomStream(seed, item.id), others)),
              ]),
            );
          };
          const backwards = formsIn(wordedItems.toReversed());
          for (const [id, form] of formsIn(wordedItems)) {
            expect(backwards.get(id)).toBe(form);
          }
        }),
        { numRuns: 10 },
      );
    });
  },
);
