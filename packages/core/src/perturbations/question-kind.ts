import { type QuestionKind, questionKinds } from "../lexicons/question-kinds.ts";
import type { Item } from "../records/item.ts";
import { finalQuestionStart } from "../text/final-question.ts";
import { languageOf } from "./text-draft.ts";

const patterns: Readonly<Record<string, readonly (readonly [kind: QuestionKind, words: RegExp])[]>> =
  Object.fromEntries(
    Object.entries(questionKinds).map(([language, kinds]) => [
      language,
      kinds.map(([kind, words]) => [kind, new RegExp(words, "iu")] as const),
    ]),
  );

/**
 * Whether an item asks for a test, a treatment, a cause or a diagnosis, read from its last sentence; undefined where no
 * word says so or the language's are not known.
 *
 * @example questionKindOf({ language: "en", stem: "… What is the most likely diagnosis?" }) → "diagnosis"
 */
export function questionKindOf(item: Pick<Item, "language" | "stem">): QuestionKind | undefined {
  const question = item.stem.slice(finalQuestionStart(item.stem));
  return patterns[languageOf(item)]?.find(([, words]) => words.test(question))?.[0];
}
