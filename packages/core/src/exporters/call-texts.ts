import { nameInReply, type Prompt, type PromptLabel } from "../records/prompt.ts";
import type { Score } from "../records/score.ts";
import type { ExportedCall } from "./run-calls.ts";

/** Points of a score as a share of what can be had, 0–1 (below 0 with negative marking); null when unscored. */
export function shareOf(score: Score): number | null {
  return score.points === null ? null : (score.points - score.min) / (score.max - score.min);
}

/**
 * What the examinee was asked, without options: context, shared case, what was said before under its role, and stem, a
 * blank line between them.
 */
export function questionText({ variant: { item } }: Pick<ExportedCall, "variant">): string {
  const said = (item.dialogue ?? []).map(({ role, content }) => `[${role}]\n${content}`);
  return [item.context ?? "", item.group?.text ?? "", ...said, item.stem].filter((part) => part !== "").join("\n\n");
}

/** Harm of the options by label, "A: severe; C: mild", in the order shown; "" where nobody graded any. */
export function harmText({ prompt, variant: { item } }: Pick<ExportedCall, "prompt" | "variant">): string {
  const graded = prompt.labels.flatMap((shown) => {
    const harm = item.options.find(({ id }) => id === shown.optionId)?.harm;
    return harm === undefined ? [] : [`${nameInReply(shown)}: ${harm}`];
  });
  return graded.join("; ");
}

/** Option texts in the order shown; null for items without options. */
export function choiceTexts({ prompt }: Pick<ExportedCall, "prompt">): readonly string[] | null {
  return prompt.labels.length === 0 ? null : prompt.labels.map(({ text }) => text);
}

/**
 * Right answers as this prompt shows them, one text for each accepted set: its labels in display order, joined by a
 * comma ("A,C"); where it shows none the texts, joined by "; ". For items without options the model answers.
 */
export function referenceTexts({ prompt, variant: { item } }: Pick<ExportedCall, "prompt" | "variant">): string[] {
  return prompt.labels.length === 0 ? [...item.references] : item.accepted.map((set) => namesOf(prompt.labels, set));
}

function namesOf(labels: readonly PromptLabel[], optionIds: readonly string[]): string {
  const chosen = labels.filter(({ optionId }) => optionIds.includes(optionId));
  return chosen.map(nameInReply).join(chosen.some(({ label }) => label === "") ? "; " : ",");
}

/**
 * What was read out of the reply, as `referenceTexts` names it: labels or texts; what else it was in brackets
 * ("[refused]").
 */
export function answerText({ answer, prompt }: Pick<ExportedCall, "answer" | "prompt">): string {
  return answer.status === "chosen" ? namesOf(prompt.labels, answer.optionIds) : `[${answer.status}]`;
}

/** A prompt as one text: the message itself, or several with their roles before them. */
export function promptText({ messages }: Pick<Prompt, "messages">): string {
  const [only] = messages;
  return only !== undefined && messages.length === 1
    ? only.content
    : messages.map(({ role, content }) => `[${role}]\n${content}`).join("\n\n");
}
