import type { PromptLabel } from "../records/prompt.ts";

/** How a person read a reply: the options it chooses, or that it chooses none. */
export type CorrectReading =
  /** `labels`: the texts of the options where the prompt showed no labels. */
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

/** Full stops and the like at the end of a text, which a person leaves out. */
const finalMarks = /[\s.。;；,，:：]+$/u;

/**
 * Read a cell of the column correct_reading: labels of the question ("C", "A, C", "ac", "(B)"), or a word for no
 * choice. Where the question showed no labels, the options' texts instead, or as much of their beginning as no other
 * shares, several separated by semicolons or line breaks. Case, full width and the spreadsheet's apostrophe do not
 * matter. Undefined for an empty cell, null for what is neither.
 *
 * @example parseCorrectReading("c", [{ label: "C", optionId: "3", text: "…" }]) // { kind: "labels", labels: ["C"], optionIds: ["3"] }
 */
export function parseCorrectReading(cell: string, labels: readonly PromptLabel[]): CorrectReading | null | undefined {
  const text = folded(cell.replace(/^\s*'/, ""));
  if (text === "") {
    return undefined;
  }
  if (labels.some(({ label }) => label === "")) {
    return readingByText(text, labels);
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

function readingByText(cell: string, options: readonly PromptLabel[]): CorrectReading | null {
  const whole = optionCalled(cell, options);
  if (whole === undefined && noChoiceWords.includes(cell.replace(/[\s_]+/g, "-"))) {
    return { kind: "none" };
  }
  const parts = whole === undefined ? cell.split(/[;；\n]/u).filter((part) => part.trim() !== "") : [cell];
  const named = new Set(parts.map((part) => optionCalled(part, options)));
  if (named.size === 0 || named.has(undefined)) {
    return null;
  }
  const chosen = options.filter((option) => named.has(option));
  return {
    kind: "labels",
    labels: chosen.map(({ text }) => text),
    optionIds: chosen.map(({ optionId }) => optionId),
  };
}

/** The option with this text, or else the only one whose text begins so. */
function optionCalled(name: string, options: readonly PromptLabel[]): PromptLabel | undefined {
  const wanted = folded(name).replace(/^-\s+/, "").replace(finalMarks, "");
  const bare = (option: PromptLabel): string => folded(option.text).replace(finalMarks, "");
  const equal = options.filter((option) => bare(option) === wanted);
  const beginning = options.filter((option) => wanted !== "" && bare(option).startsWith(wanted));
  const [found, ...others] = equal.length > 0 ? equal : beginning;
  return others.length === 0 ? found : undefined;
}

function folded(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
