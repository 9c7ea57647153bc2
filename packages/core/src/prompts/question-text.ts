import type { PromptTexts } from "../lexicons/prompt-texts.ts";
import { type Item, publishedKey } from "../records/item.ts";
import type { PromptLabel } from "../records/prompt.ts";
import type { RenderDirectives } from "../records/variant.ts";

/** How the options stand in a prompt: each behind its label, as a list without labels, or not at all. */
export type OptionsShown = "labelled" | "unlabelled" | "hidden";

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** The labels an item's options get, in display order: the variant's own, or A, B, C, … */
export function labelsOf(item: Item, given?: readonly string[]): PromptLabel[] {
  return item.options.map((option, index) => ({
    label: given?.[index] ?? letters[index] ?? String(index + 1),
    optionId: option.id,
    text: option.text,
  }));
}

/** How a variant wants its options to stand in the prompt. */
export function optionsShown({ options }: RenderDirectives): OptionsShown {
  return options ?? "labelled";
}

/** The labels of a tested item as the prompt shows them: empty ones where it shows none. */
export function promptLabelsOf(item: Item, directives: RenderDirectives): PromptLabel[] {
  return optionsShown(directives) === "labelled"
    ? labelsOf(item, directives.labels)
    : item.options.map(({ id, text }) => ({ label: "", optionId: id, text }));
}

/** The labels of a worked example: of the tested item's set where that has enough, else A, B, C, … */
export function exemplarLabelsOf(exemplar: Item, { labels }: RenderDirectives): PromptLabel[] {
  return labelsOf(exemplar, labels !== undefined && labels.length >= exemplar.options.length ? labels : undefined);
}

/** Options as lines: each as `labelled` writes it, behind a dash, or none. */
export function optionLines(
  labels: readonly PromptLabel[],
  shown: OptionsShown,
  labelled: (option: PromptLabel) => string,
): string {
  switch (shown) {
    case "labelled":
      return labels.map(labelled).join("\n");
    case "unlabelled":
      return labels.map(({ text }) => `- ${text}`).join("\n");
    case "hidden":
      return "";
  }
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

/** A question with its material and, unless they are hidden, its options, each under its heading. */
export function questionText(
  item: Item,
  labels: readonly PromptLabel[],
  passages: readonly string[],
  headings: Pick<PromptTexts, "passages" | "context" | "question" | "options">,
  shown: OptionsShown = "labelled",
): string {
  const parts = [...materialOf(item, passages, headings), `${headings.question}\n${stemOf(item)}`];
  if (labels.length > 0 && shown !== "hidden") {
    parts.push(`${headings.options}\n${optionLines(labels, shown, ({ label, text }) => `${label}. ${text}`)}`);
  }
  return parts.join("\n\n");
}
