import { z } from "zod";
import { candidateQuestions } from "../lexicons/candidate-questions.ts";
import { candidateItem, onlyKeySetOf } from "./candidate-item.ts";
import { candidateValidity } from "./candidate-validity.ts";
import { definePerturbation } from "./define.ts";
import { languageOf } from "./text-draft.ts";
import { drawWrongOption } from "./wrong-option.ts";

/**
 * One option is proposed as the answer: with even odds one of the key or a wrong one, so that always yes and always no
 * earn one half. With `maybe` a third answer is offered; it is never right. None where the key has alternatives or is
 * missing, no option is wrong, the item asks true or false, or the language's wording is not known. Validity: see
 * `candidateValidity`.
 */
export default definePerturbation({
  name: "yes-no-candidate",
  description: "Proposes one option, right or wrong with even odds, and asks yes or no",
  source: "ReMedQA, EACL 2026 (yes/no/maybe on one candidate, in its code), in our own words",
  group: "format-changing",
  touches: ["stem", "option-set", "key"],
  keepsKey: false,
  languages: Object.keys(candidateQuestions),
  settings: z.strictObject({
    maybe: z.boolean().default(false).describe('Offers "maybe" as a third answer, which is never right.'),
  }),
  perturb: (item, random, { maybe }) => {
    const words = candidateQuestions[languageOf(item)];
    const key = onlyKeySetOf(item);
    const wrong = drawWrongOption(item, random);
    if (words === undefined || key === undefined || wrong === undefined) {
      return [];
    }
    const right = item.options.filter(({ id }) => key.has(id));
    const proposesRight = random.integer(2) === 0;
    const candidate = proposesRight ? right[random.integer(Math.max(1, right.length))] : wrong;
    if (candidate === undefined) {
      return [];
    }
    return [
      {
        item: candidateItem(item, candidate, {
          question: words.yesOrNo,
          kind: "single",
          answers: [["yes", words.yes], ["no", words.no], ...(maybe ? ([["maybe", words.maybe]] as const) : [])],
          right: proposesRight ? 0 : 1,
        }),
        answerMap: null,
        validity: candidateValidity(item),
      },
    ];
  },
});
