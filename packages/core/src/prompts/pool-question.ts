import type { PromptTexts } from "../lexicons/prompt-texts.ts";
import type { Item } from "../records/item.ts";
import type { PromptLabel } from "../records/prompt.ts";
import type { PoolLayout } from "./pool-members.ts";
import { materialOf, type OptionsShown, optionLines, stemOf } from "./question-text.ts";

/** A question laid out as a member of the pool has it. Material keeps its headings: it would be taken for the question. */
export function poolQuestion(
  item: Item,
  labels: readonly PromptLabel[],
  passages: readonly string[],
  layout: PoolLayout,
  texts: PromptTexts,
  shown: OptionsShown,
): string {
  const headed = (heading: string, text: string): string => (layout.headings ? `${heading}\n${text}` : text);
  const question = headed(texts.question, stemOf(item));
  const lines = optionLines(labels, shown, ({ label, text }) =>
    layout.option === "A. " ? `${label}. ${text}` : `(${label}) ${text}`,
  );
  const options = lines === "" ? [] : [headed(texts.options, lines)];
  const parts = layout.order === "question-first" ? [question, ...options] : [...options, question];
  return [...materialOf(item, passages, texts), ...parts].join("\n\n");
}
