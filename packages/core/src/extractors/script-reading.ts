import type { Reading } from "../records/answer.ts";
import type { PromptLabel } from "../records/prompt.ts";

/** Start and end (exclusive) in a reply, UTF-16 units. */
export type ReplySpan = readonly [start: number, end: number];

/** The reading of a reply that a published script cannot mark right, whatever the key. `rule` says why. */
export function unreadable(rule: string, span: ReplySpan | null = null): Reading {
  return { status: "unreadable", optionIds: [], labels: [], rule, span };
}

/**
 * The reading of a script's answer, given as the labels it is made of, in the script's order.
 *
 * The published scripts compare the answer with the key as strings, and a key holds each label once, in order. So an
 * answer is `chosen` when some key could equal it, and `unreadable` otherwise: `not-shown-labels` when a label was not
 * shown, `repeated-label` ("AA"), `out-of-order` ("CA"), `no-answer` when it is empty. Several labels are chosen on a
 * single-choice item too where the script gives them, as the script does, and then are no key.
 * Example: A, C of four options gives `chosen` with both; C, A gives `unreadable`, `out-of-order`.
 */
export function answerReading(
  answer: readonly string[],
  shown: readonly PromptLabel[],
  rule: string,
  span: ReplySpan | null,
): Reading {
  if (answer.length === 0) {
    return unreadable("no-answer", span);
  }
  const indexes = answer.map((label) => shown.findIndex((candidate) => candidate.label === label));
  if (indexes.includes(-1)) {
    return unreadable("not-shown-labels", span);
  }
  // A break in the order leaves a repeat possible further on; without one, repeats stand side by side.
  const inOrder = indexes.every((index, place) => place === 0 || index >= (indexes[place - 1] ?? 0));
  if (inOrder ? indexes.some((index, place) => index === indexes[place - 1]) : new Set(indexes).size < indexes.length) {
    return unreadable("repeated-label", span);
  }
  if (!inOrder) {
    return unreadable("out-of-order", span);
  }
  const optionIds = indexes.map((index) => shown[index]?.optionId ?? "");
  return { status: "chosen", optionIds, labels: [...answer], rule, span };
}

/** The reading of a script's answer that is one option found by its text, whether or not a label was shown with it. */
export function optionReading({ optionId, label }: PromptLabel, rule: string, span: ReplySpan): Reading {
  return { status: "chosen", optionIds: [optionId], labels: label === "" ? [] : [label], rule, span };
}

/**
 * The shown labels an answer string is made of, the longest first where one begins another; null when anything else
 * stands in it, blanks and case included. Example: "ABD" gives A, B, D; "A, B", "a" and "A." give null.
 */
export function labelsOfString(answer: string, shown: readonly PromptLabel[]): readonly string[] | null {
  const longestFirst = shown.map(({ label }) => label).sort((left, right) => right.length - left.length);
  const labels: string[] = [];
  let at = 0;
  while (at < answer.length) {
    const label = longestFirst.find((candidate) => candidate !== "" && answer.startsWith(candidate, at));
    if (label === undefined) {
      return null;
    }
    labels.push(label);
    at += label.length;
  }
  return labels;
}
