import type { Message } from "../records/prompt.ts";

/** An answer follows these without a blank: Chinese characters, full-width marks, white space. */
const needsNoBlank = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\s]$/u;

/** Messages as one text, for models that go on from a text and know no conversation: their contents, an empty line between. */
export function plainPrompt(messages: readonly Message[]): string {
  return messages.map(({ content }) => content).join("\n\n");
}

/**
 * How an answer follows a text: behind a blank, but not behind white space or Chinese.
 *
 * @example answerAfter("Answer:", "B") → " B"; answerAfter("答案：", "B") → "B"
 */
export function answerAfter(prompt: string, answer: string): string {
  return prompt === "" || needsNoBlank.test(prompt) ? answer : ` ${answer}`;
}
