import { z } from "zod";
import { candidateQuestions } from "../lexicons/candidate-questions.ts";
import { candidateItem, onlyKeySetOf } from "./candidate-item.ts";
import { candidateValidity } from "./candidate-validity.ts";
import { definePerturbation } from "./define.ts";
import { languageOf } from "./text-draft.ts";

/**
 * The k-th variant of an item asks whether its k-th option is a correct answer, with true and false as options of their
 * own. Most options are wrong, so that "false" alone is right for most variants: compare with the share of the commonest
 * answer, or take `yes-no-candidate`, whose key is even. None where the key has alternatives or is missing, the item asks
 * true or false already, or the language's wording is not known. Validity: see `candidateValidity`.
 */
export default definePerturbation({
  name: "true-false-each",
  description: "Asks of each option by itself whether it is a correct answer: one true-false variant an option",
  source:
    "Viva, our reconstruction after multiple true-false items: Frisbie 1992, Educational Measurement: Issues and Practice 11(4):21–26",
  group: "format-changing",
  touches: ["stem", "option-set", "key"],
  keepsKey: false,
  languages: Object.keys(candidateQuestions),
  settings: z.strictObject({}),
  perturb: (item) => {
    const words = candidateQuestions[languageOf(item)];
    const key = onlyKeySetOf(item);
    if (words === undefined || key === undefined) {
      return [];
    }
    const validity = candidateValidity(item);
    return item.options.map((option) => ({
      item: candidateItem(item, option, {
        question: words.trueOrFalse,
        kind: "true-false",
        answers: [
          ["true", words.true],
          ["false", words.false],
        ],
        right: key.has(option.id) ? 0 : 1,
      }),
      answerMap: null,
      validity,
    }));
  },
});
