import type { Prompt, PromptLabel } from "../records/prompt.ts";
import type { ExampleReply } from "./define.ts";

/** How labels stand in an answer, by what they are. */
export type LabelKind = "capitals" | "letters" | "labels" | "text";

/** What a prompt's labels are; "text" where it shows none. */
export function labelKindOf(labels: readonly PromptLabel[]): LabelKind {
  const shown = shownLabels(labels);
  if (shown.length === 0) {
    return "text";
  }
  const every = (pattern: RegExp): boolean => shown.every((label) => pattern.test(label));
  return every(/^[A-Z]$/) ? "capitals" : every(/^[A-Za-z]$/) ? "letters" : "labels";
}

/** The labels a reply can name. Options that stand without labels leave none. */
function shownLabels(labels: readonly PromptLabel[]): readonly string[] {
  return labels.map(({ label }) => label).filter((label) => label !== "");
}

/** "ACD" is read as three letters; "ad", "13" or "IIV" would be a word, a number or either of two answers. */
function joiner(labels: readonly PromptLabel[]): string {
  return labelKindOf(labels) === "capitals" ? "" : ", ";
}

/** An answer as an instruction wants it written: capital letters one after the other, other labels and texts with ", ". */
export function writtenAnswer({ answer, labels }: Pick<ExampleReply, "answer" | "labels">): string {
  return answer.join(joiner(labels));
}

/**
 * Whether a text is an answer and nothing else: labels of the prompt, each at most once, in any order and spelt as
 * shown, capital letters with nothing between them ("ACD"; not "A, C", "b", "Ｂ" or "AA"), others separated by a comma
 * and a space ("a, c"). Where the prompt shows no labels, any text of one line is an answer. An empty text is none.
 */
export function namesLabels(text: string, { labels }: Pick<Prompt, "labels">): boolean {
  const shown = shownLabels(labels);
  if (shown.length === 0) {
    return text.trim() !== "" && !/[\n\r]/.test(text);
  }
  const longest = shown.reduce((sum, label) => sum + label.length + 2, 0);
  const named = text === "" || text.length > longest ? [] : text.split(joiner(labels));
  return named.length > 0 && new Set(named).size === named.length && named.every((label) => shown.includes(label));
}

/** The last line of a reply without the white space around it, and what stands before it. */
export function lastLineOf(reply: string): { readonly before: string; readonly line: string } {
  const text = reply.trim();
  const at = Math.max(text.lastIndexOf("\n"), text.lastIndexOf("\r"));
  return { before: text.slice(0, at + 1).trim(), line: text.slice(at + 1).trim() };
}
