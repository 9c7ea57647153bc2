import type { PromptLabel } from "../records/prompt.ts";

/** How a person read a reply: the options it chooses, or that it chooses none. */
export type CorrectReading =
  | { readonly kind: "labels"; readonly labels: readonly string[]; readonly optionIds: readonly string[] }
  | { readonly kind: "none" };

/** What a person may write for a reply that chooses no option: two words, and the names of the statuses. */
export const noChoiceWords: readonly string[] = [
  "none",
  "unclear",
  "ambiguous",
  "none-of-these",
  "abstained",
  "refused",
  "unreadable",
];

/**
 * Read a cell of the column correct_reading: labels of the question ("C", "A, C", "ac", "(B)"), or a word for no
 * choice. Case, full width and the spreadsheet's apostrophe do not matter. Undefined for an empty cell, null for what
 * is neither.
 *
 * @example parseCorrectReading("c", [{ label: "C", optionId: "3", text: "…" }]) // { kind: "labels", labels: ["C"], optionIds: ["3"] }
 */
export function parseCorrectReading(cell: string, labels: readonly PromptLabel[]): CorrectReading | null | undefined {
  const text = folded(cell.replace(/^\s*'/, ""));
  if (text === "") {
    return undefined;
  }
  const known = new Map(labels.map((entry) => [folded(entry.label), entry]));
  // A label that happens to be such a word is a label.
  if (!known.has(text) && noChoiceWords.includes(text.replace(/[\s_]+/g, "-"))) {
    return { kind: "none" };
  }
  const parts = text.split(/[\s,;/+&、，；()[\].:]+/u).filter((part) => part !== "");
  const names = parts.flatMap((part) => (known.has(part) ? [part] : [...part]));
  const chosen = labels.filter(({ label }) => names.includes(folded(label)));
  if (names.length === 0 || names.some((name) => !known.has(name))) {
    return null;
  }
  return {
    kind: "labels",
    labels: chosen.map(({ label }) => label),
    optionIds: chosen.map(({ optionId }) => optionId),
  };
}

function folded(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
