import { type OptionBoundQuestions, optionBoundQuestions } from "../lexicons/option-bound-questions.ts";
import type { Item } from "../records/item.ts";
import { finalQuestionStart } from "../text/final-question.ts";
import { languageOf } from "./text-draft.ts";

/** A last sentence this short may only say how to reply; what stands before it is read too. */
const shortQuestion = 40;
const lookBack = 200;

function patterns(part: keyof OptionBoundQuestions): Readonly<Record<string, RegExp>> {
  return Object.fromEntries(
    Object.entries(optionBoundQuestions).map(([language, questions]) => [
      language,
      new RegExp(questions[part].join("|"), "iu"),
    ]),
  );
}

const needing = patterns("needsOptions");
const commanding = patterns("imperatives");
const stating = patterns("statements");
const comparing = patterns("compares");
/** A sentence that is a statement, complete as it stands. */
const statement = /[.。]\s*$/;
const questionMark = /[?？]/;

function questionOf({ stem }: Pick<Item, "stem">): string {
  const start = finalQuestionStart(stem);
  return stem.length - start < shortQuestion ? stem.slice(Math.max(0, start - lookBack)) : stem.slice(start);
}

/**
 * Whether a question cannot be answered without its options: because it speaks of them ("which of the following …"), or
 * because it ends in a statement and leaves the question to them. Read from its last sentence. True in a language whose
 * wording is not known, so that nothing is called fair unread.
 *
 * @example needsItsOptions({ language: "zh", stem: "下列属于抗代谢药的是", … }) → true
 */
export function needsItsOptions(item: Pick<Item, "language" | "stem">): boolean {
  const language = languageOf(item);
  const question = questionOf(item);
  const states = statement.test(question) && !questionMark.test(question) && !commanding[language]?.test(question);
  return states || (needing[language]?.test(question) ?? true);
}

/**
 * Whether a question asks which statement holds and compares none with another ("which is true of …", 正确的是), so that
 * each option is true or false by itself. False in a language whose wording is not known.
 */
export function asksForTruth(item: Pick<Item, "language" | "stem">): boolean {
  const language = languageOf(item);
  const question = questionOf(item);
  return (stating[language]?.test(question) ?? false) && !(comparing[language]?.test(question) ?? true);
}
