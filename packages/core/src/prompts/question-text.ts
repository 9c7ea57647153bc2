import type { PromptTexts } from "../lexicons/prompt-texts.ts";
import { type Item, publishedKey } from "../records/item.ts";
import type { PromptLabel } from "../records/prompt.ts";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The labels an item's options get, in display order: the variant's own, or A, B, C, … */
export function labelsOf(item: Item, given?: readonly string[]): PromptLabel[] {
  return item.options.map((option, index) => ({
    label: given?.[index] ?? letters[index] ?? String(index + 1),
    optionId: option.id,
    text: option.text,
  }));
}

/** The labels of an item's published key, in display order. Only for worked examples: a tested item's key is never shown. */
export function keyLabelsOf(exemplar: Item, labels: readonly PromptLabel[]): PromptLabel[] {
  const key = publishedKey(exemplar);
  return labels.filter(({ optionId }) => key.includes(optionId));
}

/** The stem with what the item shares with its group before it. */
export function stemOf(item: Item): string {
  const shared = item.group?.kind === "shared-stem" && item.group.text !== "" ? `${item.group.text}\n` : "";
  return `${shared}${item.stem}`;
}

/** What must be read with a question, each part under its heading: passages, then the item's own context. */
export function materialOf(
  item: Item,
  passages: readonly string[],
  headings: Pick<PromptTexts, "passages" | "context">,
): string[] {
  return [
    ...(passages.length > 0 ? [`${headings.passages}\n${passages.join("\n\n")}`] : []),
    ...(item.context !== undefined && item.context !== "" ? [`${headings.context}\n${item.context}`] : []),
  ];
}

/** A question with its material and its labelled options, each under its heading. */
export function questionText(
  item: Item,
  labels: readonly PromptLabel[],
  passages: readonly string[],
  headings: Pick<PromptTexts, "passages" | "context" | "question" | "options">,
): string {
  const parts = [...materialOf(item, passages, headings), `${headings.question}\n${stemOf(item)}`];
  if (labels.length > 0) {
    parts.push(`${headings.options}\n${labels.map(({ label, text }) => `${label}. ${text}`).join("\n")}`);
  }
  return parts.join("\n\n");
}
